package io.shoutu.sensor;

import static io.shoutu.sensor.SensorHouse.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Scope;
import io.shoutu.api.reporting.Period;
import io.shoutu.api.reporting.ReportSource;
import io.shoutu.api.reporting.ReportSourceContract;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Threshold;
import io.shoutu.sensor.report.AlarmReport;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The report of the alarms fits through the door for reports, as every other source does. */
class AlarmReportTest implements ReportSourceContract {
    private final SensorHouse room = new SensorHouse(House.onDerby());

    @BeforeEach
    void twoAlarms() {
        room.rules.create(room.temperature.id(), "温度偏高", new Threshold(Threshold.Direction.ABOVE, 40, 2, 0, 0), Priority.MEDIUM, ADMIN);
        room.rules.create(room.temperature.id(), "温度过高", new Threshold(Threshold.Direction.ABOVE, 48, 2, 0, 0), Priority.HIGH, ADMIN);
        for (double value : new double[] {30, 45, 30, 50}) {
            room.house.clock().advance(Duration.ofMinutes(5));
            room.store(List.of(room.reading(room.now(), value, 0)));
        }
        room.house.settle();
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Override
    public ReportSource source() {
        return new AlarmReport(new AlarmStatistics(room.house.clock(), room.house.work(), room.house.journal(), room.alarmStore, room.suppressionStore, room.desk, room.devices,
                new DevicePlaces(room.devices, room.house.directory(), room.alarmStore, room.ruleStore, room.house.work(), room.house.clock()), 3, 3, Duration.ofHours(2), 5,
                Duration.ofSeconds(60)));
    }

    @Override
    public Period busy() {
        LocalDate today = room.house.clock().instant().atZone(Legal.ZONE).toLocalDate();
        return new Period(today.minusDays(1), today);
    }

    @Test
    void bothAlarmsAreCounted() {
        assertThat(source().figures(busy(), Scope.EVERYWHERE).rows().get(0)).containsEntry("figure", "报警总数").satisfies(row -> assertThat(((Number) row.get("value")).longValue()).isEqualTo(2));
    }
}
