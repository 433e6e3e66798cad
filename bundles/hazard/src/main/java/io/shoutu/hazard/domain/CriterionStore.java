package io.shoutu.hazard.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.store.Tx;
import java.util.List;

/** Where the published criteria are kept (判定标准库). */
public interface CriterionStore {
    /** All of them with their clauses, also those no longer in force, by title. */
    List<CriterionStandard> all(Tx tx);

    /** Keeps one; the same code again replaces it. */
    void put(Tx tx, CriterionStandard standard, Actor by);
}
