package io.shoutu.hazard.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.hazard.Criterion;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.RectificationMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Hazards and people for tests: it is Friday 2026-02-13, 09:00 in China. */
public final class Hazards {
    public static final Instant NOW = Instant.parse("2026-02-13T01:00:00Z");
    public static final LocalDate TODAY = LocalDate.of(2026, 2, 13);
    public static final Actor DUTY = actor("duty", "operator");
    public static final Actor FIXER = actor("fixer", "rectifier");
    public static final Actor CHECKER = actor("checker", "acceptor");
    public static final Actor LEADER = actor("leader", "leader");
    public static final int GRANTS = 2;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Hazards() {}

    public static Actor actor(String account, String... roles) {
        return new Actor(account, account, Actor.Kind.PERSON, Set.of(roles));
    }

    public static Finding finding(String title) {
        return new Finding(title, "巡检发现轴承温度异常", null, null, "3号泵房", "inspection");
    }

    public static Grading general(RectificationMode mode) {
        return new Grading(HazardGrade.GENERAL, null, mode);
    }

    public static Criterion criterion() {
        return new Criterion("工贸企业重大事故隐患判定标准（应急管理部令第10号）", "第十一条第（一）项", "未对有限空间进行辨识");
    }

    public static Grading major() {
        return new Grading(HazardGrade.MAJOR, criterion(), RectificationMode.BY_DEADLINE);
    }

    /** A treatment plan with all six parts. */
    public static Plan sixParts(LocalDate deadline) {
        return new Plan("更换轴承", "王工", new Funds("5000", "企业自筹"), deadline, "停泵备用", "消除过热", "每日报进度", "隔离并专人监护");
    }

    public static Plan plan(LocalDate deadline) {
        return new Plan("更换轴承", "王工", new Funds("5000", "企业自筹"), deadline, "停泵备用");
    }

    /** Photo ids that were never used before. */
    public static List<String> photos() {
        return List.of("photo-" + COUNT.incrementAndGet());
    }

    public static Hazard registered() {
        return Hazard.registered("YH-2026-" + String.format("%06d", COUNT.incrementAndGet()), finding("3号泵房轴承过热"), Origin.NONE, photos(), DUTY, NOW);
    }

    public static Hazard graded(RectificationMode mode) {
        return registered().verify(DUTY, NOW).grade(DUTY, general(mode), FIXER.account(), NOW);
    }

    public static Hazard rectifying() {
        return graded(RectificationMode.BY_DEADLINE).plan(FIXER, plan(TODAY.plusDays(10)), List.of(), NOW);
    }

    public static Hazard submitted() {
        return rectifying().submit(FIXER, List.of(), photos(), NOW);
    }

    public static Hazard in(HazardState state) {
        return switch (state) {
            case REGISTERED -> registered();
            case VERIFIED -> registered().verify(DUTY, NOW);
            case GRADED -> graded(RectificationMode.AT_ONCE);
            case RECTIFYING -> rectifying();
            case SUBMITTED -> submitted();
            case CLOSED -> submitted().accept(CHECKER, List.of(), NOW);
            case DISMISSED -> registered().dismiss(DUTY, NOW);
            case MERGED -> rectifying().merge(DUTY, registered(), NOW);
        };
    }

    /** Does the verb as the right person with a proper form. */
    public static Hazard doing(HazardVerb verb, Hazard h) {
        return switch (verb) {
            case VERIFICATION -> h.verify(DUTY, NOW);
            case DISMISSAL -> h.dismiss(DUTY, NOW);
            case GRADING -> h.grade(DUTY, general(RectificationMode.BY_DEADLINE), FIXER.account(), NOW);
            case PLAN -> h.plan(FIXER, plan(TODAY.plusDays(10)), List.of(), NOW);
            case RECTIFICATION -> h.rectify(FIXER, photos(), photos(), NOW);
            case SUBMISSION -> h.submit(FIXER, List.of(), photos(), NOW);
            case ACCEPTANCE -> h.accept(CHECKER, List.of(), NOW);
            case REJECTION -> h.reject(CHECKER, null, NOW);
            case EXTENSION_REQUEST -> h.requestExtension(FIXER, TODAY.plusDays(20), "配件未到", NOW, GRANTS);
            case EXTENSION_GRANT -> h.grantExtension(DUTY, null, NOW, GRANTS);
            case EXTENSION_REFUSAL -> h.refuseExtension(DUTY, null, NOW);
            case TRANSFER -> h.transfer(DUTY, "another", NOW);
            case ESCALATION -> h.escalate(DUTY, "县安委办");
            case MERGER -> h.merge(DUTY, registered(), NOW);
            case UNMERGING -> h.unmerge(DUTY, NOW);
            case UPGRADE -> h.upgrade(DUTY, major(), null, NOW);
            case REGRADING_REQUEST -> h.requestRegrading(DUTY, "条款引用有误", NOW);
            case REGRADING_APPROVAL -> h.approveRegrading(LEADER);
            case REGRADING_REFUSAL -> h.refuseRegrading(LEADER);
            case PLAN_SUPPLEMENT -> h.supplementPlan(FIXER, "消除泄漏", "分两步完成", "停用并隔离");
            case LOOK_BACK -> h.scheduleLookBack(DUTY, TODAY.plusDays(60), NOW);
            case LOOK_BACK_PASS -> h.passLookBack(CHECKER, null, List.of(), NOW);
            case REBOUND -> h.rebound(CHECKER, "又出现", "YH-2026-999999", NOW);
        };
    }
}
