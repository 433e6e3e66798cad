package io.shoutu.hazard.ui;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.access.Roles;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.todo.Task;
import io.shoutu.api.todo.Urgency;
import io.shoutu.api.todo.Waiting;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.HazardStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Look-backs for acceptors, and downgrades a leader must decide (待办回头看与降级审批). */
@Component(service = Waiting.class)
public final class LookBacksWaiting implements Waiting {
    private static final int AHEAD = 7;
    private final UnitOfWork work;
    private final HazardStore store;
    private final Clock clock;

    @Activate
    public LookBacksWaiting(@Reference UnitOfWork work, @Reference HazardStore store, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String title() {
        return "回头看与降级";
    }

    @Override
    public Queue waitingFor(Actor actor, int limit) {
        Instant now = clock.instant();
        List<Task> tasks = new ArrayList<>();
        long total = 0;
        if (actor.holds(Roles.ACCEPTOR)) {
            Page<Hazard> due = work.run(tx -> store.lookBacks(tx, Legal.day(now).plusDays(AHEAD), actor.account(), actor.scope(), limit));
            due.items().forEach(h -> tasks.add(again(h, now)));
            total += due.total();
        }
        if (actor.holds(Roles.LEADER)) {
            Page<Hazard> asked = work.run(tx -> store.regradings(tx, actor.account(), actor.scope(), limit));
            asked.items().forEach(h -> tasks.add(decide(h)));
            total += asked.total();
        }
        return tasks.isEmpty() ? Queue.EMPTY : new Queue(tasks.stream().sorted(Task.ORDER).limit(limit).toList(), total);
    }

    private static Task again(Hazard hazard, Instant now) {
        var due = hazard.marks().lookBack().due();
        return new Task(hazard.subject(), hazard.finding().title(), Task.byLimit(Legal.endOf(due), now), Legal.endOf(due), hazard.endedAt() == null ? hazard.since() : hazard.endedAt(),
                "已销号，应在 " + due + " 前回头看是否反弹", "不回头看，反弹了也没有人知道", "/hazards/" + hazard.number() + "?do=look-back-pass", "回头看", null);
    }

    private static Task decide(Hazard hazard) {
        var asked = hazard.marks().regrading();
        return new Task(hazard.subject(), hazard.finding().title(), Urgency.WAITING, null, asked.requestedAt(), "申请由重大降为一般，等领导审批：" + asked.reason(), "不审批，仍按重大事故隐患治理",
                "/hazards/" + hazard.number() + "?do=regrading-approval", "审批降级", null);
    }
}
