package io.shoutu.sensor.domain;

import io.shoutu.api.Subject;
import io.shoutu.api.store.Tx;
import java.util.List;
import java.util.Optional;

/** Where disposals and comments are kept (处置库). */
public interface DisposalStore {
    Optional<Disposal> find(Tx tx, String alarm);

    /** Writes it, new where its version is 1; false where the row no longer has the version before. */
    boolean keep(Tx tx, Disposal disposal);

    void comment(Tx tx, Comment comment);

    /** Oldest first. */
    List<Comment> comments(Tx tx, Subject about);

    /** The memo of a rule takes the place of the one before; null takes it away. */
    void memo(Tx tx, String rule, Comment memo);

    Optional<Comment> memo(Tx tx, String rule);
}
