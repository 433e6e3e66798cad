package io.shoutu.responsibility.domain.accountability;

import io.shoutu.api.store.Tx;
import java.util.List;
import java.util.Optional;

/** Where accountability is kept (问责库). */
public interface AccountabilityStore {
    void add(Tx tx, Accountability accountability);

    /**
     * Keeps a changed one and answers it with its new version.
     *
     * @throws io.shoutu.api.Problem.Stale where somebody else kept another one since
     */
    Accountability keep(Tx tx, Accountability accountability);

    Optional<Accountability> find(Tx tx, String number);

    /** The latest first. @param state only these, or null */
    List<Accountability> all(Tx tx, Accountability.State state);
}
