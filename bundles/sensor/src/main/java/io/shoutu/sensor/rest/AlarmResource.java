package io.shoutu.sensor.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Page;
import io.shoutu.api.sensor.SensorFacts;
import io.shoutu.api.Subject;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.sensor.Priority;
import io.shoutu.sensor.DevicePlaces;
import io.shoutu.sensor.Alarms;
import io.shoutu.sensor.Devices;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Series;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
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

    @Activate
    public AlarmResource(@Reference Alarms alarms, @Reference Devices devices, @Reference DevicePlaces places) {
        this.places = places;
        this.alarms = alarms;
        this.devices = devices;
    }

    /** Which alarms a list asks for: a state, or all that are active. The names are those of the wire. */
    public enum Which {
        active, UNACK, ACKED, RTNUN, NORM;

        Set<AlarmState> states() {
            return this == active ? EnumSet.complementOf(EnumSet.of(AlarmState.NORM)) : EnumSet.of(AlarmState.valueOf(name()));
        }
    }

    /** In which order a list stands. */
    public enum Order { newest, urgent }

    /** What is sent to acknowledge. */
    public record Acknowledgement(String note) {}

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
            Instant clearedAt, List<String> hazards, long version, boolean recorded, List<Offer> moves) {}

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
    }

    /**
     * A page of alarms.
     *
     * @param order {@code urgent}: what waits for somebody first, then by priority, then the newest; else the newest first
     * @param before jumps: the page begins with the newest alarm raised before this time; the total stays that of all
     * @param day jumps likewise, to the newest of that legal day or before
     */
    @GET
    @Performs("sensor.alarm-read")
    public Map<String, Object> list(@BeanParam Asked asked, @QueryParam("order") Order order, @QueryParam("before") Instant before, @QueryParam("day") String day, @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit, @Context SecurityContext asking) {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (order == Order.urgent && (asked.which == null || asked.which == Which.NORM)) {
            throw new Problem.Invalid("bad-parameter", "order", "order=urgent 只用于未结束的报警，请同时给出 state=active");
        }
        AlarmStore.Query query = query(asked, blank(cursor), Limits.of(limit), order == Order.urgent ? AlarmStore.Order.URGENT : AlarmStore.Order.NEWEST, asking);
        Instant jump = before == null ? moment("day", day, true) : before;
        Alarms.Listed listed = jump == null || query.cursor() != null ? alarms.list(query) : alarms.before(query, jump);
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
                blank(asked.rule), blank(asked.device), new AlarmStore.Narrow(asked.enterprise, moment("from", asked.from, false), moment("to", asked.to, true), blank(asked.text)), order);
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
                a.moves((Actor) asking.getUserPrincipal(), recorded ? null : Alarms.NOT_RECORDED));
    }
}
