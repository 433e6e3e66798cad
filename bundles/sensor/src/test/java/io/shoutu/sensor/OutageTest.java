package io.shoutu.sensor;

import static io.shoutu.sensor.SensorHouse.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.edge.LiveNews;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Point;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Silence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database goes away, at the door, before a commit or behind one; and comes back. */
class OutageTest {
    private OutageHouse room = new OutageHouse(on());

    /** The database the house stands on. */
    House on() {
        return House.onDerby();
    }

    @AfterEach
    void close() {
        room.close();
    }

    private static List<String> names(List<String> told) {
        return told.stream().map(entry -> entry.split(" ")[0]).toList();
    }

    @Test
    void alarmOfAReadingThatCannotBeStoredIsShownAtOnceAsNotRecordedAndRecordedOnceWithItsTimeWhenTheStoreIsBack() {
        Series pump = room.series("PUMP-1");
        room.above(pump, 80, 2, 0, 0);
        room.send(pump, 60);
        room.second();
        room.flaky.away = true;
        Instant raised = room.house.clock().instant();
        room.send(pump, 90);
        room.second();
        Alarms.Listed shown = room.list();
        assertThat(shown.away()).contains("数据库暂时不可用");
        Alarm alarm = shown.page().items().get(0);
        assertThat(shown.page().total()).isEqualTo(1);
        assertThat(alarm.number()).startsWith("待记-");
        assertThat(alarm.raisedAt()).isEqualTo(raised);
        assertThat(alarm.state()).isEqualTo(AlarmState.UNACK);
        assertThat(room.alarms.recorded(alarm)).isFalse();
        assertThat(room.alarms.get(alarm.number())).isEqualTo(alarm);
        assertThatThrownBy(() -> room.alarms.acknowledge(alarm.number(), null, null, OPERATOR)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("尚未入账");
        assertThat(room.news).extracting(LiveNews.News::name).containsExactly("sensor.store-away", "sensor.alarm-unrecorded");
        assertThat(room.unanswered).hasSize(1);
        assertThat(room.told()).isEmpty();

        room.house.clock().advance(java.time.Duration.ofMinutes(10));
        room.send(pump, 95);
        room.second();
        assertThat(room.listed()).singleElement().satisfies(a -> assertThat(a.repeats()).isEqualTo(1));

        room.flaky.away = false;
        room.second();
        assertThat(room.unanswered).isEmpty();
        assertThat(room.list().away()).isNull();
        Alarm recorded = room.listed().get(0);
        assertThat(room.listed()).hasSize(1);
        assertThat(recorded.number()).isEqualTo("BJ-2026-000001");
        assertThat(recorded.raisedAt()).isEqualTo(raised);
        assertThat(recorded.repeats()).isEqualTo(1);
        assertThat(room.alarms.recorded(recorded)).isTrue();
        assertThat(room.told()).singleElement().satisfies(entry -> assertThat(entry).startsWith("raised BJ-2026-000001 " + raised.toEpochMilli()));
        assertThat(room.stored(pump)).extracting(Reading::value).containsExactly(60.0, 90.0, 95.0);
        assertThat(room.news).extracting(LiveNews.News::name).endsWith("sensor.store-returned");
    }

    @Test
    void anAlarmThatStoodBeforeMayReturnAndComeBackWhileTheStoreIsAway() {
        Series pump = room.series("PUMP-1");
        room.above(pump, 80, 2, 0, 0);
        room.send(pump, 90);
        room.second();
        room.alarms.acknowledge("BJ-2026-000001", null, null, OPERATOR);
        room.flaky.away = true;
        room.send(pump, 70);
        room.second();
        assertThat(room.listed()).extracting(Alarm::number, Alarm::state).containsExactly(org.assertj.core.groups.Tuple.tuple("BJ-2026-000001", AlarmState.NORM));
        room.send(pump, 91);
        room.second();
        assertThat(room.listed()).extracting(Alarm::state).containsExactlyInAnyOrder(AlarmState.NORM, AlarmState.UNACK);
        assertThat(room.alarms.list(new AlarmStore.Query(Set.of(AlarmState.UNACK), pump.number(), null, null, 10)).page().items()).hasSize(1);
        room.flaky.away = false;
        room.second();
        assertThat(names(room.told())).containsExactly("raised", "acknowledged", "cleared", "raised");
        assertThat(room.listed()).extracting(Alarm::number).containsExactly("BJ-2026-000002", "BJ-2026-000001");
    }

    @Test
    void listNeverPretendsThatAllIsWell() {
        Series pump = room.series("PUMP-1");
        room.above(pump, 80, 2, 0, 0);
        room.send(pump, 90);
        room.second();
        room.flaky.away = true;
        // Nothing arrives, so nobody but the asker meets the absent store.
        assertThat(room.list().away()).contains("数据库暂时不可用");
        assertThat(room.listed()).extracting(Alarm::number).containsExactly("BJ-2026-000001");
        assertThat(room.alarms.get("BJ-2026-000001").state()).isEqualTo(AlarmState.UNACK);
        assertThatThrownBy(() -> room.alarms.get("BJ-2026-000777")).isInstanceOf(StoreFailure.class);
    }

    @Test
    void delayThatRunsOutWhileTheStoreIsAwayRaisesAtItsTime() {
        Series pump = room.series("PUMP-1");
        room.above(pump, 80, 2, 10, 0);
        room.send(pump, 90);
        Series other = room.series("OTHER");
        room.second();
        room.flaky.away = true;
        room.send(other, 1);
        Instant due = room.house.clock().instant().plusSeconds(9);
        for (int i = 0; i < 9; i++) {
            room.second();
        }
        assertThat(room.listed()).isEmpty();
        room.second();
        assertThat(room.listed()).singleElement().satisfies(a -> assertThat(a.raisedAt()).isEqualTo(due));
        room.send(pump, 60);
        room.second();
        assertThat(room.listed().get(0).state()).isEqualTo(AlarmState.RTNUN);
        Instant cleared = room.listed().get(0).clearedAt();
        room.flaky.away = false;
        room.second();
        assertThat(names(room.told())).containsExactly("raised", "cleared");
        assertThat(room.listed()).singleElement().satisfies(a -> {
            assertThat(a.raisedAt()).isEqualTo(due);
            assertThat(a.clearedAt()).isEqualTo(cleared);
            assertThat(a.number()).isEqualTo("BJ-2026-000001");
        });
    }

    @Test
    void silenceOfADeviceThatOwesNothingIsToldWhileTheStoreIsAwayAndRecordedWithItsTime() {
        Series pump = room.series("PUMP-1");
        room.rule(pump, new Silence(30));
        room.send(pump, 60);
        room.second();
        room.flaky.away = true;
        for (int i = 0; i < 40; i++) {
            room.second();
        }
        Alarm shown = room.listed().get(0);
        assertThat(shown.title()).contains("超过 30 秒没有数据").contains("最后一次 60");
        room.flaky.away = false;
        room.second();
        room.second();
        assertThat(room.listed()).singleElement().satisfies(a -> {
            assertThat(a.raisedAt()).isEqualTo(shown.raisedAt());
            assertThat(a.number()).isEqualTo("BJ-2026-000001");
        });
        assertThat(names(room.told())).containsExactly("raised");
        assertThat(room.list().away()).isNull();
    }

    @Test
    void deviceThatWaitsForOurAnswerIsNotCalledSilentAndHasItsFullTimeAgainAfterwards() {
        Series pump = room.series("PUMP-1");
        Series other = room.series("PUMP-2");
        room.rule(pump, new Silence(30));
        room.rule(other, new Silence(30));
        room.flaky.away = true;
        room.send(pump, 60);
        for (int i = 0; i < 60; i++) {
            room.second();
        }
        assertThat(room.listed()).extracting(alarm -> alarm.series().device()).containsExactly("PUMP-2");
        room.flaky.away = false;
        for (int i = 0; i < 30; i++) {
            room.second();
        }
        assertThat(room.listed()).extracting(alarm -> alarm.series().device()).containsExactly("PUMP-2");
        room.second();
        room.second();
        assertThat(room.listed()).hasSize(2);
    }

    @Test
    void whenSendersHadToWaitEveryonesSilenceIsMeasuredAnew() {
        room.close();
        room = new OutageHouse(on(), 5);
        Series pump = room.series("PUMP-1");
        Series other = room.series("PUMP-2");
        room.rule(other, new Silence(30));
        room.flaky.away = true;
        int taken = 0;
        for (int i = 0; i < 20; i++) {
            taken += room.send(pump, 60 + i) ? 1 : 0;
            room.second();
        }
        assertThat(taken).as("the window bounds what waits").isLessThan(12);
        room.flaky.away = false;
        room.second();
        for (int i = 0; i < 25; i++) {
            room.second();
        }
        assertThat(room.listed()).isEmpty();
        for (int i = 0; i < 10; i++) {
            room.second();
        }
        assertThat(room.listed()).hasSize(1);
    }

    @Test
    void processKilledWhileTheStoreIsAwayHasAnsweredNothingAndTheSenderRepeats() {
        Series pump = room.series("PUMP-1");
        room.above(pump, 80, 2, 0, 0);
        room.send(pump, 60);
        room.second();
        room.flaky.away = true;
        long at = room.now();
        room.send(pump, at, 90);
        room.second();
        assertThat(room.unanswered).hasSize(1);
        room.flaky.away = false;
        room.start();
        assertThat(room.listed()).isEmpty();
        room.send(room.devices.series("PUMP-1", "t"), at, 90);
        room.second();
        assertThat(room.stored(pump)).extracting(Reading::value).containsExactly(60.0, 90.0);
        assertThat(room.listed()).extracting(Alarm::number).containsExactly("BJ-2026-000001");
        assertThat(room.listed().get(0).readingAt().toEpochMilli()).isEqualTo(at);
    }

    @Test
    void commitWhoseAnswerWasLostIsKnownByItsRowAndDoublesNothing() {
        Series pump = room.series("PUMP-1");
        room.above(pump, 80, 2, 0, 0);
        Random random = new Random(5);
        List<Double> sent = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            double value = random.nextInt(40) + 60;
            sent.add(value);
            room.send(pump, value);
            room.flaky.unanswered = 1;
            room.second();
            room.flaky.unanswered = 0;
            assertThat(room.commit()).isTrue();
        }
        assertThat(room.flaky.lost).isGreaterThanOrEqualTo(120);
        assertThat(room.stored(pump)).extracting(Reading::value).isEqualTo(sent);
        long rows = room.house.work().run(tx -> {
            List<Long> all = new ArrayList<>();
            room.readings.spooled(tx, (id, body) -> all.add(id));
            return (long) all.size();
        });
        assertThat(rows).as("one row for each batch").isEqualTo(120);
        assertThat(room.listed()).hasSize(1);
        List<Alarm> memory = room.listed();
        room.start();
        assertThat(room.listed()).isEqualTo(memory);
        assertThat(room.answered).hasSizeGreaterThanOrEqualTo(120);
    }

