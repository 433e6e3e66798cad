package io.shoutu.hazard.ui;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.access.Roles;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.WorkCalendar;
import io.shoutu.api.todo.Task;
import io.shoutu.api.todo.Urgency;
import io.shoutu.api.todo.Waiting;
import io.shoutu.hazard.HazardRules;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.HazardStore;
import java.time.Clock;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hazards that wait for somebody (待办隐患): each for whoever must make its next move; the deadline of a plan is a legal one, the time for each step the house's own. */
@Component(service = Waiting.class)
public final class HazardsWaiting implements Waiting {
    private final UnitOfWork work;
    private final HazardStore store;
    private final HazardRules rules;
    private final WorkCalendar calendar;
    private final Clock clock;

    @Activate
    public HazardsWaiting(@Reference UnitOfWork work, @Reference HazardStore store, @Reference HazardRules rules, @Reference WorkCalendar calendar, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.rules = rules;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public String title() {
        return "隐患";
    }

    @Override
    public Queue waitingFor(Actor actor, int limit) {
        HazardStore.Whom whom = new HazardStore.Whom(actor.holds(Roles.OPERATOR), actor.holds(Roles.RECTIFIER) ? actor.account() : null, actor.holds(Roles.ACCEPTOR) ? actor.account() : null);
        if (!whom.duty() && whom.rectifier() == null && whom.acceptor() == null) {
            return Queue.EMPTY;
        }
        Instant now = clock.instant();
        Page<Hazard> page = work.run(tx -> store.waiting(tx, whom, actor.scope(), limit));
        return new Queue(page.items().stream().map(hazard -> task(hazard, actor, now)).sorted(Task.ORDER).limit(limit).toList(), page.total());
    }

    private Task task(Hazard hazard, Actor actor, Instant now) {
        boolean mine = actor.holds(Roles.RECTIFIER) && actor.account().equals(hazard.rectifier());
        return switch (hazard.state()) {
            case REGISTERED -> step(hazard, now, "verification", "核实", "新登记的隐患，等值班员到场或电话核实", "不核实，就没有人认定它是不是隐患，也没有人负责整改");
            case VERIFIED -> step(hazard, now, "grading", "定级", "已核实，等值班员评定等级、指定整改责任人", "不定级，就没有整改责任人和期限，隐患一直留在现场");
            case GRADED -> step(hazard, now, "plan", "制定方案", "指定您为整改责任人，等您制定整改方案", "不制定方案，整改不能开始，期限也定不下来");
            case SUBMITTED -> step(hazard, now, "acceptance", "验收", "整改已提交，等您复查验收", "不验收，隐患不能销号，整改人也不知道是否合格");
            case RECTIFYING -> mine ? rectifying(hazard, now) : hazard.pending().isPresent() ? asked(hazard, now) : late(hazard, now);
            case CLOSED, DISMISSED, MERGED -> throw new IllegalStateException("an ended hazard waits for nobody: " + hazard.number());
        };
    }

    /** What the house itself wants done within some working days. */
    private Task step(Hazard hazard, Instant now, String move, String action, String reason, String consequence) {
        Instant limit = Legal.endOf(calendar.add(Legal.day(hazard.since()), rules.stepWorkingDays()).date());
        Urgency urgency = Task.byLimit(limit, now);
        String chased = urgency == Urgency.TIME_LIMIT_PASSED ? "；已超过规定的 " + rules.stepWorkingDays() + " 个工作日，每天早上催办" : "";
        return task(hazard, urgency, limit, hazard.since(), move, action, reason + chased, consequence);
    }

    private Task rectifying(Hazard hazard, Instant now) {
        Urgency urgency = Task.byLaw(hazard.deadline(), now);
        boolean over = urgency == Urgency.LEGAL_DEADLINE_PASSED;
        return task(hazard, urgency, Legal.endOf(hazard.deadline()), hazard.since(), "submission", "提交整改结果",
                over ? "整改期限 " + hazard.deadline() + " 已过，您是整改责任人" : "您是整改责任人，期限 " + hazard.deadline(),
                over ? "逾期天数逐日增加，每天早上催办，可能被提级督办；确需更长时间请申请延期" : "到期未提交即记为逾期，并通知值班员督办");
    }

    private Task asked(Hazard hazard, Instant now) {
        return task(hazard, Task.byLaw(hazard.deadline(), now), Legal.endOf(hazard.deadline()), hazard.pending().orElseThrow().requestedAt(), "extension-grant", "批复延期",
                "整改责任人申请延期至 " + hazard.pending().orElseThrow().deadline() + "，等您批复", "不批复，仍按原期限 " + hazard.deadline() + " 计算逾期");
    }

    private Task late(Hazard hazard, Instant now) {
        return task(hazard, Urgency.LEGAL_DEADLINE_PASSED, Legal.endOf(hazard.deadline()), Legal.endOf(hazard.deadline()), "escalation", "督办",
                "整改期限 " + hazard.deadline() + " 已过，仍未提交，须督办", "不督办，隐患继续存在，逾期天数逐日增加");
    }

    private static Task task(Hazard hazard, Urgency urgency, Instant due, Instant since, String move, String action, String reason, String consequence) {
        return new Task(hazard.subject(), hazard.finding().title(), urgency, due, since, reason, consequence, "/hazards/" + hazard.number() + "?do=" + move, action, null);
    }
}
