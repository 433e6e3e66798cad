package io.shoutu.api.todo;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Actor;
import io.shoutu.api.Scope;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The proof that a source of tasks fits through its door (待办来源的合格检验): give it something that waits for one actor. */
public interface WaitingContract {
    Waiting waiting();

    /** Somebody for whom at least two things wait. */
    Actor busy();

    @Test
    default void itSaysInChineseWhatItBrings() {
        assertThat(waiting().title()).matches(".*\\p{IsHan}.*");
    }

    @Test
    default void eachTaskSaysWhyItStandsThereWhatHappensAndWhatToDo() {
        Waiting.Queue queue = waiting().waitingFor(busy(), 100);
        assertThat(queue.tasks()).hasSizeGreaterThanOrEqualTo(2).isSortedAccordingTo(Task.ORDER).allSatisfy(task -> {
            assertThat(task.reason()).matches("(?s).*\\p{IsHan}.*");
            assertThat(task.consequence()).matches("(?s).*\\p{IsHan}.*");
            assertThat(task.action()).matches(".*\\p{IsHan}.*");
            assertThat(task.address()).matches("(/[A-Za-z0-9._%-]+)+(\\?.*)?");
            if (task.offer() != null) {
                assertThat(task.offer().allowed()).isTrue();
            }
        });
        assertThat(queue.tasks().stream().map(Task::subject)).doesNotHaveDuplicates();
    }

    @Test
    default void theMostUrgentComeFirstAndTheTotalIsExactWhateverTheLimit() {
        Waiting.Queue all = waiting().waitingFor(busy(), 100);
        Waiting.Queue one = waiting().waitingFor(busy(), 1);
        assertThat(all.total()).isEqualTo(all.tasks().size());
        assertThat(one.total()).isEqualTo(all.total());
        assertThat(one.tasks()).hasSize(1);
        assertThat(one.tasks().get(0).urgency()).isEqualTo(all.tasks().get(0).urgency());
    }

    @Test
    default void nothingWaitsForWhoHoldsNoRoleOrSeesNothing() {
        assertThat(waiting().waitingFor(new Actor("nobody", "无角色", Actor.Kind.PERSON, Set.of()), 100)).isEqualTo(Waiting.Queue.EMPTY);
        assertThat(waiting().waitingFor(new Actor(busy().account(), busy().name(), Actor.Kind.PERSON, busy().roles(), Scope.NOWHERE), 100)).isEqualTo(Waiting.Queue.EMPTY);
    }

    @Test
    default void askingChangesNothing() {
        assertThat(waiting().waitingFor(busy(), 100)).isEqualTo(waiting().waitingFor(busy(), 100));
    }
}
