package io.shoutu.sensor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Offer;
import io.shoutu.api.Problem;
import io.shoutu.api.sensor.Priority;
import io.shoutu.sensor.domain.Suppression.Kind;
import io.shoutu.sensor.domain.Suppression.State;
import io.shoutu.sensor.domain.Suppression.Verb;
import java.time.Duration;
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

/** Suppressions move by move (R44; ISA-18.2 §11): what the table names is possible and nothing else, and each has reason, person and end. */
class SuppressionTest {
    private static final Instant NOW = Instant.parse("2026-02-13T01:00:00Z");
    private static final Instant ENDS = NOW.plusSeconds(3_600);
    private static final Actor ASKER = new Actor("wang.min", "王敏", Actor.Kind.PERSON, Set.of("operator"));
    private static final Actor SECOND = new Actor("lin.duty", "林值", Actor.Kind.PERSON, Set.of("operator"));
    private static final Actor ADMIN = new Actor("admin", "管理员", Actor.Kind.PERSON, Set.of("admin"));
    private static final Actor RECTIFIER = new Actor("li.gang", "李刚", Actor.Kind.PERSON, Set.of("rectifier"));
    private static final Series SERIES = new Series(1, "AL-9001", "temperature", "轴承温度", "Cel", 0.01, -50.0, 200.0);

    private static Rule rule(String id, Priority priority) {
        return Rule.first(id, SERIES, "过高", new Threshold(Threshold.Direction.ABOVE, 35, 1, 0, 0), priority, ASKER, NOW);
    }

    private static Suppression shelve(Priority priority, long minutes) {
        return Suppression.shelve("YZ-1", rule("GZ-1", priority), priority, "BJ-1", "探头检修", Duration.ofMinutes(minutes), Duration.ofHours(1), ASKER, NOW);
    }

    private static Suppression in(State state) {
        Suppression asked = shelve(Priority.CRITICAL, 60);
        return switch (state) {
            case REQUESTED -> asked;
            case IN_FORCE -> asked.approve(SECOND, NOW);
            case ENDED -> asked.approve(SECOND, NOW).end("修好了", ASKER, NOW);
            case REFUSED -> asked.refuse("不同意", SECOND, NOW);
            case WITHDRAWN -> asked.withdraw(ASKER, NOW);
            case LAPSED -> asked.expire(ENDS);
        };
    }

    private static Suppression move(Suppression from, Verb verb) {
        return switch (verb) {
            case APPROVE -> from.approve(SECOND, NOW);
            case REFUSE -> from.refuse("不同意", SECOND, NOW);
            case WITHDRAW -> from.withdraw(ASKER, NOW);
            case END -> from.end(null, SECOND, NOW);
            case EXPIRE -> from.expire(ENDS);
        };
    }

    static Stream<Arguments> everyMove() {
        return Arrays.stream(State.values()).flatMap(s -> Arrays.stream(Verb.values()).map(v -> Arguments.of(s, v)));
    }

