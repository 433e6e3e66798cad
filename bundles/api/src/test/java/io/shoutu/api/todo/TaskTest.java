package io.shoutu.api.todo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TaskTest {
    /** 2026-11-22 10:00 in China. */
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    private static Task task(String number, Urgency urgency, Instant due, Instant since) {
        return new Task(new Subject("hazard", number), "标题", urgency, due, since, "原因", "后果", "/hazards/" + number, "核实", null);
    }

    @Test
    void aLegalDeadlineHoldsUntilItsDayEndsInChina() {
        assertThat(Task.byLaw(LocalDate.of(2026, 11, 21), NOW)).isEqualTo(Urgency.LEGAL_DEADLINE_PASSED);
        assertThat(Task.byLaw(LocalDate.of(2026, 11, 22), NOW)).isEqualTo(Urgency.DUE_TODAY);
        assertThat(Task.byLaw(LocalDate.of(2026, 11, 22), Instant.parse("2026-11-22T16:00:00Z"))).isEqualTo(Urgency.LEGAL_DEADLINE_PASSED);
        assertThat(Task.byLaw(LocalDate.of(2026, 11, 25), NOW)).isEqualTo(Urgency.DUE_SOON);
        assertThat(Task.byLaw(LocalDate.of(2026, 11, 26), NOW)).isEqualTo(Urgency.WAITING);
        assertThat(Task.byLaw(null, NOW)).isEqualTo(Urgency.WAITING);
    }

    @Test
    void aTimeLimitOfTheHouseIsNoLegalOne() {
        assertThat(Task.byLimit(NOW.minusSeconds(1), NOW)).isEqualTo(Urgency.TIME_LIMIT_PASSED);
        assertThat(Task.byLimit(NOW, NOW)).isEqualTo(Urgency.TIME_LIMIT_PASSED);
        assertThat(Task.byLimit(NOW.plusSeconds(60), NOW)).isEqualTo(Urgency.DUE_TODAY);
        assertThat(Task.byLimit(null, NOW)).isEqualTo(Urgency.WAITING);
    }

    @Test
    void theQueueStandsByDegreeThenDueThenHowLongItWaited() {
        Task late = task("1", Urgency.LEGAL_DEADLINE_PASSED, NOW.minusSeconds(10), NOW);
        Task alarm = task("2", Urgency.LIVE_ALARM_CRITICAL, null, NOW);
        Task soon = task("3", Urgency.WAITING, NOW.plusSeconds(9), NOW);
        Task old = task("4", Urgency.WAITING, null, NOW.minusSeconds(99));
        Task fresh = task("5", Urgency.WAITING, null, NOW);
        assertThat(Stream.of(fresh, old, soon, alarm, late).sorted(Task.ORDER)).isEqualTo(List.of(late, alarm, soon, old, fresh));
        assertThat(new Waiting.Queue(List.of(fresh, late), 2).tasks()).containsExactly(late, fresh);
    }

    @Test
    void aTaskWithoutReasonConsequenceOrPageIsRefused() {
        assertThatThrownBy(() -> new Task(new Subject("hazard", "1"), "标题", Urgency.WAITING, null, NOW, " ", "后果", "/x", "核实", null)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> new Task(new Subject("hazard", "1"), "标题", Urgency.WAITING, null, NOW, "原因", "", "/x", "核实", null)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> new Task(new Subject("hazard", "1"), "标题", Urgency.WAITING, null, NOW, "原因", "后果", "x", "核实", null)).isInstanceOf(Problem.Invalid.class);
    }
}
