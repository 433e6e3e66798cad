package io.shoutu.sensor.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Offer;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.api.access.Roles;
import io.shoutu.api.sensor.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A suppression (抑制): why alarms are silent, who wanted it and until when. Shelving (搁置) is for one rule and a short time; out of service (退出服务) for
 * a device or one of its points while people work on it; by design (设计抑制) is a declared relation: while the cause's condition stands the other is
 * silent. ISA-18.2 §11 asks for reason, person and end of each.
 *
 * @param number e.g. {@code YZ-2026-000001}
 * @param rule the rule that is shelved or suppressed by design, else null
 * @param causeRule the rule that suppresses by design, else null
 * @param device the device out of service, else null
 * @param series id of the one point of it that is, or null for all its points
 * @param alarm the alarm on which shelving was asked for, or null
 * @param until when it ends by itself; null for by design
 * @param approvedBy the second person, where one is needed
 * @param version from 1
 */
public record Suppression(String number, Kind kind, State state, String rule, String causeRule, String device, String series, String alarm, String reason,
        String askedBy, Instant askedAt, String approvedBy, Instant approvedAt, Instant until, Instant endedAt, String endedBy, String endedBecause, long version) {
    public static final String SUBJECT = "suppression";
    /** Name of the due that ends it. */
    public static final String ENDS = "suppression-ends";
    public static final Duration LONGEST_SERVICE = Duration.ofDays(30);

    /** The three ways (抑制类别). */
    public enum Kind implements Term {
        SHELVED("搁置", AlarmState.SHLVD), BY_DESIGN("设计抑制", AlarmState.DSUPR), OUT_OF_SERVICE("退出服务", AlarmState.OOSRV);

        private final String label;
        private final AlarmState silent;

        Kind(String label, AlarmState silent) {
            this.label = label;
            this.silent = silent;
        }

        @Override
        public String label() {
            return label;
        }

        /** The state of an alarm that this keeps silent. */
        public AlarmState silent() {
            return silent;
        }
    }

    /** Its states (抑制状态). */
    public enum State implements Term {
        REQUESTED("待批准"), IN_FORCE("生效中"), ENDED("已结束"), REFUSED("未批准"), WITHDRAWN("已撤回"), LAPSED("过期未批");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }

        public boolean open() {
            return this == REQUESTED || this == IN_FORCE;
        }
    }

    /** Its verbs (抑制动作). */
    public enum Verb implements Term {
        APPROVE("批准"), REFUSE("不批准"), WITHDRAW("撤回"), END("提前结束"), EXPIRE("到期");

        private final String label;

        Verb(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    static final String OTHER = "另一人";
    static final String SELF = "申请人";

    public static final Lifecycle<State, Verb> TABLE = Lifecycle.<State, Verb>table()
            .move(State.REQUESTED, Verb.APPROVE, State.IN_FORCE, Roles.OPERATOR, OTHER)
            .move(State.REQUESTED, Verb.REFUSE, State.REFUSED, Roles.OPERATOR, OTHER)
            .move(State.REQUESTED, Verb.WITHDRAW, State.WITHDRAWN, Roles.OPERATOR, SELF)
            .move(State.REQUESTED, Verb.EXPIRE, State.LAPSED, AlarmLifecycle.PLATFORM)
            .move(State.IN_FORCE, Verb.END, State.ENDED, Roles.OPERATOR)
            .move(State.IN_FORCE, Verb.EXPIRE, State.ENDED, AlarmLifecycle.PLATFORM)
            .build();

    /**
     * Asks for a shelf. For an alarm of the top priority it waits for a second person.
     *
     * @param most longest time its priority allows
     */
    public static Suppression shelve(String number, Rule rule, Priority priority, String alarm, String reason, Duration length, Duration most, Actor by, Instant now) {
        duty(by, "搁置报警");
        String why = Words.needed("reason", "搁置理由", reason, 500);
        if (length.isNegative() || length.toMinutes() < 1) {
            throw new Problem.Invalid("shelf-length", "minutes", "搁置时间至少 1 分钟");
        }
        if (length.compareTo(most) > 0) {
            throw new Problem.Invalid("shelf-length", "minutes", "优先级“" + priority.label() + "”的报警最多搁置 " + most.toMinutes() + " 分钟，现为 " + length.toMinutes() + " 分钟");
        }
        boolean second = priority == Priority.CRITICAL;
        return new Suppression(number, Kind.SHELVED, second ? State.REQUESTED : State.IN_FORCE, rule.id(), null, null, null, alarm, why, by.account(), now, null, null, now.plus(length),
                null, null, null, 1);
    }

    /** Takes a device, or one point of it, out of service until a time. */
    public static Suppression outOfService(String number, String device, String series, String reason, Instant until, Actor by, Instant now) {
        duty(by, "退出服务");
        String why = Words.needed("reason", "退出服务理由", reason, 500);
        if (until == null || !until.isAfter(now)) {
            throw new Problem.Invalid("service-until", "until", until == null ? "请填写恢复服务的时间" : "恢复服务的时间应在当前时间之后");
        }
        if (until.isAfter(now.plus(LONGEST_SERVICE))) {
            throw new Problem.Invalid("service-until", "until", "退出服务最长 " + LONGEST_SERVICE.toDays() + " 天，更久请停用设备");
        }
        return new Suppression(number, Kind.OUT_OF_SERVICE, State.IN_FORCE, null, null, device, series, null, why, by.account(), now, null, null, until, null, null, null, 1);
    }

    /** Declares that while the cause's condition stands the other rule is silent. */
    public static Suppression byDesign(String number, Rule rule, Rule cause, String reason, Actor by, Instant now) {
        if (!by.holds(Roles.ADMIN)) {
            throw new Problem.Forbidden("role-required", "声明设计抑制需要系统管理员（admin）角色");
        }
        String why = Words.needed("reason", "设计抑制理由", reason, 500);
        if (rule.id().equals(cause.id())) {
            throw new Problem.Invalid("cause-rule", "causeRule", "规则不能抑制它自己");
        }
        if (rule.priority().compareTo(cause.priority()) < 0) {
            throw new Problem.Invalid("cause-rule", "causeRule", "优先级较低的规则（" + cause.name() + "，" + cause.priority().label() + "）不能抑制优先级较高的规则（" + rule.name() + "，"
                    + rule.priority().label() + "）");
        }
        return new Suppression(number, Kind.BY_DESIGN, State.IN_FORCE, rule.id(), cause.id(), null, null, null, why, by.account(), now, null, null, null, null, null, null, 1);
    }

    public Subject subject() {
        return new Subject(SUBJECT, number);
    }

    public boolean inForce() {
        return state == State.IN_FORCE;
    }

    public Hush hush() {
        return new Hush(kind.silent(), number, until);
    }

    /** A second person agrees; the time it ends stays as asked for. */
    public Suppression approve(Actor by, Instant now) {
        other(by, Verb.APPROVE);
        State to = TABLE.require(state, Verb.APPROVE).to();
        return new Suppression(number, kind, to, rule, causeRule, device, series, alarm, reason, askedBy, askedAt, by.account(), now, until, null, null, null, version + 1);
    }

    public Suppression refuse(String why, Actor by, Instant now) {
        other(by, Verb.REFUSE);
        State to = TABLE.require(state, Verb.REFUSE).to();
        return over(to, by.account(), Words.needed("reason", "不批准的理由", why, 500), now);
    }

    public Suppression withdraw(Actor by, Instant now) {
        State to = TABLE.require(state, Verb.WITHDRAW).to();
        if (!Objects.equals(askedBy, by.account())) {
            throw new Problem.Forbidden("asker-only", "只有申请人 " + askedBy + " 可以撤回");
        }
        return over(to, by.account(), null, now);
    }

    /** Ends it before its time. */
    public Suppression end(String why, Actor by, Instant now) {
        duty(by, "结束" + kind.label());
        if (kind == Kind.BY_DESIGN && !by.holds(Roles.ADMIN)) {
            throw new Problem.Forbidden("role-required", "取消设计抑制需要系统管理员（admin）角色");
        }
        State to = TABLE.require(state, Verb.END).to();
        return over(to, by.account(), Words.optional("reason", "结束原因", why, 500), now);
    }

    /** Its time is over; asked too early it is not. */
    public Suppression expire(Instant now) {
        State to = TABLE.require(state, Verb.EXPIRE).to();
        if (until == null || now.isBefore(until)) {
            throw new Problem.IllegalMove("not-yet", kind.label() + " " + number + " 还没有到期");
        }
        return over(to, "system:sensor", to == State.LAPSED ? "到期前没有批准" : "到期", now);
    }

    private Suppression over(State to, String by, String because, Instant now) {
        return new Suppression(number, kind, to, rule, causeRule, device, series, alarm, reason, askedBy, askedAt, approvedBy, approvedAt, until, now, by, because, version + 1);
    }

    /** What this person may do with it now, and why not. */
    public List<Offer> moves(Actor by) {
        List<Offer> offers = new ArrayList<>();
        if (state == State.REQUESTED) {
            offer(offers, Verb.APPROVE, "approval", "second-person", mine(by) ? "批准人应是申请人以外的另一人" : null, by);
            offer(offers, Verb.REFUSE, "refusal", "second-person", mine(by) ? "批准人应是申请人以外的另一人" : null, by);
            offer(offers, Verb.WITHDRAW, "withdrawal", "asker-only", mine(by) ? null : "只有申请人 " + askedBy + " 可以撤回", by);
        } else if (state == State.IN_FORCE) {
            offer(offers, Verb.END, "ending", "role-required", kind == Kind.BY_DESIGN && !by.holds(Roles.ADMIN) ? "取消设计抑制需要系统管理员（admin）角色" : null, by);
        }
        return offers;
    }

    private void offer(List<Offer> offers, Verb verb, String path, String code, String hindrance, Actor by) {
        String address = "/api/suppressions/" + number + "/" + path;
        boolean role = by.holds(Roles.OPERATOR) || by.holds(Roles.ADMIN);
        String whyNot = role ? hindrance : verb.label() + "需要值班员（operator）或系统管理员（admin）角色";
        offers.add(whyNot == null ? Offer.allowed(verb.word(), verb.label(), address, Roles.OPERATOR)
                : Offer.refused(verb.word(), verb.label(), address, Roles.OPERATOR, role ? code : "role-required", whyNot));
    }

    private boolean mine(Actor by) {
        return Objects.equals(askedBy, by.account());
    }

    private void other(Actor by, Verb verb) {
        duty(by, verb.label() + "搁置");
        if (mine(by)) {
            throw new Problem.Forbidden("second-person", verb.label() + "人应是申请人（" + askedBy + "）以外的另一人");
        }
    }

    private static void duty(Actor by, String what) {
        if (!by.holds(Roles.OPERATOR) && !by.holds(Roles.ADMIN)) {
            throw new Problem.Forbidden("role-required", what + "需要值班员（operator）或系统管理员（admin）角色");
        }
    }
}
