package io.shoutu.supervision.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Roles;
import io.shoutu.api.supervision.SupervisionFacts;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One entry of points (一次记分) of an enterprise head: bound to the person and to the enterprise he headed on that day. When he goes elsewhere it goes with him; when another comes it stays with the enterprise.
 *
 * @param points as the rule said on that day; negative takes away
 * @param year the cycle it counts in: the year it happened, whenever it was recorded
 * @param about the record that proves it, or null
 * @param revokedWhy why it counts no more, or null; it stays to be seen
 * @param objection what the head said against it, or null
 */
public record Points(String number, String person, String enterprise, String rule, String ruleLabel, int points, String source, LocalDate happenedOn, int year, Subject about, String note, String recordedBy,
        Instant recordedAt, String revokedBy, Instant revokedAt, String revokedWhy, Objection objection, long version) {
    private static final Set<String> FINES = Set.of("penalty", "fine");
    private static final Pattern MONEY = Pattern.compile("罚款|罚没|罚金|没收|处罚金额");

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

    public static Points recorded(String number, Head head, Rule rule, LocalDate happenedOn, Subject about, String note, Actor by, LocalDate today, Instant now) {
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
                null, null, null, null, 1);
    }

    public Subject subject() {
        return new Subject(SupervisionFacts.POINTS, number);
    }

    public boolean counts() {
        return revokedAt == null;
    }

    /** Why the asking one cannot revoke it, or empty. */
    public Optional<Problem> obstacle(Actor by) {
        if (!by.holds(Roles.LEADER)) {
            return Optional.of(new Problem.Forbidden("role-required", "答复申诉、撤销记分须由领导办理，您没有这个角色"));
        }
        return !counts() ? Optional.of(new Problem.IllegalMove("revoked-already", "这次记分已撤销"))
                : by.account().equals(recordedBy) ? Optional.of(new Problem.IllegalMove("recorder-is-revoker", "记分人不能撤销或维持自己的记分，请由另一位领导办理")) : Optional.empty();
    }

    public Points revoked(Actor by, String why, Instant now) {
        obstacle(by).ifPresent(p -> {
            throw p;
        });
        String reason = Words.required(why, "note", "撤销理由", 500);
        return new Points(number, person, enterprise, rule, ruleLabel, points, source, happenedOn, year, about, note, recordedBy, recordedAt, by.account(), now, reason,
                contested() ? objection.answered(by, reason, true, now) : objection, version);
    }

    /** Whether an objection waits for an answer. */
    public boolean contested() {
        return objection != null && objection.pending();
    }

    /** The last day to object: so many days after it was recorded, by the rule of that day. */
    public LocalDate objectBy(Reckoning days) {
        return days.until(Reckoning.OBJECTION, Legal.day(recordedAt)).date();
    }

    /** Why the asking one cannot object, or empty. @param concerned whether he is the head, or acts for his enterprise */
    public Optional<Problem> unobjectable(Actor by, boolean concerned, Reckoning days) {
        if (!concerned && !by.holds(Roles.OPERATOR)) {
            return Optional.of(new Problem.Forbidden("head-required", "申诉须由被记分的负责人或其企业提出；收到书面申诉的由值班员代录"));
        }
        return !counts() ? Optional.of(new Problem.IllegalMove("revoked-already", "这次记分已撤销"))
                : objection != null ? Optional.of(new Problem.IllegalMove("objected-already", objection.pending() ? "申诉已提出，正在等待答复" : "申诉已经答复，同一次记分只能申诉一次"))
                : days.today().isAfter(objectBy(days)) ? Optional.of(new Problem.IllegalMove("objection-too-late", "申诉期到 " + objectBy(days) + " 为止，已经过了（" + days.limit(Reckoning.OBJECTION, Legal.day(recordedAt)).source() + "）"))
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
        return new Points(number, person, enterprise, rule, ruleLabel, points, source, happenedOn, year, about, note, recordedBy, recordedAt, revokedBy, revokedAt, revokedWhy, said, version);
    }
}
