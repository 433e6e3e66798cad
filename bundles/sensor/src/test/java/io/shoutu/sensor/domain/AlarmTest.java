package io.shoutu.sensor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.sensor.Priority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlarmTest {
    private static final Instant NOW = Instant.parse("2026-02-13T01:00:00Z");
    private static final Series SERIES = new Series(1, "AL-9001", "temperature", "轴承温度", "Cel", 0.01, -50.0, 200.0);
    private static final Device DEVICE = new Device("AL-9001", "1号机组温度", null, null, "一车间", null, null, true, NOW, 1);
    private static final Actor OPERATOR = new Actor("wang.min", "王敏", Actor.Kind.PERSON, Set.of("operator"));
    private static final Actor RECTIFIER = new Actor("li.gang", "李刚", Actor.Kind.PERSON, Set.of("rectifier"));
    private static final Rule RULE = Rule.first("GZ-2026-000001", SERIES, "轴承温度过高", new Threshold(Threshold.Direction.ABOVE, 35, 1, 0, 0),
            Priority.HIGH, OPERATOR, NOW);

    private static Alarm raised() {
        return Alarm.raise("BJ-2026-000001", RULE, DEVICE, new Reading(SERIES, NOW.toEpochMilli(), 36.2, 0, null), NOW);
    }

    private static Alarm in(AlarmState state) {
        return switch (state) {
            case UNACK -> raised();
            case ACKED -> raised().acknowledge(OPERATOR, null, NOW);
            case RTNUN -> raised().returned(null, NOW);
            case NORM -> raised().returned(null, NOW).acknowledge(OPERATOR, null, NOW);
        };
    }

    @Test
    void titleSaysWhatWhereHowMuchAndTheLimit() {
        assertThat(raised().title()).isEqualTo("轴承温度过高：1号机组温度 36.2 ℃（限值 35 ℃）");
        Rule silent = Rule.first("GZ-2026-000002", SERIES, "温度数据中断", new Silence(60), Priority.MEDIUM, OPERATOR, NOW);
        assertThat(Alarm.raise("BJ-2026-000002", silent, DEVICE, null, NOW).title()).isEqualTo("温度数据中断：1号机组温度 轴承温度 超过 60 秒没有数据（从未收到）");
    }

    @Test
    void everyMoveOfTheTableLeadsWhereItSays() {
        assertThat(in(AlarmState.UNACK).acknowledge(OPERATOR, "已派人", NOW)).satisfies(a -> {
            assertThat(a.state()).isEqualTo(AlarmState.ACKED);
            assertThat(a.acknowledgedBy()).isEqualTo("wang.min");
            assertThat(a.note()).isEqualTo("已派人");
            assertThat(a.version()).isEqualTo(2);
        });
        assertThat(in(AlarmState.UNACK).returned(null, NOW)).satisfies(a -> {
            assertThat(a.state()).isEqualTo(AlarmState.RTNUN);
            assertThat(a.clearedAt()).isEqualTo(NOW);
        });
        assertThat(in(AlarmState.ACKED).returned(null, NOW).state()).isEqualTo(AlarmState.NORM);
        assertThat(in(AlarmState.RTNUN).acknowledge(OPERATOR, null, NOW).state()).isEqualTo(AlarmState.NORM);
        assertThat(in(AlarmState.RTNUN).recurred()).satisfies(a -> {
            assertThat(a.state()).isEqualTo(AlarmState.UNACK);
            assertThat(a.recurrences()).isEqualTo(1);
            assertThat(a.clearedAt()).isNull();
        });
    }

    @Test
    void everyOtherMoveIsRefused() {
        int refused = 0;
        for (AlarmState state : AlarmState.values()) {
            for (AlarmVerb verb : AlarmVerb.values()) {
                if (AlarmLifecycle.TABLE.find(state, verb).isEmpty()) {
                    refused++;
                    assertThatThrownBy(() -> act(in(state), verb)).as(state + " " + verb).isInstanceOf(Problem.IllegalMove.class)
                            .extracting(e -> ((Problem) e).code()).isEqualTo("illegal-move");
                }
            }
        }
        assertThat(refused).isEqualTo(AlarmState.values().length * AlarmVerb.values().length - 5);
    }

    private static Alarm act(Alarm alarm, AlarmVerb verb) {
        return switch (verb) {
            case ACKNOWLEDGE -> alarm.acknowledge(OPERATOR, null, NOW);
            case RETURN -> alarm.returned(null, NOW);
            case RECUR -> alarm.recurred();
        };
    }

    @Test
    void onlyOperatorsAndAdministratorsAcknowledgeAndTheOthersAreToldWhyNot() {
        assertThatThrownBy(() -> raised().acknowledge(RECTIFIER, null, NOW)).isInstanceOf(Problem.Forbidden.class);
        assertThat(raised().moves(RECTIFIER, null)).singleElement().satisfies(offer -> {
            assertThat(offer.allowed()).isFalse();
            assertThat(offer.whyNot()).contains("值班员");
        });
        assertThat(raised().moves(OPERATOR, null)).singleElement().satisfies(offer -> {
            assertThat(offer.allowed()).isTrue();
            assertThat(offer.address()).isEqualTo("/api/alarms/BJ-2026-000001/acknowledgement");
        });
        assertThat(in(AlarmState.ACKED).moves(OPERATOR, null)).singleElement().satisfies(offer -> assertThat(offer.whyNot()).contains("已确认"));
    }

    @Test
    void pictureInTheReadmeIsTheOneTheTableDraws() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(readme).as("README.md of the room; paste the picture below").contains("```mermaid\n" + AlarmLifecycle.TABLE.mermaid() + "```");
    }
}
