package io.shoutu.supervision.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.supervision.RulesService;
import io.shoutu.supervision.domain.Flow;
import io.shoutu.supervision.domain.Kind;
import io.shoutu.supervision.domain.Points;
import io.shoutu.supervision.domain.Rung;
import io.shoutu.supervision.domain.TimeLimit;
import java.time.LocalDate;
import java.util.Arrays;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Rules of supervision over REST (督办规则接口): {@code /api/supervision/rulebook}. Each answer is the whole book. */
@RestResource("/supervision/rulebook")
@Component(service = RulesResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RulesResource {
    record KindForm(String code, String label, String flow, String series, String prefix, Integer answerDays, boolean working, Integer score, Integer lateScore, String source, String from) {}

    record LimitForm(String code, String label, Integer amount, boolean working, String source, String article, String from) {}

    record RungForm(String ladder, Integer no, Integer afterDays, boolean working, String kind, boolean majorOnly, String whom, String demand, String source, String from) {}

    record PointForm(String code, String label, Integer points, String source, String from) {}

    record ThresholdForm(Integer points, String label, String consequence, String kind, String source, String from) {}

    record EndForm(String to) {}

    private final RulesService rules;

    @Activate
    public RulesResource(@Reference RulesService rules) {
        this.rules = rules;
    }

    /** All versions of all rules. */
    @GET
    @Performs("supervision.read")
    public RulesService.Book book() {
        return rules.book();
    }

    @POST
    @Path("kind")
    @Performs("supervision.rule")
    public RulesService.Book kind(KindForm f, @Context SecurityContext who) {
        return rules.change(new Kind(Forms.blank(f.code()), f.label(), one(Flow.values(), f.flow(), "flow", "办理流程"), Forms.blank(f.series()), f.prefix(), number(f.answerDays(), "answerDays", "答复天数"), f.working(),
                number(f.score(), "score", "印发计分"), number(f.lateScore(), "lateScore", "逾期计分"), f.source(), from(f.from()), null), actor(who));
    }

    @POST
    @Path("limit")
    @Performs("supervision.rule")
    public RulesService.Book limit(LimitForm f, @Context SecurityContext who) {
        return rules.change(new TimeLimit(Forms.blank(f.code()), f.label(), number(f.amount(), "amount", "天数"), f.working(), f.source(), f.article(), from(f.from()), null), actor(who));
    }

    @POST
    @Path("rung")
    @Performs("supervision.rule")
    public RulesService.Book rung(RungForm f, @Context SecurityContext who) {
        return rules.change(new Rung(Forms.blank(f.ladder()), number(f.no(), "no", "级次"), number(f.afterDays(), "afterDays", "逾期天数"), f.working(), Forms.blank(f.kind()), f.majorOnly(),
                one(Rung.To.values(), f.whom(), "whom", "发给谁"), f.demand(), f.source(), from(f.from()), null), actor(who));
    }

    @POST
    @Path("point")
    @Performs("supervision.rule")
    public RulesService.Book point(PointForm f, @Context SecurityContext who) {
        return rules.change(new Points.Rule(Forms.blank(f.code()), f.label(), number(f.points(), "points", "分值"), f.source(), from(f.from()), null), actor(who));
    }

    @POST
    @Path("threshold")
    @Performs("supervision.rule")
    public RulesService.Book threshold(ThresholdForm f, @Context SecurityContext who) {
        return rules.change(new Points.Threshold(number(f.points(), "points", "门槛分值"), f.label(), f.consequence(), Forms.blank(f.kind()), f.source(), from(f.from()), null), actor(who));
    }

    @POST
    @Path("{sort}/{key}/end")
    @Performs("supervision.rule")
    public RulesService.Book end(@PathParam("sort") String sort, @PathParam("key") String key, EndForm form, @Context SecurityContext who) {
        return rules.end(one(RulesService.Sort.values(), sort, "sort", "规则类别"), key, Forms.day(form.to(), "to"), actor(who));
    }

    @POST
    @Path("{sort}/{key}/withdrawal")
    @Performs("supervision.rule")
    public RulesService.Book withdraw(@PathParam("sort") String sort, @PathParam("key") String key, @Context SecurityContext who) {
        return rules.withdraw(one(RulesService.Sort.values(), sort, "sort", "规则类别"), key, actor(who));
    }

    private static LocalDate from(String text) {
        return Forms.day(text, "from");
    }

    private static int number(Integer given, String field, String label) {
        if (given == null) {
            throw new Problem.Invalid("required", field, "请填写" + label);
        }
        return given;
    }

    private static <E extends Enum<E>> E one(E[] values, String text, String field, String label) {
        return Arrays.stream(values).filter(v -> text != null && v.name().equalsIgnoreCase(text.strip())).findFirst()
                .orElseThrow(() -> new Problem.Invalid("choice", field, "请选择" + label + (text == null ? "" : "，没有“" + text + "”")));
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }
}
