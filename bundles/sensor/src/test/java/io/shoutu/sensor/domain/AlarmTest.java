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

    private static final Rule LATCHING = Rule.first("GZ-2026-000003", SERIES, "轴承温度过高", new Threshold(Threshold.Direction.ABOVE, 35, 1, 0, 0),
            Priority.HIGH, new Manner(true, null, null, null), OPERATOR, NOW);

    private static Alarm latching() {
        return Alarm.raise("BJ-2026-000003", LATCHING, DEVICE, new Reading(SERIES, NOW.toEpochMilli(), 36.2, 0, null), NOW);
    }

    private static Hush hush(AlarmState state) {
        return new Hush(state, "YZ-2026-000001", NOW.plusSeconds(600));
    }

    private static Alarm in(AlarmState state) {
        return switch (state) {
            case UNACK -> raised();
            case ACKED -> raised().acknowledge(OPERATOR, null, NOW);
            case RTNUN -> raised().returned(null, NOW);
            case LATUN -> latching().returned(null, NOW);
            case LATAC -> latching().returned(null, NOW).acknowledge(OPERATOR, null, NOW);
            case SHLVD, DSUPR, OOSRV -> raised().hushed(hush(state));
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

    /**
     * The figure "alarm state transition diagram" of ISA-18.2-2016 / IEC 62682, written down a second time as state, event and state after it: the
     * alarm occurs again, process returns to normal, acknowledge, reset, re-alarm, shelve and un-shelve, suppress by design and un-suppress, out of
     * service and return to service. {@code +} is with the condition standing, {@code -} gone, {@code L} latching.
     */
    private static final String STANDARD = """
            UNACK ACKNOWLEDGE ACKED
            UNACK RETURN RTNUN
            UNACK RETURN LATUN
            ACKED RETURN NORM
            ACKED RETURN LATAC
            ACKED REALARM UNACK
            RTNUN RECUR UNACK
            RTNUN ACKNOWLEDGE NORM
            LATUN RECUR UNACK
            LATUN ACKNOWLEDGE LATAC
            LATAC RECUR UNACK
            LATAC RESET NORM
            UNACK SHELVE SHLVD
            ACKED SHELVE SHLVD
            RTNUN SHELVE SHLVD
            LATUN SHELVE SHLVD
            LATAC SHELVE SHLVD
            DSUPR SHELVE SHLVD
            SHLVD UNSHELVE ACKED
            SHLVD UNSHELVE LATAC
            SHLVD UNSHELVE NORM
            SHLVD UNSHELVE DSUPR
            SHLVD EXPIRE UNACK
            SHLVD EXPIRE LATUN
            SHLVD EXPIRE NORM
            SHLVD EXPIRE DSUPR
            UNACK SUPPRESS DSUPR
            ACKED SUPPRESS DSUPR
            RTNUN SUPPRESS DSUPR
            LATUN SUPPRESS DSUPR
            LATAC SUPPRESS DSUPR
            DSUPR UNSUPPRESS UNACK
            DSUPR UNSUPPRESS LATUN
            DSUPR UNSUPPRESS NORM
            UNACK REMOVE OOSRV
            ACKED REMOVE OOSRV
            RTNUN REMOVE OOSRV
            LATUN REMOVE OOSRV
            LATAC REMOVE OOSRV
            SHLVD REMOVE OOSRV
            DSUPR REMOVE OOSRV
            OOSRV RESTORE UNACK
            OOSRV RESTORE LATUN
            OOSRV RESTORE NORM
            OOSRV RESTORE SHLVD
            OOSRV RESTORE DSUPR
            """;

    @Test
    void theTableIsThatOfTheStandardAndNoOther() {
        assertThat(AlarmLifecycle.TABLE.moves().stream().map(m -> m.from() + " " + m.verb() + " " + m.to())).containsExactlyInAnyOrder(STANDARD.strip().split("\n"));
    }

    @Test
    void everyOtherMoveIsRefusedAndSaysWhereItWouldBePossible() {
        int refused = 0;
        for (AlarmState state : AlarmState.values()) {
            for (AlarmVerb verb : AlarmVerb.values()) {
                boolean silentlyTracked = state.silent() && verb == AlarmVerb.RETURN;
                if (AlarmLifecycle.TABLE.find(state, verb).isEmpty() && !silentlyTracked) {
                    refused++;
                    assertThatThrownBy(() -> act(in(state), verb)).as(state + " " + verb).isInstanceOf(Problem.IllegalMove.class)
                            .satisfies(e -> assertThat(((Problem) e).code()).isEqualTo("illegal-move"));
                }
            }
        }
        assertThat(refused).isGreaterThan(60);
        assertThatThrownBy(() -> in(AlarmState.LATUN).reset(OPERATOR)).hasMessageContaining("锁存未确认").hasMessageContaining("不能复位").hasMessageContaining("锁存已确认");
        assertThatThrownBy(() -> in(AlarmState.NORM).hushed(hush(AlarmState.SHLVD))).hasMessageContaining("不能搁置");
    }

    private static Alarm act(Alarm alarm, AlarmVerb verb) {
        return switch (verb) {
            case ACKNOWLEDGE -> alarm.acknowledge(OPERATOR, null, NOW);
            case RETURN -> alarm.returned(null, NOW);
            case RECUR -> alarm.recurred();
            case REALARM -> alarm.state() == AlarmState.UNACK || alarm.state().silent() ? refuse(alarm, verb) : alarm.climbed(1, Priority.CRITICAL);
            case RESET -> alarm.reset(OPERATOR);
            case SHELVE -> alarm.hushed(hush(AlarmState.SHLVD));
            case SUPPRESS -> alarm.hushed(hush(AlarmState.DSUPR));
            case REMOVE -> alarm.hushed(hush(AlarmState.OOSRV));
            case UNSHELVE, EXPIRE, UNSUPPRESS, RESTORE -> alarm.freed(verb, null, OPERATOR, NOW);
        };
    }

    /** Going up a step leaves these states as they are: there is nothing to re-alarm. */
    private static Alarm refuse(Alarm alarm, AlarmVerb verb) {
        assertThat(alarm.climbed(1, Priority.CRITICAL).state()).isEqualTo(alarm.state());
        AlarmLifecycle.TABLE.require(alarm.state(), verb);
        return alarm;
    }

    @Test
    void offTheShelfByHandItComesBackAcknowledgedByTimeUnacknowledged() {
        Alarm shelved = in(AlarmState.SHLVD);
        assertThat(shelved.freed(AlarmVerb.UNSHELVE, null, OPERATOR, NOW)).satisfies(a -> {
            assertThat(a.state()).isEqualTo(AlarmState.ACKED);
            assertThat(a.acknowledgedBy()).isEqualTo("wang.min");
        });
        Alarm seenBefore = in(AlarmState.ACKED).hushed(hush(AlarmState.SHLVD));
        assertThat(seenBefore.freed(AlarmVerb.EXPIRE, null, OPERATOR, NOW)).satisfies(a -> {
            assertThat(a.state()).isEqualTo(AlarmState.UNACK);
            assertThat(a.acknowledgedAt()).isNull();
        });
        Alarm gone = shelved.returned(null, NOW);
        assertThat(gone.state()).isEqualTo(AlarmState.SHLVD);
        assertThat(gone.standing()).isFalse();
        assertThat(gone.freed(AlarmVerb.EXPIRE, null, OPERATOR, NOW).state()).isEqualTo(AlarmState.NORM);
        assertThat(gone.recurred().freed(AlarmVerb.EXPIRE, null, OPERATOR, NOW).state()).isEqualTo(AlarmState.UNACK);
        assertThat(latching().hushed(hush(AlarmState.SHLVD)).returned(null, NOW).freed(AlarmVerb.EXPIRE, null, OPERATOR, NOW).state()).isEqualTo(AlarmState.LATUN);
        assertThat(shelved.freed(AlarmVerb.EXPIRE, hush(AlarmState.DSUPR), OPERATOR, NOW).state()).isEqualTo(AlarmState.DSUPR);
    }

    @Test
    void goingUpAStepCallsAgainWhoeverHadSeenIt() {
        Alarm up = in(AlarmState.ACKED).climbed(1, Priority.CRITICAL);
        assertThat(up.state()).isEqualTo(AlarmState.UNACK);
        assertThat(up.priority()).isEqualTo(Priority.CRITICAL);
        assertThat(up.acknowledgedBy()).isNull();
        Alarm down = up.acknowledge(OPERATOR, null, NOW).climbed(0, Priority.HIGH);
        assertThat(down.state()).as("going down calls nobody").isEqualTo(AlarmState.ACKED);
    }

    @Test
    void onlyOperatorsAndAdministratorsAcknowledgeAndTheOthersAreToldWhyNot() {
        assertThatThrownBy(() -> raised().acknowledge(RECTIFIER, null, NOW)).isInstanceOf(Problem.Forbidden.class);
        assertThat(raised().moves(RECTIFIER, null)).allSatisfy(offer -> {
            assertThat(offer.allowed()).isFalse();
            assertThat(offer.whyNot()).contains("值班员");
        });
        assertThat(raised().moves(OPERATOR, null)).first().satisfies(offer -> {
            assertThat(offer.allowed()).isTrue();
            assertThat(offer.address()).isEqualTo("/api/alarms/BJ-2026-000001/acknowledgement");
        });
        assertThat(in(AlarmState.ACKED).moves(OPERATOR, null)).first().satisfies(offer -> assertThat(offer.whyNot()).contains("已确认"));
    }

    @Test
    void pictureInTheReadmeIsTheOneTheTableDraws() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(readme).as("README.md of the room; paste the picture below").contains("```mermaid\n" + AlarmLifecycle.TABLE.mermaid() + "```");
    }
}
