package io.shoutu.responsibility.domain;

import io.shoutu.api.store.Tx;
import java.util.List;
import java.util.Optional;

/** Where disputes are kept (争议库). */
public interface DisputeStore {
    void add(Tx tx, Dispute dispute);

    /**
     * Keeps a changed dispute and its new statements, and answers it with its new version.
     *
     * @throws io.shoutu.api.Problem.Stale where somebody else kept another one since
     */
    Dispute keep(Tx tx, Dispute dispute);

    Optional<Dispute> find(Tx tx, String number);

    /** The latest first. @param state only these, or null */
    List<Dispute> all(Tx tx, Dispute.State state);
}