    @Test
    void acknowledgementWhoseAnswerWasLostStandsAndHindersNobody() {
        Series pump = room.series("PUMP-1");
        room.above(pump, 80, 2, 0, 0);
        room.send(pump, 90);
        room.second();
        room.flaky.unanswered = 1;
        assertThatThrownBy(() -> room.alarms.acknowledge("BJ-2026-000001", null, null, OPERATOR)).isInstanceOf(StoreFailure.class);
        assertThatThrownBy(() -> room.alarms.acknowledge("BJ-2026-000001", null, null, OPERATOR)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("确认过");
        room.send(pump, 70);
        room.second();
        assertThat(room.unanswered).isEmpty();
        assertThat(room.listed().get(0).state()).isEqualTo(AlarmState.NORM);
    }

    @Test
    void deviceAndPointWhoseAnswersWereLostAreThereAllTheSame() {
        room.flaky.unanswered = 1;
        Device device = new Device("PUMP-9", "泵", null, null, null, null, null, true, room.house.clock().instant(), 1);
        assertThatThrownBy(() -> room.devices.declare(device, SensorHouse.ADMIN)).isInstanceOf(StoreFailure.class);
        assertThat(room.devices.get("PUMP-9").name()).isEqualTo("泵");
        room.flaky.unanswered = 1;
        Point point = new Point("t", "温度", "Cel", 0.01, -50.0, 500.0);
        assertThatThrownBy(() -> room.devices.declare("PUMP-9", point, SensorHouse.ADMIN)).isInstanceOf(StoreFailure.class);
        assertThatThrownBy(() -> room.devices.declare("PUMP-9", point, SensorHouse.ADMIN)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("已有测点");
        room.send(room.devices.series("PUMP-9", "t"), 7);
        assertThat(room.commit()).isTrue();
    }

    @Test
    void ruleWhoseAnswerWasLostJudgesAllTheSame() {
        Series pump = room.series("PUMP-1");
        room.flaky.unanswered = 1;
        assertThatThrownBy(() -> room.above(pump, 80, 2, 0, 0)).isInstanceOf(StoreFailure.class);
        room.above(pump, 500, 2, 0, 0);
        room.send(pump, 90);
        room.second();
        assertThat(room.listed()).hasSize(1);
    }
}
