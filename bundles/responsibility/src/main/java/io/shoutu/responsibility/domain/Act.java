package io.shoutu.responsibility.domain;

import io.shoutu.api.Subject;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One act of duty (一次履职), as a record elsewhere in the house proves it. It is never typed here.
 *
 * @param entry id of the journal entry that proves it
 * @param kind code of the kind of duty
 * @param subject the record that proves it
 * @param account who acted, or null where a body acted
 * @param unit the body that acted, or null where a person did
 * @param happened when, which decides the slot
 * @param recorded when the house learned of it
 * @param withdrawn id of the entry that took it back, or null
 * @param withdrawnAt when that was recorded, or null
 * @param aim the one duty it was handed in for, as {@code ZR-2026-0001/3}, or for a list at hand its code; null where its kind decides
 * @param expires last day on which it still proves anything, or null
 * @param title what people read of the record, as it was called then, or null
 * @param enterprise credit code of the enterprise it was about, or null where it was about none
 */
public record Act(long entry, String kind, Subject subject, String account, String unit, Instant happened, Instant recorded, Long withdrawn, Instant withdrawnAt,
        String aim, LocalDate expires, String title, String enterprise) {
    /** An act whose kind decides what it counts for. */
    public Act(long entry, String kind, Subject subject, String account, String unit, Instant happened, Instant recorded, Long withdrawn, Instant withdrawnAt) {
        this(entry, kind, subject, account, unit, happened, recorded, withdrawn, withdrawnAt, null, null, null, null);
    }

    /** The same, called so. */
    public Act called(String name) {
        return new Act(entry, kind, subject, account, unit, happened, recorded, withdrawn, withdrawnAt, aim, expires, name, enterprise);
    }

    /** The same, about this enterprise; null for none. */
    public Act at(String creditCode) {
        return new Act(entry, kind, subject, account, unit, happened, recorded, withdrawn, withdrawnAt, aim, expires, title, creditCode);
    }

    /** The same, handed in for one duty and proving it until a day. */
    public Act aimed(String duty, LocalDate lastDay) {
        return new Act(entry, kind, subject, account, unit, happened, recorded, withdrawn, withdrawnAt, duty, lastDay, title, enterprise);
    }

    public LocalDate day() {
        return Legal.day(happened);
    }

    /** Whether it stood at that moment: known by then, and not taken back by then. */
    public boolean stood(Instant asOf) {
        return !recorded.isAfter(asOf) && (withdrawnAt == null || withdrawnAt.isAfter(asOf));
    }

    /** Whether it had been counted once and was taken back by then (冲销): it stays visible. */
    public boolean reversed(Instant asOf) {
        return !recorded.isAfter(asOf) && withdrawnAt != null && !withdrawnAt.isAfter(asOf);
    }

    /** Recorded only after the slot in which it happened was over (补录): it counts, and is flagged (R10). */
    public boolean late(Span span) {
        return Legal.day(recorded).isAfter(span.last());
    }
}
