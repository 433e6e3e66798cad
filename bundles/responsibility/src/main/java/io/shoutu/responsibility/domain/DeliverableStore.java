package io.shoutu.responsibility.domain;

import io.shoutu.api.store.Tx;
import java.util.List;
import java.util.Optional;

/** Where results are kept (成果材料库). */
public interface DeliverableStore {
    void add(Tx tx, Deliverable deliverable);

    /**
     * Keeps a changed one and answers it with its new version.
     *
     * @throws io.shoutu.api.Problem.Stale where somebody else kept another one since
     */
    Deliverable keep(Tx tx, Deliverable deliverable);

    Optional<Deliverable> find(Tx tx, String number);

    /**
     * The latest first.
     *
     * @param list number of a list, or null
     * @param state only these, or null
     */
    List<Deliverable> all(Tx tx, String list, Deliverable.State state);
}
