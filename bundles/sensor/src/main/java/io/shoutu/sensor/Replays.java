package io.shoutu.sensor;

import io.shoutu.api.Problem;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Excursion;
import io.shoutu.sensor.domain.Flag;
import io.shoutu.sensor.domain.Ladder;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Readings;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.RuleStore;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Silence;
import io.shoutu.sensor.domain.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Replays (回放): a rule, in force or a draft, against what is stored. No notice, no fact, nothing written; asked twice, the same answer. */
@Component(service = Replays.class)
public final class Replays {
    public static final Duration LONGEST = Duration.ofDays(31);
    private static final int MOST_READINGS = 5_000_000;
    private static final int PAGE = 10_000;
    /** As the present judges: what was late or bad then is not looked at. */
    static final Predicate<Reading> AS_IT_WAS = Reading::judged;
    /** As it should have been: what came late is looked at in its place. */
    static final Predicate<Reading> IN_ORDER = reading -> !Flag.BAD.in(reading.flags());

    private final UnitOfWork work;
    private final Readings readings;
    private final Catalogue catalogue;
    private final AlarmStore alarms;
    private final RuleStore rules;
    private final AlarmDesk desk;
    private final Kinds kinds;

    @Activate
    public Replays(@Reference UnitOfWork work, @Reference Readings readings, @Reference Catalogue catalogue, @Reference AlarmStore alarms, @Reference RuleStore rules,
            @Reference AlarmDesk desk, @Reference Kinds kinds) {
        this.work = work;
        this.readings = readings;
        this.catalogue = catalogue;
        this.alarms = alarms;
        this.rules = rules;
        this.desk = desk;
        this.kinds = kinds;
    }

    /**
     * What a replay came to (回放结果).
     *
     * @param readings how many were judged, those before {@code from} that the rule looks back on not counted
     * @param same places in {@code raised} and {@code happened} that stood at the same time
     */
    public record Result(Series series, Instant from, Instant to, long readings, boolean provisional, List<Excursion> raised, List<Alarm> happened, List<int[]> same,
            List<Integer> onlyDraft, List<Integer> onlyHappened, List<String> notes) {}

    /**
     * Replays a rule.
     *
     * @param against id of the rule whose alarms it is held against; null for all of its series and kind
     * @throws Problem.Invalid where the range is too long or holds too many readings
     */
    public Result replay(Rule rule, String against, Instant from, Instant to) {
        if (from == null || to == null || !from.isBefore(to)) {
            throw new Problem.Invalid("bad-parameter", from == null ? "from" : "to", "请填写回放的起止时间，from 应早于 to");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new Problem.Invalid("bad-parameter", "to", "一次回放最长 " + LONGEST.toDays() + " 天");
        }
        long[] counted = new long[1];
        List<Excursion> raised = run(rule, from, to, AS_IT_WAS, counted);
        List<Alarm> happened = happened(rule, against, from, to);
        List<int[]> same = new ArrayList<>();
        List<Integer> onlyDraft = new ArrayList<>();
        boolean[] met = new boolean[happened.size()];
        for (int i = 0; i < raised.size(); i++) {
            boolean any = false;
            for (int j = 0; j < happened.size(); j++) {
                if (raised.get(i).meets(happened.get(j))) {
                    same.add(new int[] {i, j});
                    met[j] = true;
                    any = true;
                }
            }
            if (!any) {
                onlyDraft.add(i);
            }
        }
        List<Integer> onlyHappened = new ArrayList<>();
        for (int j = 0; j < met.length; j++) {
            if (!met[j]) {
                onlyHappened.add(j);
            }
        }
        boolean provisional = provisional(rule, from, to);
        List<String> notes = new ArrayList<>(List.of("每次越限各算一条：演算时视为有人随即确认；迟到和质量差的读数按当时一样不参与判定。"));
        if (provisional) {
            notes.add("回放期内有年份的放假通知尚未导入，工作日和休息日暂按周一至周五推算。");
        }
        return new Result(rule.series(), from, to, counted[0], provisional, raised, happened, same, onlyDraft, onlyHappened, notes);
    }

