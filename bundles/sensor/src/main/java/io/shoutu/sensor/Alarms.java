package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.sensor.SensorFacts;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.AlarmStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alarms (报警) as people meet them: read, and acknowledged. */
@Component(service = Alarms.class)
public final class Alarms {
    /** What is said to whoever would act on an alarm that is not recorded yet. */
    public static final String NOT_RECORDED = "此报警尚未入账（数据库暂时不可用），恢复入账后才能确认，请先按现场处置";
    private static final Logger log = LoggerFactory.getLogger(Alarms.class);

    private final UnitOfWork work;
    private final Journal journal;
    private final AlarmStore store;
    private final AlarmDesk desk;

    @Activate
    public Alarms(@Reference UnitOfWork work, @Reference Journal journal, @Reference AlarmStore store, @Reference AlarmDesk desk) {
        this.work = work;
        this.journal = journal;
        this.store = store;
        this.desk = desk;
    }

    /**
     * Alarms as a list (报警清单).
     *
     * @param page those asked for; not recorded ones stand at the head of the first page and count in its total
     * @param away why the store does not answer, in Chinese: the page holds what memory knows, the active alarms, and no ended one; null
     *     where all is there
     */
    public record Listed(Page<Alarm> page, String away) {}

    /**
     * One alarm; while the store is away as memory knows it.
     *
     * @throws Problem.NotFound code {@code alarm-not-found}
     */
    public Alarm get(String number) {
        Optional<Alarm> remembered = desk.remembered().stream().filter(alarm -> alarm.number().equals(number)).findFirst();
        if (remembered.isPresent() && (desk.pencil().away() != null || !recorded(remembered.get()))) {
            return remembered.get();
        }
        try {
            Alarm row = work.run(tx -> store.find(tx, number)).orElseThrow(() -> Problem.NotFound.of(new Subject(SensorFacts.ALARM, number)));
            return desk.upToDate(row);
        } catch (StoreFailure e) {
            return remembered.orElseThrow(() -> e);
        }
    }

    /** As {@link #list(AlarmStore.Query, boolean)}, counted. */
    public Listed list(AlarmStore.Query query) {
        return list(query, true);
    }

    /**
     * Alarms in the order asked for, up to the last reading; those not yet recorded before all others. Answers while the store is away too.
     *
     * @param counted whether the total is wanted; else it is -1, for counting a million may take longer than finding fifty
     */
    public Listed list(AlarmStore.Query query, boolean counted) {
        String away = desk.pencil().away();
        if (away != null) {
            return remembered(query, away);
        }
        Page<Alarm> rows;
        try {
            AlarmStore.Keys keys = work.run(tx -> store.keys(tx, query));
            // What moved since it was looked for is asked again.
            List<Alarm> found = desk.undisturbed(() -> work.run(tx -> store.rows(tx, keys.rows()))).stream().filter(query::matches).toList();
            rows = new Page<>(found, keys.next(), counted ? work.run(tx -> store.count(tx, query)) : -1);
        } catch (StoreFailure e) {
            log.warn("alarms are listed from memory, the store does not answer: {}", e.getMessage());
            return remembered(query, Outage.AWAY);
        }
        List<Alarm> items = new ArrayList<>(rows.items().stream().map(desk::upToDate).toList());
        long total = rows.total();
        if (query.cursor() == null) {
            for (Alarm alarm : reversed(desk.pencil().unrecorded())) {
                boolean listed = items.removeIf(item -> item.number().equals(alarm.number()));
                if (query.matches(alarm)) {
                    items.add(0, alarm);
                    total += listed || !counted ? 0 : 1;
                }
            }
        }
        return new Listed(new Page<>(items, rows.next(), total), null);
    }

    /** The list from the newest alarm raised before that time on, newest first; while the store is away as {@link #list}. */
    public Listed before(AlarmStore.Query query, Instant time, boolean counted) {
        if (desk.pencil().away() != null) {
            return list(query, counted);
        }
        String cursor = work.run(tx -> store.before(tx, time));
        return list(query.from(cursor == null ? "0" : cursor), counted);
    }

