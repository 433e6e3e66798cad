package io.shoutu.sensor.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Performs;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.sensor.SensorFacts;
import io.shoutu.sensor.AlarmStatistics;
import io.shoutu.sensor.AlarmWords;
import io.shoutu.sensor.Alarms;
import io.shoutu.sensor.DevicePlaces;
import io.shoutu.sensor.Devices;
import io.shoutu.sensor.Disposals;
import io.shoutu.sensor.Suppressions;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.AlarmFigures;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Disposal;
import io.shoutu.sensor.domain.Series;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import io.shoutu.sensor.domain.Suppression;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
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

/** Alarms on the wire (报警接口). */
@Component(service = AlarmResource.class)
@RestResource("/alarms")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AlarmResource {
    private final Alarms alarms;
    private final Devices devices;

    private final DevicePlaces places;
    private final Suppressions suppressions;
    private final Disposals disposals;
    private final AlarmStatistics statistics;
    private final Clock clock;

    @Activate
    public AlarmResource(@Reference Alarms alarms, @Reference Devices devices, @Reference DevicePlaces places, @Reference Suppressions suppressions,
            @Reference Disposals disposals, @Reference AlarmStatistics statistics, @Reference Clock clock) {
        this.statistics = statistics;
        this.clock = clock;
        this.suppressions = suppressions;
        this.disposals = disposals;
        this.places = places;
        this.alarms = alarms;
        this.devices = devices;
    }

    /** Which alarms a list asks for: a state, or all that are active, or of these those that ring or are silent. The names are those of the wire. */
    public enum Which {
        active, ringing, silent, UNACK, ACKED, RTNUN, LATUN, LATAC, SHLVD, DSUPR, OOSRV, NORM;

        Set<AlarmState> states() {
            EnumSet<AlarmState> states = EnumSet.allOf(AlarmState.class);
            switch (this) {
                case active -> states.removeIf(state -> !state.active());
                case ringing -> states.removeIf(state -> !state.active() || state.silent());
                case silent -> states.removeIf(state -> !state.silent());
                default -> states.retainAll(EnumSet.of(AlarmState.valueOf(name())));
            }
            return states;
        }
    }

    /** In which order a list stands. */
    public enum Order { newest, urgent }

    /** What is sent to acknowledge. */
    public record Acknowledgement(String note) {}

    /** What is sent to acknowledge several. */
    public record Acknowledgements(List<String> numbers, String note) {}

    /** What is sent to shelve. */
    public record Shelving(String reason, Integer minutes) {}

    /** What is sent to say, to assign, to dispose, to reopen. */
    public record Told(String text, String assignee, String cause, String conclusion, String reason) {}

    /**
     * An alarm as it is shown.
     *
     * @param number a provisional one that begins with 待记- where it is not recorded and has none yet
     * @param hazards null while the store cannot tell
     * @param recorded whether it stands in the store as it stands here
     */
    public record Shown(String number, String title, String series, String device, String point, String enterprise, String rule, long ruleVersion,
            String ruleName, Priority priority, AlarmState state, String stateLabel, Instant raisedAt, Instant readingAt, Double value, String unit,
            Double limit, Double lastValue, Instant lastAt, long repeats, int recurrences, Instant acknowledgedAt, String acknowledgedBy, String note,
            Instant clearedAt, List<String> hazards, long version, boolean recorded, boolean standing, boolean silent, int level, boolean latching,
            boolean retrospective, String doubtfulBecause, String suppression, Instant suppressedUntil, List<Offer> moves) {}

    /** What a list asks for (检索条件), the same for the list and its counts. */
    public static final class Asked {
        @QueryParam("state") Which which;
        @QueryParam("series") String series;
        @QueryParam("device") String device;
        @QueryParam("priority") Priority priority;
        @QueryParam("enterprise") CreditCode enterprise;
        @QueryParam("rule") String rule;
        @QueryParam("from") String from;
        @QueryParam("to") String to;
        @QueryParam("text") String text;
        @QueryParam("retrospective") Boolean retrospective;
    }

    /**
     * A page of alarms.
     *
     * @param order {@code urgent}: what waits for somebody first, then by priority, then the newest; else the newest first
     * @param before jumps: the page begins with the newest alarm raised before this time; the total stays that of all
     * @param day jumps likewise, to the newest of that legal day or before
     * @param counted {@code false} leaves the total out (-1), where a page of a million is wanted at once
     */
    @GET
    @Performs("sensor.alarm-read")
    public Map<String, Object> list(@BeanParam Asked asked, @QueryParam("order") Order order, @QueryParam("before") Instant before, @QueryParam("day") String day, @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit, @QueryParam("counted") @DefaultValue("true") boolean counted, @Context SecurityContext asking) {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (order == Order.urgent && (asked.which == null || asked.which == Which.NORM)) {
            throw new Problem.Invalid("bad-parameter", "order", "order=urgent 只用于未结束的报警，请同时给出 state=active");
        }
        AlarmStore.Query query = query(asked, blank(cursor), Limits.of(limit), order == Order.urgent ? AlarmStore.Order.URGENT : AlarmStore.Order.NEWEST, asking);
        Instant jump = before == null ? moment("day", day, true) : before;
        Alarms.Listed listed = jump == null || query.cursor() != null ? alarms.list(query, counted) : alarms.before(query, jump, counted);
        Page<Alarm> page = listed.page();
        // One question to the chain, however many there are.
        Map<String, List<String>> hazards = listed.away() == null ? alarms.hazards(page.items()) : null;
        answer.put("items", page.items().stream().map(alarm -> shown(alarm, hazards, asking)).toList());
        answer.put("next", page.next());
        answer.put("total", page.total());
        answer.put("storeAway", listed.away() != null);
        answer.put("storeText", listed.away());
        return answer;
    }

    /** How many there are of each state and of each priority, exactly. */
    @GET
    @Path("counts")
    @Performs("sensor.alarm-read")
    public Map<String, Object> counts(@BeanParam Asked asked, @Context SecurityContext asking) {
        List<AlarmStore.Tally> tallies = alarms.counts(query(asked, null, 1, AlarmStore.Order.NEWEST, asking));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("total", tallies.stream().mapToLong(AlarmStore.Tally::number).sum());
        answer.put("states", sums(tallies, tally -> tally.state().name()));
        answer.put("priorities", sums(tallies, tally -> tally.priority().name()));
        answer.put("waiting", sums(tallies.stream().filter(tally -> AlarmState.WAITING.contains(tally.state())).toList(), tally -> tally.priority().name()));
        return answer;
    }

    private static Map<String, Long> sums(List<AlarmStore.Tally> tallies, Function<AlarmStore.Tally, String> by) {
        return tallies.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.summingLong(AlarmStore.Tally::number)));
    }

    private AlarmStore.Query query(Asked asked, String cursor, int limit, AlarmStore.Order order, SecurityContext asking) {
        Integer number = null;
        if (blank(asked.series) != null) {
            Series series = devices.series(asked.series);
            // A series nobody has declared has no alarms; series are never taken back, so number 0 is nobody's.
            number = series == null ? 0 : series.number();
        }
        return new AlarmStore.Query(asked.which == null ? Set.of() : asked.which.states(), number, asked.priority, cursor, limit, places.series(actor(asking).scope()),
                blank(asked.rule), blank(asked.device), new AlarmStore.Narrow(asked.enterprise, moment("from", asked.from, false), moment("to", asked.to, true), blank(asked.text), asked.retrospective), order);
    }

    /** A moment as everywhere, or a legal day: from its beginning, or (where it is the end) with the whole of it. */
    private static Instant moment(String field, String text, boolean end) {
        if (blank(text) == null) {
            return null;
        }
        try {
            if (text.length() == 10) {
                LocalDate legal = LocalDate.parse(text);
                return end ? Legal.endOf(legal) : Legal.startOf(legal);
            }
            return text.chars().allMatch(Character::isDigit) ? Instant.ofEpochMilli(Long.parseLong(text)) : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new Problem.Invalid("bad-parameter", field, field + " 应为日期（2026-11-22）、RFC 3339 时间或毫秒数：" + text);
        }
    }

    private static String blank(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The ringing alarms by probable cause, ten lines at most. */
    @GET
    @Path("groups")
    @Performs("sensor.alarm-read")
    public Map<String, Object> groups(@Context SecurityContext asking) {
        AlarmStatistics.Grouped grouped = statistics.groups(actor(asking));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("flood", grouped.flood());
        answer.put("rate", grouped.rate());
        answer.put("limit", grouped.limit());
        answer.put("groups", grouped.groups().stream().map(group -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("title", group.title());
            one.put("cause", group.cause().number());
            one.put("level", group.level());
            one.put("begin", group.begin());
            one.put("end", group.end());
            one.put("count", group.alarms().size());
            one.put("unacknowledged", group.unacknowledged());
            one.put("priority", group.priority());
            one.put("numbers", group.alarms().stream().map(Alarm::number).toList());
            return one;
        }).toList());
        return answer;
    }

    /** The figures of a period, the last thirty days unless told. */
    @GET
    @Path("figures")
    @Performs("sensor.alarm-read")
    public Map<String, Object> figures(@QueryParam("from") String from, @QueryParam("to") String to, @Context SecurityContext asking) {
        Instant asked = moment("to", to, true);
        Instant end = asked == null ? clock.instant() : asked;
        Instant since = moment("from", from, false);
        Instant begin = since == null ? end.minus(Duration.ofDays(30)) : since;
        Scope scope = actor(asking).scope();
        AlarmFigures f = statistics.figures(begin, end, scope);
        Map<Priority, Integer> targets = Map.of(Priority.CRITICAL, 1, Priority.HIGH, 4, Priority.MEDIUM, 15, Priority.LOW, 80);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("from", f.from());
        answer.put("to", f.to());
        answer.put("minutes", f.minutes());
        answer.put("raised", f.raised());
        answer.put("perTenMinutes", Map.of("average", f.average(), "peak", f.peak(), "peakAt", f.peakAt(), "overTen", f.overLimit(), "floodShare", f.floodShare()));
        answer.put("floods", f.floods());
        answer.put("priorities", f.priorities().entrySet().stream().map(e -> Map.of("priority", e.getKey(), "raised", e.getValue(), "share", f.raised() == 0 ? 0.0 : (double) e.getValue() / f.raised(),
                "target", targets.get(e.getKey()) / 100.0)).toList());
        answer.put("acknowledged", f.acknowledged());
        answer.put("chattering", f.chattering());
        answer.put("fleeting", f.fleeting());
        answer.put("stale", statistics.stale(scope).stream().map(a -> Map.of("alarm", a.number(), "rule", a.rule(), "title", a.title(), "hours", Duration.between(a.raisedAt(), clock.instant()).toHours())).toList());
        answer.put("standing", statistics.standing(scope));
        answer.put("top", f.top());
        answer.put("shelved", f.shelved());
        answer.put("shelvedNow", statistics.shelvedNow(scope));
        answer.put("retrospective", f.retrospective());
        answer.put("hours", f.hours());
        answer.put("notes", List.of("按日志中的报警事实统计，静默和追溯的报警不计入总数；久未恢复（超过 " + statistics.staleAfter().toHours() + " 小时）、在报和搁置中的数量以查询时为准。",
                "优先级推荐比例约为 特急1%、高4%、中15%、低80%，每10分钟不超过1条为可接受（ISA-18.2、EEMUA 191，按一名值班员计）。"));
        return answer;
    }

    /** What has been loud or quiet for too long. */
    @GET
    @Path("standing-list")
    @Performs("sensor.alarm-read")
    public List<AlarmStatistics.Trouble> troubles(@Context SecurityContext asking) {
        return statistics.troubles(actor(asking).scope());
    }

    @GET
    @Path("{number}")
    @Performs("sensor.alarm-read")
    public Response get(@PathParam("number") String number, @Context SecurityContext asking) {
        return answer(seen(number, asking), asking);
    }

    @POST
    @Path("{number}/acknowledgement")
    @Performs("sensor.alarm-acknowledge")
    public Response acknowledge(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Acknowledgement body,
            @Context SecurityContext asking) {
        seen(number, asking);
        return answer(alarms.acknowledge(number, ETags.expected(ifMatch), body.note(), (Actor) asking.getUserPrincipal()), asking);
    }

    /** Acknowledges many; what cannot be says why, and keeps none of the others. */
    @POST
    @Path("acknowledgements")
    @Performs("sensor.alarm-acknowledge")
    public Map<String, Object> acknowledgeAll(Acknowledgements body, @Context SecurityContext asking) {
        List<String> numbers = body.numbers() == null ? List.of() : body.numbers().stream().distinct().toList();
        if (numbers.isEmpty() || numbers.size() > 200) {
            throw new Problem.Invalid("numbers", "numbers", "一次确认应有1至200条报警，现有" + numbers.size() + "条");
        }
        List<String> done = new ArrayList<>();
        List<Map<String, Object>> refused = new ArrayList<>();
        for (String number : numbers) {
            try {
                seen(number, asking);
                alarms.acknowledge(number, null, body.note(), actor(asking));
                done.add(number);
            } catch (Problem e) {
                refused.add(Map.of("number", number, "code", e.code(), "text", e.getMessage()));
            }
        }
        return Map.of("acknowledged", done, "refused", refused);
    }

    /** Ends a latched alarm. */
    @POST
    @Path("{number}/reset")
    @Consumes(MediaType.WILDCARD)
    @Performs("sensor.alarm-reset")
    public Response reset(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, @Context SecurityContext asking) {
        seen(number, asking);
        return answer(alarms.reset(number, ETags.expected(ifMatch), actor(asking)), asking);
    }

    @POST
    @Path("{number}/shelving")
    @Performs("sensor.alarm-shelve")
    public Response shelve(@PathParam("number") String number, Shelving body, @Context SecurityContext asking) {
        Alarm alarm = seen(number, asking);
        Suppression shelf = suppressions.shelve(number, body.reason(), body.minutes(), actor(asking));
        return Response.created(URI.create("/api/suppressions/" + shelf.number())).entity(SuppressionResource.shown(shelf, alarm.ruleName(), null, actor(asking)))
                .header("ETag", ETags.of(shelf.version())).build();
    }

    @POST
    @Path("{number}/unshelving")
    @Performs("sensor.alarm-shelve")
    public Response unshelve(@PathParam("number") String number, Told body, @Context SecurityContext asking) {
        seen(number, asking);
        suppressions.unshelve(number, body == null ? null : body.reason(), actor(asking));
        return answer(alarms.get(number), asking);
    }

    /** All that is known beside its states. */
    @GET
    @Path("{number}/record")
    @Performs("sensor.alarm-read")
    public Map<String, Object> record(@PathParam("number") String number, @Context SecurityContext asking) {
        seen(number, asking);
        Disposals.Record record = disposals.record(number);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("disposal", shown(record.disposal(), record.alarm(), asking));
        answer.put("comments", record.comments().stream().map(RuleResource::memo).toList());
        answer.put("memo", RuleResource.memo(record.memo()));
        answer.put("guidance", record.guidance());
        answer.put("entries", record.entries().stream().map(entry -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", entry.name());
            one.put("label", AlarmWords.label(entry.name()));
            one.put("when", entry.happened());
            one.put("by", entry.account());
            one.put("text", AlarmWords.text(entry));
            return one;
        }).toList());
        return answer;
    }

    @POST
    @Path("{number}/comments")
    @Performs("sensor.alarm-dispose")
    public Map<String, Object> comment(@PathParam("number") String number, Told body, @Context SecurityContext asking) {
        seen(number, asking);
        disposals.comment(number, body.text(), actor(asking));
        return record(number, asking);
    }

    @POST
    @Path("{number}/assignment")
    @Performs("sensor.alarm-dispose")
    public Response assign(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Told body, @Context SecurityContext asking) {
        return disposed(disposals.assign(seen(number, asking).number(), body.assignee(), ETags.expected(ifMatch), actor(asking)), asking);
    }

    @POST
    @Path("{number}/disposition")
    @Performs("sensor.alarm-dispose")
    public Response dispose(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Told body, @Context SecurityContext asking) {
        Disposal.Cause cause = body.cause() == null ? null : Condition.term(Disposal.Cause.class, "cause", "原因", body.cause());
        return disposed(disposals.dispose(seen(number, asking).number(), cause, body.conclusion(), ETags.expected(ifMatch), actor(asking)), asking);
    }

    @POST
    @Path("{number}/reopening")
    @Performs("sensor.alarm-dispose")
    public Response reopen(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Told body, @Context SecurityContext asking) {
        return disposed(disposals.reopen(seen(number, asking).number(), body.reason(), ETags.expected(ifMatch), actor(asking)), asking);
    }

    private Response disposed(Disposal disposal, SecurityContext asking) {
        return Response.ok(shown(disposal, alarms.get(disposal.alarm()), asking)).header("ETag", ETags.of(disposal.version())).build();
    }

    private static Map<String, Object> shown(Disposal d, Alarm alarm, SecurityContext asking) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("state", d.state().name());
        shown.put("stateLabel", d.state().label());
        shown.put("assignee", d.assignee());
        shown.put("assignedBy", d.assignedBy());
        shown.put("assignedAt", d.assignedAt());
        shown.put("cause", d.cause() == null ? null : d.cause().word());
        shown.put("causeLabel", d.cause() == null ? null : d.cause().label());
        shown.put("conclusion", d.conclusion());
        shown.put("disposedBy", d.disposedBy());
        shown.put("disposedAt", d.disposedAt());
        shown.put("version", d.version());
        shown.put("moves", d.moves(alarm, actor(asking)));
        return shown;
    }

    /** The alarm, or the same 404 as for none where it lies outside the scope of who asks. */
    private Alarm seen(String number, SecurityContext asking) {
        Alarm alarm = alarms.get(number);
        Set<Integer> within = places.series(actor(asking).scope());
        if (within != null && !within.contains(alarm.series().number())) {
            throw Problem.NotFound.of(new Subject(SensorFacts.ALARM, number));
        }
        return alarm;
    }

    private static Actor actor(SecurityContext asking) {
        return (Actor) asking.getUserPrincipal();
    }

    private Response answer(Alarm alarm, SecurityContext asking) {
        return Response.ok(shown(alarm, alarms.hazards(List.of(alarm)), asking)).header("ETag", ETags.of(alarm.version())).build();
    }

    /** @param hazards by number of the alarm; null where they cannot be told now */
    private Shown shown(Alarm a, Map<String, List<String>> hazards, SecurityContext asking) {
        boolean recorded = alarms.recorded(a);
        return new Shown(a.number(), a.title(), a.series().id(), a.series().device(), a.series().point(),
                a.enterprise() == null ? null : a.enterprise().text(), a.rule(), a.ruleVersion(), a.ruleName(), a.priority(), a.state(),
                a.state().label(), a.raisedAt(), a.readingAt(), a.value(), a.series().unit(), a.limit(), a.lastValue(), a.lastAt(), a.repeats(),
                a.recurrences(), a.acknowledgedAt(), a.acknowledgedBy(), a.note(), a.clearedAt(),
                hazards == null ? null : hazards.getOrDefault(a.number(), List.of()), a.version(), recorded,
                a.standing(), a.state().silent(), a.marks().level(), a.marks().latching(), a.marks().retrospective(), a.marks().doubtful(), a.marks().suppression(),
                a.marks().suppressedUntil(), a.moves((Actor) asking.getUserPrincipal(), recorded ? null : Alarms.NOT_RECORDED));
    }
}
