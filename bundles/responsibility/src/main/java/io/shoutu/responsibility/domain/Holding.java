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
 */
public record Holding(String person, String account, String unit, LocalDate from, LocalDate to) {

    public boolean on(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    /** Whether this act is one of this holder in these days. */
    boolean did(Act act) {
        if (!on(act.day())) {
            return false;
        }
        return unit != null ? unit.equals(act.unit()) : account != null && account.equals(act.account());
    }
}
