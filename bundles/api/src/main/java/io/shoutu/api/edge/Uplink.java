package io.shoutu.api.edge;

import io.shoutu.api.Subject;
import java.time.Instant;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An uplink (上报通道): a way out to a higher platform, a notary, a second machine.
 *
 * <p>Each parcel is offered to every uplink that takes its kind until the uplink has taken it, also after a restart; an uplink that was
 * away gets what it missed, oldest first. So the same parcel may come twice: the receiver knows it by its id.
 */
@ConsumerType
public interface Uplink {
    /** Name, lower case letters, digits and hyphens, e.g. {@code province}; what was sent is remembered under it. */
    String name();

    /** The kinds of parcel it takes, e.g. {@code journal-checkpoint}. */
    Set<String> takes();

    /** Sends; returning means taken by the other side, throwing means not, or not known: try again later. May block; has a time-out of its own. */
    void push(Parcel parcel) throws Exception;

    /**
     * What is sent (上报件).
     *
     * @param id unique over all parcels of the platform, the same when sent again
     * @param kind what sort, e.g. {@code journal-checkpoint}
     * @param about what it is about
     * @param mediaType e.g. {@code text/plain;charset=utf-8}
     * @param content its bytes, not to be changed
     */
    record Parcel(String id, String kind, Subject about, String mediaType, byte[] content, Instant made) {}
}
