package io.shoutu.api.store;

import org.osgi.annotation.versioning.ProviderType;

/** The unit of work (工作单元): everything inside one call is committed together or not at all. */
@ProviderType
public interface UnitOfWork {

    /** What is done inside one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T with(Tx tx) throws Exception;
    }

    /**
     * Runs the work in a transaction and answers its result after the commit.
     *
     * <p>On a thread that is already inside a unit of work the outer one is joined: its commit decides, and a failure of the
     * inner work dooms the outer one even if the caller catches it. A {@code RuntimeException} rolls back and flies up as it
     * is, a checked one inside {@link StoreFailure}.
     *
     * <p>The work may run more than once: a deadlock or lost race chosen by the database, and a connection that broke before the
     * commit was asked for, are tried again up to three times before they fly up; each time what went before was rolled back.
     *
     * <p>Once the commit was asked for it is never asked for again. Where the connection breaks before the answer, the database is
     * asked over another connection what became of it: committed, and the result is answered as if nothing had happened; rolled
     * back, and the work runs again. Where nobody can be asked the caller gets {@link OutcomeUnknown}: an answer without an
     * exception always means stored, {@code OutcomeUnknown} means stored wholly or not at all, any other exception means not stored.
     *
     * @throws StoreAway where the database does not answer; nothing was stored
     * @throws OutcomeUnknown where it went away during the commit; it may have been stored
     * @throws StoreFailure where the database itself failed; nothing was stored
     */
    <T> T run(Work<T> work);

    /** As {@link #run}, for work without a result. */
    default void execute(VoidWork work) {
        run(tx -> {
            work.with(tx);
            return null;
        });
    }

    /** What is done inside one transaction, without a result. */
    @FunctionalInterface
    interface VoidWork {
        void with(Tx tx) throws Exception;
    }
}