    @ParameterizedTest
    @MethodSource("everyMove")
    void aSuppressionMovesAsItsTableSays(State state, Verb verb) {
        Suppression at = in(state);
        assertThat(at.state()).isEqualTo(state);
        Optional<Lifecycle.Move<State, Verb>> move = Suppression.TABLE.find(state, verb);
        if (move.isEmpty()) {
            assertThatThrownBy(() -> move(at, verb)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining(state.label());
        } else {
            assertThat(move(at, verb)).satisfies(after -> {
                assertThat(after.state()).isEqualTo(move.orElseThrow().to());
                assertThat(after.version()).isEqualTo(at.version() + 1);
                assertThat(after.reason()).isEqualTo("探头检修");
                assertThat(after.until()).as("the end stays as asked for").isEqualTo(ENDS);
            });
        }
    }

    /** Written down a second time, by hand. */
    @Test
    void theTableIsThatOfTheStandardAndNoOther() {
        assertThat(Suppression.TABLE.moves()).extracting(m -> m.from() + " " + m.verb() + " " + m.to()).containsExactlyInAnyOrder("REQUESTED APPROVE IN_FORCE", "REQUESTED REFUSE REFUSED",
                "REQUESTED WITHDRAW WITHDRAWN", "REQUESTED EXPIRE LAPSED", "IN_FORCE END ENDED", "IN_FORCE EXPIRE ENDED");
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void whatIsOfferedIsWhatCanBeDoneByThatPerson(State state) {
        for (Actor who : new Actor[] {ASKER, SECOND, RECTIFIER}) {
            for (Offer offer : in(state).moves(who)) {
                Verb verb = Arrays.stream(Verb.values()).filter(v -> v.word().equals(offer.verb())).findFirst().orElseThrow();
                boolean self = who == ASKER;
                boolean able = who != RECTIFIER && (verb == Verb.WITHDRAW ? self : verb == Verb.END || !self);
                assertThat(offer.allowed()).as(verb + " by " + who.account()).isEqualTo(able);
            }
        }
        assertThat(in(state).moves(ASKER)).hasSize(state == State.REQUESTED ? 3 : state == State.IN_FORCE ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(Priority.class)
    void onlyTheTopPriorityNeedsASecondPerson(Priority priority) {
        assertThat(shelve(priority, 30).state()).isEqualTo(priority == Priority.CRITICAL ? State.REQUESTED : State.IN_FORCE);
    }

    @Test
    void nobodyApprovesOrRefusesHisOwnAndOnlyTheAskerWithdraws() {
        Suppression asked = in(State.REQUESTED);
        assertThatThrownBy(() -> asked.approve(ASKER, NOW)).isInstanceOf(Problem.Forbidden.class).hasMessageContaining("以外的另一人");
        assertThatThrownBy(() -> asked.refuse("x", ASKER, NOW)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> asked.withdraw(SECOND, NOW)).isInstanceOf(Problem.Forbidden.class).hasMessageContaining("wang.min");
        assertThatThrownBy(() -> asked.approve(RECTIFIER, NOW)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> in(State.IN_FORCE).end(null, RECTIFIER, NOW)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> asked.refuse(" ", SECOND, NOW)).isInstanceOf(Problem.Invalid.class);
        assertThat(in(State.IN_FORCE)).satisfies(s -> {
            assertThat(s.askedBy()).isEqualTo("wang.min");
            assertThat(s.approvedBy()).isEqualTo("lin.duty");
        });
    }

    @Test
    void aShelfHasReasonAndEndAndIsNoLongerThanItsPriorityAllows() {
        assertThatThrownBy(() -> shelve(Priority.HIGH, 61)).isInstanceOf(Problem.Invalid.class).hasMessageContaining("最多搁置 60 分钟");
        assertThatThrownBy(() -> shelve(Priority.HIGH, 0)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> Suppression.shelve("YZ-1", rule("GZ-1", Priority.LOW), Priority.LOW, "BJ-1", " ", Duration.ofMinutes(5), Duration.ofHours(1), ASKER, NOW))
                .isInstanceOf(Problem.Invalid.class);
        assertThat(shelve(Priority.HIGH, 60).until()).isEqualTo(ENDS);
        assertThatThrownBy(() -> shelve(Priority.HIGH, 60).expire(ENDS.minusMillis(1))).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("还没有到期");
    }

    @Test
    void outOfServiceEndsWithinThirtyDaysAndHereafter() {
        assertThat(Suppression.outOfService("YZ-2", "AL-9001", null, "停机检修", NOW.plus(Duration.ofDays(30)), ASKER, NOW)).satisfies(s -> {
            assertThat(s.kind()).isEqualTo(Kind.OUT_OF_SERVICE);
            assertThat(s.state()).isEqualTo(State.IN_FORCE);
            assertThat(s.hush().state()).isEqualTo(AlarmState.OOSRV);
        });
        for (Instant odd : new Instant[] {null, NOW, NOW.plus(Duration.ofDays(30)).plusMillis(1)}) {
            assertThatThrownBy(() -> Suppression.outOfService("YZ-2", "AL-9001", null, "停机检修", odd, ASKER, NOW)).isInstanceOf(Problem.Invalid.class);
        }
        assertThatThrownBy(() -> Suppression.outOfService("YZ-2", "AL-9001", null, "停机检修", ENDS, RECTIFIER, NOW)).isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void byDesignIsAnAdministratorsAndNeverHidesWhatIsMoreUrgent() {
        Rule low = rule("GZ-1", Priority.LOW);
        Rule high = rule("GZ-2", Priority.HIGH);
        Suppression declared = Suppression.byDesign("YZ-3", low, high, "停泵则压力必低", ADMIN, NOW);
        assertThat(declared.until()).isNull();
        assertThatThrownBy(() -> declared.expire(NOW.plus(Duration.ofDays(9_999)))).isInstanceOf(Problem.IllegalMove.class);
        assertThatThrownBy(() -> declared.end("x", ASKER, NOW)).isInstanceOf(Problem.Forbidden.class);
        assertThat(declared.end("x", ADMIN, NOW).state()).isEqualTo(State.ENDED);
        assertThatThrownBy(() -> Suppression.byDesign("YZ-3", high, low, "反了", ADMIN, NOW)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> Suppression.byDesign("YZ-3", low, low, "自己", ADMIN, NOW)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> Suppression.byDesign("YZ-3", low, high, "停泵", ASKER, NOW)).isInstanceOf(Problem.Forbidden.class);
    }
}
