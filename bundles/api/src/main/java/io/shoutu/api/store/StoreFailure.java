package io.shoutu.api.store;

/** The database failed (存储故障): not the asker's mistake, never hidden behind an empty answer. */
public class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
