package io.shoutu.sensor.domain;

import static io.shoutu.sensor.domain.AlarmVerb.ACKNOWLEDGE;
import static io.shoutu.sensor.domain.AlarmVerb.RECUR;
import static io.shoutu.sensor.domain.AlarmVerb.RETURN;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Roles;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.sensor.SensorFacts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An alarm (报警): raised by a rule on a series, one at a time for each rule, until it is both acknowledged and back to normal.
 *
 * @param number e.g. {@code BJ-2026-000001}
 * @param title one line for people, as it was when raised
 * @param enterprise where the device stood when it was raised, or null
 * @param rule id of the rule
 * @param ruleVersion version of the rule that raised it; it keeps it when the rule changes
 * @param raisedAt when it was raised, by our clock
 * @param readingAt time of the reading that raised it; of the last reading there was, for no data; null where there was none
 * @param value value of that reading, or null
 * @param limit the limit it went beyond, or null for no data
 * @param lastValue value of the latest reading judged while it stood, the one that cleared it included
 * @param lastAt time of that reading
 * @param repeats further readings while the condition held
 * @param recurrences how often the condition came back before the alarm ended
 * @param clearedAt when the condition last went back to normal, or null while it stands
 * @param clearedBecause why, where it was not the condition itself, else null
 * @param delaySince reading time at which the off-delay began that runs now, or null
 * @param version counts its moves, from 1; further readings do not change it
 * @param marks what it carries beside its state
 */
