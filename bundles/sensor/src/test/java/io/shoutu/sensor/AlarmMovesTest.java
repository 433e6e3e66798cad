package io.shoutu.sensor;

import static io.shoutu.sensor.SensorHouse.ADMIN;
import static io.shoutu.sensor.SensorHouse.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.sensor.Priority;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.Combined;
import io.shoutu.sensor.domain.Ladder;
import io.shoutu.sensor.domain.Manner;
import io.shoutu.sensor.domain.Point;
import io.shoutu.sensor.domain.Rate;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Schedule;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Stuck;
import io.shoutu.sensor.domain.Suppression;
import io.shoutu.sensor.domain.Threshold;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alarms as the standard moves them, through the desk, the journal and the rows: silence, ladders, latching, kinds that remember. */
class AlarmMovesTest {
    private static final Actor SECOND = House.actor("li.na", "operator");
    private final SensorHouse room;
    private final Suppressions suppressions;

    AlarmMovesTest() {
        room = new SensorHouse(on());
        suppressions = suppressions();
        room.house.listen("sensor.suppression-ends", entry -> suppressions.ranOut(entry), "time.due");
    }

    House on() {
        return House.onDerby();
    }

    private Suppressions suppressions() {
        House h = room.house;
        return new Suppressions(h.clock(), h.work(), h.journal(), h.numbers(), h.dues(), room.suppressionStore, room.alarmStore, room.ruleStore, room.devices, room.desk,
                Map.of(Priority.CRITICAL, Duration.ofMinutes(30), Priority.HIGH, Duration.ofHours(8), Priority.MEDIUM, Duration.ofHours(24), Priority.LOW, Duration.ofDays(3)));
    }

    @AfterEach
    void close() {
        room.close();
    }

    private List<String> facts() {
        return room.house.told("sensor.alarm-*").stream().map(e -> e.name().substring("sensor.alarm-".length())).toList();
    }

    private Rule critical(Manner manner) {
        return room.rules.create(room.temperature.id(), "轴承温度过高", new Threshold(Threshold.Direction.ABOVE, 35, 1, 0, 0), Priority.CRITICAL, manner, ADMIN);
    }

