package io.shoutu.hazard.ui;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.access.Roles;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.todo.Task;
import io.shoutu.api.todo.Urgency;
import io.shoutu.api.todo.Waiting;
import io.shoutu.hazard.domain.reports.PublicReport;
import io.shoutu.hazard.domain.reports.PublicReportStore;
import io.shoutu.hazard.domain.reports.ReportState;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Public reports that wait for the clerk or the keeper (待办举报). */
@Component(service = Waiting.class)
public final class ReportsWaiting implements Waiting {
    private final UnitOfWork work;
    private final PublicReportStore store;
    private final Clock clock;

    @Activate
    public ReportsWaiting(@Reference UnitOfWork work, @Reference PublicReportStore store, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String title() {
        return "举报办理";
    }

    @Override
    public Queue waitingFor(Actor actor, int limit) {
        List<ReportState> states = new ArrayList<>();
        if (actor.holds(Roles.REPORT_CLERK)) {
            states.addAll(List.of(ReportState.RECEIVED, ReportState.REGISTERED, ReportState.ACCEPTED, ReportState.CHECKED));
        }
        if (actor.holds(Roles.REPORT_KEEPER)) {
            states.addAll(List.of(ReportState.PROPOSED, ReportState.REWARDED));
        }
        Instant now = clock.instant();
        List<Task> tasks = new ArrayList<>();
        long total = 0;
        for (ReportState state : states) {
            Page<PublicReport> page = work.run(tx -> store.list(tx, state, null, null, null, limit, actor.scope()));
            page.items().forEach(r -> tasks.add(task(r, now)));
            total += page.total();
        }
        return new Queue(tasks.stream().sorted(Task.ORDER).limit(limit).toList(), total);
    }

    private static Task task(PublicReport r, Instant now) {
        return switch (r.state()) {
            case RECEIVED -> task(r, now, "registration", "登记", "新收到的举报，原话已密封，等受理员登记事项", "不登记就不能受理，" + r.acceptUntil() + " 前应决定是否受理");
            case REGISTERED -> task(r, now, "acceptance", "受理", "已登记，等受理员决定是否受理", "受理期限 " + r.acceptUntil() + "，超期记为未按期受理");
            case ACCEPTED -> task(r, now, "check", "核查", "已受理，等核查结论", "办理期限 " + r.handleUntil() + "，超期记为未按期办结");
            case CHECKED -> task(r, now, "reply", "答复", "已核查，等答复举报人", "举报人凭查询码看不到结果");
            case PROPOSED -> task(r, now, "approval", "批准奖励", "奖励已申报，等举报保密员批准", "不批准，奖励不能发放");
            case REWARDED -> task(r, now, "payment", "发放奖励", "奖励已批准，等举报人领取", "领取期限 " + r.award().collectUntil() + "，期满可视为放弃");
            default -> throw new IllegalStateException("waits for nobody: " + r.number());
        };
    }

    private static Task task(PublicReport r, Instant now, String move, String action, String reason, String consequence) {
        Urgency urgency = r.due() == null ? Urgency.WAITING : Task.byLimit(Legal.endOf(r.due()), now);
        String title = r.matter() == null ? r.kind().label() + "（待登记）" : r.matter().length() > 60 ? r.matter().substring(0, 60) + "…" : r.matter();
        return new Task(r.subject(), title, urgency, r.due() == null ? null : Legal.endOf(r.due()), r.since(), reason, consequence, "/public-reports/" + r.number() + "?do=" + move, action, null);
    }
}