    /** How many there are of each state and priority; those not yet recorded count with their state in memory. */
    public List<AlarmStore.Tally> counts(AlarmStore.Query query) {
        List<Alarm> instead = desk.pencil().away() != null ? desk.remembered() : desk.pencil().unrecorded();
        Map<String, Map<Priority, Long>> sums = new HashMap<>();
        if (desk.pencil().away() == null) {
            work.run(tx -> store.counts(tx, query)).forEach(tally -> add(sums, tally.state(), tally.priority(), tally.number()));
            // An alarm that moved unrecorded counts where it stands in memory, not where its row stands.
            instead.stream().filter(alarm -> !Pencil.isProvisional(alarm.number())).forEach(alarm -> work.run(tx -> store.find(tx, alarm.number())).filter(query::matches)
                    .ifPresent(row -> add(sums, row.state(), row.priority(), -1)));
        }
        instead.stream().filter(query::matches).forEach(alarm -> add(sums, alarm.state(), alarm.priority(), 1));
        List<AlarmStore.Tally> tallies = new ArrayList<>();
        sums.forEach((state, priorities) -> priorities.forEach((priority, number) -> {
            if (number > 0) {
                tallies.add(new AlarmStore.Tally(AlarmState.valueOf(state), priority, number));
            }
        }));
        return tallies;
    }

    private static void add(Map<String, Map<Priority, Long>> sums, AlarmState state, Priority priority, long number) {
        sums.computeIfAbsent(state.name(), name -> new HashMap<>()).merge(priority, number, Long::sum);
    }

    private Listed remembered(AlarmStore.Query query, String away) {
        List<Alarm> all = query.cursor() == null ? desk.remembered().stream().filter(query::matches).sorted(order(query)).toList() : List.of();
        return new Listed(new Page<>(all.subList(0, Math.min(query.limit(), all.size())), null, all.size()), away);
    }

    /** Memory stands newest first already; a stable sort keeps that below what is more urgent. */
    private static Comparator<Alarm> order(AlarmStore.Query query) {
        return query.order() == AlarmStore.Order.NEWEST ? (a, b) -> 0
                : Comparator.<Alarm, Boolean>comparing(alarm -> !AlarmState.WAITING.contains(alarm.state())).thenComparing(Alarm::priority);
    }

    private static List<Alarm> reversed(List<Alarm> alarms) {
        List<Alarm> reversed = new ArrayList<>(alarms);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Whether the alarm stands in the store as it is shown here. */
    public boolean recorded(Alarm alarm) {
        return desk.pencil().unrecorded().stream().noneMatch(open -> open.number().equals(alarm.number()) && open.version() >= alarm.version());
    }

    /**
     * Acknowledges: somebody has seen it. Where the condition has gone already this ends the alarm.
     *
     * @param expected version the caller saw, or null for no condition
     * @param note what to remember, or null
     * @throws Problem.IllegalMove code {@code illegal-move} the second time
     * @throws Problem.IllegalMove code {@code not-recorded} while the alarm is only shown and not recorded yet
     * @throws Problem.Forbidden for anyone but operators and administrators
     */
    public Alarm acknowledge(String number, Long expected, String note, Actor by) {
        if (Pencil.isProvisional(number)) {
            throw new Problem.IllegalMove("not-recorded", NOT_RECORDED);
        }
        return work.run(tx -> desk.acknowledge(tx, number, expected, note, by));
    }

    /**
     * Ends a latched alarm that somebody has seen.
     *
     * @throws Problem.IllegalMove where it is not latched and acknowledged
     */
    public Alarm reset(String number, Long expected, Actor by) {
        if (Pencil.isProvisional(number)) {
            throw new Problem.IllegalMove("not-recorded", NOT_RECORDED);
        }
        return work.run(tx -> desk.reset(tx, number, expected, by));
    }

    /** Numbers of the hazards opened from each of these alarms, as the chain tells; null while it cannot be asked. */
    public Map<String, List<String>> hazards(List<Alarm> of) {
        try {
            Map<String, List<String>> all = new HashMap<>();
            journal.effects(of.stream().filter(alarm -> !Pencil.isProvisional(alarm.number())).map(Alarm::subject).toList()).forEach((cause, effects) -> all.put(cause.number(),
                    effects.stream().filter(effect -> effect.kind().equals("hazard")).map(Subject::number).distinct().toList()));
            return all;
        } catch (StoreFailure e) {
            log.debug("hazards of {} alarms are not shown while the store is away", of.size(), e);
            return null;
        }
    }
}
