package io.shoutu.sensor;

import static io.shoutu.sensor.SensorHouse.ADMIN;
import static io.shoutu.sensor.SensorHouse.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.sensor.Priority;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Ladder;
import io.shoutu.sensor.domain.Manner;
import io.shoutu.sensor.domain.Rate;
import io.shoutu.sensor.domain.Repeat;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Silence;
import io.shoutu.sensor.domain.Stuck;
import io.shoutu.sensor.domain.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private final SensorHouse room = new SensorHouse(House.onDerby());
    private final Instant begun = room.house.clock().instant();
    private final Replays replays = new Replays(room.house.work(), room.kept, room.devices, room.alarmStore, room.ruleStore, room.desk, room.kinds);

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void whatTheRuleInForceWouldRaiseIsWhatItRaisedForEveryKind() {
        List<Condition> kinds = List.of(new Threshold(Threshold.Direction.ABOVE, 50, 2, 0, 0), new Threshold(Threshold.Direction.ABOVE, 45, 1, 7, 11), new Silence(20),
                new Rate(Rate.Way.EITHER, 15, 10, Threshold.delays(0, 5)), new Stuck(0.5, 15, Threshold.delays(0, 0)),
                new Repeat(Threshold.bound(Threshold.Direction.ABOVE, 48, 1), 3, 60, Threshold.delays(0, 0)));
        for (int i = 0; i < kinds.size(); i++) {
            Manner manner = i == 1 ? new Manner(false, null, new Ladder(List.of(new Ladder.Step(Priority.CRITICAL, 8, null)), 4), null) : Manner.PLAIN;
            room.rules.create(room.temperature.id(), "规则" + i, kinds.get(i), Priority.MEDIUM, manner, ADMIN);
        }
        Random random = new Random(7);
        double value = 40;
        for (int s = 0; s < 600; s++) {
            room.wait(1);
            value += random.nextInt(20) == 0 ? random.nextGaussian() * 14 : s % 200 > 150 ? 0 : random.nextGaussian();
            value = Math.max(20, Math.min(70, value));
            if (s % 300 < 260) {
                room.store(List.of(room.reading(room.now(), value, 0)));
            }
            // From memory: a list of rows every second would cost more than all the rest.
            room.desk.remembered().stream().filter(a -> AlarmState.WAITING.contains(a.state())).forEach(a -> room.alarms.acknowledge(a.number(), null, null, OPERATOR));
        }
        room.house.settle();
        int told = room.house.told("sensor.alarm-*").size();
        for (Rule rule : room.rules.list(null, null, 50).items()) {
            Replays.Result once = replays.replay(rule, rule.id(), begun, room.house.clock().instant().plusMillis(1));
            assertThat(once.raised()).as(rule.name() + " " + once.raised() + " / " + once.happened()).hasSameSizeAs(once.happened()).isNotEmpty();
            assertThat(once.onlyDraft()).isEmpty();
            assertThat(once.onlyHappened()).isEmpty();
            for (int i = 0; i < once.raised().size(); i++) {
                assertThat(Duration.between(once.raised().get(i).begin(), once.happened().get(i).raisedAt()).abs()).isLessThanOrEqualTo(Duration.ofSeconds(1));
            }
            Replays.Result again = replays.replay(rule, rule.id(), begun, room.house.clock().instant().plusMillis(1));
            assertThat(again.raised()).as("the same every run").isEqualTo(once.raised());
        }
        assertThat(room.house.told("sensor.alarm-*")).as("nothing was told").hasSize(told);
    }

    @Test
    void aDraftShowsWhatItWouldHaveSparedAndWhatItWouldHaveFound() {
        Rule rule = room.above(50, 0, 0, 0);
        room.send(20, 51, 20, 52, 52, 52, 52, 20, 47, 20);
        room.active().forEach(a -> room.alarms.acknowledge(a.number(), null, null, OPERATOR));
        Rule calmer = room.rules.draft(room.temperature.id(), "草案", new Threshold(Threshold.Direction.ABOVE, 46, 0, 3, 0), Priority.HIGH, Manner.PLAIN, ADMIN);
        Replays.Result result = replays.replay(calmer, rule.id(), begun, room.house.clock().instant().plusSeconds(1));
        assertThat(result.raised()).singleElement().satisfies(e -> {
            assertThat(e.begin()).isEqualTo(begun.plusSeconds(7));
            assertThat(e.end()).isEqualTo(begun.plusSeconds(8));
            assertThat(e.worst()).isEqualTo(52);
        });
        assertThat(result.readings()).isEqualTo(10);
        assertThatThrownBy(() -> replays.replay(calmer, null, begun, begun.plus(Duration.ofDays(32)))).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> replays.replay(calmer, null, begun, begun)).isInstanceOf(Problem.Invalid.class);
        assertThat(room.rules.list(null, null, 50).items()).as("a draft is not made").hasSize(1);
    }
}
