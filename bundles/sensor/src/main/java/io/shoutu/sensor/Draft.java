package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.store.Tx;
import io.shoutu.sensor.domain.AlarmVerb;
import io.shoutu.sensor.domain.Hush;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The draft (草稿): what one transaction prepares at the desk. The commit makes it memory, a rollback throws it away. */
final class Draft implements Sheet {
    final Tx tx;
    final List<Next> changes = new ArrayList<>();
    /** What else becomes memory with the commit. */
    final List<Runnable> others = new ArrayList<>();
    /** What of the pencil's notes it has followed. */
    final Set<Pencil.Note> followed = new HashSet<>();
    /** Hours with late readings it has noted. */
    final Set<AlarmDesk.Slot> noted = new HashSet<>();
    /** Who silences and frees in this transaction. */
    Actor by = AlarmBook.PLATFORM;
    private final AlarmBook book;
    private final Circumstances circumstances;

    Draft(Tx tx, AlarmBook book, Circumstances circumstances) {
        this.tx = tx;
        this.book = book;
        this.circumstances = circumstances;
    }

    @Override
    public Next known(Watch watch) {
        return watch.next;
    }

    @Override
    public Next of(Watch watch) {
        if (watch.next == null) {
            watch.next = new Next(watch);
            changes.add(watch.next);
        }
        return watch.next;
    }

    @Override
    public Watch watch(String rule) {
        return circumstances.watches.byRule(rule);
    }

    @Override
    public Quiet quiet() {
        return circumstances.quiet;
    }

    @Override
    public boolean inForce(Rule rule, long at) {
        return circumstances.inForce(rule, at);
    }

    @Override
    public void begin(Next next, Reading reading, long when) {
        book.begin(this, next, reading, Instant.ofEpochMilli(when));
    }

    @Override
    public void clear(Next next, long when) {
        book.clear(this, next, null, Instant.ofEpochMilli(when));
    }

    @Override
    public void climb(Next next, int level, long when) {
        book.climb(this, next, level, Instant.ofEpochMilli(when));
    }

    @Override
    public void hush(Next next, Hush hush, long when) {
        book.hush(this, next, hush, Instant.ofEpochMilli(when));
    }

    @Override
    public void free(Next next, AlarmVerb verb, Hush still, long when) {
        book.free(this, next, verb, still, Instant.ofEpochMilli(when));
    }

    void close() {
        changes.forEach(next -> next.watch.next = null);
    }
}
