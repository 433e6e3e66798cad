package io.shoutu.api.todo;

import io.shoutu.api.Actor;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What of a room waits for an actor (待办来源). A room or plugin registers it as a service; everybody's queue asks all of them.
 *
 * <p>Only what the actor may see and is the one, or one of those, who must act next. It is asked often and must answer quickly; a failure
 * is shown in the queue under {@link #title}.
 */
@ConsumerType
public interface Waiting {
    /** What it brings, in Chinese, e.g. {@code 隐患}. */
    String title();

    /**
     * What waits for the actor.
     *
     * @param limit at most so many tasks, the most urgent; at least 1
     * @return never null
     */
    Queue waitingFor(Actor actor, int limit);

    /**
     * A queue (待办).
     *
     * @param tasks the most urgent, in {@link Task#ORDER}
     * @param total how many there are in all, exactly
     */
    record Queue(List<Task> tasks, long total) {
        public static final Queue EMPTY = new Queue(List.of(), 0);

        public Queue {
            tasks = tasks.stream().sorted(Task.ORDER).toList();
        }
    }
}
