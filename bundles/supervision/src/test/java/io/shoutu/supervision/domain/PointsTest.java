package io.shoutu.supervision.domain;

import static io.shoutu.supervision.domain.Sheets.NOW;
import static io.shoutu.supervision.domain.Sheets.TODAY;
import static io.shoutu.supervision.domain.Sheets.actor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which move an entry of points allows in which state, and to whom. */
class PointsTest {
    private static final Actor RECORDER = actor("office", "operator", "leader");
    private static final Actor LEADER = actor("boss", "leader");
    private static final Points PROPOSED = Points.proposed("JF-2026-000001", new Points.Head("p1", "91990101MA0000001X", LocalDate.of(2024, 1, 1), null, "厂长"),
            new Points.Rule("late", "逾期", 2, "文", LocalDate.of(2020, 1, 1), null), TODAY, null, null, RECORDER, TODAY, NOW);
    private static final Map<Points.State, Points> EACH = Map.of(Points.State.PROPOSED, PROPOSED, Points.State.EFFECTIVE, PROPOSED.approved(LEADER, null, NOW), Points.State.DECLINED, PROPOSED.declined(LEADER, "不属实", NOW),
            Points.State.REVOKED, PROPOSED.approved(LEADER, null, NOW).revoked(LEADER, "误记", NOW));

    @Test
    void eachStateAllowsItsMovesAndNoOther() {
        EACH.forEach((state, entry) -> {
            assertThat(entry.state()).isEqualTo(state);
            assertThat(entry.counts()).isEqualTo(state == Points.State.EFFECTIVE);
            Set<Points.State> decidable = EnumSet.of(Points.State.PROPOSED);
            assertThat(entry.undecidable(LEADER).isEmpty()).as("decide in " + state).isEqualTo(decidable.contains(state));
            assertThat(entry.obstacle(LEADER).isEmpty()).as("revoke in " + state).isEqualTo(state == Points.State.EFFECTIVE);
            assertThat(entry.unobjectable(LEADER, true, Sheets.DAYS).isEmpty()).as("object in " + state).isEqualTo(state == Points.State.EFFECTIVE);
            if (state != Points.State.PROPOSED) {
                assertThatThrownBy(() -> entry.approved(LEADER, null, NOW)).hasMessageContaining(state.label());
                assertThatThrownBy(() -> entry.declined(LEADER, "不属实", NOW)).hasMessageContaining(state.label());
            }
        });
    }

    @Test
    void neitherWhoProposedItNorAnybodyWhoIsNoLeaderDecidesAndADeclineHasItsReason() {
        assertThatThrownBy(() -> PROPOSED.approved(RECORDER, null, NOW)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("提出人不能确认");
        assertThatThrownBy(() -> PROPOSED.declined(RECORDER, "x", NOW)).hasMessageContaining("提出人不能确认");
        assertThatThrownBy(() -> PROPOSED.approved(actor("other", "operator"), null, NOW)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> PROPOSED.declined(LEADER, " ", NOW)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> PROPOSED.revoked(LEADER, "误记", NOW)).hasMessageContaining("还没有确认");
    }
}
