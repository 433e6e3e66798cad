package io.shoutu.sensor;

import io.shoutu.api.store.Tx;
import java.util.ArrayList;
import java.util.List;

/** The draft (草稿): what one transaction prepares at the desk. The commit makes it memory, a rollback throws it away. */
final class Draft {
    final Tx tx;
    final List<Next> changes = new ArrayList<>();

    Draft(Tx tx) {
        this.tx = tx;
    }

    /** What becomes of this watch; asked twice, the same. */
    Next of(Watch watch) {
        if (watch.next == null) {
            watch.next = new Next(watch);
            changes.add(watch.next);
        }
        return watch.next;
    }

    void close() {
        changes.forEach(next -> next.watch.next = null);
    }
}
