package io.shoutu.web;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.todo.Task;
import io.shoutu.api.todo.Urgency;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** My queue on the wire (待办接口): {@code GET /api/todo}. */
@RestResource("/todo")
@Component(service = TodoResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class TodoResource {
    private static final int USUAL = 100;

    /** A task as it is shown. */
    public record Shown(String subject, String title, Urgency urgency, String urgencyLabel, Instant due, Instant since, String reason, String consequence, String address,
            String action, Offer offer) {}

    /** The queue: {@code total} over all sources that answered; {@code failures} names those that did not. */
    public record Answer(List<Shown> items, long total, List<Todo.Failure> failures, Instant asOf) {}

    private final Todo todo;
    private final Clock clock;

    @Activate
    public TodoResource(@Reference Todo todo, @Reference Clock clock) {
        this.todo = todo;
        this.clock = clock;
    }

    @GET
    @Performs("ui.todo")
    public Answer mine(@QueryParam("limit") Integer limit, @Context SecurityContext security) {
        Todo.Answer answer = todo.of((Actor) security.getUserPrincipal(), Math.max(1, Math.min(500, limit == null ? USUAL : limit)));
        return new Answer(answer.tasks().stream().map(TodoResource::shown).toList(), answer.total(), answer.failures(), clock.instant());
    }

    private static Shown shown(Task task) {
        return new Shown(task.subject().toString(), task.title(), task.urgency(), task.urgency().label(), task.due(), task.since(), task.reason(), task.consequence(), task.address(),
                task.action(), task.offer());
    }
}
