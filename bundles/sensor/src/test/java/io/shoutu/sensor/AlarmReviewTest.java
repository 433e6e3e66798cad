package io.shoutu.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.journal.Entry;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.sensor.SensorFacts;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Point;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Threshold;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told on Mondays. The house begins on Friday, 13 February 2026, at nine. */
class AlarmReviewTest {
    private final SensorHouse room = new SensorHouse(House.onDerby());
    private final AlarmStatistics statistics = new AlarmStatistics(room.house.clock(), room.house.work(), room.house.journal(), room.alarmStore, room.suppressionStore, room.desk,
            room.devices, new DevicePlaces(room.devices, room.house.directory(), room.alarmStore, room.ruleStore, room.house.work(), room.house.clock()), 10, 3, Duration.ofHours(24), 20,
            Duration.ofSeconds(300));
    private final AlarmReview review = new AlarmReview(room.house.clock(), room.house.work(), room.house.journal(), statistics);

    @AfterEach
    void close() {
        room.close();
    }

    private List<Entry> told() {
        return room.house.told(SensorFacts.ALARMS_REVIEWED);
    }

    @Test
    void onMondayEachOwnerIsToldOfHisAndWhatNobodyOwnsIsToldToo() {
        room.house.listen("sensor.weekly-review", review::dayBegan, "day.began");
        for (int i = 0; i < 3; i++) {
            var series = room.devices.declare(room.temperature.device(), new Point("p" + i, "温度", "Cel", null, null, null), SensorHouse.ADMIN);
            room.rules.create(series.id(), "高温" + i, new Threshold(Threshold.Direction.ABOVE, 40, 0, 0, 0), Priority.LOW, SensorHouse.ADMIN);
            room.store(List.of(new Reading(series, room.now(), 50, 0, null)));
        }
        room.active().stream().limit(2).forEach(alarm -> room.alarms.acknowledge(alarm.number(), null, null, SensorHouse.OPERATOR));
        room.house.settle();

        room.house.clock().advance(Duration.ofDays(2));
        room.house.settle();
        assertThat(told()).as("Saturday and Sunday tell nothing").isEmpty();

        room.house.clock().advance(Duration.ofDays(1));
        room.house.settle();
        assertThat(told()).extracting(entry -> entry.text("owner"), entry -> entry.text("number"), entry -> entry.text("problems"))
                .containsExactlyInAnyOrder(org.assertj.core.groups.Tuple.tuple("wang.min", "2", "久未恢复 2 项"), org.assertj.core.groups.Tuple.tuple(null, "1", "久未恢复 1 项"));
        assertThat(told()).allSatisfy(entry -> assertThat(entry.subject()).hasToString("alarm-review/2026-02-16"));

        room.house.clock().advance(Duration.ofDays(8));
        room.house.settle();
        assertThat(told()).as("a Monday on which the machine was off tells nothing").hasSize(2);
    }

    @Test
    void whereAllIsWellNobodyIsTold() {
        room.house.listen("sensor.weekly-review", review::dayBegan, "day.began");
        room.house.clock().advance(Duration.ofDays(3));
        room.house.settle();
        assertThat(told()).isEmpty();
    }
}
