package io.shoutu.supervision.ui;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Scope;
import io.shoutu.api.access.Roles;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.todo.Task;
import io.shoutu.api.todo.Urgency;
import io.shoutu.api.todo.Waiting;
import io.shoutu.supervision.Addressing;
import io.shoutu.supervision.domain.Flow;
import io.shoutu.supervision.domain.Instrument;
import io.shoutu.supervision.domain.InstrumentStore;
import io.shoutu.supervision.domain.LadderStore;
import io.shoutu.supervision.domain.PointStore;
import io.shoutu.supervision.domain.Points;
import io.shoutu.supervision.domain.Proposal;
import io.shoutu.supervision.domain.State;
import io.shoutu.supervision.domain.Whom;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Papers and proposals that wait for somebody (待办督办): each for whoever must make its next move. */
@Component(service = Waiting.class)
public final class PapersWaiting implements Waiting {
    /** What the office has to do next in a state: the move, its name, why, what happens otherwise. */
    private record Next(String move, String action, String reason, String consequence) {}

    private static final Map<State, Next> OFFICE = new LinkedHashMap<>();
    private static final Map<State, Next> LEADER = new LinkedHashMap<>();

    static {
        OFFICE.put(State.DRAFTED, new Next("submission", "提交审批", "文稿还没有提交审批", "不提交，文书发不出去"));
        OFFICE.put(State.APPROVED, new Next("issue", "编号印发", "已批准，等编号印发", "不印发，收件人不知道，期限也不开始计算"));
        OFFICE.put(State.DELISTING_APPROVED, new Next("delisting", "摘牌公告", "已批准摘牌，等公告", "不公告，挂牌督办没有销号"));
        OFFICE.put(State.REPLIED, new Next("verification", "核实", "收件人已答复，等核实", "不核实，督办事项不能办结"));
        LEADER.put(State.SUBMITTED, new Next("approval", "审批", "等领导审批", "不审批，文书发不出去"));
        LEADER.put(State.REVIEWED, new Next("approval", "批准挂牌", "安委办已审核，等第二级批准", "不批准，不能挂牌"));
        LEADER.put(State.ACCEPTED, new Next("delisting-approval", "批准摘牌", "已验收合格，等批准摘牌", "不批准，不能摘牌销号"));
        LEADER.put(State.REPORTED, new Next("conclusion", "批准报告", "调查报告已提交，等批准", "不批准，提级调查不能办结"));
    }

    private final UnitOfWork work;
    private final InstrumentStore store;
    private final LadderStore ladder;
    private final PointStore points;
    private final Addressing addressing;
    private final Clock clock;

    @Activate
    public PapersWaiting(@Reference UnitOfWork work, @Reference InstrumentStore store, @Reference LadderStore ladder, @Reference PointStore points, @Reference Addressing addressing, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.ladder = ladder;
        this.points = points;
        this.addressing = addressing;
        this.clock = clock;
    }

    @Override
    public String title() {
        return "督办";
    }

    @Override
    public Queue waitingFor(Actor actor, int limit) {
        Whom whom = addressing.whom(actor);
        Set<String> ways = whom.addressed();
        boolean office = actor.holds(Roles.OPERATOR);
        boolean leader = actor.holds(Roles.LEADER);
        boolean acceptor = actor.holds(Roles.ACCEPTOR);
        if (!office && !leader && !acceptor && ways.isEmpty()) {
            return Queue.EMPTY;
        }
        Instant now = clock.instant();
        boolean head = leader && addressing.head(actor, Legal.day(now));
        Set<Flow> theirs = head ? EnumSet.allOf(Flow.class) : EnumSet.complementOf(EnumSet.of(Flow.INSTRUCTION));
        return work.run(tx -> {
            Map<String, Task> tasks = new LinkedHashMap<>();
            long[] total = new long[1];
            if (office) {
                collect(tasks, total, store.waiting(tx, OFFICE.keySet(), Set.of(Flow.LETTER, Flow.INTERVIEW, Flow.LISTING, Flow.INVESTIGATION, Flow.CIRCULAR), null, whom, limit), p -> step(p, OFFICE.get(p.state()), now));
                collect(tasks, total, store.waiting(tx, Set.of(State.DRAFTED, State.APPROVED), Set.of(Flow.INSTRUCTION), null, whom, limit), p -> step(p, OFFICE.get(p.state()), now));
                collect(tasks, total, store.waiting(tx, Set.of(State.SIGNED), Set.of(Flow.CIRCULAR), null, whom, limit), p -> step(p, new Next("closing", "归档", "通报已签收，等归档", "不归档，一直留在未办结清单"), now));
                Page<Proposal> open = ladder.list(tx, Proposal.State.OPEN, whom, limit);
                open.items().forEach(p -> tasks.put(p.subject().toString(), proposal(p)));
                total[0] += open.total();
            }
            if (leader) {
                collect(tasks, total, store.waiting(tx, LEADER.keySet(), theirs, null, whom, limit), p -> step(p, p.state() == State.SUBMITTED && p.flow() == Flow.LISTING
                        ? new Next("review", "审核", "挂牌督办等安委办审核", "不审核，不能报请批准挂牌") : LEADER.get(p.state()), now));
                collect(tasks, total, store.waiting(tx, Set.of(State.REPLIED), head ? Set.of(Flow.INSTRUCTION) : Set.of(), null, whom, limit), p -> step(p, new Next("confirmation", "确认办结", "县长督办事项已报结果，等县长确认", "不确认，督办事项不能办结"), now));
            }
            if (leader) {
                Page<Points> proposed = points.proposed(tx, actor.account(), whom, limit);
                proposed.items().forEach(p -> tasks.put(p.subject().toString(), points(p)));
                total[0] += proposed.total();
                Page<Points> contested = points.contested(tx, whom, limit);
                contested.items().forEach(p -> tasks.put(p.subject().toString(), objection(p)));
                total[0] += contested.total();
            }
            if (acceptor) {
                collect(tasks, total, store.waiting(tx, Set.of(State.ACCEPTANCE_ASKED), null, null, whom, limit), p -> step(p, new Next("acceptance", "验收", "挂牌督办事项申请验收", "不验收，不能摘牌销号"), now));
            }
            if (!ways.isEmpty()) {
                Whom own = new Whom(Scope.NOWHERE, ways, false);
                collect(tasks, total, store.waiting(tx, Set.of(State.ISSUED, State.LISTED, State.HELD, State.TRACKED, State.TREATING), null, ways, own, limit), p -> mine(p, now));
                collect(tasks, total, store.waiting(tx, Set.of(State.SIGNED), Set.of(Flow.LETTER, Flow.INTERVIEW, Flow.LISTING, Flow.INVESTIGATION, Flow.INSTRUCTION), ways, own, limit), p -> mine(p, now));
            }
            return new Queue(tasks.values().stream().sorted(Task.ORDER).limit(limit).toList(), total[0]);
        });
    }

