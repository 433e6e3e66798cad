package io.shoutu.sensor.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.sensor.Priority;
import io.shoutu.sensor.DevicePlaces;
import io.shoutu.sensor.Kinds;
import io.shoutu.sensor.Rules;
import io.shoutu.sensor.domain.Brought;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Silence;
import io.shoutu.sensor.domain.Threshold;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

    @Activate
    public RuleResource(@Reference Rules rules, @Reference DevicePlaces places, @Reference Kinds kinds) {
        this.kinds = kinds;
        this.places = places;
        this.rules = rules;
    }

    /** A rule as it is sent; the fields of the other kind stay away or null. */
    public record Wanted(String series, String name, String kind, String direction, Double limit, Double hysteresis, Integer onDelaySeconds,
            Integer offDelaySeconds, Integer timeoutSeconds, Map<String, String> settings, String priority) {

        Condition condition() {
            if (kind != null && !kind.equals(Condition.Kind.THRESHOLD.word()) && !kind.equals(Condition.Kind.NO_DATA.word())) {
                foreign("direction", direction);
                foreign("limit", limit);
                foreign("hysteresis", hysteresis);
                foreign("timeoutSeconds", timeoutSeconds);
                return new Brought(kind, settings, onDelaySeconds == null ? 0 : onDelaySeconds, offDelaySeconds == null ? 0 : offDelaySeconds);
            }
            foreign("settings", settings);
            if (term(Condition.Kind.class, "kind", "规则类别", kind) == Condition.Kind.NO_DATA) {
                foreign("direction", direction);
                foreign("limit", limit);
                foreign("hysteresis", hysteresis);
                foreign("onDelaySeconds", onDelaySeconds);
                foreign("offDelaySeconds", offDelaySeconds);
                return new Silence(needed("timeoutSeconds", "数据中断时限（秒）", timeoutSeconds));
            }
            foreign("timeoutSeconds", timeoutSeconds);
            return new Threshold(term(Threshold.Direction.class, "direction", "方向", direction), needed("limit", "限值", limit),
                    hysteresis == null ? 0 : hysteresis, onDelaySeconds == null ? 0 : onDelaySeconds, offDelaySeconds == null ? 0 : offDelaySeconds);
        }

        Priority priorityTerm() {
            for (Priority known : Priority.values()) {
                if (known.name().equals(priority)) {
                    return known;
                }
            }
            throw new Problem.Invalid("priority", "priority", "优先级应为 CRITICAL、HIGH、MEDIUM 或 LOW，现为：" + priority);
        }

        private static <T> T needed(String field, String label, T value) {
            if (value == null) {
                throw new Problem.Invalid("required", field, "请填写" + label);
            }
            return value;
        }

        private void foreign(String field, Object value) {
            if (value != null) {
                throw new Problem.Invalid("field-of-other-kind", field, "“" + kind + "”类规则没有字段 " + field + "，请去掉或留空");
            }
        }

        private static <T extends Enum<T> & Term> T term(Class<T> type, String field, String label, String word) {
            return Arrays.stream(type.getEnumConstants()).filter(t -> t.word().equals(word)).findFirst()
                    .orElseThrow(() -> new Problem.Invalid(field, field, label + "应为"
                            + Arrays.stream(type.getEnumConstants()).map(t -> t.word() + "（" + t.label() + "）").collect(Collectors.joining("或")) + "，现为：" + word));
        }
    }

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
    public Response create(Wanted body, @Context SecurityContext asking) {
        Rule rule = rules.create(body.series(), body.name(), body.condition(), body.priorityTerm(), (Actor) asking.getUserPrincipal());
        return answer(Response.created(URI.create("/api/rules/" + rule.id())), rule);
    }

    @GET
    @Path("{id}")
    @Performs("sensor.rule-read")
    public Response get(@PathParam("id") String id, @Context SecurityContext asking) {
        seen(id, asking);
        List<Rule> versions = rules.versions(id);
        Map<String, Object> shown = shown(versions.get(0));
        shown.put("versions", versions.stream().map(this::shown).toList());
        return Response.ok(shown).header("ETag", ETags.of(versions.get(0).version())).build();
    }

    @PUT
    @Path("{id}")
    @Performs("sensor.rule-change")
    public Response change(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, Wanted body, @Context SecurityContext asking) {
        Rule before = seen(id, asking);
        if (body.series() != null && !body.series().equals(before.series().id())) {
            throw new Problem.Invalid("rule-series", "series", "规则所属序列不能更改（现为 " + before.series().id() + "），请另建规则");
        }
        Rule after = rules.change(id, ETags.expected(ifMatch), body.name(), body.condition(), body.priorityTerm(), (Actor) asking.getUserPrincipal());
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

    private Map<String, Object> shown(Rule r) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", r.id());
        shown.put("series", r.series().id());
        shown.put("name", r.name());
        shown.put("kind", r.condition() instanceof Brought b ? b.name() : r.condition().kind().word());
        shown.put("judging", kinds.there(r.condition()));
        if (r.condition() instanceof Threshold t) {
            shown.put("direction", t.direction().word());
            shown.put("limit", t.limit());
            shown.put("hysteresis", t.hysteresis());
            shown.put("onDelaySeconds", t.onDelaySeconds());
            shown.put("offDelaySeconds", t.offDelaySeconds());
        } else if (r.condition() instanceof Silence s) {
            shown.put("timeoutSeconds", s.timeoutSeconds());
        } else if (r.condition() instanceof Brought b) {
            shown.put("settings", b.settings());
            shown.put("onDelaySeconds", b.onDelaySeconds());
            shown.put("offDelaySeconds", b.offDelaySeconds());
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