    @Test
    void aShelfThatRunsOutCallsAgainAndOneTakenOffByHandDoesNot() {
        room.above(35, 1, 0, 0);
        room.send(36);
        String number = room.only().number();
        assertThatThrownBy(() -> suppressions.shelve(number, " ", 10, OPERATOR)).hasFieldOrPropertyWithValue("field", "reason");
        assertThatThrownBy(() -> suppressions.shelve(number, "抢修", 481, OPERATOR)).hasFieldOrPropertyWithValue("field", "minutes").hasMessageContaining("480 分钟");
        Suppression shelf = suppressions.shelve(number, "抢修", 10, OPERATOR);
        assertThat(shelf.number()).isEqualTo("YZ-2026-000001");
        assertThat(room.state()).isEqualTo(AlarmState.SHLVD);
        assertThatThrownBy(() -> suppressions.shelve(number, "再搁置", 10, OPERATOR)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("已搁置");
        room.house.clock().advance(Duration.ofMinutes(10));
        room.house.settle();
        assertThat(room.state()).isEqualTo(AlarmState.UNACK);
        assertThat(suppressions.get(shelf.number()).state()).isEqualTo(Suppression.State.ENDED);
        suppressions.shelve(number, "抢修", 10, OPERATOR);
        suppressions.unshelve(number, "修好了", SECOND);
        assertThat(room.only()).satisfies(a -> assertThat(a.state()).isEqualTo(AlarmState.ACKED)).satisfies(a -> assertThat(a.acknowledgedBy()).isEqualTo("li.na"));
        assertThat(facts()).containsExactly("raised", "suppressed", "released", "realarmed", "suppressed", "released");
        room.house.clock().advance(Duration.ofMinutes(20));
        room.house.settle();
        assertThat(room.state()).as("the due of the second shelf was taken away").isEqualTo(AlarmState.ACKED);
    }

    @Test
    void whatBeginsOnTheShelfTellsNobodyUntilTheShelfRunsOut() {
        room.above(35, 1, 0, 0);
        room.send(36);
        suppressions.shelve(room.only().number(), "误报频繁", 10, OPERATOR);
        room.send(30, 36, 30, 36);
        assertThat(room.only()).satisfies(a -> assertThat(a.recurrences()).isEqualTo(2)).satisfies(a -> assertThat(a.state()).isEqualTo(AlarmState.SHLVD));
        room.send(30);
        room.house.clock().advance(Duration.ofMinutes(10));
        room.house.settle();
        assertThat(room.state()).as("nothing stands when the shelf runs out").isEqualTo(AlarmState.NORM);
        assertThat(room.house.told("sensor.alarm-raised")).hasSize(1);
    }

    @Test
    void theTopPriorityNeedsAnotherPersonAndLapsesWithoutOne() {
        critical(Manner.PLAIN);
        room.send(36);
        String number = room.only().number();
        Suppression asked = suppressions.shelve(number, "标定", 10, OPERATOR);
        assertThat(asked.state()).isEqualTo(Suppression.State.REQUESTED);
        assertThat(room.state()).as("asking silences nothing").isEqualTo(AlarmState.UNACK);
        assertThatThrownBy(() -> suppressions.shelve(number, "标定", 10, SECOND)).hasMessageContaining(asked.number());
        assertThatThrownBy(() -> suppressions.approve(asked.number(), null, OPERATOR)).isInstanceOf(Problem.Forbidden.class).hasMessageContaining("另一人");
        suppressions.approve(asked.number(), 1L, SECOND);
        assertThat(room.state()).isEqualTo(AlarmState.SHLVD);
        assertThatThrownBy(() -> suppressions.withdraw(asked.number(), null, OPERATOR)).isInstanceOf(Problem.IllegalMove.class);
        suppressions.unshelve(number, null, OPERATOR);
        Suppression second = suppressions.shelve(number, "标定", 5, OPERATOR);
        suppressions.refuse(second.number(), null, "先通知车间", SECOND);
        Suppression third = suppressions.shelve(number, "标定", 5, OPERATOR);
        room.house.clock().advance(Duration.ofMinutes(5));
        room.house.settle();
        assertThat(suppressions.get(third.number()).state()).isEqualTo(Suppression.State.LAPSED);
        assertThat(room.state()).isEqualTo(AlarmState.ACKED);
    }

    @Test
    void outOfServiceIsSilentForTheWholeDeviceAndAfterwardsTheStandingAlarmIsRaised() {
        room.above(35, 1, 0, 0);
        room.silence(5);
        Suppression service = suppressions.outOfService("AL-9001", null, "检修", room.house.clock().instant().plus(Duration.ofHours(2)), OPERATOR);
        room.send(40);
        room.wait(7);
        assertThat(room.all()).hasSize(2).allMatch(a -> a.state() == AlarmState.OOSRV && !a.marks().announced());
        assertThat(room.house.told("sensor.alarm-raised")).isEmpty();
        room.start();
        room.send(40);
        assertThat(room.all()).extracting(Alarm::state).containsOnly(AlarmState.OOSRV);
        Suppressions again = suppressions();
        again.end(service.number(), null, "检修完毕", OPERATOR);
        assertThat(room.all()).filteredOn(a -> a.limit() != null).singleElement().satisfies(a -> assertThat(a.state()).isEqualTo(AlarmState.UNACK));
        assertThat(room.all()).filteredOn(a -> a.limit() == null).as("data came again meanwhile").singleElement().satisfies(a -> assertThat(a.state()).isEqualTo(AlarmState.NORM));
        assertThat(room.house.told("sensor.alarm-raised")).singleElement().satisfies((Entry e) -> assertThat(e.data()).containsEntry("state", "UNACK"));
        assertThatThrownBy(() -> again.outOfService("AL-9001", null, "检修", room.house.clock().instant().plus(Duration.ofDays(31)), OPERATOR)).hasFieldOrPropertyWithValue("field", "until");
    }

    @Test
    void byDesignTheOtherIsSilentExactlyAsLongAsItsCauseStands() {
        Rule cause = room.above(50, 0, 0, 0);
        Rule other = room.rules.create(room.temperature.id(), "温度偏高", new Threshold(Threshold.Direction.ABOVE, 35, 0, 0, 0), Priority.LOW, ADMIN);
        assertThatThrownBy(() -> suppressions.byDesign(cause.id(), other.id(), "反了", ADMIN)).hasFieldOrPropertyWithValue("field", "causeRule");
        assertThatThrownBy(() -> suppressions.byDesign(other.id(), cause.id(), "同因", OPERATOR)).isInstanceOf(Problem.Forbidden.class);
        suppressions.byDesign(other.id(), cause.id(), "同一原因，只响最严重的", ADMIN);
        room.send(40);
        assertThat(state(other)).isEqualTo(AlarmState.UNACK);
        room.send(60);
        assertThat(state(other)).isEqualTo(AlarmState.DSUPR);
        assertThat(state(cause)).isEqualTo(AlarmState.UNACK);
        room.send(40);
        assertThat(state(other)).isEqualTo(AlarmState.UNACK);
        room.send(60, 20);
        assertThat(state(other)).isEqualTo(AlarmState.NORM);
        assertThatThrownBy(() -> suppressions.byDesign(other.id(), cause.id(), "再来", ADMIN)).isInstanceOf(Problem.IllegalMove.class);
    }

    private AlarmState state(Rule rule) {
        return room.all().stream().filter(a -> a.rule().equals(rule.id())).findFirst().orElseThrow().state();
    }

    @Test
    void aLatchedAlarmStaysUntilItWasSeenAndReset() {
        critical(new Manner(true, null, null, "立即停机"));
        room.send(36, 30);
        assertThat(room.state()).isEqualTo(AlarmState.LATUN);
        String number = room.only().number();
        assertThatThrownBy(() -> room.alarms.reset(number, null, OPERATOR)).isInstanceOf(Problem.IllegalMove.class);
        room.alarms.acknowledge(number, null, null, OPERATOR);
        assertThat(room.state()).isEqualTo(AlarmState.LATAC);
        room.send(36);
        assertThat(room.only()).satisfies(a -> assertThat(a.state()).isEqualTo(AlarmState.UNACK)).satisfies(a -> assertThat(a.acknowledgedBy()).isNull());
        room.send(30);
        room.alarms.acknowledge(number, null, null, OPERATOR);
        room.start();
        room.alarms.reset(number, null, OPERATOR);
        assertThat(room.state()).isEqualTo(AlarmState.NORM);
    }

    @Test
    void theLadderGoesUpByTimeAloneAndComesDownAndSurvivesARestart() {
        Ladder ladder = new Ladder(List.of(new Ladder.Step(Priority.CRITICAL, 60, null)), 20);
        room.rules.create(room.temperature.id(), "温度", new Threshold(Threshold.Direction.ABOVE, 35, 0, 0, 60), Priority.MEDIUM, new Manner(false, null, ladder, null), ADMIN);
        room.send(40);
        room.alarms.acknowledge(room.only().number(), null, null, OPERATOR);
        room.wait(30);
        room.start();
        room.wait(61);
        assertThat(room.only()).satisfies(a -> assertThat(a.priority()).isEqualTo(Priority.CRITICAL)).satisfies(a -> assertThat(a.state()).isEqualTo(AlarmState.UNACK));
        room.send(30);
        room.wait(25);
        assertThat(room.only()).satisfies(a -> assertThat(a.priority()).isEqualTo(Priority.MEDIUM)).satisfies(a -> assertThat(a.marks().level()).isZero());
        room.wait(40);
        assertThat(room.state()).isEqualTo(AlarmState.RTNUN);
        assertThat(facts()).containsExactly("raised", "acknowledged", "escalated", "deescalated", "cleared");
    }

    @Test
    void outsideItsHoursARuleRaisesNothing() {
        // It is 09:00 on a Friday that is a working day.
        Schedule nights = new Schedule(List.of(new Schedule.Span(Schedule.Days.ALL, LocalTime.of(18, 0), LocalTime.of(8, 0))));
        room.rules.create(room.temperature.id(), "夜间温度", new Threshold(Threshold.Direction.ABOVE, 35, 0, 0, 0), Priority.LOW, new Manner(false, nights, null, null), ADMIN);
        room.send(40);
        assertThat(room.all()).isEmpty();
        room.house.clock().advance(Duration.ofHours(9));
        room.send(40);
        assertThat(room.active()).hasSize(1);
        room.house.clock().advance(Duration.ofHours(14));
        room.send(40);
        assertThat(room.state()).isEqualTo(AlarmState.RTNUN);
    }

    @Test
    void kindsThatRememberRaiseAndGoOnAfterARestart() {
        room.rules.create(room.temperature.id(), "升温过快", new Rate(Rate.Way.UP, 5, 10, Threshold.delays(0, 0)), Priority.HIGH, ADMIN);
        room.rules.create(room.temperature.id(), "数值冻结", new Stuck(0, 20, Threshold.delays(0, 0)), Priority.LOW, ADMIN);
        room.send(20, 22);
        room.start();
        room.send(25.5);
        assertThat(room.only().title()).isEqualTo("升温过快：1号机组温度 25.5 ℃（10秒内上升5.5）");
        for (int i = 0; i < 21; i++) {
            room.send(25.5);
        }
        assertThat(room.all()).extracting(Alarm::ruleName).contains("数值冻结");
        assertThat(room.all()).filteredOn(a -> a.ruleName().equals("升温过快")).singleElement().satisfies(a -> assertThat(a.state()).isEqualTo(AlarmState.RTNUN));
    }

    @Test
    void aRollbackLeavesNoTraceInWhatAKindRemembers() {
        room.rules.create(room.temperature.id(), "升温过快", new Rate(Rate.Way.UP, 5, 10, Threshold.delays(0, 0)), Priority.HIGH, ADMIN);
        room.send(20);
        assertThatThrownBy(() -> room.house.work().execute(tx -> {
            room.desk.judge(tx, List.of(room.reading(room.now() + 1, 1, 0)), place -> room.now(), room.house.clock().instant());
            throw new IllegalStateException("the disk is full");
        })).hasMessage("the disk is full");
        room.send(24);
        assertThat(room.all()).isEmpty();
    }

    @Test
    void severalPointsTogetherAreOneAlarmOfTheFirst() {
        Series pressure = room.devices.declare("AL-9001", new Point("pressure", "油压", "kPa", 0.1, 0.0, 500.0), ADMIN);
        room.rules.create(room.temperature.id(), "温高压低", new Combined(Combined.Match.ALL, List.of(
                new Combined.Part("AL-9001", "temperature", Threshold.bound(Threshold.Direction.ABOVE, 35, 1)),
                new Combined.Part("AL-9001", "pressure", Threshold.bound(Threshold.Direction.BELOW, 100, 0))), 60, Threshold.delays(0, 0)), Priority.HIGH, ADMIN);
        room.send(40);
        assertThat(room.all()).isEmpty();
        room.house.clock().advance(Duration.ofSeconds(1));
        room.store(List.of(new Reading(pressure, room.now(), 80, 0, null)));
        assertThat(room.only()).satisfies(a -> assertThat(a.title()).contains("轴承温度 40 ℃").contains("油压 80 kPa")).satisfies(a -> assertThat(a.value()).isEqualTo(40.0));
        room.start();
        room.store(List.of(new Reading(pressure, room.now() + 1_000, 120, 0, null)));
        assertThat(room.state()).isEqualTo(AlarmState.RTNUN);
    }
}
