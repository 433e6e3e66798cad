package io.shoutu.supervision.domain;

import static io.shoutu.supervision.domain.Sheets.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each course move by move: what its table names is possible and nothing else, and the refusal says where one stands. */
class FlowTest {
    static Stream<Arguments> everything() {
        return Arrays.stream(Flow.values()).flatMap(f -> f.table().moves().stream().flatMap(m -> Stream.of(m.from(), m.to())).distinct().flatMap(s -> f.verbs().stream().map(v -> Arguments.of(f, s, v))));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void aPaperMovesAsItsTableSays(Flow flow, State state, Verb verb) {
        Instrument paper = in(flow, state);
        if (verb == Verb.EXTENSION_GRANT || verb == Verb.EXTENSION_REFUSAL) {
            assertThatThrownBy(() -> paper.move(verb, ALL, said(verb), true, kind(flow), DAYS, NOW)).isInstanceOf(Problem.IllegalMove.class).hasMessageMatching("(?s).*(没有待批的延期申请|当前状态为).*");
            return;
        }
        var move = flow.table().find(state, verb);
        if (verb == Verb.REVISION) {
            assertThat(paper.obstacle(verb, ALL, true, kind(flow), DAYS).isEmpty()).isEqualTo(state == State.DRAFTED);
        } else if (move.isEmpty()) {
            assertThatThrownBy(() -> paper.move(verb, ALL, said(verb), true, kind(flow), DAYS, NOW)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining(state.label());
        } else {
            Instrument after = paper.move(verb, ALL, said(verb), true, kind(flow), DAYS, NOW);
            assertThat(after.state()).isEqualTo(move.map(Lifecycle.Move::to).orElseThrow());
            assertThat(after.deeds()).hasSize(paper.deeds().size() + 1);
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void whoHoldsNoRoleAndIsNotAddressedMakesNoMove(Flow flow, State state, Verb verb) {
        assertThatThrownBy(() -> in(flow, state).move(verb, actor("nobody"), said(verb), false, kind(flow), DAYS, NOW)).isInstanceOf(Problem.Forbidden.class).hasMessageContaining(verb.label());
    }

    @ParameterizedTest
    @EnumSource(Flow.class)
    void everyStateCanEndAndEveryVerbOfAnotherCourseIsRefusedBySaying(Flow flow) {
        List<State> reached = flow.table().moves().stream().map(Lifecycle.Move::to).distinct().toList();
        assertThat(reached).anyMatch(State::ended);
        assertThat(reached.stream().filter(s -> flow.table().from(s).isEmpty())).allMatch(State::ended);
        Arrays.stream(Verb.values()).filter(v -> !flow.verbs().contains(v)).forEach(v ->
                assertThatThrownBy(() -> fresh(flow).move(v, ALL, said(v), true, kind(flow), DAYS, NOW)).hasMessageContaining(flow.label() + "没有“" + v.label() + "”这一步"));
        assertThat(flow.table().mermaid()).startsWith("stateDiagram-v2").contains("DRAFTED");
    }

    @Test
    void everyVerbTellsAFactOfItsOwn() {
        assertThat(Arrays.stream(Verb.values()).map(Verb::fact)).doesNotHaveDuplicates().allMatch(f -> f.startsWith("supervision."));
    }
}
