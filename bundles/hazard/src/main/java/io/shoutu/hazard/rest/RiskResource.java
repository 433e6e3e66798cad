package io.shoutu.hazard.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.hazard.RiskLedger.Evidence;
import io.shoutu.api.hazard.RiskLevel;
import io.shoutu.hazard.RiskMethods;
import io.shoutu.hazard.RiskService;
import io.shoutu.hazard.domain.RiskCheck;
import io.shoutu.hazard.domain.RiskQuery;
import io.shoutu.hazard.domain.RiskSite;
import io.shoutu.hazard.domain.RiskState;
import io.shoutu.hazard.domain.RiskUnit;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Risk units over REST (风险接口): {@code /api/risks}. */
@RestResource("/risks")
@Component(service = RiskResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RiskResource {
    private final RiskService risks;

    @Activate
    public RiskResource(@Reference RiskService risks) {
        this.risks = risks;
    }

    record AssessmentForm(List<RiskMethods.AskedEvent> events, List<String> directRed) {}

    record ResultForm(boolean holds, String note, List<String> photos) {}

    record WarningForm(String reason, RiskLevel to, String riskUnit, String enterprise, String area, Instant until) {}

    @GET
    @Performs("hazard.risk-read")
    public Page<RiskView> list(@QueryParam("state") RiskState state, @QueryParam("level") RiskLevel level, @QueryParam("enterprise") String enterprise, @QueryParam("area") String area,
            @QueryParam("text") String text, @QueryParam("moved") Boolean moved, @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("50") int limit,
            @Context SecurityContext who) {
        Page<RiskUnit> page = risks.find(new RiskQuery(state, level, enterprise, area, text, moved, cursor, limit), actor(who));
        return new Page<>(page.items().stream().map(RiskView::row).toList(), page.next(), page.total());
    }

    @POST
    @Performs("hazard.risk-write")
    public Response identify(RiskSite site, @Context SecurityContext who) {
        RiskView view = RiskView.of(risks.identify(site, actor(who)), actor(who));
        return Response.created(URI.create("/api/risks/" + view.number())).header("ETag", ETags.of(view.version())).entity(view).build();
    }

    /** The four colours counted: over all and by area, with the rule of the colours for the legend (四色图例). */
    @GET
    @Path("colours")
    @Performs("hazard.risk-read")
    public Map<String, Object> colours(@Context SecurityContext who) {
        Map<String, Map<String, Long>> byArea = new LinkedHashMap<>();
        Map<String, Long> all = new LinkedHashMap<>();
        for (RiskLevel level : RiskLevel.values()) {
            all.put(level.name(), 0L);
        }
        risks.counts(actor(who)).forEach(c -> {
            all.merge(c.level().name(), c.units(), Long::sum);
            byArea.computeIfAbsent(c.area() == null ? "" : c.area(), k -> new LinkedHashMap<>()).merge(c.level().name(), c.units(), Long::sum);
        });
        List<Map<String, Object>> areas = new ArrayList<>();
        byArea.forEach((area, counts) -> areas.add(Map.of("area", area, "counts", counts)));
        return Map.of("all", all, "areas", areas, "rule",
                "颜色按动态风险等级：剩余风险等级为底；有未销号的重大事故隐患升为红；隐患逾期、关联测点报警、预警生效各升一级（不叠加）或升至指定等级；因素消除后自动回落。红＝重大，橙＝较大，黄＝一般，蓝＝低。");
    }

    /** The units with a position, for a map layer: GeoJSON. */
    @GET
    @Path("map")
    @Performs("hazard.risk-read")
    public Map<String, Object> map(@Context SecurityContext who) {
        List<Map<String, Object>> features = new ArrayList<>();
        for (RiskUnit unit : risks.onMap(actor(who))) {
            features.add(Map.of("type", "Feature", "id", unit.number(), "geometry", Map.of("type", "Point", "coordinates", List.of(unit.site().longitude(), unit.site().latitude())),
                    "properties", Map.of("kind", "risk", "number", unit.number(), "name", unit.site().name(), "level", unit.current().name(), "label", unit.current().label(), "hue", unit.current().hue(),
                            "page", "#/risks/" + unit.number())));
        }
        return Map.of("type", "FeatureCollection", "features", features);
    }

    record PastForm(RiskSite site, List<RiskMethods.AskedEvent> events, List<String> directRed, String assessor, LocalDate approvedOn) {}

    /** A unit from an earlier ledger (历史风险清单), in force as it stood; the same enterprise and name again answers the one there. */
    @POST
    @Path("past")
    @Performs("hazard.import")
    public RiskView take(PastForm form, @Context SecurityContext who) {
        if (form == null || form.site() == null) {
            throw new Problem.Invalid("required", "site", "请填写风险点（单元）");
        }
        if (form.events() == null) {
            throw new Problem.Invalid("event-required", "events", "请至少填写一个风险事件");
        }
        return RiskView.row(risks.take(form.site(), form.events(), form.directRed(), form.assessor(), form.approvedOn(), actor(who)));
    }

    @GET
    @Path("{number}")
    @Performs("hazard.risk-read")
    public Response get(@PathParam("number") String number, @Context SecurityContext who) {
        return shown(risks.get(number, actor(who)), who);
    }

    @PUT
    @Path("{number}")
    @Performs("hazard.risk-write")
    public Response correct(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, RiskSite site, @Context SecurityContext who) {
        return shown(risks.correct(number, ETags.expected(ifMatch), site, actor(who)), who);
    }

    @POST
    @Path("{number}/assessment")
    @Performs("hazard.risk-assessment")
    public Response assess(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, AssessmentForm form, @Context SecurityContext who) {
        return shown(risks.assess(number, ETags.expected(ifMatch), form.events(), form.directRed(), actor(who)), who);
    }

    @POST
    @Path("{number}/approval")
    @Performs("hazard.risk-approval")
    public Response approve(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Note form, @Context SecurityContext who) {
        return shown(risks.approve(number, ETags.expected(ifMatch), form.note(), actor(who)), who);
    }

    @POST
    @Path("{number}/return")
    @Performs("hazard.risk-return")
    public Response sendBack(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Reason form, @Context SecurityContext who) {
        return shown(risks.sendBack(number, ETags.expected(ifMatch), form.reason(), actor(who)), who);
    }

    @POST
    @Path("{number}/review")
    @Performs("hazard.risk-review")
    public Response review(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Note form, @Context SecurityContext who) {
        return shown(risks.review(number, ETags.expected(ifMatch), form.note(), actor(who)), who);
    }

    @POST
    @Path("{number}/removal")
    @Performs("hazard.risk-removal")
    public Response remove(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Reason form, @Context SecurityContext who) {
        return shown(risks.remove(number, ETags.expected(ifMatch), form.reason(), actor(who)), who);
    }

    // ---- checks of measures (排查任务) ----

    @GET
    @Path("checks")
    @Performs("hazard.risk-read")
    public Page<RiskView.Check> checks(@QueryParam("state") RiskCheck.State state, @QueryParam("enterprise") String enterprise, @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit, @Context SecurityContext who) {
        Page<RiskCheck> page = risks.checks(state, enterprise, cursor, limit, actor(who));
        return new Page<>(page.items().stream().map(RiskView.Check::of).toList(), page.next(), page.total());
    }

    @POST
    @Path("checks/{number}/result")
    @Performs("hazard.risk-check")
    public RiskView.Check done(@PathParam("number") String number, ResultForm form, @Context SecurityContext who) {
        return RiskView.Check.of(risks.done(number, form.holds(), form.note(), form.photos(), actor(who)));
    }

    // ---- what raises risks (动态因素) ----

    @GET
    @Path("evidence")
    @Performs("hazard.risk-read")
    public List<Map<String, Object>> evidence(@Context SecurityContext who) {
        return risks.evidence().stream().filter(e -> actor(who).scope().everywhere() || actor(who).scope().admits(e.area(), null, e.enterprise())).map(RiskResource::evidence).toList();
    }

    /** A warning in force (预警生效); it falls back by itself at {@code until}. */
    @POST
    @Path("evidence")
    @Performs("hazard.risk-warning")
    public Response warn(WarningForm form, @Context SecurityContext who) {
        return Response.status(201).entity(evidence(risks.warn(form.reason(), form.to(), form.riskUnit(), form.enterprise(), form.area(), form.until(), actor(who)))).build();
    }

    @DELETE
    @Path("evidence/{kind}/{number}")
    @Performs("hazard.risk-warning")
    public Response release(@PathParam("kind") String kind, @PathParam("number") String number, @Context SecurityContext who) {
        risks.release(new Subject(kind, number), actor(who));
        return Response.noContent().build();
    }

    private static Map<String, Object> evidence(Evidence e) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("subject", e.subject().toString());
        view.put("kind", e.kind());
        view.put("reason", e.reason());
        view.put("to", e.to());
        view.put("riskUnit", e.riskUnit());
        view.put("enterprise", e.enterprise() == null ? null : e.enterprise().text());
        view.put("area", e.area() == null ? null : e.area().text());
        view.put("until", e.until());
        return view;
    }

    private static Response shown(RiskService.Shown unit, SecurityContext who) {
        return Response.ok(RiskView.of(unit, actor(who))).header("ETag", ETags.of(unit.unit().version())).build();
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }
}
