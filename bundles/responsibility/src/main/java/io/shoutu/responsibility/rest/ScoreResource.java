package io.shoutu.responsibility.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.yearend.ScoreSheet;
import io.shoutu.responsibility.yearend.Scores;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
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

/** Scores and ranking over REST (评分与排名接口): {@code /api/scores}. */
@RestResource("/scores")
@Component(service = ScoreResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ScoreResource {
    record EvaluationForm(Integer score) {}

    record LineView(String code, String label, String input, String inputLabel, String meaning, String unit, String way, BigDecimal most, BigDecimal value, String over, BigDecimal points, String how,
            List<ScoreSheet.Row> rows) {}

    record SheetView(String id, String title, String bearer, String group, int year, boolean frozen, int edition, BigDecimal total, List<LineView> lines) {}

    record PlaceView(Integer rank, int of, String group, SheetView sheet) {}

    private final Scores scores;
    private final Directory directory;
    private final Clock clock;

    @Activate
    public ScoreResource(@Reference Scores scores, @Reference Directory directory, @Reference Clock clock) {
        this.scores = scores;
        this.directory = directory;
        this.clock = clock;
    }

    /** The ranking of a year, by groups. {@code edition}: another version of the rule than the one in force. */
    @GET
    @Performs("score.read")
    public Map<String, Object> ranking(@QueryParam("year") Integer year, @QueryParam("edition") Integer edition, @Context SecurityContext who) {
        int of = year == null ? Legal.day(clock.instant()).getYear() : year;
        Scores.Ranked ranked = scores.ranking(of, edition, actor(who));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("year", of);
        answer.put("rule", ScoreRuleResource.view(ranked.rule()));
        answer.put("items", ranked.places().stream().map(place -> new PlaceView(place.rank(), place.of(), place.group(), view(place.what()))).toList());
        return answer;
    }

    /** The score sheet of one edition of a list, each number with its rule, inputs and rows. */
    @GET
    @Path("{id}")
    @Performs("score.read")
    public SheetView sheet(@PathParam("id") String id, @QueryParam("edition") Integer edition, @Context SecurityContext who) {
        return view(scores.sheet(id, edition, actor(who)));
    }

    @POST
    @Path("{id}/evaluation")
    @Performs("score.evaluate")
    public SheetView evaluate(@PathParam("id") String id, EvaluationForm form, @Context SecurityContext who) {
        if (form.score() == null) {
            throw new Problem.Invalid("required", "score", "请填写测评分（0 至 100）");
        }
        scores.evaluate(id, form.score(), actor(who));
        return view(scores.sheet(id, null, actor(who)));
    }

    private SheetView view(Scores.Scored scored) {
        Bearer bearer = scored.list().bearer();
        String name = bearer.label(directory);
        return new SheetView(scored.sheet().id(), scored.list().title(), name, scored.list().category(), scored.list().term().first().getYear(), scored.frozen(), scored.sheet().edition(),
                scored.sheet().total(), scored.sheet().lines().stream().map(line -> new LineView(line.item().code(), line.item().label(), line.item().input().word(), line.item().input().label(),
                        line.item().input().meaning(), line.item().input().unit(), line.item().way().label(), line.item().most(), line.value(), line.over(), line.points(), line.how(), line.rows())).toList());
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }
}
