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
     * is, a checked one inside {@link StoreFailure}; a deadlock or lost race chosen by the database is tried again up to
     * three times before it flies up.
     *
     * @throws StoreFailure where the database itself failed
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
