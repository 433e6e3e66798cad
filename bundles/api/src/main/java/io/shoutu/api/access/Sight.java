package io.shoutu.api.access;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who may see what (可见性): the scope of an actor applied to any subject, by asking the {@link Places} of its room.
 *
 * <p>Accounts and what happened to them are seen by security and auditor, and each by himself.
 */
@ProviderType
public interface Sight {
    /** Whether the actor may see that this subject exists. */
    boolean sees(Actor actor, Subject subject);

    /** {@link Problem.NotFound}, the same as for a subject that does not exist, where it may not be seen. */
    default void require(Actor actor, Subject subject) {
        if (!sees(actor, subject)) {
            throw Problem.NotFound.of(subject);
        }
    }
}
