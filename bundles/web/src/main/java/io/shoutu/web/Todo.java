package io.shoutu.web;

import io.shoutu.api.Actor;
import io.shoutu.api.todo.Task;
import io.shoutu.api.todo.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queue of everything that waits for one person (今日待办): asks every {@link Waiting} there is; one that fails is named, never left out unsaid. */
@Component(service = Todo.class)
public final class Todo {
    private static final Logger log = LoggerFactory.getLogger(Todo.class);

    private record Source(Waiting waiting, String bundle) {}

    /**
     * A source that did not answer (未能读取).
     *
     * @param title what it brings, in Chinese
     * @param bundle its bundle
     * @param text what to say about it, in Chinese
     */
    public record Failure(String title, String bundle, String text) {}

    /** The queue: the most urgent tasks, how many there are in all of the sources that answered, and those that did not. */
    public record Answer(List<Task> tasks, long total, List<Failure> failures) {}

    /** In the order of the services' ids, so that the same failures stand in the same order. */
    private final Map<Long, Source> sources = new ConcurrentSkipListMap<>();

    @Activate
    public Todo() {
        // Nothing waits before a room says so.
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addWaiting(Waiting waiting, ServiceReference<Waiting> reference) {
        Bundle bundle = reference.getBundle();
        add((Long) reference.getProperty("service.id"), waiting, bundle == null ? "?" : bundle.getSymbolicName());
    }

    void removeWaiting(Waiting waiting, ServiceReference<Waiting> reference) {
        sources.remove((Long) reference.getProperty("service.id"));
    }

    void add(long id, Waiting waiting, String bundle) {
        sources.put(id, new Source(waiting, bundle));
    }

    /** @param limit 1 to 500 */
    public Answer of(Actor actor, int limit) {
        List<Task> tasks = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        long total = 0;
        for (Source source : sources.values()) {
            try {
                Waiting.Queue queue = source.waiting().waitingFor(actor, limit);
                tasks.addAll(queue.tasks());
                total += queue.total();
            } catch (RuntimeException | LinkageError e) {
                log.warn("what waits in {} cannot be told", source.bundle(), e);
                failures.add(failure(source));
            }
        }
        return new Answer(tasks.stream().sorted(Task.ORDER).limit(limit).toList(), total, failures);
    }

    private static Failure failure(Source source) {
        String title;
        try {
            title = source.waiting().title();
        } catch (RuntimeException | LinkageError e) {
            title = source.bundle();
        }
        return new Failure(title, source.bundle(), title + "的待办暂时读不到，可能还有事项未列出；请到其台账查看，或稍后刷新。");
    }
}
