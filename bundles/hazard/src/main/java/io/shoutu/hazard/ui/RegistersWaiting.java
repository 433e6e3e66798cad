package io.shoutu.hazard.ui;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Roles;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.todo.Task;
import io.shoutu.api.todo.Waiting;
import io.shoutu.hazard.domain.registers.Dossier;
import io.shoutu.hazard.domain.registers.DossierStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Entries of the smaller ledgers whose day comes within a week (待办专项台账), for whoever may make the next move. */
@Component(service = Waiting.class)
public final class RegistersWaiting implements Waiting {
    private static final int AHEAD = 7;
    private final UnitOfWork work;
    private final DossierStore store;
    private final Clock clock;

    @Activate
    public RegistersWaiting(@Reference UnitOfWork work, @Reference DossierStore store, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String title() {
        return "专项台账";
    }

    @Override
    public Queue waitingFor(Actor actor, int limit) {
        if (List.of(Roles.OPERATOR, Roles.INSPECTOR, Roles.PLANNER, Roles.LEADER, Roles.RECTIFIER).stream().noneMatch(actor::holds)) {
            return new Queue(List.of(), 0);
        }
        Instant now = clock.instant();
        var page = work.run(tx -> store.list(tx, new DossierStore.Query(null, null, null, Legal.day(now).plusDays(AHEAD), null, null, 500), actor.scope()));
        List<Task> mine = page.items().stream().filter(d -> d.register().table().from(d.stage()).stream().anyMatch(m -> d.obstacle(m.verb(), actor).isEmpty())).map(d -> task(d, now)).sorted(Task.ORDER).toList();
        return new Queue(mine.stream().limit(limit).toList(), mine.size());
    }

    private static Task task(Dossier d, Instant now) {
        return new Task(d.subject(), d.title(), Task.byLimit(Legal.endOf(d.due()), now), Legal.endOf(d.due()), d.enteredAt(), d.register().label() + "“" + d.stage().label() + "”，应在 " + d.due() + " 前办理",
                "到期不办，台账和今日待办都标为超期", "/registers/" + d.number(), "去办理", null);
    }
}
