package io.shoutu.responsibility.domain;

import java.time.LocalDate;

/**
 * Who bore a list and when (任职期间). A list belongs to a position; the holders' shares are told apart by these days (R3).
 *
 * @param person id of the person, or null for a body
 * @param account the account this person acts with, or null where there is none: no act can be found then, and the page says so
 * @param unit the body, or null for a person
 * @param from first day
 * @param to last day, or null while it lasts
 * @param enterprise credit code of the enterprise that was headed: what its head did at another one is not this list's; null for a post or body of the county
 */
public record Holding(String person, String account, String unit, LocalDate from, LocalDate to, String enterprise) {
    /** Of a post or body of the county. */
    public Holding(String person, String account, String unit, LocalDate from, LocalDate to) {
        this(person, account, unit, from, to, null);
    }

    public boolean on(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    /** Whether this act was about another enterprise than the one that was headed (涉及其他企业). */
    public boolean elsewhere(Act act) {
        return enterprise != null && act.enterprise() != null && !enterprise.equals(act.enterprise());
    }

    /** Whether this act is one of this holder in these days. */
    boolean did(Act act) {
        if (!on(act.day()) || elsewhere(act)) {
            return false;
        }
        return unit != null ? unit.equals(act.unit()) : account != null && account.equals(act.account());
    }
}
