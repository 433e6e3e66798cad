package io.shoutu.responsibility.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Person;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.Sources;
import io.shoutu.responsibility.domain.yearend.Adjustment;
import io.shoutu.responsibility.domain.yearend.Frozen;
import io.shoutu.responsibility.domain.yearend.YearResult;
import io.shoutu.responsibility.yearend.YearEnds;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
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
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Year ends over REST (年终接口): {@code /api/year-ends}. */
@RestResource("/year-ends")
@Component(service = YearEndResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class YearEndResource {
    record FreezeForm(Integer year) {}

    /** Figures of a result; rates may be null where nothing was required. */
    record FiguresView(int required, int done, int capped, Integer rate, Integer cappedRate, long acts) {
        static FiguresView of(YearResult r) {
            return new FiguresView(r.required(), r.done(), r.capped(), r.rate(), r.cappedRate(), r.acts());
        }
    }

    /** A list's year in the overview. @param figures frozen ones where it is frozen */
    record RowView(String id, String title, String category, String bearer, String holders, int year, boolean frozen, Instant asOf, Instant frozenAt, String frozenBy, FiguresView figures, int adjustments,
            FiguresView now, String sha256) {}

    record AdjustmentView(String kind, String kindLabel, int change, String code, String slot, YearResult.Done act, String kindOfDuty) {}

    record LineView(String code, String text, String slot, LocalDate due, int required, int done, int capped, boolean provisional, List<ActView> counted, List<ActView> reversed) {}

    record ActView(long entry, String kind, String kindLabel, String subjectKind, String subject, String title, Instant happened, Instant recorded, boolean late, boolean overdue) {}

    record YearView(RowView row, List<LineView> lines, List<AdjustmentView> adjustments, YearEnds.Verification verification) {}

    private final YearEnds years;
    private final Sources sources;
    private final Directory directory;
    private final Clock clock;

    @Activate
    public YearEndResource(@Reference YearEnds years, @Reference Sources sources, @Reference Directory directory, @Reference Clock clock) {
        this.years = years;
        this.sources = sources;
        this.directory = directory;
        this.clock = clock;
    }

    /** The lists of a year with what was frozen and what came after. */
    @GET
    @Performs("year-end.read")
    public Map<String, Object> list(@QueryParam("year") Integer year, @Context SecurityContext who) {
        LocalDate today = Legal.day(clock.instant());
        int of = year == null ? today.getYear() : year;
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("year", of);
        answer.put("over", today.isAfter(LocalDate.of(of, 12, 31)));
        answer.put("items", years.ofYear(of, actor(who)).stream().map(this::row).toList());
        return answer;
    }

    /** Freezes what is not frozen yet of a year that is over. */
    @POST
    @Performs("year-end.freeze")
    public Map<String, Object> freeze(FreezeForm form, @Context SecurityContext who) {
        if (form.year() == null) {
            throw new Problem.Invalid("required", "year", "请填写年度");
        }
        return Map.of("year", form.year(), "frozen", years.freeze(form.year(), actor(who)).stream().map(Frozen::id).toList());
    }

    @GET
    @Path("{id}")
    @Performs("year-end.read")
    public YearView get(@PathParam("id") String id, @Context SecurityContext who) {
        YearEnds.Standing standing = years.of(id, actor(who));
        Map<String, String> kinds = new LinkedHashMap<>();
        sources.kinds().forEach(kind -> kinds.put(kind.code(), kind.label()));
        List<LineView> lines = standing.result().lines().stream().map(line -> new LineView(line.code(), line.text(), line.slot().label(), line.due(), line.required(), line.done(), line.capped(),
                line.provisional(), line.counted().stream().map(act -> act(act, kinds)).toList(), line.reversed().stream().map(act -> act(act, kinds)).toList())).toList();
        List<AdjustmentView> adjustments = standing.adjustments().stream().map(each -> new AdjustmentView(each.kind().name(), each.kind().label(), each.change(), each.code(), each.slot(), each.act(),
                kinds.getOrDefault(each.act().kind(), each.act().kind()))).toList();
        return new YearView(row(standing), lines, adjustments, standing.frozen() == null ? null : years.verify(standing.frozen()));
    }

    /** The frozen text itself: whoever hashes it with SHA-256 gets what the journal has. */
    @GET
    @Path("{id}/content")
    @Produces(MediaType.TEXT_PLAIN + ";charset=utf-8")
    @Performs("year-end.read")
    public Response content(@PathParam("id") String id, @Context SecurityContext who) {
        Frozen frozen = years.frozen(id, actor(who));
        return Response.ok(frozen.content()).header("Content-Disposition", "attachment; filename=\"" + frozen.id() + ".txt\"").header("X-Content-Type-Options", "nosniff").build();
    }

    private RowView row(YearEnds.Standing standing) {
        YearResult result = standing.result();
        Frozen frozen = standing.frozen();
        String bearer = result.bearer().label(directory);
        String holders = result.bearer().body() ? "" : result.holders().stream().map(h -> directory.person(h.who()).map(Person::name).orElse(h.who())).distinct().collect(java.util.stream.Collectors.joining("、"));
        return new RowView(result.id(), result.title(), result.category(), bearer, holders, result.year(), frozen != null, result.asOf(), frozen == null ? null : frozen.frozenAt(),
                frozen == null ? null : frozen.frozenBy(), FiguresView.of(result), standing.adjustments().stream().mapToInt(Adjustment::change).map(Math::abs).sum(), FiguresView.of(standing.now()),
                frozen == null ? null : frozen.sha256());
    }

    private static ActView act(YearResult.Done act, Map<String, String> kinds) {
        return new ActView(act.entry(), act.kind(), kinds.getOrDefault(act.kind(), act.kind()), act.subject().kind(), act.subject().number(), act.title(), act.happened(), act.recorded(), act.late(), act.overdue());
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }
}
