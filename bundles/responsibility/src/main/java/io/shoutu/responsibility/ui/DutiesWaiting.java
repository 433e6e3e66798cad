package io.shoutu.responsibility.ui;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Roles;
import io.shoutu.api.time.Legal;
import io.shoutu.api.todo.Task;
import io.shoutu.api.todo.Urgency;
import io.shoutu.api.todo.Waiting;
import io.shoutu.responsibility.Disputes;
import io.shoutu.responsibility.DutyLists;
import io.shoutu.responsibility.Fulfilment;
import io.shoutu.responsibility.Ledger;
import io.shoutu.responsibility.ListWords;
import io.shoutu.responsibility.domain.Dispute;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.LineState;
import io.shoutu.responsibility.domain.ListState;
import io.shoutu.responsibility.domain.Tally;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What of duty lists waits for somebody (待办履职): duties due for their holder and who assists him, lists to approve or publish, disputes to rule. */
@Component(service = Waiting.class)
public final class DutiesWaiting implements Waiting {
    private final DutyLists lists;
    private final Fulfilment fulfilment;
    private final Ledger ledger;
    private final Disputes disputes;
    private final ListWords words;
    private final Clock clock;

    @Activate
    public DutiesWaiting(@Reference DutyLists lists, @Reference Fulfilment fulfilment, @Reference Ledger ledger, @Reference Disputes disputes,
            @Reference ListWords words, @Reference Clock clock) {
        this.lists = lists;
        this.fulfilment = fulfilment;
        this.ledger = ledger;
        this.disputes = disputes;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public String title() {
        return "责任清单";
    }

    @Override
    public Queue waitingFor(Actor actor, int limit) {
        Instant now = clock.instant();
        LocalDate today = Legal.day(now);
        List<Task> tasks = new ArrayList<>();
        for (DutyList list : lists.ofYear(today.getYear(), null, actor)) {
            if (list.state() == ListState.PUBLISHED && !list.bearer().body() && (ledger.holds(list, actor) || ledger.assists(list, actor))) {
                fulfilment.of(list, now).tally().lines().stream().filter(line -> near(line, today)).forEach(line -> tasks.add(duty(list, line, now)));
            } else if (list.state() == ListState.SUBMITTED && actor.holds(Roles.LEADER) && !actor.account().equals(list.submittedBy())) {
                tasks.add(step(list, "approval", "审定", "责任清单已提交，等您审定", "不审定，清单不能发布执行，本年度履职无法计次"));
            } else if (list.state() == ListState.APPROVED && actor.holds(Roles.PLANNER)) {
                tasks.add(step(list, "publication", "发布", "责任清单已审定，等您发布执行", "不发布，责任人看不到自己的清单，履职无法计次"));
            }
        }
        if (actor.holds(Roles.LEADER)) {
            disputes.seenBy(Dispute.State.RAISED, actor).stream().filter(dispute -> dispute.obstacle(Dispute.Verb.RULING, actor) == null)
                    .forEach(dispute -> tasks.add(new Task(dispute.subject(), dispute.title(), Urgency.WAITING, null, dispute.raisedAt(), "各方已陈述意见，等您裁定由谁牵头监管", "不裁定，相关企业没有明确的牵头监管部门",
                            "/duty-disputes/" + dispute.number() + "?do=ruling", "裁定", null)));
        }
        return new Queue(tasks.stream().sorted(Task.ORDER).limit(limit).toList(), tasks.size());
    }

    private boolean near(Tally.Line line, LocalDate today) {
        LineState state = line.state(today, words.near());
        return state == LineState.OVERDUE || state == LineState.DUE || state == LineState.DUE_SOON;
    }

    private static Task duty(DutyList list, Tally.Line line, Instant now) {
        Instant limit = Legal.endOf(line.slot().due());
        int lacks = line.slot().required() - line.done();
        return new Task(list.subject(), line.duty().text(), Task.byLimit(limit, now), limit, Legal.startOf(line.slot().span().first()),
                line.slot().span().label() + "应履职 " + line.slot().required() + " 次，还差 " + lacks + " 次，应于 " + line.slot().due() + " 前完成", "到期未履职即记为逾期，逐级提醒直至报上级；办理有关工作后自动计次",
                "/my-duties/" + list.subject().number(), "查看条目 " + line.duty().code(), null);
    }

    private static Task step(DutyList list, String move, String action, String reason, String consequence) {
        return new Task(list.subject(), list.title(), Urgency.WAITING, null, list.since(), reason, consequence, "/duty-lists/" + list.subject().number() + "?do=" + move, action, null);
    }
}
