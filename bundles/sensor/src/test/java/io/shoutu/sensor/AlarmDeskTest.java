package io.shoutu.sensor;

import static io.shoutu.sensor.SensorHouse.ADMIN;
import static io.shoutu.sensor.SensorHouse.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.sensor.Priority;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Flag;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmDeskTest {
    private final SensorHouse room;

    AlarmDeskTest() {
        room = new SensorHouse(on());
    }

    /** The database the house stands on. */
    House on() {
        return House.onDerby();
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void raisedAlarmTellsExactlyWhatThePromiseSaysAndLeadsBackToItsReading() {
        Rule rule = room.above(35, 1, 0, 0);
        room.send(36.2);
        Entry raised = room.house.told("sensor.alarm-raised").get(0);
        assertThat(raised.subject()).isEqualTo(new Subject("alarm", "BJ-2026-000001"));
        assertThat(raised.data().keySet()).containsExactlyInAnyOrder("title", "series", "device", "point", "rule", "ruleVersion", "priority", "state",
                "enterprise", "value", "unit", "limit", "at");
        assertThat(raised.data()).containsEntry("title", "轴承温度过高：1号机组温度 36.2 ℃（限值 35 ℃）").containsEntry("series", "AL-9001.temperature")
                .containsEntry("rule", rule.id()).containsEntry("priority", "HIGH").containsEntry("state", "UNACK").containsEntry("unit", "Cel")
                .containsEntry("enterprise", null).containsEntry("at", "2026-02-13T01:00:01Z");
        assertThat(raised.causedBy()).isEqualTo(new Subject("reading", "AL-9001.temperature@" + room.now()));
        assertThat(raised.account()).isEqualTo("system:sensor");
    }

    @Test
    void lateAndBadReadingsNeverRaise() {
        room.above(35, 1, 0, 0);
        room.store(List.of(room.reading(room.now() - 5_000, 90, Flag.LATE.bit), room.reading(room.now(), 90, Flag.BAD.bit)));
        assertThat(room.all()).isEmpty();
        room.store(List.of(room.reading(room.now() + 1, 90, Flag.bits(Flag.UNCERTAIN, Flag.SKEWED))));
        assertThat(room.all()).hasSize(1);
    }

    @Test
    void alarmThatReturnsAndComesBackIsTheSameAlarmUntilSomebodyAcknowledges() {
        room.above(35, 1, 0, 0);
        room.send(36, 33, 36, 33, 36);
        assertThat(room.only().recurrences()).isEqualTo(2);
        assertThat(room.state()).isEqualTo(AlarmState.UNACK);
        room.alarms.acknowledge(room.only().number(), null, null, OPERATOR);
        room.send(30);
        assertThat(room.state()).isEqualTo(AlarmState.NORM);
        room.send(37);
        assertThat(room.all()).extracting(Alarm::number).containsExactly("BJ-2026-000002", "BJ-2026-000001");
        assertThat(room.told()).containsExactly("raised", "cleared", "recurred", "cleared", "recurred", "acknowledged", "cleared", "raised");
    }

    @Test
    void acknowledgingTwiceIsRefusedAndAnOldVersionIsStale() {
        room.above(35, 1, 0, 0);
        room.send(36);
        String number = room.only().number();
        assertThatThrownBy(() -> room.alarms.acknowledge(number, 7L, null, OPERATOR)).isInstanceOf(Problem.Stale.class);
        room.alarms.acknowledge(number, 1L, "已派人", OPERATOR);
        assertThatThrownBy(() -> room.alarms.acknowledge(number, null, null, OPERATOR)).isInstanceOf(Problem.IllegalMove.class);
        assertThatThrownBy(() -> room.alarms.acknowledge("BJ-2026-999999", null, null, OPERATOR)).isInstanceOf(Problem.NotFound.class);
        assertThat(room.told()).containsExactly("raised", "acknowledged");
        assertThat(room.house.told("sensor.alarm-acknowledged").get(0).account()).isEqualTo("wang.min");
    }

    @Test
    void rollbackLeavesNoTraceInMemoryOrRows() {
        room.above(35, 1, 0, 0);
        List<Reading> batch = List.of(room.reading(room.now(), 40, 0));
        assertThatThrownBy(() -> room.house.work().execute(tx -> {
            room.desk.judge(tx, batch, place -> room.now(), room.house.clock().instant());
            throw new IllegalStateException("the disk is full");
        })).hasMessage("the disk is full");
        assertThat(room.all()).isEmpty();
        assertThat(room.told()).isEmpty();
        room.store(batch);
        assertThat(room.only().number()).as("the number was given back").isEqualTo("BJ-2026-000001");
        assertThat(room.only().repeats()).isZero();
        assertThatThrownBy(() -> room.house.work().execute(tx -> {
            room.desk.judge(tx, List.of(room.reading(room.now() + 1, 41, 0), room.reading(room.now() + 2, 20, 0)), place -> room.now(), room.house.clock().instant());
            throw new IllegalStateException("again");
        })).hasMessage("again");
        assertThat(room.only()).satisfies(a -> assertThat(a.state()).isEqualTo(AlarmState.UNACK)).satisfies(a -> assertThat(a.repeats()).isZero());
        room.send(42);
        assertThat(room.only().repeats()).isEqualTo(1);
    }

    @Test
    void hundredThreadsOfBatchesStillMakeOneActiveAlarm() throws Exception {
        room.above(35, 1, 0, 0);
        long start = room.now();
        AtomicInteger next = new AtomicInteger();
        together(100, () -> {
            int n = next.getAndIncrement();
            room.store(List.of(room.reading(start + n, 50, 0)));
            return null;
        });
        assertThat(room.active()).hasSize(1);
        assertThat(room.only().repeats()).isEqualTo(99);
        assertThat(room.told()).containsExactly("raised");
    }

    @Test
    void ofHundredThatAcknowledgeWhileTheConditionReturnsOneWinsAndTheAlarmEnds() throws Exception {
        room.above(35, 1, 0, 0);
        room.send(40);
        String number = room.only().number();
        AtomicInteger won = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger turn = new AtomicInteger();
        long start = room.now();
        together(100, () -> {
            if (turn.getAndIncrement() == 50) {
                room.store(List.of(room.reading(start + 1_000, 20, 0)));
                return null;
            }
            try {
                room.alarms.acknowledge(number, null, null, OPERATOR);
                won.incrementAndGet();
            } catch (Problem.IllegalMove e) {
                refused.incrementAndGet();
            }
            return null;
        });
        assertThat(won).hasValue(1);
        assertThat(refused).hasValue(98);
        assertThat(room.state()).isEqualTo(AlarmState.NORM);
        assertThat(room.told()).hasSize(3).contains("raised", "acknowledged", "cleared");
        room.send(44);
        assertThat(room.active()).extracting(Alarm::number).containsExactly("BJ-2026-000002");
    }

    @Test
    void readingsSilenceAndAcknowledgementsAtOnceNeverBlockEachOtherForGood() throws Exception {
        room.above(35, 1, 0, 0);
        room.silence(1);
        AtomicInteger next = new AtomicInteger();
        long start = room.now();
        together(24, () -> {
            for (int i = 0; i < 15; i++) {
                int n = next.getAndIncrement();
                switch (n % 3) {
                    case 0 -> room.store(List.of(room.reading(start + n, n % 2 == 0 ? 50 : 20, 0)));
                    case 1 -> {
                        room.house.clock().advance(Duration.ofMillis(1_500));
                        room.desk.checkSilence();
                    }
                    default -> {
                        for (Alarm alarm : room.active()) {
                            try {
                                room.alarms.acknowledge(alarm.number(), null, null, OPERATOR);
                            } catch (Problem.IllegalMove e) {
                                // Somebody was quicker.
                                continue;
                            }
                        }
                    }
                }
            }
            return null;
        });
        Map<String, Long> byRule = room.active().stream().collect(java.util.stream.Collectors.groupingBy(Alarm::rule, java.util.stream.Collectors.counting()));
        assertThat(byRule.values()).allMatch(n -> n == 1);
        SensorHouse before = room;
        List<Alarm> memory = before.active();
        room.start();
        assertThat(room.active()).as("memory and rows never differed").isEqualTo(memory);
    }

    @Test
    void databaseItselfRefusesASecondActiveAlarmOfARuleButKeepsAnyNumberOfEndedOnes() {
        room.above(35, 1, 0, 0);
        for (int i = 0; i < 3; i++) {
            room.send(40);
            room.alarms.acknowledge(room.active().get(0).number(), null, null, OPERATOR);
            room.send(20);
        }
        assertThat(room.all()).hasSize(3).allMatch(a -> a.state() == AlarmState.NORM);
        room.send(40);
        Rule rule = room.rules.get("GZ-2026-000001");
        Alarm second = Alarm.raise("BJ-2026-000099", rule, null, room.reading(room.now(), 40, 0), room.house.clock().instant());
        assertThatThrownBy(() -> room.house.work().execute(tx -> room.alarmStore.add(tx, second))).isInstanceOf(io.shoutu.api.store.StoreFailure.class);
    }

    @Test
    void countIsExactAgainAfterACrash() {
        room.above(35, 1, 0, 30);
        room.send(36);
        for (int i = 0; i < 25; i++) {
            // Ten batches a second: the row is written once a second only.
            room.house.clock().advance(Duration.ofMillis(100));
            room.store(List.of(room.reading(room.now(), 40 + i, 0)));
        }
        Alarm before = room.only();
        assertThat(before.repeats()).isEqualTo(25);
        Alarm row = room.house.work().run(tx -> room.alarmStore.find(tx, before.number())).orElseThrow();
        assertThat(row.repeats()).as("the row lags behind").isLessThan(25);
        room.start();
        assertThat(room.only()).isEqualTo(before);
        room.send(50);
        assertThat(room.only().repeats()).isEqualTo(26);
    }

    @Test
    void delaysThatRanGoOnAfterACrash() {
        room.above(35, 1, 10, 20);
        room.send(36, 36, 36, 36, 36);
        room.start();
        assertThat(room.all()).isEmpty();
        room.send(36, 36, 36, 36, 36);
        assertThat(room.all()).isEmpty();
        room.send(36);
        assertThat(room.only().readingAt().toEpochMilli()).isEqualTo(room.now());
        room.send(30, 30, 30);
        room.start();
        assertThat(room.state()).isEqualTo(AlarmState.UNACK);
        room.wait(17);
        assertThat(room.state()).as("2 s by readings, 17 s since").isEqualTo(AlarmState.UNACK);
        room.wait(1);
        assertThat(room.state()).isEqualTo(AlarmState.RTNUN);
    }

    @Test
    void onDelayIsOverByOurClockWhereNoFurtherReadingComes() {
        room.above(35, 1, 10, 0);
        room.send(36);
        room.wait(9);
        assertThat(room.all()).isEmpty();
        room.wait(1);
        assertThat(room.only().value()).isEqualTo(36);
        room.wait(5);
        assertThat(room.told()).containsExactly("raised");
    }

    @Test
    void howReadingsAreBatchedNeverChangesWhatTheyRaise() {
        Random random = new Random(7);
        double[] values = random.doubles(300, 32, 38).toArray();
        List<String> inOne;
        List<Alarm> alarmsInOne;
        try (SensorHouse other = new SensorHouse()) {
            other.above(36, 1.5, 2, 3);
            other.send(values);
            inOne = other.told();
            alarmsInOne = other.all();
        }
        room.above(36, 1.5, 2, 3);
        for (int i = 0; i < values.length;) {
            int n = Math.min(values.length - i, 1 + random.nextInt(7));
            room.send(Arrays.copyOfRange(values, i, i + n));
            i += n;
        }
        assertThat(room.told()).isEqualTo(inOne).hasSizeGreaterThan(10);
        assertThat(room.only().repeats()).isEqualTo(alarmsInOne.get(0).repeats());
        assertThat(room.only().recurrences()).isEqualTo(alarmsInOne.get(0).recurrences());
        assertThat(room.only().lastAt()).isEqualTo(alarmsInOne.get(0).lastAt());
    }

    /** A batch skips what is calm once its first reading was judged; a reading by itself is never skipped. */
    @Test
    void rulesThatComeAndGoBetweenBatchesRaiseInABatchWhatTheyRaiseReadingByReading() {
        List<String> oneByOne;
        List<Alarm> alarmsOneByOne;
        try (SensorHouse other = new SensorHouse()) {
            underChangingRules(other, values -> Arrays.stream(values).forEach(other::send));
            oneByOne = other.told();
            alarmsOneByOne = other.all();
        }
        underChangingRules(room, room::send);
        assertThat(room.told()).isEqualTo(oneByOne).contains("raised", "cleared", "recurred").hasSizeGreaterThan(100);
        assertThat(room.all()).extracting(Alarm::rule, Alarm::ruleVersion, Alarm::state, Alarm::value, Alarm::recurrences)
                .isEqualTo(alarmsOneByOne.stream().map(a -> tuple(a.rule(), a.ruleVersion(), a.state(), a.value(), a.recurrences())).toList());
    }

    /** Limits and values in halves, so that values often lie on a limit. */
    private static void underChangingRules(SensorHouse room, Consumer<double[]> send) {
        Random random = new Random(11);
        List<Rule> rules = new ArrayList<>();
        for (int step = 0; step < 80; step++) {
            boolean above = random.nextBoolean();
            Threshold limit = new Threshold(above ? Threshold.Direction.ABOVE : Threshold.Direction.BELOW, (above ? 33 : 30) + random.nextInt(7) / 2.0,
                    random.nextInt(3) / 2.0, random.nextInt(4) == 0 ? 2 : 0, random.nextInt(4) == 0 ? 2 : 0);
            int which = rules.isEmpty() ? 0 : random.nextInt(rules.size());
            switch (rules.size() < 3 ? 0 : 1 + random.nextInt(3)) {
                case 0 -> rules.add(room.rules.create(room.temperature.id(), "规则" + step, limit, Priority.HIGH, ADMIN));
                case 1 -> rules.set(which, room.rules.change(rules.get(which).id(), null, "规则" + step, limit, Priority.HIGH, ADMIN));
                case 2 -> rules.set(which, room.rules.enable(rules.get(which).id(), !rules.get(which).enabled(), null, ADMIN));
                default -> room.start();
            }
            send.accept(random.ints(12, 58, 73).mapToDouble(halves -> halves / 2.0).toArray());
        }
    }

    /** So a gust of alarms does not make every batch a small one. */
    @Test
    void aReadingPressesWhereItReachesALimitAndNoLongerOnceItStandsThere() {
        room.rules.create(room.temperature.id(), "过高", new Threshold(Threshold.Direction.ABOVE, 45, 2, 0, 0), Priority.HIGH, ADMIN);
        room.send(30);
        assertThat(presses(44.9)).isFalse();
        assertThat(presses(45)).isTrue();
        assertThat(room.desk.pressing(List.of(room.reading(room.now(), 30, 0), room.reading(room.now(), 50, 0)))).as("one of several").isTrue();
        room.send(46);
        assertThat(presses(47)).as("the alarm stands").isFalse();
        room.send(40);
        assertThat(presses(47)).as("back to normal").isTrue();
        assertThat(room.desk.pressing(List.of())).isFalse();
        assertThat(room.desk.pressing(List.of(room.reading(room.now(), 47, Flag.BAD.bit)))).as("of bad quality: no rule looks at it").isFalse();
    }

    private boolean presses(double value) {
        return room.desk.pressing(List.of(room.reading(room.now(), value, 0)));
    }

    @Test
    void noDataIsAnAlarmWithinASecondOfItsTimeAndTheFirstGoodReadingClearsIt() {
        room.send(23.5);
        long last = room.now();
        room.silence(60);
        room.wait(60);
        assertThat(room.all()).isEmpty();
        room.wait(1);
        Alarm alarm = room.only();
        assertThat(alarm.title()).isEqualTo("温度数据中断：1号机组温度 轴承温度 超过 60 秒没有数据（最后一次 23.5 ℃）");
        assertThat(room.house.told("sensor.alarm-raised").get(0).causedBy()).isEqualTo(new Subject("reading", "AL-9001.temperature@" + last));
        room.wait(100);
        assertThat(room.told()).containsExactly("raised");
        room.store(List.of(room.reading(room.now(), 1, Flag.BAD.bit)));
        assertThat(room.state()).isEqualTo(AlarmState.UNACK);
        room.send(23.6);
        assertThat(room.state()).isEqualTo(AlarmState.RTNUN);
        room.wait(61);
        assertThat(room.only().recurrences()).isEqualTo(1);
        assertThat(room.told()).containsExactly("raised", "cleared", "recurred");
    }

    @Test
    void seriesThatNeverSentIsSilentFromTheRuleOnAndARestartMeasuresAnew() {
        room.silence(60);
        room.wait(50);
        room.start();
        room.wait(60);
        assertThat(room.all()).isEmpty();
        room.wait(1);
        assertThat(room.only().readingAt()).isNull();
        assertThat(room.house.told("sensor.alarm-raised").get(0).causedBy()).isNull();
        assertThat(room.only().title()).endsWith("（从未收到）");
    }

    @Test
    void silenceOfADisabledDeviceIsNoAlarm() {
        room.silence(5);
        room.devices.enable("AL-9001", false, ADMIN);
        room.wait(20);
        assertThat(room.all()).isEmpty();
        room.devices.enable("AL-9001", true, ADMIN);
        room.wait(5);
        assertThat(room.all()).isEmpty();
        room.wait(1);
        assertThat(room.all()).hasSize(1);
    }

    @Test
    void changedRuleIsInForceAtOnceAndAnActiveAlarmKeepsItsVersion() {
        Rule first = room.above(35, 1, 0, 0);
        room.send(36);
        Rule second = room.rules.change(first.id(), 1L, first.name(), new Threshold(Threshold.Direction.ABOVE, 50, 1, 0, 0), Priority.CRITICAL, ADMIN);
        assertThat(second.version()).isEqualTo(2);
        assertThat(room.state()).as("nothing happens until the next reading").isEqualTo(AlarmState.UNACK);
        room.send(36);
        assertThat(room.only()).satisfies(a -> {
            assertThat(a.state()).isEqualTo(AlarmState.RTNUN);
            assertThat(a.ruleVersion()).isEqualTo(1);
            assertThat(a.limit()).isEqualTo(35);
            assertThat(a.priority()).isEqualTo(Priority.HIGH);
        });
        assertThatThrownBy(() -> room.rules.change(first.id(), 1L, "x", second.condition(), Priority.LOW, ADMIN)).isInstanceOf(Problem.Stale.class);
        assertThatThrownBy(() -> room.rules.change(first.id(), null, "x", new io.shoutu.sensor.domain.Silence(5), Priority.LOW, ADMIN))
                .isInstanceOf(Problem.Invalid.class).hasFieldOrPropertyWithValue("code", "rule-kind");
        assertThat(room.rules.versions(first.id())).extracting(Rule::version).containsExactly(2L, 1L);
        assertThat(room.rules.versions(first.id()).get(1)).isEqualTo(first);
        room.start();
        room.send(49.9);
        assertThat(room.state()).isEqualTo(AlarmState.RTNUN);
        room.send(50);
        assertThat(room.only().recurrences()).isEqualTo(1);
    }

    @Test
    void disablingARuleClearsItsAlarmWithTheReasonAndNothingIsJudgedUntilItIsEnabled() {
        Rule rule = room.above(35, 1, 0, 0);
        room.send(36);
        room.rules.enable(rule.id(), false, null, ADMIN);
        assertThat(room.state()).isEqualTo(AlarmState.RTNUN);
        assertThat(room.house.told("sensor.alarm-cleared").get(0).data()).containsEntry("reason", "规则已停用");
        room.send(40, 41);
        assertThat(room.only().recurrences()).isZero();
        room.alarms.acknowledge(room.only().number(), null, null, OPERATOR);
        assertThat(room.state()).isEqualTo(AlarmState.NORM);
        room.rules.enable(rule.id(), true, null, ADMIN);
        assertThatThrownBy(() -> room.rules.enable(rule.id(), true, null, ADMIN)).isInstanceOf(Problem.IllegalMove.class);
        room.send(42);
        assertThat(room.active()).extracting(Alarm::ruleVersion).containsExactly(3L);
        assertThat(room.house.told("sensor.rule-*")).extracting(Entry::name).containsExactly("sensor.rule-created", "sensor.rule-disabled", "sensor.rule-enabled");
    }

    @Test
    void listsArePagedByKeyNewestFirstWithExactTotals() {
        room.above(35, 1, 0, 0);
        for (int i = 0; i < 7; i++) {
            room.send(40);
            room.alarms.acknowledge(room.active().get(0).number(), null, null, OPERATOR);
            room.send(20);
        }
        room.send(40);
        var first = room.alarms.list(new AlarmStore.Query(Set.of(), null, null, null, 5)).page();
        assertThat(first.total()).isEqualTo(8);
        assertThat(first.items().get(0).number()).isEqualTo("BJ-2026-000008");
        var second = room.alarms.list(new AlarmStore.Query(Set.of(), null, null, first.next(), 5)).page();
        assertThat(second.items()).extracting(Alarm::number).containsExactly("BJ-2026-000003", "BJ-2026-000002", "BJ-2026-000001");
        assertThat(second.next()).isNull();
        assertThat(room.alarms.list(new AlarmStore.Query(EnumSet.of(AlarmState.NORM), room.temperature.number(), Priority.HIGH, null, 50)).page().total()).isEqualTo(7);
        assertThat(room.alarms.list(new AlarmStore.Query(Set.of(), 0, null, null, 50)).page().items()).isEmpty();
    }

    @Test
    void hazardsOpenedFromAnAlarmAreFoundByTheChain() {
        room.above(35, 1, 0, 0);
        room.send(40);
        Alarm alarm = room.only();
        assertThat(room.alarms.hazards(List.of(alarm))).isEmpty();
        room.house.work().execute(tx -> room.house.journal().write(tx, new Fact(new Subject("hazard", "YH-2026-000001"), "hazard.registered",
                room.house.clock().instant(), House.actor("x"), Map.of("title", "轴承过热"), new Fact.Cause(alarm.subject(), null))));
        room.house.settle();
        assertThat(room.alarms.hazards(List.of(alarm))).containsEntry(alarm.number(), List.of("YH-2026-000001"));
    }

    @Test
    void figuresCountWhatStandsAndWhatWasJudged() {
        room.above(35, 1, 0, 0);
        room.send(20, 40, 41);
        assertThat(room.desk.metrics()).contains(
                new Metrics.Metric("shoutu_alarms_active", "Active alarms by priority", Metrics.Kind.GAUGE, Map.of("priority", "HIGH"), 1),
                Metrics.Metric.counter("shoutu_alarms_raised_total", "Alarms raised since the start", 1),
                Metrics.Metric.counter("shoutu_readings_judged_total", "Readings judged by at least one rule since the start", 3));
    }

    private static void together(int threads, Callable<Void> act) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(() -> {
                    go.await();
                    return act.call();
                }));
            }
            go.countDown();
            for (Future<Void> one : all) {
                one.get(60, java.util.concurrent.TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
