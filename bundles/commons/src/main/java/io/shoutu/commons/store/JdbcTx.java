package io.shoutu.commons.store;

import io.shoutu.api.store.Tx;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** A running transaction (事务) on one JDBC connection. */
public final class JdbcTx implements Tx {
    final List<Runnable> beforeCommit = new ArrayList<>();
    final List<Runnable> afterCommit = new ArrayList<>();
    final List<Runnable> afterRollback = new ArrayList<>();
    private final Connection connection;
    private final Thread thread = Thread.currentThread();
    private boolean over;
    private String number;
    Throwable doom;

    JdbcTx(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Connection connection() {
        check();
        return connection;
    }

    @Override
    public void afterCommit(Runnable action) {
        check();
        afterCommit.add(action);
    }

    @Override
    public void afterRollback(Runnable action) {
        check();
        afterRollback.add(action);
    }

    /** Runs just before the commit is asked for; neither commit nor rollback is certain yet. Only floor 1 needs it. */
    public void beforeCommit(Runnable action) {
        check();
        beforeCommit.add(action);
    }

    /** Takes note of the number the server gave this transaction, where a question asked anyway has brought it: {@link JdbcUnitOfWork} need not ask for it then. */
    public void numbered(String given) {
        check();
        number = given;
    }

    /** The number the server gave this transaction, or null where nobody has heard it yet. */
    String number() {
        return number;
    }

    void end() {
        over = true;
    }

    private void check() {
        if (over) {
            throw new IllegalStateException("this transaction is over");
        }
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("a transaction belongs to the thread it began on: " + thread.getName());
        }
    }
}
