package io.shoutu.supervision.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.api.access.Roles;
import io.shoutu.api.supervision.SupervisionFacts;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One entry of points (一次记分) of an enterprise head: bound to the person and to the enterprise he headed on that day. When he goes elsewhere it goes with him; when another comes it stays with the enterprise. Who
 * records it proposes it; it counts from the moment a leader, who is somebody else, confirms it.
 *
 * @param points as the rule said on that day; negative takes away
 * @param year the cycle it counts in: the year it happened, whenever it was recorded
 * @param about the record that proves it, or null
 * @param state where it stands; only an effective one counts
 * @param decision who confirmed or declined it, or null while nobody has, and where it came in before there were confirmations
 * @param revokedWhy why it counts no more, or null; it stays to be seen
 * @param objection what the head said against it, or null
 */
public record Points(String number, String person, String enterprise, String rule, String ruleLabel, int points, String source, LocalDate happenedOn, int year, Subject about, String note, String recordedBy,
        Instant recordedAt, State state, Decision decision, String revokedBy, Instant revokedAt, String revokedWhy, Objection objection, long version) {
    private static final Set<String> FINES = Set.of("penalty", "fine");
    private static final Pattern MONEY = Pattern.compile("罚款|罚没|罚金|没收|处罚金额");

    /** Where an entry stands (记分状态). */
    public enum State implements Term {
        PROPOSED("待确认"), EFFECTIVE("已生效"), DECLINED("已退回"), REVOKED("已撤销");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** Who confirmed or declined it, when, and what he said (确认或退回). @param note the reason where it was declined; otherwise may be null */
    public record Decision(String by, Instant at, String note) {}

    /**
     * What was said against an entry and what became of it (申诉). It counts meanwhile; a leader who did not record it revokes it, or confirms it with his reason.
     *
     * @param onBehalf whether the office wrote down what came in on paper
     * @param answer what was answered, or null while nobody has
     * @param upheld whether the entry was revoked because of it
     */
    public record Objection(String by, Instant at, String text, boolean onBehalf, String answeredBy, Instant answeredAt, String answer, boolean upheld) {
        public boolean pending() {
            return answeredAt == null;
        }

        Objection answered(Actor leader, String words, boolean revoked, Instant now) {
            return new Objection(by, at, text, onBehalf, leader.account(), now, words, revoked);
        }
    }

    /** A rule of points (记分规则): data with its source. */
    public record Rule(String code, String label, int points, String source, LocalDate from, LocalDate to) implements Dated {
        public Rule {
            if (code == null || !code.matches("[a-z][a-z0-9-]{0,39}")) {
                throw new Problem.Invalid("code", "code", "代号应为小写字母开头的字母、数字或短横，如 hazard-late：" + code);
            }
            label = Words.required(label, "label", "记分事项", 200);
            if (MONEY.matcher(label).find()) {
                throw new Problem.Invalid("fine-is-no-cause", "label", "“" + label + "”不能作为记分事项：罚款、没收不得与考核挂钩（行政处罚法第七十四条），请写违法行为本身");
            }
            Dated.within(points, -12, 12, "points", "分值");
            if (points == 0) {
                throw new Problem.Invalid("number-range", "points", "分值不能为 0");
            }
            source = Dated.sourced(source, from, to);
        }

        @Override
        public Rule until(LocalDate last) {
            return new Rule(code, label, points, source, from, last);
        }

        @Override
        public String key() {
            return code;
        }

        @Override
        public String called() {
            return label;
        }
    }

    /** A threshold and what follows from reaching it (记分门槛). @param kind code of the paper it proposes, or null */
    public record Threshold(int points, String label, String consequence, String kind, String source, LocalDate from, LocalDate to) implements Dated {
        public Threshold {
            Dated.within(points, 1, 100, "points", "门槛分值");
            label = Words.required(label, "label", "门槛名称", 60);
            consequence = Words.required(consequence, "consequence", "后果", 300);
            source = Dated.sourced(source, from, to);
        }

        @Override
        public Threshold until(LocalDate last) {
            return new Threshold(points, label, consequence, kind, source, from, last);
        }

        @Override
        public String key() {
            return String.valueOf(points);
        }

        @Override
        public String called() {
            return label + "（" + points + "分）";
        }
    }

    /** Who headed an enterprise from–to (企业负责人任职). @param to last day, or null while it lasts */
    public record Head(String person, String enterprise, LocalDate from, LocalDate to, String title) {
        public Head {
            title = Words.required(title, "title", "职务", 60);
            if (from == null || to != null && to.isBefore(from)) {
                throw new Problem.Invalid("head-days", from == null ? "from" : "to", from == null ? "请填写任职开始日期" : "任职结束日期早于开始日期");
            }
        }

        public boolean heldOn(LocalDate day) {
            return !day.isBefore(from) && (to == null || !day.isAfter(to));
        }
    }

    /** An entry somebody proposes; it counts for nothing until another confirms it. */
    public static Points proposed(String number, Head head, Rule rule, LocalDate happenedOn, Subject about, String note, Actor by, LocalDate today, Instant now) {
        if (happenedOn == null || happenedOn.isAfter(today)) {
            throw new Problem.Invalid("happened-on", "happenedOn", happenedOn == null ? "请填写行为发生日期" : "行为发生日期不能晚于今天：" + happenedOn);
        }
        if (about != null && FINES.contains(about.kind())) {
            throw new Problem.Invalid("fine-is-no-cause", "about", "罚款不得作为记分的来由，也不得与考核挂钩（行政处罚法第七十四条）；请引用违法行为本身的隐患、检查或事故记录");
        }
        if (!head.heldOn(happenedOn)) {
            throw new Problem.Invalid("not-head-then", "person", "该人员在 " + happenedOn + " 不是这家企业的负责人，请核对任职登记");
        }
        return new Points(number, head.person(), head.enterprise(), rule.code(), rule.label(), rule.points(), rule.source(), happenedOn, happenedOn.getYear(), about, Words.optional(note, "note", "说明", 500), by.account(), now,
                State.PROPOSED, null, null, null, null, null, 1);
    }

    public Subject subject() {
        return new Subject(SupervisionFacts.POINTS, number);
    }

    public boolean counts() {
        return state == State.EFFECTIVE;
    }

    /** As an earlier ledger has it: confirmed there, so that it counts at once. */
    public Points takenOver() {
        return decided(State.EFFECTIVE, new Decision(recordedBy, recordedAt, "历史台账转入，原台账已确认"));
    }

    /** Why the asking one can neither confirm nor decline it, or empty. */
    public Optional<Problem> undecidable(Actor by) {
        if (!by.holds(Roles.LEADER)) {
            return Optional.of(new Problem.Forbidden("role-required", "确认、退回记分须由领导办理，您没有这个角色"));
        }
        return state != State.PROPOSED ? Optional.of(new Problem.IllegalMove("illegal-move", "这次记分" + state.label() + "，不能再确认或退回"))
                : by.account().equals(recordedBy) ? Optional.of(new Problem.IllegalMove("recorder-is-decider", "提出人不能确认或退回自己提出的记分，请由另一位领导办理")) : Optional.empty();
    }

    /** Confirmed: from now on it counts. @param words may be null */
    public Points approved(Actor by, String words, Instant now) {
        undecidable(by).ifPresent(p -> {
            throw p;
        });
        return decided(State.EFFECTIVE, new Decision(by.account(), now, Words.optional(words, "note", "确认意见", 500)));
    }

    public Points declined(Actor by, String why, Instant now) {
        undecidable(by).ifPresent(p -> {
            throw p;
        });
        return decided(State.DECLINED, new Decision(by.account(), now, Words.required(why, "note", "退回理由", 500)));
    }

    /** Why the asking one cannot revoke it, or empty. */
    public Optional<Problem> obstacle(Actor by) {
        if (!by.holds(Roles.LEADER)) {
            return Optional.of(new Problem.Forbidden("role-required", "答复申诉、撤销记分须由领导办理，您没有这个角色"));
        }
        return uncounted().isPresent() ? uncounted()
                : by.account().equals(recordedBy) ? Optional.of(new Problem.IllegalMove("recorder-is-revoker", "记分人不能撤销或维持自己的记分，请由另一位领导办理")) : Optional.empty();
    }

    /** Why nothing can be done with it that needs it to count, or empty. */
    private Optional<Problem> uncounted() {
        return switch (state) {
            case EFFECTIVE -> Optional.empty();
            case PROPOSED -> Optional.of(new Problem.IllegalMove("not-confirmed-yet", "这次记分还没有确认，不计分；确认生效后才能申诉、维持或撤销"));
            case DECLINED -> Optional.of(new Problem.IllegalMove("declined-already", "这次记分已退回，不计分"));
            case REVOKED -> Optional.of(new Problem.IllegalMove("revoked-already", "这次记分已撤销"));
        };
    }

    public Points revoked(Actor by, String why, Instant now) {
        obstacle(by).ifPresent(p -> {
            throw p;
        });
        String reason = Words.required(why, "note", "撤销理由", 500);
        return new Points(number, person, enterprise, rule, ruleLabel, points, source, happenedOn, year, about, note, recordedBy, recordedAt, State.REVOKED, decision, by.account(), now, reason,
                contested() ? objection.answered(by, reason, true, now) : objection, version);
    }

    /** Whether an objection waits for an answer. */
    public boolean contested() {
        return objection != null && objection.pending();
    }

    /** The last day to object: so many days after it was confirmed, by the rule of that day; null where it never came to count. */
    public LocalDate objectBy(Reckoning days) {
        return state == State.PROPOSED || state == State.DECLINED ? null : days.until(Reckoning.OBJECTION, effectiveOn()).date();
    }

    /** The day it began to count; that of its record where it came in before there were confirmations. */
    private LocalDate effectiveOn() {
        return Legal.day(decision == null ? recordedAt : decision.at());
    }

    /** Why the asking one cannot object, or empty. @param concerned whether he is the head, or acts for his enterprise */
    public Optional<Problem> unobjectable(Actor by, boolean concerned, Reckoning days) {
        if (!concerned && !by.holds(Roles.OPERATOR)) {
            return Optional.of(new Problem.Forbidden("head-required", "申诉须由被记分的负责人或其企业提出；收到书面申诉的由值班员代录"));
        }
        return uncounted().isPresent() ? uncounted()
                : objection != null ? Optional.of(new Problem.IllegalMove("objected-already", objection.pending() ? "申诉已提出，正在等待答复" : "申诉已经答复，同一次记分只能申诉一次"))
                : days.today().isAfter(objectBy(days)) ? Optional.of(new Problem.IllegalMove("objection-too-late", "申诉期到 " + objectBy(days) + " 为止，已经过了（" + days.limit(Reckoning.OBJECTION, effectiveOn()).source() + "）"))
                : Optional.empty();
    }

    public Points objected(Actor by, boolean concerned, String text, Reckoning days, Instant now) {
        unobjectable(by, concerned, days).ifPresent(p -> {
            throw p;
        });
        return with(new Objection(by.account(), now, Words.required(text, "note", "申诉理由", 1000), !concerned, null, null, null, false));
    }

    /** Why the asking one cannot confirm it against an objection, or empty. */
    public Optional<Problem> unconfirmable(Actor by) {
        return !contested() ? Optional.of(new Problem.IllegalMove("no-objection", "没有待答复的申诉"))
                : by.account().equals(objection.by()) ? Optional.of(new Problem.IllegalMove("objector-is-answerer", "提出申诉的人不能答复申诉，请由另一位领导办理")) : obstacle(by);
    }

    public Points confirmed(Actor by, String answer, Instant now) {
        unconfirmable(by).ifPresent(p -> {
            throw p;
        });
        return with(objection.answered(by, Words.required(answer, "note", "维持理由", 1000), false, now));
    }

    private Points with(Objection said) {
        return new Points(number, person, enterprise, rule, ruleLabel, points, source, happenedOn, year, about, note, recordedBy, recordedAt, state, decision, revokedBy, revokedAt, revokedWhy, said, version);
    }

    private Points decided(State to, Decision made) {
        return new Points(number, person, enterprise, rule, ruleLabel, points, source, happenedOn, year, about, note, recordedBy, recordedAt, to, made, revokedBy, revokedAt, revokedWhy, objection, version);
    }
}
