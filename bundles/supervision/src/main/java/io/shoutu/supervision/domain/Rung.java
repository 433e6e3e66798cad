package io.shoutu.supervision.domain;

import java.time.LocalDate;

/**
 * A rung of the ladder (督办阶梯的一级): data with its source.
 *
 * @param ladder what climbs it: {@code hazard}, {@code letter}, {@code report}, {@code duty}
 * @param afterDays days after the missed deadline from which it is proposed
 * @param kind code of the paper it proposes
 * @param majorOnly whether only for major hazards
 */
public record Rung(String ladder, int no, int afterDays, boolean working, String kind, boolean majorOnly, To to, String demand, String source, LocalDate from, LocalDate until) {
    /** Whom it is for (对象规则): the lead department, the enterprise, or whoever is late. */
    public enum To { LEAD_UNIT, ENTERPRISE, SAME }

    public boolean inForceOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || !day.isAfter(until));
    }

    /** The first day on which it is proposed. */
    public LocalDate dayFor(LocalDate due, Reckoning days) {
        return days.add(due, afterDays, working).date();
    }
}
