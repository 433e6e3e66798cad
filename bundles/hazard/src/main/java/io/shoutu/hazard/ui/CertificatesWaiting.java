package io.shoutu.hazard.ui;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Roles;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.todo.Task;
import io.shoutu.api.todo.Waiting;
import io.shoutu.hazard.domain.oversight.Certificate;
import io.shoutu.hazard.domain.oversight.OversightStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Certificates (待办证书): what enterprises claim, for whoever compares it; what was sent back or ends within a month, for the enterprise. */
@Component(service = Waiting.class)
public final class CertificatesWaiting implements Waiting {
    private static final int AHEAD = 30;
    private final UnitOfWork work;
    private final OversightStore store;
    private final Clock clock;

    @Activate
    public CertificatesWaiting(@Reference UnitOfWork work, @Reference OversightStore store, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String title() {
        return "证书";
    }

    @Override
    public Queue waitingFor(Actor actor, int limit) {
        Instant now = clock.instant();
        LocalDate soon = Legal.day(now).plusDays(AHEAD);
        List<Task> tasks = new ArrayList<>();
        if (actor.holds(Roles.INSPECTOR)) {
            work.run(tx -> store.certificates(tx, null, null, null, true, null, 500, actor.scope())).items().stream().filter(c -> c.obstacle(Certificate.Verb.CONFIRMATION, actor).isEmpty())
                    .forEach(c -> tasks.add(task(c, c.registeredAt(), "企业申报有效期至 " + c.claimedUntil() + "，等待核对", "不核对，企业的新证不计入有效", "去核对", now)));
        }
        if (actor.holds(Roles.RECTIFIER)) {
            for (Certificate.State state : List.of(Certificate.State.RETURNED, Certificate.State.EXPIRED, Certificate.State.VALID)) {
                work.run(tx -> store.certificates(tx, null, state, state == Certificate.State.VALID ? soon : null, false, null, 500, actor.scope())).items()
                        .forEach(c -> tasks.add(task(c, c.registeredAt(), state == Certificate.State.RETURNED ? "申报被退回：" + c.note() : "有效期至 " + c.validUntil() + (state == Certificate.State.EXPIRED ? "，已过期" : ""),
                                "过期的设备和人员不得使用、上岗", "去申报", now)));
            }
        }
        List<Task> mine = tasks.stream().sorted(Task.ORDER).toList();
        return new Queue(mine.stream().limit(limit).toList(), mine.size());
    }

    private static Task task(Certificate c, Instant since, String why, String otherwise, String next, Instant now) {
        return new Task(c.subject(), c.kind().label() + " " + c.what(), Task.byLimit(Legal.endOf(c.validUntil()), now), Legal.endOf(c.validUntil()), since, why, otherwise, "/certificates/" + c.number(), next, null);
    }
}
