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
 */
public record Alarm(String number, String title, Series series, CreditCode enterprise, String rule, long ruleVersion, String ruleName,
        Priority priority, AlarmState state, Instant raisedAt, Instant readingAt, Double value, Double limit, Double lastValue,
        Instant lastAt, long repeats, int recurrences, Instant acknowledgedAt, String acknowledgedBy, String note, Instant clearedAt,
        String clearedBecause, Long delaySince, long version) {

    /**
     * Raises an alarm.
     *
     * @param reading the reading that did it, or the last one there was; null where there was none
     */
    public static Alarm raise(String number, Rule rule, Device device, Reading reading, Instant now) {
        return raise(number, rule, device, reading, null, now);
    }

    /** @param because what a kind of rule that a plugin brings said of the reading, or null */
    public static Alarm raise(String number, Rule rule, Device device, Reading reading, String because, Instant now) {
        Instant readingAt = reading == null ? null : Instant.ofEpochMilli(reading.at());
        Double value = reading == null ? null : reading.value();
        Double limit = rule.condition() instanceof Threshold threshold ? threshold.limit() : null;
        return new Alarm(number, title(rule, device, value, because), rule.series(), device == null ? null : device.enterprise(), rule.id(),
                rule.version(), rule.name(), rule.priority(), AlarmState.UNACK, now, readingAt, value, limit, value, readingAt, 0, 0,
                null, null, null, null, null, null, 1);
    }

    public Subject subject() {
        return new Subject(SensorFacts.ALARM, number);
    }

    /** Somebody has seen it; where the condition has gone already, this ends it. */
    public Alarm acknowledge(Actor by, String words, Instant now) {
        if (!mayAcknowledge(by)) {
            throw new Problem.Forbidden("role-required", whyNotBy());
        }
        if (acknowledgedAt != null) {
            throw new Problem.IllegalMove("illegal-move", "报警 " + number + " 已由 " + acknowledgedBy + " 确认过");
        }
        AlarmState to = AlarmLifecycle.TABLE.require(state, ACKNOWLEDGE).to();
        String told = Words.optional("note", "备注", words, 1000);
        return new Alarm(number, title, series, enterprise, rule, ruleVersion, ruleName, priority, to, raisedAt, readingAt, value, limit,
                lastValue, lastAt, repeats, recurrences, now, by.account(), told, clearedAt, clearedBecause, delaySince, version + 1);
    }

    /**
     * The condition went back to normal.
     *
     * @param because why, where it was not the condition itself, else null
     */
    public Alarm returned(String because, Instant now) {
        AlarmState to = AlarmLifecycle.TABLE.require(state, RETURN).to();
        return new Alarm(number, title, series, enterprise, rule, ruleVersion, ruleName, priority, to, raisedAt, readingAt, value, limit,
                lastValue, lastAt, repeats, recurrences, acknowledgedAt, acknowledgedBy, note, now, because, null, version + 1);
    }

    /** The condition came back before anybody had acknowledged. */
    public Alarm recurred() {
        AlarmState to = AlarmLifecycle.TABLE.require(state, RECUR).to();
        return new Alarm(number, title, series, enterprise, rule, ruleVersion, ruleName, priority, to, raisedAt, readingAt, value, limit,
                lastValue, lastAt, repeats, recurrences + 1, acknowledgedAt, acknowledgedBy, note, null, null, null, version + 1);
    }

    /** The same alarm under the number it was given when it was recorded. */
    public Alarm numbered(String given) {
        return new Alarm(given, title, series, enterprise, rule, ruleVersion, ruleName, priority, state, raisedAt, readingAt, value, limit,
                lastValue, lastAt, repeats, recurrences, acknowledgedAt, acknowledgedBy, note, clearedAt, clearedBecause, delaySince, version);
    }

    /** The same alarm after further readings: no move, the version stays. */
    public Alarm counted(long nowRepeats, Double nowValue, Instant at, Long nowDelaySince) {
        return new Alarm(number, title, series, enterprise, rule, ruleVersion, ruleName, priority, state, raisedAt, readingAt, value, limit,
                nowValue, at, nowRepeats, recurrences, acknowledgedAt, acknowledgedBy, note, clearedAt, clearedBecause, nowDelaySince, version);
    }

    /**
     * What this person may do with it now, and why not. The moves of the platform are not offered to anyone.
     *
     * @param hindrance why nobody may do anything with it now, or null
     */
    public List<Offer> moves(Actor by, String hindrance) {
        String address = "/api/alarms/" + number + "/acknowledgement";
        String whyNot = !mayAcknowledge(by) ? whyNotBy() : hindrance != null ? hindrance
                : AlarmLifecycle.TABLE.find(state, ACKNOWLEDGE).isEmpty() ? AlarmLifecycle.TABLE.whyNot(state, ACKNOWLEDGE) : null;
        return List.of(whyNot == null ? Offer.allowed(ACKNOWLEDGE.word(), ACKNOWLEDGE.label(), address, Roles.OPERATOR)
                : Offer.refused(ACKNOWLEDGE.word(), ACKNOWLEDGE.label(), address, Roles.OPERATOR, whyNot));
    }

    private static boolean mayAcknowledge(Actor by) {
        return by.holds(Roles.OPERATOR) || by.holds(Roles.ADMIN);
    }

    private static String whyNotBy() {
        return "确认报警需要值班员（operator）或系统管理员（admin）角色";
    }

    private static String title(Rule rule, Device device, Double value, String because) {
        String where = device == null ? rule.series().device() : device.name();
        String sign = Units.sign(rule.series().unit());
        if (rule.condition() instanceof Threshold threshold) {
            return rule.name() + "：" + where + " " + plain(value) + " " + sign + "（限值 " + plain(threshold.limit()) + " " + sign + "）";
        }
        if (rule.condition() instanceof Brought) {
            return rule.name() + "：" + where + " " + plain(value) + " " + sign + (because == null ? "" : "（" + (because.length() > 100 ? because.substring(0, 100) : because) + "）");
        }
        int seconds = ((Silence) rule.condition()).timeoutSeconds();
        return rule.name() + "：" + where + " " + rule.series().label() + " 超过 " + seconds + " 秒没有数据"
                + (value == null ? "（从未收到）" : "（最后一次 " + plain(value) + " " + sign + "）");
    }

    /** 36.2 and 35, never 35.0 or 3.62E1. */
    static String plain(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0).toPlainString() : exact.toPlainString();
    }
}
