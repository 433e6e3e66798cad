package io.shoutu.sensor;

import static io.shoutu.sensor.SensorHouse.ADMIN;
import static io.shoutu.sensor.SensorHouse.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.Correction;
import io.shoutu.sensor.domain.Correction.Act;
import io.shoutu.sensor.domain.Flag;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.store.SqlAlarmStore;
import io.shoutu.sensor.store.SqlCorrectionStore;
import io.shoutu.sensor.store.SqlRuleStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readings corrected with a reason, and what came late judged afterwards, over the whole store. */
class CorrectionsTest {
    private final OutageHouse room = new OutageHouse(on());
    private final Packer packer = new Packer(room.work, room.readings, room.history);
    private final SqlCorrectionStore store = new SqlCorrectionStore(room.house.sql(), room.house.schema("sensor"));
    private final SqlAlarmStore alarmStore = new SqlAlarmStore(room.house.sql(), room.house.schema("sensor"));
    private final SqlRuleStore ruleStore = new SqlRuleStore(room.house.sql(), room.house.schema("sensor"));
    private final Corrections corrections = new Corrections(room.house.clock(), room.work, room.house.journal(), room.house.numbers(), room.readings, store, room.history, room.desk, packer,
            alarmStore, ruleStore, room.devices);
    private final Retrospect retrospect = new Retrospect(room.house.clock(), room.work, room.house.numbers(), store, alarmStore, ruleStore, room.devices, room.desk,
            new Replays(room.work, room.history, room.devices, alarmStore, ruleStore, room.desk, room.kinds));
    private final Series series = room.series("AL-9001");

    House on() {
        return House.onDerby();
    }

    @AfterEach
    void close() {
        room.close();
    }

    private void send(double... values) {
        for (double value : values) {
            room.send(series, value);
            room.second();
        }
    }

    private Corrections.Wanted wanted(long from, long to, Act act, Double value, Double factor, Double offset) {
        return new Corrections.Wanted(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), act, value, factor, offset, "探头进水");
    }

    private List<Double> values() {
        return room.stored(series).stream().map(r -> r.value()).toList();
    }

    @Test
    void badReadingsAreTakenOutWithTheirAlarmsDoubtedAndEverythingAsItWasStaysReadable() {
        Rule rule = room.above(series, 35, 0, 0, 0);
        long begun = room.now();
        send(20, 90, 91, 20);
        packer.pack();
        send(21);
        Correction trial = corrections.correct(series, wanted(begun + 1_000, begun + 3_000, Act.EXCLUDE, null, null, null), true, ADMIN);
        assertThat(trial.readings()).isEqualTo(2);
        assertThat(room.stored(series)).noneMatch(r -> Flag.CORRECTED.in(r.flags()));
        Correction done = corrections.correct(series, wanted(begun + 1_000, begun + 3_000, Act.EXCLUDE, null, null, null), false, ADMIN);
        assertThat(done.number()).isEqualTo("GZH-2026-000001");
        assertThat(room.stored(series)).filteredOn(r -> Flag.BAD.in(r.flags())).hasSize(2).allMatch(r -> Flag.CORRECTED.in(r.flags()));
        assertThat(corrections.parts(done.number())).singleElement().satisfies(part -> assertThat(part.before().value(0)).isEqualTo(90.0));
        assertThat(corrections.rejudged(done)).isFalse();
        assertThat(retrospect.look()).isZero();
        assertThat(corrections.rejudged(done)).isTrue();
        assertThat(room.alarms.list(new io.shoutu.sensor.domain.AlarmStore.Query(java.util.Set.of(), null, null, null, 50)).page().items()).singleElement()
                .satisfies(a -> assertThat(a.marks().doubtful()).isEqualTo(done.number()));
        assertThat(corrections.doubted(done)).hasSize(1);
        Correction back = corrections.correct(series, wanted(begun, begun + 9_000, Act.RESTORE, null, null, null), false, ADMIN);
        assertThat(back.readings()).isEqualTo(2);
        assertThat(values()).containsExactly(20.0, 90.0, 91.0, 20.0, 21.0);
        assertThat(room.stored(series)).noneMatch(r -> Flag.BAD.in(r.flags()));
        assertThat(rule.version()).isEqualTo(1);
        assertThatThrownBy(() -> corrections.correct(series, wanted(begun, begun + 9_000, Act.RESTORE, null, null, null), false, OPERATOR)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> corrections.correct(series, wanted(begun + 90_000, begun + 99_000, Act.EXCLUDE, null, null, null), false, ADMIN)).isInstanceOf(Problem.IllegalMove.class);
        room.house.settle();
        assertThat(room.house.told("sensor.readings-corrected")).hasSize(2).first().satisfies(e -> assertThat(e.data()).containsEntry("reason", "探头进水"));
    }

    @Test
    void theLatestValueAndTheTrendFollowAndAnAlarmThatShouldHaveBeenIsFound() {
        room.above(series, 35, 0, 0, 0);
        long begun = room.now();
        send(20, 30, 31, 22, 30);
        Correction done = corrections.correct(series, wanted(begun, begun + 5_000, Act.SHIFT, null, 1.0, 10.0), false, ADMIN);
        assertThat(done.readings()).isEqualTo(5);
        assertThat(room.history.latest(series).value()).isEqualTo(40.0);
        assertThat(room.history.trend(series, begun, begun + 10_000, 1).buckets().get(0)).satisfies(b -> {
            assertThat(b.max()).isEqualTo(41.0);
            assertThat(b.min()).isEqualTo(30.0);
        });
        assertThat(retrospect.look()).isEqualTo(1);
        assertThat(found()).singleElement().satisfies(a -> {
            assertThat(a.state()).isEqualTo(AlarmState.NORM);
            assertThat(a.raisedAt()).isEqualTo(Instant.ofEpochMilli(begun + 1_000));
            assertThat(a.clearedBecause()).contains(done.number());
        });
        assertThat(retrospect.look()).as("looked at twice it comes to the same").isZero();
        room.house.settle();
        assertThat(room.house.told("sensor.alarm-raised")).as("nobody is called").isEmpty();
        assertThat(corrections.found(done)).hasSize(1);
        History restarted = new History(room.work, room.readings, room.devices);
        assertThat(restarted.latest(series).value()).isEqualTo(40.0);
    }

    @Test
    void whatComesLateRaisesOnlyARetrospectiveAlarmAndOnlyOnce() {
        room.above(series, 35, 0, 0, 0);
        send(20, 20, 20, 20);
        long now = room.now();
        room.send(series, now - 2_500, 50.0);
        room.send(series, now - 2_400, 51.0);
        room.send(series, now - 1_700, 20.5);
        room.second();
        assertThat(found()).isEmpty();
        assertThat(retrospect.look()).isEqualTo(1);
        room.send(series, now - 2_300, 52.0);
        room.second();
        assertThat(retrospect.look()).as("it belongs to the same alarm").isZero();
        assertThat(found()).singleElement().satisfies(a -> assertThat(a.marks().retrospective()).isTrue());
        room.house.settle();
        assertThat(room.house.told("sensor.alarm-*")).extracting(e -> e.name()).containsExactly("sensor.alarm-found");
        send(40);
        assertThat(room.listed()).filteredOn(a -> a.state().active()).as("a current one is raised all the same").hasSize(1);
    }

    private List<Alarm> found() {
        return room.listed().stream().filter(a -> a.marks().retrospective()).toList();
    }
}
