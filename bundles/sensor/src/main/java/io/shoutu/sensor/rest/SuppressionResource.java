package io.shoutu.sensor.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.sensor.DevicePlaces;
import io.shoutu.sensor.Devices;
import io.shoutu.sensor.Rules;
import io.shoutu.sensor.Suppressions;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Suppression;
import io.shoutu.sensor.domain.SuppressionStore;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
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

/** Suppressions on the wire (抑制接口). */
@Component(service = SuppressionResource.class)
@RestResource("/suppressions")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SuppressionResource {
    private final Suppressions suppressions;
    private final Rules rules;
    private final Devices devices;
    private final DevicePlaces places;

    @Activate
    public SuppressionResource(@Reference Suppressions suppressions, @Reference Rules rules, @Reference Devices devices, @Reference DevicePlaces places) {
        this.suppressions = suppressions;
        this.rules = rules;
        this.devices = devices;
        this.places = places;
    }

    /** What is sent to declare one. */
    public record Wanted(String kind, String device, String series, String rule, String causeRule, String reason, Instant until) {}

    /** A reason. */
    public record Why(String reason) {}

    @GET
    @Performs("sensor.suppression-read")
    public Map<String, Object> list(@QueryParam("state") String state, @QueryParam("kind") String kind, @QueryParam("device") String device, @QueryParam("rule") String rule,
            @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit, @Context SecurityContext asking) {
        Scope scope = actor(asking).scope();
        Set<String> seenRules = scope.everywhere() ? null : rules.list(null, null, Integer.MAX_VALUE, r -> places.series(scope).contains(r.series().number())).items().stream().map(Rule::id).collect(Collectors.toSet());
        Set<String> seenDevices = scope.everywhere() ? null : devices.devices().stream().filter(places.seenBy(actor(asking))).map(Device::id).collect(Collectors.toSet());
        Page<Suppression> page = suppressions.list(new SuppressionStore.Query(states(state), blank(kind) == null ? null : Condition.term(Suppression.Kind.class, "kind", "抑制类别", kind),
                blank(device), blank(rule), blank(cursor), Limits.of(limit), seenRules, seenDevices));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", page.items().stream().map(s -> shown(s, asking)).toList());
        answer.put("next", page.next());
        answer.put("total", page.total());
        return answer;
    }

    private static Set<Suppression.State> states(String state) {
        if (blank(state) == null) {
            return Set.of();
        }
        if (state.equals("open")) {
            return EnumSet.of(Suppression.State.REQUESTED, Suppression.State.IN_FORCE);
        }
        try {
            return EnumSet.of(Suppression.State.valueOf(state));
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("bad-parameter", "state", "没有这种状态：" + state);
        }
    }

    @GET
    @Path("{number}")
    @Performs("sensor.suppression-read")
    public Response get(@PathParam("number") String number, @Context SecurityContext asking) {
        return answer(Response.ok(), seen(number, asking), asking);
    }

    @POST
    @Performs("sensor.suppression-declare")
    public Response declare(Wanted body, @Context SecurityContext asking) {
        Actor by = actor(asking);
        Suppression made = switch (Condition.term(Suppression.Kind.class, "kind", "抑制类别", body.kind())) {
            case OUT_OF_SERVICE -> {
                String series = blank(body.series());
                String device = series == null ? blank(body.device()) : series.contains(".") ? series.substring(0, series.indexOf('.')) : series;
                if (device == null) {
                    throw new Problem.Invalid("required", "device", "请填写设备（device）或测点（series）");
                }
                places.require(by, device);
                yield suppressions.outOfService(device, series, body.reason(), body.until(), by);
            }
            case BY_DESIGN -> {
                rule(body.rule(), "rule", asking);
                rule(body.causeRule(), "causeRule", asking);
                yield suppressions.byDesign(body.rule(), body.causeRule(), body.reason(), by);
            }
            case SHELVED -> throw new Problem.Invalid("kind", "kind", "搁置请在报警上进行：POST /api/alarms/{number}/shelving");
        };
        return answer(Response.created(URI.create("/api/suppressions/" + made.number())), made, asking);
    }

    @POST
    @Path("{number}/approval")
    @Consumes(MediaType.WILDCARD)
    @Performs("sensor.suppression-approve")
    public Response approve(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, @Context SecurityContext asking) {
        seen(number, asking);
        return answer(Response.ok(), suppressions.approve(number, ETags.expected(ifMatch), actor(asking)), asking);
    }

    @POST
    @Path("{number}/refusal")
    @Performs("sensor.suppression-approve")
    public Response refuse(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Why body, @Context SecurityContext asking) {
        seen(number, asking);
        return answer(Response.ok(), suppressions.refuse(number, ETags.expected(ifMatch), body == null ? null : body.reason(), actor(asking)), asking);
    }

    @POST
    @Path("{number}/withdrawal")
    @Consumes(MediaType.WILDCARD)
    @Performs("sensor.suppression-end")
    public Response withdraw(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, @Context SecurityContext asking) {
        seen(number, asking);
        return answer(Response.ok(), suppressions.withdraw(number, ETags.expected(ifMatch), actor(asking)), asking);
    }

    @POST
    @Path("{number}/ending")
    @Performs("sensor.suppression-end")
    public Response end(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Why body, @Context SecurityContext asking) {
        seen(number, asking);
        return answer(Response.ok(), suppressions.end(number, ETags.expected(ifMatch), body == null ? null : body.reason(), actor(asking)), asking);
    }

    /** The suppression, or the same 404 as for none where what it silences lies outside the scope of who asks. */
    private Suppression seen(String number, SecurityContext asking) {
        Suppression s = suppressions.get(number);
        Set<Integer> within = places.series(actor(asking).scope());
        boolean seen = within == null || (s.device() != null ? devices.device(s.device()) != null && places.seenBy(actor(asking)).test(devices.device(s.device()))
                : within.contains(rules.get(s.rule()).series().number()));
        if (!seen) {
            throw Problem.NotFound.of(new Subject(Suppression.SUBJECT, number));
        }
        return s;
    }

    private void rule(String id, String field, SecurityContext asking) {
        if (blank(id) == null) {
            throw new Problem.Invalid("required", field, field.equals("rule") ? "请填写被抑制的规则" : "请填写起因规则");
        }
        Set<Integer> within = places.series(actor(asking).scope());
        if (within != null && !within.contains(rules.get(id).series().number())) {
            throw Problem.NotFound.of(new Subject("rule", id));
        }
    }

    private Response answer(Response.ResponseBuilder response, Suppression s, SecurityContext asking) {
        return response.entity(shown(s, asking)).header("ETag", ETags.of(s.version())).build();
    }

    /** A suppression as it is shown. */
    private Map<String, Object> shown(Suppression s, SecurityContext asking) {
        return shown(s, s.rule() == null ? null : rules.get(s.rule()).name(), s.causeRule() == null ? null : rules.get(s.causeRule()).name(), actor(asking));
    }

    static Map<String, Object> shown(Suppression s, String ruleName, String causeName, Actor by) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("number", s.number());
        shown.put("kind", s.kind().word());
        shown.put("kindLabel", s.kind().label());
        shown.put("state", s.state().name());
        shown.put("stateLabel", s.state().label());
        shown.put("rule", s.rule());
        shown.put("ruleName", ruleName);
        shown.put("causeRule", s.causeRule());
        shown.put("causeRuleName", causeName);
        shown.put("device", s.device());
        shown.put("series", s.series());
        shown.put("alarm", s.alarm());
        shown.put("reason", s.reason());
        shown.put("askedBy", s.askedBy());
        shown.put("askedAt", s.askedAt());
        shown.put("approvedBy", s.approvedBy());
        shown.put("approvedAt", s.approvedAt());
        shown.put("until", s.until());
        shown.put("endedAt", s.endedAt());
        shown.put("endedBy", s.endedBy());
        shown.put("endedBecause", s.endedBecause());
        shown.put("version", s.version());
        shown.put("moves", s.moves(by));
        return shown;
    }

    private static String blank(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static Actor actor(SecurityContext asking) {
        return (Actor) asking.getUserPrincipal();
    }
}
