package io.shoutu.hazard.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.hazard.domain.index.Index;
import io.shoutu.hazard.domain.index.Indicator;
import io.shoutu.hazard.domain.index.Measure;
import io.shoutu.hazard.domain.index.SafetyField;
import io.shoutu.hazard.domain.index.Tally;
import io.shoutu.hazard.index.IndexService;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The safety index over REST (安全指数接口): {@code /api/safety-index}. */
@RestResource("/safety-index")
@Component(service = SafetyIndexResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SafetyIndexResource {
    /** Weight and values of an indicator (指标表单). */
    record IndicatorForm(BigDecimal weight, BigDecimal zeroAt, BigDecimal fullAt, String source) {}

    /** A field of safety (领域表单). */
    record FieldForm(String label, List<String> words, Integer rank) {}

    private final IndexService index;

    @Activate
    public SafetyIndexResource(@Reference IndexService index) {
        this.index = index;
    }

    @GET
    @Performs("safety-index.read")
    public Map<String, Object> read(@Context SecurityContext who) {
        IndexService.View view = index.read(actor(who));
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("from", view.from());
        shown.put("to", view.to());
        shown.put("whole", shown(view.whole()));
        shown.put("areas", view.areas().stream().map(SafetyIndexResource::shown).toList());
        shown.put("fields", view.fields().stream().map(SafetyIndexResource::shown).toList());
        shown.put("indicators", view.indicators().stream().map(i -> {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("measure", i.measure().name());
            line.put("label", i.measure().label());
            line.put("formula", i.measure().formula());
            line.put("weight", i.weight());
            line.put("zeroAt", i.zeroAt());
            line.put("fullAt", i.fullAt());
            line.put("source", i.source());
            return line;
        }).toList());
        shown.put("fieldRules", view.fieldRules());
        return shown;
    }

    private static Map<String, Object> shown(IndexService.Part part) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("code", part.code());
        shown.put("label", part.label());
        shown.put("points", part.index().points());
        shown.put("known", part.index().known());
        Tally t = part.tally();
        shown.put("enterprises", t.enterprises());
        shown.put("inspected", t.inspected());
        shown.put("open", t.open());
        shown.put("major", t.major());
        shown.put("overdue", t.overdue());
        shown.put("units", t.units());
        shown.put("high", t.high());
        Map<String, Object> lines = new LinkedHashMap<>();
        for (Index.Line line : part.index().lines()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("value", line.value());
            each.put("points", line.points());
            lines.put(line.indicator().measure().name(), each);
        }
        shown.put("lines", lines);
        return shown;
    }

    @PUT
    @Path("indicators/{measure}")
    @Performs("safety-index.rule")
    public Response put(@PathParam("measure") String measure, IndicatorForm form, @Context SecurityContext who) {
        index.put(new Indicator(measure(measure), form.weight(), form.zeroAt(), form.fullAt(), form.source()), actor(who));
        return Response.noContent().build();
    }

    @PUT
    @Path("fields/{code}")
    @Performs("safety-index.rule")
    public Response put(@PathParam("code") String code, FieldForm form, @Context SecurityContext who) {
        index.put(new SafetyField(code, form.label(), form.words(), form.rank() == null ? 99 : form.rank()), actor(who));
        return Response.noContent().build();
    }

    private static Measure measure(String text) {
        try {
            return Measure.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new Problem.NotFound("measure-not-found", "没有这个指标：" + text);
        }
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }
}
