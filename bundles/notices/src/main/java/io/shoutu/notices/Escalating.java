package io.shoutu.notices;

import io.shoutu.api.journal.Entry;

/** Takes a notice up its ladder when its time has run out (升级). */
@FunctionalInterface
public interface Escalating {
    /** Hears {@code time.due}; what is not a notice's is left alone, and the same twice changes nothing. */
    void ranOut(Entry due);
}
