package io.shoutu.api.store;

/**
 * The database does not answer (数据库断开): nothing of this work was stored, and trying again is right once it is back.
 *
 * <p>While it is known to be away this is raised at once, without waiting.
 */
public class StoreAway extends StoreFailure {
    private static final long serialVersionUID = 1L;

    public StoreAway(String message, Throwable cause) {
        super(message, cause);
    }
}
