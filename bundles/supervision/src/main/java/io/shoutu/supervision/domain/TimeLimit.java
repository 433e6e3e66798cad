package io.shoutu.supervision.domain;

import java.time.LocalDate;

/**
 * A time limit as a rule (时限规则), data with its source.
 *
 * @param code which one, e.g. {@code listing.publish}
 * @param amount days; for {@code listing.monthly} the day of the month
 * @param working whether they are working days
 * @param source document it comes from; says so where it is only an example to be confirmed
 * @param article article of it, or null
 * @param to last day in force, or null
 */
public record TimeLimit(String code, String label, int amount, boolean working, String source, String article, LocalDate from, LocalDate to) {
    public boolean inForceOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    /** E.g. 5个工作日. */
    public String words() {
        return amount + (working ? "个工作日" : "日");
    }
}
