package io.shoutu.api.access;

import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where the records of a room lie (归属), so that what is told about them elsewhere - journal, chain, attachments, live events - keeps
 * to the same {@link Scope} as the room's own lists. Registered as a service by each room; kinds no room answers for are seen only by
 * those who see everything.
 */
@ConsumerType
public interface Places {
    /** Where one record lies; what is not known of it is null. */
    record Place(AreaCode area, String unit, CreditCode enterprise) {
        public static final Place UNKNOWN = new Place(null, null, null);

        public boolean inside(Scope scope) {
            return scope.admits(area, unit, enterprise);
        }
    }

    /** Kinds of subjects this room answers for, e.g. {@code hazard}. */
    Set<String> kinds();

    /** Where it lies; empty where there is no such record. */
    Optional<Place> place(Subject subject);
}
