package io.shoutu.sensor.domain;

import io.shoutu.api.Page;
import io.shoutu.api.store.Tx;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where suppressions are kept (抑制库). */
public interface SuppressionStore {
    /**
     * Which ones; null means any, an empty set of states means all.
     *
     * @param rules only of these rules, where a scope limits what is seen; null for all
     * @param devices only of these devices likewise
     */
    record Query(Set<Suppression.State> states, Suppression.Kind kind, String device, String rule, String cursor, int limit, Set<String> rules, Set<String> devices) {}

    /** All that are in force. */
    List<Suppression> inForce(Tx tx);

    Optional<Suppression> find(Tx tx, String number);

    /** Newest first. */
    Page<Suppression> list(Tx tx, Query query);

    void add(Tx tx, Suppression suppression);

    /** Replaces it if the row still has the version before; false where it has not. */
    boolean move(Tx tx, Suppression suppression);
}
