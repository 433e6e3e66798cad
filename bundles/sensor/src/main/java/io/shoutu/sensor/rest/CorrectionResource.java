package io.shoutu.sensor.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.sensor.Corrections;
import io.shoutu.sensor.DevicePlaces;
import io.shoutu.sensor.Devices;
import io.shoutu.sensor.domain.Correction;
import io.shoutu.sensor.domain.CorrectionStore;
import io.shoutu.sensor.domain.Flag;
import io.shoutu.sensor.domain.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Corrections on the wire (更正接口); they are made at their series. */
@Component(service = CorrectionResource.class)
@RestResource("/corrections")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CorrectionResource {
    private final Corrections corrections;
    private final Devices devices;
    private final DevicePlaces places;

    @Activate
    public CorrectionResource(@Reference Corrections corrections, @Reference Devices devices, @Reference DevicePlaces places) {
        this.corrections = corrections;
        this.devices = devices;
        this.places = places;
    }

    @GET
    @Performs("sensor.correction-read")
    public Map<String, Object> list(@QueryParam("series") String series, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit, @Context SecurityContext asking) {
        Series asked = series == null || series.isBlank() ? null : devices.series(series);
        Integer number = series == null || series.isBlank() ? null : asked == null ? Integer.valueOf(0) : Integer.valueOf(asked.number());
        Page<Correction> page = corrections.list(number, places.series(actor(asking).scope()), cursor == null || cursor.isBlank() ? null : cursor, Limits.of(limit));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", page.items().stream().map(c -> shown(c, corrections.rejudged(c), corrections.found(c), corrections.doubted(c))).toList());
        answer.put("next", page.next());
        answer.put("total", page.total());
        return answer;
    }

    @GET
    @Path("{number}")
    @Performs("sensor.correction-read")
    public Map<String, Object> get(@PathParam("number") String number, @Context SecurityContext asking) {
        Correction c = seen(number, asking);
        return shown(c, corrections.rejudged(c), corrections.found(c), corrections.doubted(c));
    }

    /** Every reading it changed, before and after. */
    @GET
    @Path("{number}/readings")
    @Performs("sensor.correction-read")
    public Map<String, Object> readings(@PathParam("number") String number, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit, @Context SecurityContext asking) {
        Correction c = seen(number, asking);
        long from = cursor == null || cursor.isBlank() ? Long.MIN_VALUE : number(cursor);
        int most = limit == null ? 500 : Math.max(1, Math.min(5_000, limit));
        List<Map<String, Object>> items = new ArrayList<>();
        Long next = null;
        for (CorrectionStore.Part part : corrections.parts(number)) {
            for (int i = 0; i < part.before().size() && next == null; i++) {
                if (part.before().at(i) < from) {
                    continue;
                }
                if (items.size() == most) {
                    next = part.before().at(i);
                    break;
                }
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("ts", part.before().at(i));
                one.put("before", part.before().value(i));
                one.put("after", part.after().value(i));
                one.put("flagsBefore", Flag.wordsOf(part.before().flags(i)));
                one.put("flagsAfter", Flag.wordsOf(part.after().flags(i)));
                items.add(one);
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", items);
        answer.put("next", next == null ? null : next.toString());
        answer.put("total", c.readings());
        return answer;
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new Problem.Invalid("bad-parameter", "cursor", "cursor 应为上一页返回的 next");
        }
    }

    private Correction seen(String number, SecurityContext asking) {
        Correction c = corrections.get(number);
        Set<Integer> within = places.series(actor(asking).scope());
        if (within != null && !within.contains(c.series().number())) {
            throw Problem.NotFound.of(new Subject("correction", number));
        }
        return c;
    }

    private static Actor actor(SecurityContext asking) {
        return (Actor) asking.getUserPrincipal();
    }

    /** A correction as it is shown. */
    static Map<String, Object> shown(Correction c, boolean rejudged, List<String> found, List<String> doubted) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("number", c.number());
        shown.put("series", c.series().id());
        shown.put("from", c.from());
        shown.put("to", c.to());
        shown.put("action", c.act().word());
        shown.put("actionLabel", c.act().label());
        shown.put("value", c.value());
        shown.put("factor", c.factor());
        shown.put("offset", c.offset());
        shown.put("reason", c.reason());
        shown.put("by", c.by());
        shown.put("when", c.when());
        shown.put("readings", c.readings());
        shown.put("alarmsFound", found);
        shown.put("alarmsDoubtful", doubted);
        shown.put("rejudged", rejudged);
        return shown;
    }
}
