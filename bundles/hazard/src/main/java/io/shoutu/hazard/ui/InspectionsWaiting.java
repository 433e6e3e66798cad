package io.shoutu.hazard.ui;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Roles;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.todo.Task;
import io.shoutu.api.todo.Urgency;
import io.shoutu.api.todo.Waiting;
import io.shoutu.hazard.domain.inspection.Inspection;
import io.shoutu.hazard.domain.inspection.InspectionState;
import io.shoutu.hazard.domain.inspection.InspectionStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Inspections that wait for somebody (待办检查): visits for those of the team, conflicting records for the planners. Nobody else learns of them here. */
@Component(service = Waiting.class)
public final class InspectionsWaiting implements Waiting {
    private final UnitOfWork work;
    private final InspectionStore store;
    private final Clock clock;

    @Activate
    public InspectionsWaiting(@Reference UnitOfWork work, @Reference InspectionStore store, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String title() {
        return "监督检查";
    }

    @Override
    public Queue waitingFor(Actor actor, int limit) {
        List<Task> tasks = new ArrayList<>();
        long total = 0;
        Instant now = clock.instant();
        if (actor.holds(Roles.INSPECTOR) || actor.holds(Roles.GRID_MEMBER)) {
            for (InspectionState state : List.of(InspectionState.PLANNED, InspectionState.BEGUN)) {
                var page = work.run(tx -> store.list(tx, query(state, true, limit), actor));
                List<Inspection> mine = page.items().stream().filter(i -> i.team().stream().anyMatch(m -> m.account().equals(actor.account()))).toList();
                mine.forEach(i -> tasks.add(visit(i, now)));
                total += page.total() - (page.items().size() - mine.size());
            }
        }
        if (actor.holds(Roles.PLANNER)) {
            var page = work.run(tx -> store.list(tx, query(InspectionState.IN_REVIEW, null, limit), actor));
            page.items().forEach(i -> tasks.add(new Task(i.subject(), i.title(), Urgency.WAITING, null, i.recordedAt(), "同一次检查有两份记录，等检查计划员复核", "不复核，这份记录发现的问题不会登记为隐患",
                    "/inspections/" + i.id() + "?do=adoption", "复核冲突", null)));
            total += page.total();
        }
        return new Queue(tasks.stream().sorted(Task.ORDER).limit(limit).toList(), total);
    }

    private static InspectionStore.Query query(InspectionState state, Boolean mine, int limit) {
        return new InspectionStore.Query(state, null, null, null, mine, null, null, null, null, null, limit);
    }

    private static Task visit(Inspection i, Instant now) {
        Instant limit = Legal.endOf(i.day());
        boolean begun = i.state() == InspectionState.BEGUN;
        return new Task(i.subject(), i.title(), Task.byLimit(limit, now), limit, begun ? i.begunAt() : i.plannedAt(), begun ? "已到场，等您提交检查记录" : "您是检查组成员，检查日期 " + i.day(),
                begun ? "不提交，发现的问题不会登记为隐患，也不会提请执法文书" : "当天未到场，记为过期未检查", "/field/" + i.id(), begun ? "提交记录" : "去检查", null);
    }
}