    /** The questions do not overlap: no state stands in two of them for the same course. */
    private static void collect(Map<String, Task> tasks, long[] total, Page<Instrument> page, Function<Instrument, Task> task) {
        page.items().forEach(p -> tasks.put(p.subject().toString(), task.apply(p)));
        total[0] += page.total();
    }

    private static Task step(Instrument p, Next next, Instant now) {
        String move = next.move().equals("issue") && p.flow() == Flow.LISTING ? "listing" : next.move();
        Urgency urgency = p.deadline() == null || p.state() == State.DELISTING_APPROVED ? Urgency.WAITING : Task.byLimit(Legal.endOf(p.deadline()), now);
        return task(p, urgency == Urgency.TIME_LIMIT_PASSED ? Urgency.WAITING : urgency, null, move, next.action(), next.reason(), next.consequence());
    }

    /** What the addressee has to do: sign, answer; the deadline of a paper is one the house sets, that of a listing rests on the law. */
    private static Task mine(Instrument p, Instant now) {
        boolean unsigned = p.state() == State.ISSUED || p.state() == State.LISTED;
        Instant end = unsigned ? Legal.endOf(p.signBy()) : p.deadline() == null ? null : Legal.endOf(p.deadline());
        Urgency urgency = !unsigned && p.flow() == Flow.LISTING ? Task.byLaw(p.deadline(), now) : Task.byLimit(end, now);
        String move = unsigned ? "signing" : switch (p.flow()) {
            case LISTING -> p.state() == State.SIGNED ? "plan" : "acceptance-request";
            case INVESTIGATION -> "report";
            case INTERVIEW -> p.state() == State.HELD ? "commitment" : p.state() == State.TRACKED ? "reply" : "signing";
            default -> "reply";
        };
        String action = unsigned ? "签收" : switch (move) {
            case "plan" -> "报送方案";
            case "acceptance-request" -> "治理并申请验收";
            case "report" -> "提交报告";
            case "commitment" -> "签字确认";
            default -> p.flow() == Flow.INTERVIEW && p.state() == State.SIGNED ? "按时参加约谈" : "答复";
        };
        String reason = unsigned ? "发给您或您单位的督办文书，等签收（" + p.signBy() + " 前）" : "您或您单位是收件人" + (p.deadline() == null ? "" : "，期限 " + p.deadline());
        String consequence = p.flow() == Flow.CIRCULAR ? "通报已生效，未签收的每天催办" : "逾期记入考核，并按督办阶梯升级（通知书、约谈、挂牌、县长督办）";
        return task(p, urgency, end, move, action, reason, consequence);
    }

    private static Task task(Instrument p, Urgency urgency, Instant due, String move, String action, String reason, String consequence) {
        return new Task(p.subject(), p.draft().title(), urgency, due, p.since(), reason, consequence, "/supervision/" + p.number() + "?do=" + move, action, null);
    }

    private static Task points(Points p) {
        return new Task(p.subject(), "记分待确认：" + p.ruleLabel(), Urgency.WAITING, null, p.recordedAt(), "有人提出给企业负责人记分，等另一位领导确认", "不确认，不计分，也不会触发门槛后果", "/supervision-points?year=" + p.year() + "&entry=" + p.number(), "确认或退回", null);
    }

    private static Task objection(Points p) {
        return new Task(p.subject(), "记分申诉：" + p.ruleLabel(), Urgency.WAITING, null, p.objection().at(), "企业负责人对记分提出申诉，等领导答复", "不答复，记分照常累计，申诉一直悬着", "/supervision-points?year=" + p.year() + "&entry=" + p.number(), "撤销或维持", null);
    }

    private static Task proposal(Proposal p) {
        return new Task(p.subject(), p.title(), Urgency.WAITING, null, p.proposedAt(), "逾期事项升到督办阶梯第" + p.rung() + "级，等人确认是否发文", "不确认，平台不会自己发文；再逾期会建议更高一级",
                "/supervision-ladder?proposal=" + p.number(), "确认或不采纳", null);
    }
}
