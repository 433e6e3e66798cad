package io.shoutu.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.todo.Task;
import io.shoutu.api.todo.Urgency;
import io.shoutu.api.todo.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TodoTest {
    private static final Actor WANG = new Actor("wang.fang", "王芳", Actor.Kind.PERSON, Set.of("operator"));
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private final Todo todo = new Todo();

    private static Waiting waiting(String title, Supplier<Waiting.Queue> queue) {
        return new Waiting() {
            @Override
            public String title() {
                return title;
            }

            @Override
            public Queue waitingFor(Actor actor, int limit) {
                return queue.get();
            }
        };
    }

    private static Task task(String number, Urgency urgency) {
        return new Task(new Subject("hazard", number), "标题", urgency, null, NOW, "原因", "后果", "/hazards/" + number, "核实", null);
    }

    @Test
    void whatWaitsInAllRoomsStandsInOneOrder() {
        todo.add(1, waiting("隐患", () -> new Waiting.Queue(List.of(task("A", Urgency.WAITING), task("B", Urgency.LEGAL_DEADLINE_PASSED)), 7)), "io.shoutu.hazard");
        todo.add(2, waiting("报警", () -> new Waiting.Queue(List.of(task("C", Urgency.LIVE_ALARM_CRITICAL)), 1)), "io.shoutu.sensor");
        Todo.Answer answer = todo.of(WANG, 2);
        assertThat(answer.tasks()).extracting(task -> task.subject().number()).containsExactly("B", "C");
        assertThat(answer.total()).isEqualTo(8);
        assertThat(answer.failures()).isEmpty();
    }

    @Test
    void aRoomThatFailsIsNamedAndTheOthersAnswer() {
        todo.add(1, waiting("隐患", () -> {
            throw new StoreFailure("away", new IllegalStateException("no database"));
        }), "io.shoutu.hazard");
        todo.add(2, waiting("报警", () -> new Waiting.Queue(List.of(task("C", Urgency.LIVE_ALARM_LOW)), 1)), "io.shoutu.sensor");
        Todo.Answer answer = todo.of(WANG, 100);
        assertThat(answer.tasks()).hasSize(1);
        assertThat(answer.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.bundle()).isEqualTo("io.shoutu.hazard");
            assertThat(failure.text()).contains("隐患").doesNotContain("no database");
        });
    }
}