    private boolean provisional(Rule rule, Instant from, Instant to) {
        if (rule.manner().schedule() == null || !rule.manner().schedule().asksCalendar()) {
            return false;
        }
        for (LocalDate day = Legal.day(from); !day.isAfter(Legal.day(to)); day = day.plusDays(1)) {
            if (desk.circumstances().provisional(day)) {
                return true;
            }
        }
        return false;
    }

    private List<Alarm> happened(Rule rule, String against, Instant from, Instant to) {
        return work.run(tx -> {
            List<Alarm> all = alarms.during(tx, rule.series().number(), against, from, to).stream().filter(a -> !a.marks().retrospective()).toList();
            if (against != null) {
                return all;
            }
            var kindred = rules.current(tx).stream().filter(r -> r.condition().sameKind(rule.condition())).map(Rule::id).collect(Collectors.toSet());
            return all.stream().filter(a -> kindred.contains(a.rule())).toList();
        });
    }

    /** What the rule would have raised in that time, begun a little before it for what the rule looks back on. */
    List<Excursion> run(Rule rule, Instant from, Instant to, Predicate<Reading> judged, long[] counted) {
        long begin = from.toEpochMilli() - lookBack(rule.condition(), rule.manner().ladder());
        Rehearsal rehearsal = new Rehearsal(rule, catalogue.device(rule.series().device()), kinds.rehearsing(), desk.circumstances(), begin, from.toEpochMilli());
        long seen = 0;
        for (Iterator<Reading> all = merged(Watches.looksAt(rule, catalogue), begin, to.toEpochMilli()); all.hasNext();) {
            Reading reading = all.next();
            if (judged.test(reading)) {
                rehearsal.reading(reading);
                counted[0] += reading.at() >= from.toEpochMilli() ? 1 : 0;
            }
            if (++seen > MOST_READINGS) {
                throw new Problem.Invalid("too-many-readings", "to", "回放期内的读数超过 " + MOST_READINGS + " 条，请缩短时间");
            }
        }
        return rehearsal.end(to.toEpochMilli()).stream().filter(e -> e.during(from, to)).toList();
    }

    /** How far back readings decide how things stand at the beginning, in milliseconds. */
    private static long lookBack(Condition condition, Ladder ladder) {
        long seconds = condition instanceof Condition.Remembering remembering ? remembering.memorySeconds() : condition instanceof Silence silence ? silence.timeoutSeconds() : 60;
        Threshold delays = condition.delays();
        return 1_000L * (seconds + (delays == null ? 0 : delays.onDelaySeconds() + delays.offDelaySeconds()) + (ladder == null ? 0 : ladder.downSeconds()));
    }

    /** Readings of several series by time, read a page at a time. */
    private Iterator<Reading> merged(List<Series> looks, long from, long to) {
        PriorityQueue<Pages> open = new PriorityQueue<>(Comparator.comparingLong((Pages p) -> p.peek().at()).thenComparingInt(p -> p.series.number()));
        looks.stream().map(series -> new Pages(series, from, to)).filter(Pages::more).forEach(open::add);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !open.isEmpty();
            }

            @Override
            public Reading next() {
                Pages first = open.poll();
                if (first == null) {
                    throw new NoSuchElementException();
                }
                Reading reading = first.take();
                if (first.more()) {
                    open.add(first);
                }
                return reading;
            }
        };
    }

    /** One series, a page at a time. */
    private final class Pages {
        private final Series series;
        private final long to;
        private long from;
        private List<Reading> page = List.of();
        private int place;

        Pages(Series series, long from, long to) {
            this.series = series;
            this.from = from;
            this.to = to;
        }

        boolean more() {
            if (place == page.size()) {
                page = readings.range(series, from, to, PAGE);
                place = 0;
                from = page.isEmpty() ? to : page.get(page.size() - 1).at() + 1;
            }
            return place < page.size();
        }

        Reading peek() {
            return page.get(place);
        }

        Reading take() {
            return page.get(place++);
        }
    }
}
