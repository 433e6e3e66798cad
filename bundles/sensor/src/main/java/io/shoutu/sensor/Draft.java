package io.shoutu.sensor;

import io.shoutu.api.store.Tx;
import io.shoutu.sensor.domain.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The draft (草稿): what one transaction prepares at the desk. The commit makes it memory, a rollback throws it away. */
final class Draft implements Sheet {
    final Tx tx;
    final List<Next> changes = new ArrayList<>();
    /** What of the pencil's notes it has followed. */
    final Set<Pencil.Note> followed = new HashSet<>();
    private final AlarmBook book;

    Draft(Tx tx, AlarmBook book) {
        this.tx = tx;
        this.book = book;
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
    public void begin(Next next, Reading reading, long when) {
        book.begin(this, next, reading, Instant.ofEpochMilli(when));
    }

    @Override
    public void clear(Next next, long when) {
        book.clear(this, next, null, Instant.ofEpochMilli(when));
    }

    void close() {
        changes.forEach(next -> next.watch.next = null);
    }
}
