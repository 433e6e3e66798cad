package io.shoutu.supervision.domain;

import io.shoutu.api.store.Tx;

/** Where versions of rules are written (规则库); each room's store reads its own. */
public interface RuleStore {
    /** Adds a version, or writes the one of the same key and first day anew. */
    void put(Tx tx, Dated rule);

    /** Takes a version away that has not begun. */
    void remove(Tx tx, Dated rule);
}
