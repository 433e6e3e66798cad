package io.shoutu.api.store;

/**
 * The database went away between the commit and its answer (提交结果未知), and nobody could be asked since: the work is stored wholly
 * or not at all, and only a look at the store will tell which.
 *
 * <p>Who gets it has acknowledged nothing yet and must not. Trying again is right where the work finds out for itself that it was
 * done already; a person is told to look first.
 */
public class OutcomeUnknown extends StoreFailure {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(String message, Throwable cause) {
        super(message, cause);
    }
}