public record Alarm(String number, String title, Series series, CreditCode enterprise, String rule, long ruleVersion, String ruleName,
        Priority priority, AlarmState state, Instant raisedAt, Instant readingAt, Double value, Double limit, Double lastValue,
        Instant lastAt, long repeats, int recurrences, Instant acknowledgedAt, String acknowledgedBy, String note, Instant clearedAt,
        String clearedBecause, Long delaySince, long version, Marks marks) {

    /**
     * Raises an alarm.
     *
     * @param reading the reading that did it, or the last one there was; null where there was none
     */
    public static Alarm raise(String number, Rule rule, Device device, Reading reading, Instant now) {
        return raise(number, rule, device, reading, null, null, now);
    }

    /**
     * @param because what was said of the reading, by a kind of rule that remembers or that a plugin brings; or null
     * @param hush what keeps it silent from its birth, or null
     */
    public static Alarm raise(String number, Rule rule, Device device, Reading reading, String because, Hush hush, Instant now) {
        Instant readingAt = reading == null ? null : Instant.ofEpochMilli(reading.at());
        Double value = reading == null ? null : reading.value();
        Double limit = rule.condition() instanceof Threshold threshold ? threshold.limit() : null;
        return new Alarm(number, title(rule, device, value, because), rule.series(), device == null ? null : device.enterprise(), rule.id(),
                rule.version(), rule.name(), rule.priority(), hush == null ? AlarmState.UNACK : hush.state(), now, readingAt, value, limit, value, readingAt, 0, 0,
                null, null, null, null, null, null, 1, Marks.raised(rule.manner().latching(), hush));
    }

    /**
     * The same, found afterwards in readings that came late or were corrected: it is born ended and tells nobody.
     *
     * @param told its title
     */
    public Alarm retrospective(String told, Instant begun, Instant ended, String why) {
        Marks found = new Marks(marks.level(), marks.latching(), true, false, null, null, null);
        return new Alarm(number, told, series, enterprise, rule, ruleVersion, ruleName, priority, AlarmState.NORM, begun, readingAt, value, limit, lastValue, lastAt,
                repeats, recurrences, null, null, null, ended, why, null, version, found);
    }

    /** The same, saying that its sensor was out of calibration when it was raised, where it was; nobody has said where null. */
    public Alarm measuredBy(Calibration calibration) {
        if (calibration == null || !calibration.overAt(raisedAt)) {
            return this;
        }
        return new Alarm(number, title + "（传感器检定已于 " + calibration.until() + " 到期）", series, enterprise, rule, ruleVersion, ruleName, priority, state, raisedAt, readingAt, value, limit,
                lastValue, lastAt, repeats, recurrences, acknowledgedAt, acknowledgedBy, note, clearedAt, clearedBecause, delaySince, version, marks);
    }

    public Subject subject() {
        return new Subject(SensorFacts.ALARM, number);
    }

    /** Whether the condition stands, as far as we know. */
    public boolean standing() {
        return state == AlarmState.UNACK || state == AlarmState.ACKED || state.silent() && clearedAt == null;
    }

    /** Somebody has seen it; where the condition has gone already, this ends it. */
    public Alarm acknowledge(Actor by, String words, Instant now) {
        if (!mayAcknowledge(by)) {
            throw new Problem.Forbidden("role-required", whyNotBy(ACKNOWLEDGE));
        }
        if (acknowledgedAt != null && !state.silent()) {
            throw new Problem.IllegalMove("illegal-move", "报警 " + number + " 已由 " + acknowledgedBy + " 确认过");
        }
        AlarmState to = AlarmLifecycle.TABLE.require(state, ACKNOWLEDGE).to();
        return moved(to, recurrences, now, by.account(), Words.optional("note", "备注", words, 1000), clearedAt, clearedBecause, delaySince, marks);
    }

    /**
     * The condition went back to normal.
     *
     * @param because why, where it was not the condition itself, else null
     */
    public Alarm returned(String because, Instant now) {
        if (state.silent() && clearedAt == null) {
            return moved(state, recurrences, acknowledgedAt, acknowledgedBy, note, now, because, null, marks);
        }
        AlarmState unseen = marks.latching() ? AlarmState.LATUN : AlarmState.RTNUN;
        AlarmState seen = marks.latching() ? AlarmState.LATAC : AlarmState.NORM;
        AlarmState to = AlarmLifecycle.TABLE.require(state, RETURN, state == AlarmState.ACKED ? seen : unseen).to();
        return moved(to, recurrences, acknowledgedAt, acknowledgedBy, note, now, because, null, marks);
    }

    /** The condition came back before the alarm had ended. */
    public Alarm recurred() {
        if (state.silent() && clearedAt != null) {
            return moved(state, recurrences + 1, acknowledgedAt, acknowledgedBy, note, null, null, null, marks);
        }
        AlarmState to = AlarmLifecycle.TABLE.require(state, RECUR).to();
        return moved(to, recurrences + 1, null, null, null, null, null, null, marks);
    }

    /** It stands at that step of the ladder now. Going up calls again whoever had seen it. */
    public Alarm climbed(int level, Priority now) {
        if (!standing()) {
            throw new Problem.IllegalMove("illegal-move", "报警 " + number + " 的条件已恢复，不能升降级");
        }
        boolean calls = level > marks.level() && state == AlarmState.ACKED;
        AlarmState to = calls ? AlarmLifecycle.TABLE.require(state, AlarmVerb.REALARM).to() : state;
        return new Alarm(number, title, series, enterprise, rule, ruleVersion, ruleName, now, to, raisedAt, readingAt, value, limit, lastValue, lastAt, repeats, recurrences,
                calls ? null : acknowledgedAt, calls ? null : acknowledgedBy, calls ? null : note, clearedAt, clearedBecause, delaySince, version + 1, marks.level(level));
    }

    /** Ends a latched alarm that somebody has seen. */
    public Alarm reset(Actor by) {
        if (!mayAcknowledge(by)) {
            throw new Problem.Forbidden("role-required", whyNotBy(AlarmVerb.RESET));
        }
        AlarmState to = AlarmLifecycle.TABLE.require(state, AlarmVerb.RESET).to();
        return moved(to, recurrences, acknowledgedAt, acknowledgedBy, note, clearedAt, clearedBecause, null, marks);
    }

    /** It is silent from now on: shelved, suppressed by design or out of service, as what keeps it silent says. */
    public Alarm hushed(Hush by) {
        AlarmVerb verb = switch (by.state()) {
            case SHLVD -> AlarmVerb.SHELVE;
            case DSUPR -> AlarmVerb.SUPPRESS;
            case OOSRV -> AlarmVerb.REMOVE;
            default -> throw new IllegalArgumentException(by.toString());
        };
        AlarmState to = AlarmLifecycle.TABLE.require(state, verb).to();
        return moved(to, recurrences, acknowledgedAt, acknowledgedBy, note, clearedAt, clearedBecause, delaySince,
                marks.hushed(by));
    }

    /**
     * What kept it silent is over.
     *
     * @param verb unshelve, expire, unsuppress or restore
     * @param still what keeps it silent all the same, or null
     * @param by who took it off the shelf by hand; it then comes back acknowledged
     */
    public Alarm freed(AlarmVerb verb, Hush still, Actor by, Instant now) {
        boolean seen = verb == AlarmVerb.UNSHELVE;
        AlarmState wanted = still != null ? still.state() : standing() ? seen ? AlarmState.ACKED : AlarmState.UNACK
                : marks.latching() ? seen ? AlarmState.LATAC : AlarmState.LATUN : AlarmState.NORM;
        AlarmState to = AlarmLifecycle.TABLE.require(state, verb, wanted).to();
        if (still != null) {
            return moved(to, recurrences, acknowledgedAt, acknowledgedBy, note, clearedAt, clearedBecause, delaySince, marks.hushed(still));
        }
        boolean rings = to == AlarmState.UNACK || to == AlarmState.LATUN;
        Marks then = to == AlarmState.NORM ? marks.quiet() : marks.heard();
        return moved(to, recurrences, rings ? null : seen ? now : acknowledgedAt, rings ? null : seen ? by.account() : acknowledgedBy, rings ? null : note, clearedAt, clearedBecause,
                delaySince, then);
    }

    /** A correction took the ground from under it. */
    public Alarm doubted(String correction) {
        return moved(state, recurrences, acknowledgedAt, acknowledgedBy, note, clearedAt, clearedBecause, delaySince, marks.doubted(correction));
    }

    private Alarm moved(AlarmState to, int nowRecurrences, Instant ackedAt, String ackedBy, String nowNote, Instant nowClearedAt, String because, Long nowDelaySince, Marks nowMarks) {
        return new Alarm(number, title, series, enterprise, rule, ruleVersion, ruleName, priority, to, raisedAt, readingAt, value, limit, lastValue, lastAt, repeats,
                nowRecurrences, ackedAt, ackedBy, nowNote, nowClearedAt, because, nowDelaySince, version + 1, nowMarks);
    }

    /** The same alarm under the number it was given when it was recorded. */
    public Alarm numbered(String given) {
        return new Alarm(given, title, series, enterprise, rule, ruleVersion, ruleName, priority, state, raisedAt, readingAt, value, limit,
                lastValue, lastAt, repeats, recurrences, acknowledgedAt, acknowledgedBy, note, clearedAt, clearedBecause, delaySince, version, marks);
    }

    /** The same alarm after further readings: no move, the version stays. */
    public Alarm counted(long nowRepeats, Double nowValue, Instant at, Long nowDelaySince) {
        return new Alarm(number, title, series, enterprise, rule, ruleVersion, ruleName, priority, state, raisedAt, readingAt, value, limit,
                nowValue, at, nowRepeats, recurrences, acknowledgedAt, acknowledgedBy, note, clearedAt, clearedBecause, nowDelaySince, version, marks);
    }

    /**
     * What this person may do with it now, and why not. The moves of the platform are not offered to anyone.
     *
     * @param hindrance why nobody may do anything with it now, or null
     */
    public List<Offer> moves(Actor by, String hindrance) {
        List<Offer> offers = new ArrayList<>();
        offers.add(offer(ACKNOWLEDGE, "acknowledgement", by, hindrance));
        if (marks.latching()) {
            offers.add(offer(AlarmVerb.RESET, "reset", by, hindrance));
        }
        if (!marks.retrospective()) {
            offers.add(offer(AlarmVerb.SHELVE, "shelving", by, hindrance));
            if (state == AlarmState.SHLVD) {
                offers.add(offer(AlarmVerb.UNSHELVE, "unshelving", by, hindrance));
            }
        }
        return offers;
    }

    private Offer offer(AlarmVerb verb, String path, Actor by, String hindrance) {
        String address = "/api/alarms/" + number + "/" + path;
        String whyNot = !mayAcknowledge(by) ? whyNotBy(verb) : hindrance != null ? hindrance
                : AlarmLifecycle.TABLE.find(state, verb).isEmpty() ? AlarmLifecycle.TABLE.whyNot(state, verb) : null;
        String code = !mayAcknowledge(by) ? "role-required" : hindrance != null ? "not-recorded" : "illegal-move";
        return whyNot == null ? Offer.allowed(verb.word(), verb.label(), address, Roles.OPERATOR)
                : Offer.refused(verb.word(), verb.label(), address, Roles.OPERATOR, code, whyNot);
    }

    private static boolean mayAcknowledge(Actor by) {
        return by.holds(Roles.OPERATOR) || by.holds(Roles.ADMIN);
    }

    private static String whyNotBy(AlarmVerb verb) {
        return verb.label() + "报警需要值班员（operator）或系统管理员（admin）角色";
    }

    private static String title(Rule rule, Device device, Double value, String because) {
        String where = device == null ? rule.series().device() : device.name();
        String sign = Units.sign(rule.series().unit());
        if (rule.condition() instanceof Threshold threshold) {
            return rule.name() + "：" + where + " " + plain(value) + " " + sign + "（限值 " + plain(threshold.limit()) + " " + sign + "）";
        }
        if (rule.condition() instanceof Silence silence) {
            return rule.name() + "：" + where + " " + rule.series().label() + " 超过 " + silence.timeoutSeconds() + " 秒没有数据"
                    + (value == null ? "（从未收到）" : "（最后一次 " + plain(value) + " " + sign + "）");
        }
        return rule.name() + "：" + where + (value == null ? "" : " " + plain(value) + " " + sign)
                + (because == null ? "" : "（" + (because.length() > 200 ? because.substring(0, 200) : because) + "）");
    }

    /** 36.2 and 35, never 35.0 or 3.62E1. */
    static String plain(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0).toPlainString() : exact.toPlainString();
    }
}
