package io.shoutu.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.sensor.AlarmRule;
import io.shoutu.api.sensor.Priority;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.Brought;
import io.shoutu.sensor.domain.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules of a kind that a plugin brings. */
class BroughtRuleTest {
    private final SensorHouse room;
    private final Jump jump = new Jump();

    BroughtRuleTest() {
        room = new SensorHouse(on());
        room.kinds.add(jump);
    }

    House on() {
        return House.onDerby();
    }

    @AfterEach
    void close() {
        room.close();
    }

    /** A rise by at least this much from one reading to the next. */
    private static final class Jump implements AlarmRule {
        private final List<Instant> shown = new ArrayList<>();
        private boolean broken;

        @Override
        public String kind() {
            return "test-jump";
        }

        @Override
        public String label() {
            return "突升";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("by", "上升");
        }

        @Override
        public Judge judge(Map<String, String> settings) {
            double by;
            try {
                by = Double.parseDouble(settings.getOrDefault("by", ""));
            } catch (NumberFormatException e) {
                throw new Problem.Invalid("not-a-number", "by", "上升应是一个数");
            }
            double[] before = {Double.NaN};
            return (time, value) -> {
                if (broken) {
                    throw new IllegalStateException("broken on purpose");
                }
                shown.add(time);
                double rise = value - before[0];
                before[0] = value;
                return rise >= by ? new Verdict(true, "一次上升 " + rise) : Verdict.NORMAL;
            };
        }
    }

    private Rule rule(int onDelay) {
        return room.rules.create(room.temperature.id(), "温度突升", new Brought("test-jump", Map.of("by", "5"), onDelay, 0), Priority.HIGH, SensorHouse.ADMIN);
    }

    @Test
    void itsKindDecidesAndTheAlarmSaysWhatTheKindSaid() {
        Rule rule = rule(0);
        room.send(20, 21, 27);
        Alarm alarm = room.only();
        assertThat(alarm.title()).isEqualTo("温度突升：1号机组温度 27 ℃（一次上升 6.0）");
        assertThat(alarm.limit()).isNull();
        assertThat(alarm.rule()).isEqualTo(rule.id());
        room.send(28);
        assertThat(room.state()).isEqualTo(AlarmState.RTNUN);
    }

    @Test
    void theDelaysAreOurs() {
        rule(3);
        room.send(20, 30);
        assertThat(room.all()).isEmpty();
        room.send(40);
        room.wait(3);
        assertThat(room.active()).hasSize(1);
    }

    @Test
    void aReadingThatIsJudgedAgainAfterARollbackIsNotShownToItsKindAgain() {
        rule(0);
        room.send(20);
        room.house.clock().advance(java.time.Duration.ofSeconds(1));
        var batch = List.of(room.reading(room.now(), 30, 0));
        assertThatThrownBy(() -> room.house.work().execute(tx -> {
            room.desk.judge(tx, batch, place -> room.now(), room.house.clock().instant());
            throw new IllegalStateException("rolled back on purpose");
        })).hasMessageContaining("rolled back");
        assertThat(room.all()).isEmpty();
        room.store(batch);
        assertThat(room.active()).hasSize(1);
        assertThat(jump.shown).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void whileItsKindIsAwayARuleJudgesNothingAndSaysSo() {
        Rule rule = rule(0);
        room.send(20, 30);
        room.kinds.remove(jump);
        assertThat(room.kinds.there(rule.condition())).isFalse();
        room.send(31, 40);
        assertThat(room.active()).as("what was raised stays raised").hasSize(1);
        assertThat(room.kinds.state().text()).contains(rule.id());
        assertThat(room.kinds.state().ready()).isTrue();
        room.kinds.add(jump);
        room.send(41, 41);
        assertThat(room.state()).isEqualTo(AlarmState.RTNUN);
        assertThat(room.kinds.state().text()).doesNotContain(rule.id());
    }

    @Test
    void aKindThatFailsHurtsNoOtherRule() {
        rule(0);
        room.above(35, 0, 0, 0);
        jump.broken = true;
        room.send(20, 40);
        assertThat(room.active()).singleElement().satisfies(alarm -> assertThat(alarm.ruleName()).isEqualTo("轴承温度过高"));
        jump.broken = false;
        room.send(20, 40);
        assertThat(room.active()).hasSize(2);
    }

    @Test
    void anUnknownKindAndSettingsItRefusesAreRefusedByName() {
        assertThatThrownBy(() -> room.rules.create(room.temperature.id(), "规则", new Brought("no-such", Map.of(), 0, 0), Priority.LOW, SensorHouse.ADMIN))
                .isInstanceOf(Problem.Invalid.class).hasMessageContaining("没有规则类别 no-such").hasMessageContaining("test-jump（突升）");
        assertThatThrownBy(() -> room.rules.create(room.temperature.id(), "规则", new Brought("test-jump", Map.of("by", "多"), 0, 0), Priority.LOW, SensorHouse.ADMIN))
                .isInstanceOf(Problem.Invalid.class).satisfies(e -> assertThat(((Problem.Invalid) e).field()).isEqualTo("by"));
    }

    @Test
    void everyVersionIsKeptWithItsSettingsAndTheKindNeverChanges() {
        Rule rule = room.rules.create(room.temperature.id(), "温度突升", new Brought("test-jump", Map.of("by", "5", "备注", "a=b&c 及空格 "), 2, 3), Priority.HIGH, SensorHouse.ADMIN);
        room.rules.change(rule.id(), null, "温度突升", new Brought("test-jump", Map.of("by", "9"), 0, 0), Priority.LOW, SensorHouse.ADMIN);
        List<Rule> versions = room.rules.versions(rule.id());
        assertThat(versions).extracting(Rule::condition).containsExactly(new Brought("test-jump", Map.of("by", "9"), 0, 0),
                new Brought("test-jump", Map.of("by", "5", "备注", "a=b&c 及空格 "), 2, 3));
        assertThatThrownBy(() -> room.rules.change(rule.id(), null, "温度突升", new io.shoutu.sensor.domain.Silence(60), Priority.LOW, SensorHouse.ADMIN))
                .isInstanceOf(Problem.Invalid.class).hasMessageContaining("规则类别不能更改");
    }

    @Test
    void afterARestartTheAlarmStillStandsAndEndsByTheKindsWord() {
        rule(0);
        room.send(20, 30);
        room.start();
        assertThat(room.active()).hasSize(1);
        room.send(30);
        assertThat(room.state()).isEqualTo(AlarmState.RTNUN);
    }
}
