package io.shoutu.sensor;

import static io.shoutu.sensor.SensorHouse.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Calibration;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Until when sensors are calibrated, and what alarms say of it (R58). */
class CalibrationTest {
    private final SensorHouse room = new SensorHouse(House.onDerby());
    private final LocalDate today = Legal.day(room.house.clock().instant());

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void alarmOnASensorOutOfCalibrationSaysSoAndOneInsideDoesNot() {
        room.above(35, 1, 0, 0);
        room.send(36.2);
        assertThat(room.only().title()).as("nobody has said").doesNotContain("检定");
        room.send(20);
        room.alarms.acknowledge(room.only().number(), null, null, SensorHouse.OPERATOR);

        room.devices.calibrate("AL-9001", "temperature", new Calibration(today, "JZ-2026-17"), ADMIN);
        room.send(36.3);
        assertThat(room.active()).singleElement().satisfies(alarm -> assertThat(alarm.title()).as("the last day is inside").doesNotContain("检定"));
        room.send(20);
        room.alarms.acknowledge(room.active().get(0).number(), null, null, SensorHouse.OPERATOR);

        room.house.clock().advance(Duration.ofDays(1));
        room.start();
        room.send(36.4);
        assertThat(room.active()).singleElement().satisfies(alarm -> assertThat(alarm.title()).as("also after a restart").endsWith("（传感器检定已于 " + today + " 到期）"));
        assertThat(room.house.told("sensor.alarm-raised").get(2).text("title")).as("who is called hears it").contains("检定已于");
        room.send(20);
        room.alarms.acknowledge(room.active().get(0).number(), null, null, SensorHouse.OPERATOR);

        room.devices.calibrate("AL-9001", "temperature", new Calibration(today.plusYears(1), null), ADMIN);
        room.send(36.5);
        assertThat(room.active()).singleElement().satisfies(alarm -> assertThat(alarm.title()).as("calibrated again").doesNotContain("检定"));
        assertThat(room.house.told("sensor.point-calibrated")).hasSize(2).allSatisfy(entry -> assertThat(entry.text("series")).isEqualTo("AL-9001.temperature"));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Calibration(null, "x")).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("until"));
        assertThatThrownBy(() -> room.devices.calibrate("AL-9001", "nosuch", new Calibration(today, null), ADMIN)).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> room.devices.calibrate("AL-0000", "t", new Calibration(today, null), ADMIN)).isInstanceOf(Problem.NotFound.class);
    }
}
