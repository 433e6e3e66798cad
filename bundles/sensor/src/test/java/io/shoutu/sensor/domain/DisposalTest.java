package io.shoutu.sensor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Offer;
import io.shoutu.api.Problem;
import io.shoutu.api.sensor.Priority;
import io.shoutu.sensor.domain.Disposal.Cause;
import io.shoutu.sensor.domain.Disposal.State;
import io.shoutu.sensor.domain.Disposal.Verb;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The disposal beside an alarm, move by move: what its table names is possible and nothing else. */
class DisposalTest {
    private static final Instant NOW = Instant.parse("2026-02-13T01:00:00Z");
    private static final Actor OPERATOR = new Actor("wang.min", "王敏", Actor.Kind.PERSON, Set.of("operator"));
    private static final Actor RECTIFIER = new Actor("li.gang", "李刚", Actor.Kind.PERSON, Set.of("rectifier"));
    private static final Series SERIES = new Series(1, "AL-9001", "temperature", "轴承温度", "Cel", 0.01, -50.0, 200.0);

    private static Alarm alarm(boolean latching, AlarmState state) {
        Rule rule = Rule.first("GZ-1", SERIES, "过高", new Threshold(Threshold.Direction.ABOVE, 35, 1, 0, 0), Priority.HIGH, new Manner(latching, null, null, null), OPERATOR, NOW);
        Alarm raised = Alarm.raise("BJ-1", rule, null, new Reading(SERIES, NOW.toEpochMilli(), 36.2, 0, null), NOW);
        return switch (state) {
            case UNACK -> raised;
            case ACKED -> raised.acknowledge(OPERATOR, null, NOW);
            case RTNUN, LATUN -> raised.returned(null, NOW);
            case NORM, LATAC -> raised.acknowledge(OPERATOR, null, NOW).returned(null, NOW);
            case SHLVD, DSUPR, OOSRV -> raised.hushed(new Hush(state, "YZ-1", NOW.plusSeconds(60)));
        };
    }

    private static Alarm seen() {
        return alarm(false, AlarmState.ACKED);
    }

    private static Disposal in(State state) {
        Disposal open = Disposal.open("BJ-1");
        return switch (state) {
            case OPEN -> open;
            case ASSIGNED -> open.assign("li.gang", OPERATOR, NOW);
            case DISPOSED -> open.assign("li.gang", OPERATOR, NOW).dispose(seen(), Cause.FAULT, "探头积尘", OPERATOR, NOW);
        };
    }

    private static Disposal move(Disposal from, Verb verb) {
        return switch (verb) {
            case ASSIGN -> from.assign("zhao.li", OPERATOR, NOW);
            case DISPOSE -> from.dispose(seen(), Cause.REAL, "已关阀", OPERATOR, NOW);
            case REOPEN -> from.reopen("原因不符", OPERATOR);
        };
    }

    static Stream<Arguments> everyMove() {
        return Arrays.stream(State.values()).flatMap(s -> Arrays.stream(Verb.values()).map(v -> Arguments.of(s, v)));
    }

    @ParameterizedTest
    @MethodSource("everyMove")
    void aDisposalMovesAsItsTableSaysAndOffersJustThat(State state, Verb verb) {
        Optional<Lifecycle.Move<State, Verb>> move = Disposal.TABLE.find(state, verb);
        Offer offer = in(state).moves(seen(), OPERATOR).stream().filter(o -> o.verb().equals(verb.word())).findFirst().orElseThrow();
        assertThat(offer.allowed()).isEqualTo(move.isPresent());
        if (move.isEmpty()) {
            assertThat(offer.whyNot()).contains(state.label());
            assertThatThrownBy(() -> move(in(state), verb)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining(state.label());
        } else {
            assertThat(move(in(state), verb)).satisfies(after -> {
                assertThat(after.state()).isEqualTo(move.orElseThrow().to());
                assertThat(after.version()).isEqualTo(in(state).version() + 1);
            });
        }
    }

    /** Written down a second time, by hand. */
    @Test
    void theTableIsTheTradesAndNoOther() {
        assertThat(Disposal.TABLE.moves()).extracting(m -> m.from() + " " + m.verb() + " " + m.to()).containsExactlyInAnyOrder("OPEN ASSIGN ASSIGNED", "ASSIGNED ASSIGN ASSIGNED",
                "OPEN DISPOSE DISPOSED", "ASSIGNED DISPOSE DISPOSED", "DISPOSED REOPEN OPEN");
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void whoIsNotOnDutyMovesNothingAndIsToldSo(Verb verb) {
        State from = verb == Verb.REOPEN ? State.DISPOSED : State.OPEN;
        assertThat(in(from).moves(seen(), RECTIFIER)).allSatisfy(o -> assertThat(o.whyNot()).contains("值班员"));
        assertThatThrownBy(() -> {
            switch (verb) {
                case ASSIGN -> in(from).assign("li.gang", RECTIFIER, NOW);
                case DISPOSE -> in(from).dispose(seen(), Cause.REAL, "x", RECTIFIER, NOW);
                case REOPEN -> in(from).reopen("x", RECTIFIER);
            }
        }).isInstanceOf(Problem.Forbidden.class);
    }

    @ParameterizedTest
    @EnumSource(AlarmState.class)
    void anAlarmNobodyHasSeenCannotBeDisposedOfAnyOtherCan(AlarmState state) {
        Alarm alarm = alarm(state == AlarmState.LATUN || state == AlarmState.LATAC, state);
        assertThat(alarm.state()).isEqualTo(state);
        Offer offer = in(State.OPEN).moves(alarm, OPERATOR).stream().filter(o -> o.verb().equals("dispose")).findFirst().orElseThrow();
        if (AlarmState.WAITING.contains(state)) {
            assertThat(offer.whyNot()).contains("请先确认");
            assertThatThrownBy(() -> in(State.OPEN).dispose(alarm, Cause.REAL, "x", OPERATOR, NOW)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("请先确认");
        } else {
            assertThat(offer.allowed()).isTrue();
            assertThat(in(State.OPEN).dispose(alarm, Cause.FALSE, "误报", OPERATOR, NOW).state()).isEqualTo(State.DISPOSED);
        }
    }

    @Test
    void itClosesOnlyWithACauseAndAText() {
        assertThatThrownBy(() -> in(State.ASSIGNED).dispose(seen(), null, "x", OPERATOR, NOW)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("cause"));
        assertThatThrownBy(() -> in(State.ASSIGNED).dispose(seen(), Cause.REAL, "  ", OPERATOR, NOW)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("conclusion"));
        assertThatThrownBy(() -> in(State.DISPOSED).reopen("", OPERATOR)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("reason"));
        assertThatThrownBy(() -> in(State.OPEN).assign(null, OPERATOR, NOW)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("assignee"));
        assertThat(in(State.DISPOSED)).satisfies(d -> {
            assertThat(d.assignee()).as("who dealt with it stays").isEqualTo("li.gang");
            assertThat(d.cause()).isEqualTo(Cause.FAULT);
        });
        assertThat(in(State.DISPOSED).reopen("复核", OPERATOR)).as("begins anew").isEqualTo(new Disposal("BJ-1", State.OPEN, null, null, null, null, null, null, null, 3));
    }
}
