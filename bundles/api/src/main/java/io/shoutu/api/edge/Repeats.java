package io.shoutu.api.edge;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Requests that may be sent twice and are done once (幂等): the answer of the first is kept for a day under the sender's own key.
 *
 * <p>Neither key nor answer is stored so that it could be read: the answer is sealed under the key, which only its sender knows.
 */
@ProviderType
public interface Repeats {
    /** What stands under a key (状态). */
    enum State {
        /** Nothing stood there; it is taken from now on and the request is to be done. */
        FRESH,
        /** The same request was answered. */
        ANSWERED,
        /** The same request was begun and no answer is kept: it runs still, or nobody knows how it ended. */
        OPEN,
        /** Another request stands under this key. */
        OTHER
    }

    /**
     * An answer as it is kept (已有应答).
     *
     * @param location, etag, mediaType or null
     * @param body may be empty
     */
    record Answer(int status, String mediaType, String location, String etag, byte[] body) {}

    /** What was found; the answer only where there is one. */
    record Begun(State state, Answer answer) {}

    /**
     * Takes a key, or tells what stands under it.
     *
     * @param fingerprint hash of method, address and body
     */
    Begun begin(String account, String key, String fingerprint);

    /** Keeps the answer of a request begun. */
    void answered(String account, String key, Answer answer);

    /** Frees the key of a request that changed nothing; one not begun is no error. */
    void forget(String account, String key);
}
