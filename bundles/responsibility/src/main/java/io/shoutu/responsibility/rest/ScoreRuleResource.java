package io.shoutu.responsibility.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.domain.yearend.ScoreInput;
import io.shoutu.responsibility.domain.yearend.ScoreItem;
import io.shoutu.responsibility.domain.yearend.ScoreRule;
import io.shoutu.responsibility.yearend.Scores;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

/** Versions of the scoring rule over REST (评分规则接口): {@code /api/score-rules}. */
@RestResource("/score-rules")
@Component(service = ScoreRuleResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ScoreRuleResource {
    record ItemForm(String code, String label, String input, String way, BigDecimal most, BigDecimal base, BigDecimal each) {
        ScoreItem item() {
            return new ScoreItem(code, label, ScoreInput.named(input), MeetingForms.one(ScoreItem.Way.values(), way, "way", "计分方式"), most, base, each);
        }
    }

    record RuleForm(String title, String source, List<ItemForm> items) {
        List<ScoreItem> all() {
            return MeetingForms.some(items).stream().map(ItemForm::item).toList();
        }
    }

    record ComparisonForm(Integer year) {}

    record ActivationForm(LocalDate from) {}

    record ItemView(String code, String label, String input, String inputLabel, String meaning, String unit, String way, String wayLabel, BigDecimal most, BigDecimal base, BigDecimal each) {}

    record RuleView(int edition, long version, String title, String source, LocalDate from, LocalDate to, String state, String stateLabel, List<ItemView> items, String draftedBy, Instant draftedAt,
            Instant comparedAt, String comparedBy, String comparedSha, String activatedBy) {}

    record ComparisonView(RuleView before, RuleView after, List<Scores.Shadow> rows, String sha256) {}

    private final Scores scores;
    private final Clock clock;

    @Activate
    public ScoreRuleResource(@Reference Scores scores, @Reference Clock clock) {
        this.scores = scores;
        this.clock = clock;
    }

    /** All versions, and the inputs a rule may use. */
    @GET
    @Performs("score.read")
    public Map<String, Object> list() {
        return Map.of("items", scores.rules().stream().map(ScoreRuleResource::view).toList(), "inputs",
                Arrays.stream(ScoreInput.values()).map(each -> Map.of("input", each.word(), "label", each.label(), "unit", each.unit(), "meaning", each.meaning())).toList(), "ways",
                Arrays.stream(ScoreItem.Way.values()).map(each -> Map.of("way", each.name(), "label", each.label())).toList());
    }

    @POST
    @Performs("score.rule-draft")
    public Response draft(RuleForm form, @Context SecurityContext who) {
        return shown(scores.draft(form.title(), form.source(), form.all(), actor(who)));
    }

    @POST
    @Path("{edition}/edit")
    @Performs("score.rule-draft")
    public Response edit(@PathParam("edition") int edition, @HeaderParam("If-Match") String ifMatch, RuleForm form, @Context SecurityContext who) {
        return shown(scores.edit(edition, ETags.expected(ifMatch), form.title(), form.source(), form.all(), actor(who)));
    }

    /** Old and new beside each other; keeps nothing. */
    @GET
    @Path("{edition}/comparison")
    @Performs("score.read")
    public ComparisonView look(@PathParam("edition") int edition, @QueryParam("year") Integer year, @Context SecurityContext who) {
        return view(scores.comparison(edition, year(year), actor(who)));
    }

    /** The same, kept as the comparison that must go before activation (试算). */
    @POST
    @Path("{edition}/comparison")
    @Performs("score.rule-compare")
    public ComparisonView compare(@PathParam("edition") int edition, @HeaderParam("If-Match") String ifMatch, ComparisonForm form, @Context SecurityContext who) {
        return view(scores.compare(edition, ETags.expected(ifMatch), year(form.year()), actor(who)));
    }

    @POST
    @Path("{edition}/activation")
    @Performs("score.rule-activate")
    public Response activate(@PathParam("edition") int edition, @HeaderParam("If-Match") String ifMatch, ActivationForm form, @Context SecurityContext who) {
        if (form.from() == null) {
            throw new Problem.Invalid("required", "from", "请填写启用日期");
        }
        return shown(scores.activate(edition, ETags.expected(ifMatch), form.from(), actor(who)));
    }

    private int year(Integer year) {
        return year == null ? Legal.day(clock.instant()).getYear() : year;
    }

    static RuleView view(ScoreRule rule) {
        return new RuleView(rule.edition(), rule.version(), rule.title(), rule.source(), rule.from(), rule.to(), rule.state().name(), rule.state().label(),
                rule.items().stream().map(item -> new ItemView(item.code(), item.label(), item.input().word(), item.input().label(), item.input().meaning(), item.input().unit(), item.way().name(),
                        item.way().label(), item.most(), item.base(), item.each())).toList(),
                rule.draftedBy(), rule.draftedAt(), rule.comparedAt(), rule.comparedBy(), rule.comparedSha(), rule.activatedBy());
    }

    private static ComparisonView view(Scores.Comparison comparison) {
        return new ComparisonView(view(comparison.before()), view(comparison.after()), comparison.rows(), comparison.sha());
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }

    private static Response shown(ScoreRule rule) {
        return Response.ok(view(rule)).header("ETag", ETags.of(rule.version())).build();
    }
}
