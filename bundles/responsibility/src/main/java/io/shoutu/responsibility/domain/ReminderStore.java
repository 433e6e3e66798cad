package io.shoutu.responsibility.domain;

import io.shoutu.api.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Reminders that were given, and how far the journal was read for each source of evidence (提醒、补读库). */
public interface ReminderStore {
    /** Whether this rung was told already. */
    boolean given(Tx tx, DutyList list, String code, Slot slot, Stage.Call call);

    void add(Tx tx, Reminder reminder);

    /** The reminders of an edition, the latest first. */
    List<Reminder> of(Tx tx, String number, int edition);

    /** The running number the journal was read to for this source, or empty where it never was. */
    OptionalLong readTo(Tx tx, String source);

    void read(Tx tx, String source, String name, long to, Instant at);
}
