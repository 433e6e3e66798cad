package io.shoutu.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Actor;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.todo.Task;
import io.shoutu.api.todo.Urgency;
import io.shoutu.api.todo.Waiting;
import io.shoutu.api.todo.WaitingContract;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Threshold;
import io.shoutu.sensor.ui.AlarmsWaiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlarmsWaitingTest implements WaitingContract {
    private final SensorHouse room = new SensorHouse();
    private final DevicePlaces places = new DevicePlaces(room.devices, room.house.directory(), room.alarmStore, room.ruleStore, room.house.work(), room.house.clock());

    @BeforeEach
    void twoAlarms() {
        room.rules.create(room.temperature.id(), "温度偏高", new Threshold(Threshold.Direction.ABOVE, 30, 1, 0, 0), Priority.LOW, SensorHouse.ADMIN);
        room.rules.create(room.temperature.id(), "温度过高", new Threshold(Threshold.Direction.ABOVE, 35, 1, 0, 0), Priority.CRITICAL, SensorHouse.ADMIN);
        room.send(36.2);
    }

    @AfterEach
    void leave() {
        room.close();
    }

    @Override
    public Waiting waiting() {
        return new AlarmsWaiting(room.alarms, places);
    }

    @Override
    public Actor busy() {
        return SensorHouse.OPERATOR;
    }

    @Test
    void theMoreUrgentAlarmStandsFirstAndCanBeAcknowledgedFromTheQueue() {
        assertThat(waiting().waitingFor(busy(), 10).tasks()).extracting(Task::urgency).containsExactly(Urgency.LIVE_ALARM_CRITICAL, Urgency.LIVE_ALARM_LOW);
        Task first = waiting().waitingFor(busy(), 10).tasks().get(0);
        assertThat(first.offer().address()).isEqualTo("/api/alarms/" + first.subject().number() + "/acknowledgement");
        room.alarms.acknowledge(first.subject().number(), null, null, SensorHouse.OPERATOR);
        assertThat(waiting().waitingFor(busy(), 10).tasks()).extracting(Task::urgency).containsExactly(Urgency.LIVE_ALARM_LOW);
        assertThat(waiting().waitingFor(House.actor("zhou", "rectifier"), 10)).isEqualTo(Waiting.Queue.EMPTY);
    }
}
