package io.shoutu.sensor.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.sensor.DevicePlaces;
import io.shoutu.sensor.Disposals;
import io.shoutu.sensor.Kinds;
import io.shoutu.sensor.Replays;
import io.shoutu.sensor.Rules;
import io.shoutu.sensor.domain.Brought;
import io.shoutu.sensor.domain.Combined;
import io.shoutu.sensor.domain.Comment;
import io.shoutu.sensor.domain.Manner;
import io.shoutu.sensor.domain.Rate;
import io.shoutu.sensor.domain.Repeat;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Silence;
import io.shoutu.sensor.domain.Stuck;
import io.shoutu.sensor.domain.Threshold;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.Consumes;
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

/** Rules on the wire (规则接口). */
@Component(service = RuleResource.class)
@RestResource("/rules")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RuleResource {
    private final Rules rules;

    private final DevicePlaces places;
    private final Kinds kinds;
    private final Disposals disposals;
    private final Replays replays;

    @Activate
    public RuleResource(@Reference Rules rules, @Reference DevicePlaces places, @Reference Kinds kinds, @Reference Disposals disposals, @Reference Replays replays) {
        this.replays = replays;
        this.disposals = disposals;
        this.kinds = kinds;
        this.places = places;
        this.rules = rules;
    }

    /** What is sent as a memo. */
    public record MemoBody(String text) {}

    @GET
    @Performs("sensor.rule-read")
    public Map<String, Object> list(@QueryParam("series") String series, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit,
            @Context SecurityContext asking) {
        Set<Integer> within = places.series(((Actor) asking.getUserPrincipal()).scope());
        Page<Rule> page = rules.list(series == null || series.isBlank() ? null : series, cursor, Limits.of(limit), r -> within == null || within.contains(r.series().number()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", page.items().stream().map(this::shown).toList());
        answer.put("next", page.next());
        answer.put("total", page.total());
        return answer;
    }

    @POST
    @Performs("sensor.rule-create")
    public Response create(RuleBody body, @Context SecurityContext asking) {
        Rule rule = rules.create(body.series(), body.name(), body.condition(), body.priorityTerm(), body.manner(), (Actor) asking.getUserPrincipal());
        return answer(Response.created(URI.create("/api/rules/" + rule.id())), rule);
    }

    /** The form of every kind of rule there is now. */
    @GET
    @Path("kinds")
    @Performs("sensor.rule-read")
    public List<?> kinds() {
        return RuleForms.all(kinds.labels(), kinds.settings());
    }

    /** Looks a rule over without making it: every field's problem at once. */
    @POST
    @Path("check")
    @Performs("sensor.rule-check")
    public Map<String, Object> check(RuleBody body, @Context SecurityContext asking) {
        Actor by = (Actor) asking.getUserPrincipal();
        List<Problem.Invalid> problems = body.problems(rules::known, rules::check, by);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("problems", problems.stream().map(p -> Map.of("code", p.code(), "field", String.valueOf(p.field()), "text", p.getMessage())).toList());
        answer.put("notes", problems.isEmpty() ? rules.notes(rules.draft(body.series(), body.name(), body.condition(), body.priorityTerm(), body.manner(), by)) : List.of());
        return answer;
    }

    /** A replay as it is sent. */
    public record ReplayBody(String rule, RuleBody draft, Instant from, Instant to) {}

    /** A rule, or a draft of it, against what is stored. */
    @POST
    @Path("replay")
    @Performs("sensor.rule-replay")
    public Map<String, Object> replay(ReplayBody body, @Context SecurityContext asking) {
        Actor by = (Actor) asking.getUserPrincipal();
        Rule known = body.rule() == null || body.rule().isBlank() ? null : seen(body.rule(), asking);
        if (known == null && body.draft() == null) {
            throw new Problem.Invalid("required", "rule", "请填写规则编号（rule）或草案（draft）");
        }
        Rule rule = known;
        if (body.draft() != null) {
            RuleBody draft = body.draft();
            String series = draft.series() == null && known != null ? known.series().id() : draft.series();
            rule = rules.draft(series, draft.name(), draft.condition(), draft.priorityTerm(), draft.manner(), by);
        }
        Set<Integer> within = places.series(by.scope());
        if (within != null && !within.contains(rule.series().number())) {
            throw new Problem.NotFound("series-not-found", "没有这个序列：" + rule.series().id());
        }
        Replays.Result result = replays.replay(rule, known == null ? null : known.id(), body.from(), body.to());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("series", result.series().id());
        answer.put("from", result.from());
        answer.put("to", result.to());
        answer.put("readings", result.readings());
        answer.put("provisional", result.provisional());
        answer.put("raised", result.raised().stream().map(e -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("begin", e.begin());
            one.put("end", e.end());
            one.put("value", e.value());
            one.put("worst", e.worst());
            one.put("priority", e.priority());
            one.put("text", e.text());
            return one;
        }).toList());
        answer.put("happened", result.happened().stream().map(a -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("number", a.number());
            one.put("title", a.title());
            one.put("begin", a.raisedAt());
            one.put("end", a.clearedAt());
            one.put("priority", a.priority());
            one.put("ruleVersion", a.ruleVersion());
            return one;
        }).toList());
        answer.put("same", result.same());
        answer.put("onlyDraft", result.onlyDraft());
        answer.put("onlyHappened", result.onlyHappened());
        answer.put("notes", result.notes());
        return answer;
    }

    /** What stands beside every alarm of this rule. */
    @PUT
    @Path("{id}/memo")
    @Performs("sensor.rule-memo")
    public Map<String, Object> memo(@PathParam("id") String id, MemoBody body, @Context SecurityContext asking) {
        seen(id, asking);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("memo", memo(disposals.memo(id, body.text(), (Actor) asking.getUserPrincipal())));
        return answer;
    }

    static Map<String, Object> memo(Comment memo) {
        return memo == null ? null : Map.of("text", memo.text(), "by", memo.by(), "when", memo.when());
    }

    @GET
    @Path("{id}")
    @Performs("sensor.rule-read")
    public Response get(@PathParam("id") String id, @Context SecurityContext asking) {
        seen(id, asking);
        List<Rule> versions = rules.versions(id);
        Map<String, Object> shown = shown(versions.get(0));
        shown.put("memo", memo(disposals.memo(id)));
        shown.put("versions", versions.stream().map(this::shown).toList());
        return Response.ok(shown).header("ETag", ETags.of(versions.get(0).version())).build();
    }

    @PUT
    @Path("{id}")
    @Performs("sensor.rule-change")
    public Response change(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, RuleBody body, @Context SecurityContext asking) {
        Rule before = seen(id, asking);
        if (body.series() != null && !body.series().equals(before.series().id())) {
            throw new Problem.Invalid("rule-series", "series", "规则所属序列不能更改（现为 " + before.series().id() + "），请另建规则");
        }
        Rule after = rules.change(id, ETags.expected(ifMatch), body.name(), body.condition(), body.priorityTerm(), body.manner(), (Actor) asking.getUserPrincipal());
        return answer(Response.ok(), after);
    }

    @POST
    @Path("{id}/disabling")
    @Consumes(MediaType.WILDCARD)
    @Performs("sensor.rule-disable")
    public Response disable(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, @Context SecurityContext asking) {
        seen(id, asking);
        return answer(Response.ok(), rules.enable(id, false, ETags.expected(ifMatch), (Actor) asking.getUserPrincipal()));
    }

    @POST
    @Path("{id}/enabling")
    @Consumes(MediaType.WILDCARD)
    @Performs("sensor.rule-enable")
    public Response enable(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, @Context SecurityContext asking) {
        seen(id, asking);
        return answer(Response.ok(), rules.enable(id, true, ETags.expected(ifMatch), (Actor) asking.getUserPrincipal()));
    }

    /** The rule in force, or the same 404 as for none where its series lies outside the scope of who asks. */
    private Rule seen(String id, SecurityContext asking) {
        Rule rule = rules.get(id);
        Set<Integer> within = places.series(((Actor) asking.getUserPrincipal()).scope());
        if (within != null && !within.contains(rule.series().number())) {
            throw Problem.NotFound.of(new Subject("rule", id));
        }
        return rule;
    }

    private Response answer(Response.ResponseBuilder response, Rule rule) {
        return response.entity(shown(rule)).header("ETag", ETags.of(rule.version())).build();
    }

    private static void bound(Map<String, Object> shown, Threshold bound) {
        shown.put("direction", bound.direction().word());
        shown.put("limit", bound.limit());
        shown.put("hysteresis", bound.hysteresis());
    }

    private static void manner(Map<String, Object> shown, Manner manner) {
        shown.put("latching", manner.latching());
        shown.put("schedule", manner.schedule() == null ? null : manner.schedule().spans().stream()
                .map(s -> Map.of("days", s.days().word(), "from", s.from().toString(), "to", s.to().toString())).toList());
        shown.put("ladder", manner.ladder() == null ? null : Map.of("steps", manner.ladder().steps(), "downSeconds", manner.ladder().downSeconds()));
        shown.put("guidance", manner.guidance());
    }

    private Map<String, Object> shown(Rule r) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", r.id());
        shown.put("series", r.series().id());
        shown.put("name", r.name());
        shown.put("kind", r.condition() instanceof Brought b ? b.name() : r.condition().kind().word());
        shown.put("judging", kinds.there(r.condition()));
        if (r.condition() instanceof Threshold t) {
            bound(shown, t);
        } else if (r.condition() instanceof Silence silence) {
            shown.put("timeoutSeconds", silence.timeoutSeconds());
        } else if (r.condition() instanceof Brought b) {
            shown.put("settings", b.settings());
        } else if (r.condition() instanceof Rate rate) {
            shown.put("direction", rate.direction().word());
            shown.put("change", rate.change());
            shown.put("windowSeconds", rate.windowSeconds());
        } else if (r.condition() instanceof Stuck stuck) {
            shown.put("band", stuck.band());
            shown.put("windowSeconds", stuck.windowSeconds());
        } else if (r.condition() instanceof Repeat repeat) {
            bound(shown, repeat.bound());
            shown.put("times", repeat.times());
            shown.put("windowSeconds", repeat.windowSeconds());
        } else if (r.condition() instanceof Combined combined) {
            shown.put("match", combined.match().word());
            shown.put("parts", combined.parts().stream().map(part -> {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("series", part.series());
                bound(one, part.bound());
                return one;
            }).toList());
            shown.put("maxAgeSeconds", combined.maxAgeSeconds());
        }
        if (r.condition().delays() != null) {
            shown.put("onDelaySeconds", r.condition().delays().onDelaySeconds());
            shown.put("offDelaySeconds", r.condition().delays().offDelaySeconds());
        }
        manner(shown, r.manner());
        if (r.manner().schedule() != null) {
            shown.put("scheduleProvisional", rules.provisional(r));
        }
        shown.put("unit", r.series().unit());
        shown.put("priority", r.priority().name());
        shown.put("enabled", r.enabled());
        shown.put("version", r.version());
        shown.put("changedAt", r.changedAt());
        shown.put("changedBy", r.changedBy());
        return shown;
    }
}
