package io.shoutu.hazard.domain;

import java.time.LocalDate;

/**
 * What stays at a hazard whatever happens to it (标记).
 *
 * @param lateSince the first deadline it missed, or null; no return, extension or transfer takes it away
 * @param recurrence null where the rule was not broken before
 * @param regrading null unless a change of grade waits
 * @param lookBack null where none is due
 * @param returned how often the work was sent back
 */
public record Marks(LocalDate lateSince, Recurrence recurrence, Regrading regrading, LookBack lookBack, int returned) {
    public static final Marks NONE = new Marks(null, null, null, null, 0);

    Marks late(LocalDate missed) {
        return new Marks(lateSince == null ? missed : lateSince, recurrence, regrading, lookBack, returned);
    }

    Marks recurring(Recurrence again) {
        return new Marks(lateSince, again, regrading, lookBack, returned);
    }

    Marks regrading(Regrading asked) {
        return new Marks(lateSince, recurrence, asked, lookBack, returned);
    }

    Marks lookBack(LookBack at) {
        return new Marks(lateSince, recurrence, regrading, at, returned);
    }

    Marks sentBack() {
        return new Marks(lateSince, recurrence, regrading, lookBack, returned + 1);
    }
}
