package io.shoutu.sensor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.Combined;
import io.shoutu.sensor.domain.Comment;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Correction;
import io.shoutu.sensor.domain.CorrectionStore;
import io.shoutu.sensor.domain.CorrectionStore.Part;
import io.shoutu.sensor.domain.CorrectionStore.Slot;
import io.shoutu.sensor.domain.Disposal;
import io.shoutu.sensor.domain.DisposalStore;
import io.shoutu.sensor.domain.Hush;
import io.shoutu.sensor.domain.Ladder;
import io.shoutu.sensor.domain.Manner;
import io.shoutu.sensor.domain.Rate;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Repeat;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Run;
import io.shoutu.sensor.domain.Schedule;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Stuck;
import io.shoutu.sensor.domain.Suppression;
import io.shoutu.sensor.domain.SuppressionStore;
import io.shoutu.sensor.domain.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What stands beside alarms (scripts V050 to V054): their marks, manners of rules, suppressions, disposals, corrections; the same on both databases. */
class AlarmSideStoresTest {
    private static final Instant NOW = Instant.parse("2026-02-13T01:00:00.123Z");
    private static final Actor BY = House.actor("wang.min", "operator", "admin");
    private static final Series SERIES = new Series(1, "AL-0001", "temperature", "温度", "Cel", null, null, null);

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class On {
        private final House house;
        private final SqlAlarmStore alarms;
        private final SqlRuleStore rules;
        private final SuppressionStore suppressions;
        private final DisposalStore disposals;
        private final CorrectionStore corrections;

        On(House on) {
            house = on.and("sensor", SqlAlarmStore.class);
            alarms = new SqlAlarmStore(house.sql(), house.schema("sensor"));
            rules = new SqlRuleStore(house.sql(), house.schema("sensor"));
            suppressions = new SqlSuppressionStore(house.sql(), house.schema("sensor"));
            disposals = new SqlDisposalStore(house.sql(), house.schema("sensor"));
            corrections = new SqlCorrectionStore(house.sql(), house.schema("sensor"));
            work().execute(tx -> house.sql().on(tx).execute("insert into sensor_series (series_no, device, point, label, unit) values (1, 'AL-0001', 'temperature', '温度', 'Cel')"));
        }

        private UnitOfWork work() {
            return house.work();
        }

        @AfterAll
        void close() {
            house.close();
        }

        private static Rule rule(String id, Condition condition, Manner manner) {
            return Rule.first(id, SERIES, "规则 " + id, condition, Priority.LOW, manner, BY, NOW.truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
        }

        // ---- V050: what an alarm carries beside its state

        @Test
        void everythingAnAlarmCarriesComesBack() {
            Rule rule = rule("GZ-50", new Threshold(Threshold.Direction.ABOVE, 35, 1, 0, 0), new Manner(true, null, new Ladder(List.of(new Ladder.Step(Priority.HIGH, 60, null)), 30), null));
            Alarm raised = Alarm.raise("BJ-2026-000050", rule, null, new Reading(SERIES, NOW.toEpochMilli(), 36.2, 0, null), null, new Hush(AlarmState.SHLVD, "YZ-9", NOW.plusSeconds(60)), NOW);
            work().execute(tx -> alarms.add(tx, raised));
            assertThat(work().<Alarm>run(tx -> alarms.find(tx, raised.number()).orElseThrow())).isEqualTo(raised);
            Alarm climbed = raised.climbed(1, Priority.HIGH);
            assertThat(work().<Boolean>run(tx -> alarms.move(tx, climbed))).isTrue();
            assertThat(work().<Boolean>run(tx -> alarms.move(tx, climbed))).as("the row has moved on").isFalse();
            Alarm doubted = climbed.doubted("GZH-1");
            work().execute(tx -> alarms.move(tx, doubted));
            assertThat(work().<Alarm>run(tx -> alarms.active(tx, "GZ-50").orElseThrow())).isEqualTo(doubted);
            Alarm found = raised.numbered("BJ-2026-000051").retrospective("追溯", NOW.minusSeconds(60), NOW, "更正");
            work().execute(tx -> alarms.add(tx, found));
            assertThat(work().<Alarm>run(tx -> alarms.find(tx, found.number()).orElseThrow()).marks().retrospective()).isTrue();
        }

        // ---- V051: terms and manners of rules

        @Test
        void everyKindOfRuleAndEveryMannerComesBackInEveryVersion() {
            Threshold bound = Threshold.bound(Threshold.Direction.BELOW, -3.25, 0.5);
            Schedule schedule = new Schedule(List.of(new Schedule.Span(Schedule.Days.WORKING, LocalTime.of(18, 0), LocalTime.of(6, 30)), new Schedule.Span(Schedule.Days.RESTING, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
            Ladder ladder = new Ladder(List.of(new Ladder.Step(Priority.MEDIUM, 60, null), new Ladder.Step(Priority.CRITICAL, 600, null)), 120);
            List<Rule> all = List.of(
                    rule("GZ-R", new Rate(Rate.Way.DOWN, 1.5, 60, Threshold.delays(1, 2)), Manner.PLAIN),
                    rule("GZ-S", new Stuck(0.01, 3_600, Threshold.delays(0, 0)), new Manner(true, null, null, "先看现场；电话 = 12350\n再登记")),
                    rule("GZ-P", new Repeat(bound, 3, 600, Threshold.delays(0, 5)), new Manner(false, schedule, null, null)),
                    rule("GZ-C", new Combined(Combined.Match.ANY, List.of(new Combined.Part("AL-0001", "temperature", bound), new Combined.Part("AL-0002", "p;=1", bound)), 30, Threshold.delays(3, 0)),
                            new Manner(true, schedule, ladder, "指引")));
            for (Rule rule : all) {
                work().execute(tx -> rules.add(tx, rule));
                assertThat(work().<Rule>run(tx -> rules.find(tx, rule.id()).orElseThrow())).isEqualTo(rule);
                Rule next = rule.changed("改名", rule.condition(), Priority.LOW, Manner.PLAIN, BY, rule.changedAt().plusSeconds(1));
                assertThat(work().<Boolean>run(tx -> rules.change(tx, next))).isTrue();
                assertThat(work().<Boolean>run(tx -> rules.change(tx, next))).as("somebody else was first").isFalse();
                assertThat(work().<List<Rule>>run(tx -> rules.versions(tx, rule.id()))).containsExactly(next, rule);
            }
        }

        // ---- V052: suppressions

        private Suppression shelf(String number, Priority priority) {
            return Suppression.shelve(number, rule("GZ-1", new Threshold(Threshold.Direction.ABOVE, 35, 1, 0, 0), Manner.PLAIN), priority, "BJ-2026-000001", "检修", Duration.ofMinutes(30), Duration.ofHours(1), BY,
                    NOW);
        }

        @Test
        void suppressionsComeBackAndMoveFromTheVersionThatWasSeen() {
            Suppression asked = shelf("YZ-2026-000001", Priority.CRITICAL);
            Suppression service = Suppression.outOfService("YZ-2026-000002", "AL-0001", "AL-0001.temperature", "停机", NOW.plusSeconds(600), BY, NOW);
            work().execute(tx -> {
                suppressions.add(tx, asked);
                suppressions.add(tx, service);
            });
            assertThat(work().<Suppression>run(tx -> suppressions.find(tx, asked.number()).orElseThrow())).isEqualTo(asked);
            assertThat(work().<List<Suppression>>run(suppressions::inForce)).containsExactly(service);
            Suppression agreed = asked.approve(House.actor("lin.duty", "operator"), NOW.plusSeconds(1));
            assertThat(work().<Boolean>run(tx -> suppressions.move(tx, agreed))).isTrue();
            assertThat(work().<Boolean>run(tx -> suppressions.move(tx, agreed))).as("it has moved on").isFalse();
            assertThat(work().<List<Suppression>>run(suppressions::inForce)).containsExactlyInAnyOrder(agreed, service);
            Suppression over = service.end("修好了", BY, NOW.plusSeconds(2));
            work().execute(tx -> suppressions.move(tx, over));
            assertThat(work().<Suppression>run(tx -> suppressions.find(tx, service.number()).orElseThrow())).isEqualTo(over);
            assertThatThrownBy(() -> work().execute(tx -> suppressions.add(tx, asked))).as("a number twice").isInstanceOf(RuntimeException.class);
            assertThat(work().<Boolean>run(tx -> suppressions.find(tx, "YZ-2026-999999").isPresent())).isFalse();

            assertThat(list(null, null, null, null)).as("newest first").containsExactly(service.number(), asked.number());
            assertThat(list(Set.of(Suppression.State.ENDED), null, null, null)).containsExactly(service.number());
            assertThat(list(null, Suppression.Kind.SHELVED, null, null)).containsExactly(asked.number());
            assertThat(list(null, null, Set.of("GZ-1"), Set.of())).containsExactly(asked.number());
            assertThat(list(null, null, Set.of(), Set.of("AL-0001"))).containsExactly(service.number());
            assertThat(list(null, null, Set.of(), Set.of())).isEmpty();
            Page<Suppression> first = work().run(tx -> suppressions.list(tx, new SuppressionStore.Query(Set.of(), null, null, null, null, 1, null, null)));
            assertThat(first.total()).isEqualTo(2);
            assertThat(work().<Page<Suppression>>run(tx -> suppressions.list(tx, new SuppressionStore.Query(Set.of(), null, null, null, first.next(), 1, null, null))).items())
                    .extracting(Suppression::number).containsExactly(asked.number());
        }

        private List<String> list(Set<Suppression.State> states, Suppression.Kind kind, Set<String> seenRules, Set<String> seenDevices) {
            return work().<Page<Suppression>>run(tx -> suppressions.list(tx, new SuppressionStore.Query(states == null ? Set.of() : states, kind, null, null, null, 50, seenRules, seenDevices))).items().stream()
                    .map(Suppression::number).toList();
        }

        // ---- V053: disposals, comments, memos

        @Test
        void disposalIsKeptFromTheVersionThatWasSeenAndCommentsStandInOrder() {
            Disposal assigned = Disposal.open("BJ-2026-000007").assign("li.gang", BY, NOW);
            assertThat(work().<Boolean>run(tx -> disposals.find(tx, "BJ-2026-000007").isPresent())).isFalse();
            assertThat(work().<Boolean>run(tx -> disposals.keep(tx, assigned))).isTrue();
            assertThat(work().<Disposal>run(tx -> disposals.find(tx, "BJ-2026-000007").orElseThrow())).isEqualTo(assigned);
            Disposal again = assigned.assign("zhao.li", BY, NOW.plusSeconds(1));
            assertThat(work().<Boolean>run(tx -> disposals.keep(tx, again))).isTrue();
            assertThat(work().<Boolean>run(tx -> disposals.keep(tx, again))).as("it has moved on").isFalse();
            Disposal done = new Disposal("BJ-2026-000007", Disposal.State.DISPOSED, "zhao.li", "wang.min", NOW, Disposal.Cause.CALIBRATION, "标定气体", "wang.min", NOW.plusSeconds(2), 3);
            work().execute(tx -> disposals.keep(tx, done));
            assertThat(work().<Disposal>run(tx -> disposals.find(tx, "BJ-2026-000007").orElseThrow())).isEqualTo(done);

            Subject alarm = new Subject("alarm", "BJ-2026-000007");
            Comment first = new Comment(alarm, "已通知企业", "wang.min", NOW);
            Comment second = new Comment(alarm, "企业回复：在现场", "lin.duty", NOW);
            work().execute(tx -> {
                disposals.comment(tx, first);
                disposals.comment(tx, second);
                disposals.comment(tx, new Comment(new Subject("alarm", "BJ-2026-000008"), "另一条", "lin.duty", NOW));
            });
            assertThat(work().<List<Comment>>run(tx -> disposals.comments(tx, alarm))).containsExactly(first, second);

            Subject rule = new Subject("rule", "GZ-1");
            work().execute(tx -> disposals.memo(tx, "GZ-1", new Comment(rule, "探头每季标定", "wang.min", NOW)));
            Comment newer = new Comment(rule, "每月标定", "wang.min", NOW.plusSeconds(1));
            work().execute(tx -> disposals.memo(tx, "GZ-1", newer));
            assertThat(work().<Comment>run(tx -> disposals.memo(tx, "GZ-1").orElseThrow())).as("the newer takes its place").isEqualTo(newer);
            work().execute(tx -> disposals.memo(tx, "GZ-1", null));
            assertThat(work().<Boolean>run(tx -> disposals.memo(tx, "GZ-1").isPresent())).isFalse();
        }

        // ---- V054: corrections and times to be judged afterwards

        private static Run run(long first, int n, double offset) {
            Run run = new Run();
            for (int i = 0; i < n; i++) {
                run.put(first + i * 1_000L, i + offset, i % 2, null);
            }
            return run;
        }

        @Test
        void correctionsKeepEveryReadingAsItWasAndAsItIs() {
            long t = NOW.toEpochMilli();
            Correction shift = new Correction("GZH-2026-000001", SERIES, NOW, NOW.plusSeconds(700), Correction.Act.SHIFT, null, 1.5, null, "量程设错", "admin", NOW, 700);
            Correction bad = new Correction("GZH-2026-000002", SERIES, NOW.plusSeconds(100), NOW.plusSeconds(200), Correction.Act.EXCLUDE, null, null, null, "检修", "admin", NOW, 100);
            List<Part> parts = List.of(new Part(run(t, 600, 0), run(t, 600, 0.5)), new Part(run(t + 600_000, 100, 0), run(t + 600_000, 100, 0.5)));
            work().execute(tx -> {
                corrections.add(tx, shift, parts);
                corrections.add(tx, bad, List.of(new Part(run(t + 100_000, 100, 0.5), run(t + 100_000, 100, 0.5))));
            });
            assertThat(work().<Correction>run(tx -> corrections.find(tx, shift.number()).orElseThrow())).isEqualTo(shift);
            assertThat(work().<List<Part>>run(tx -> corrections.parts(tx, shift.number()))).isEqualTo(parts);
            assertThat(work().<List<Part>>run(tx -> corrections.partsOf(tx, 1, t + 150_000, t + 150_001))).as("oldest correction first").hasSize(3);
            assertThat(work().<List<Part>>run(tx -> corrections.partsOf(tx, 1, t + 700_000, t + 900_000))).isEmpty();
            assertThat(page(null, null).items()).extracting(Correction::number).containsExactly(bad.number(), shift.number());
            assertThat(page(Set.of(2), null).items()).as("outside the scope").isEmpty();
            assertThat(page(Set.of(1), page(Set.of(1), null, 1).next()).items()).extracting(Correction::number).containsExactly(shift.number());
            assertThatThrownBy(() -> page(null, "第一页")).isInstanceOf(Problem.Invalid.class);
        }

        private Page<Correction> page(Set<Integer> within, String cursor) {
            return page(within, cursor, 50);
        }

        private Page<Correction> page(Set<Integer> within, String cursor, int limit) {
            return work().run(tx -> corrections.list(tx, null, within, cursor, limit));
        }

        @Test
        void aTimeToBeJudgedStaysWhereSomethingCameForItMeanwhile() {
            work().execute(tx -> {
                corrections.note(tx, 1, 3_600_000, 7_200_000, "");
                corrections.note(tx, 1, 3_600_000, 7_200_000, "GZH-1");
            });
            List<Slot> slots = new ArrayList<>(work().<List<Slot>>run(tx -> corrections.slots(tx, 10)));
            assertThat(slots).containsExactlyInAnyOrder(new Slot(1, 3_600_000, 7_200_000, "", 1), new Slot(1, 3_600_000, 7_200_000, "GZH-1", 1));
            Slot late = slots.stream().filter(s -> s.correction().isEmpty()).findFirst().orElseThrow();
            work().execute(tx -> corrections.note(tx, 1, 3_600_000, 7_200_000, ""));
            assertThat(work().<Boolean>run(tx -> corrections.done(tx, late))).as("a reading came once more").isFalse();
            assertThat(work().<Boolean>run(tx -> corrections.done(tx, new Slot(1, 3_600_000, 7_200_000, "", 2)))).isTrue();
            assertThat(work().<List<Slot>>run(tx -> corrections.slots(tx, 10))).extracting(Slot::correction).containsExactly("GZH-1");
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OnDerby extends On {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OnPostgres extends On {
        OnPostgres() {
            super(House.onPostgres());
        }
    }
}
