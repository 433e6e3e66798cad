package io.shoutu.commons.store;

import io.shoutu.api.Problem;
import io.shoutu.api.store.OutcomeUnknown;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.UnitOfWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unit of work (工作单元) over one JDBC data source, bound to the calling thread, READ COMMITTED.
 *
 * <p>A server database is asked for the transaction's number before each commit, where none of its answers brought it already, so that where the answer to the commit is lost
 * another connection can ask what became of it. An embedded one has no line that could break.
 */
@Component(service = UnitOfWork.class)
public final class JdbcUnitOfWork implements UnitOfWork {
    private static final Logger log = LoggerFactory.getLogger(JdbcUnitOfWork.class);
    /** Serialization failure and deadlock, as SQL (40001, 40P01) and as Derby (40XL1: lock not obtained in time) name them. */
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "40XL1", "40XL2");
    private static final int RETRIES = 3;
    /** How long to ask for the outcome of a commit: a server needs a moment to notice that the asker is gone. */
    private static final long SETTLING_MILLIS = 5_000;

    private final DataSource source;
    /** Who knows whether the database is away, or null where nobody watches. */
    private final Database database;
    private volatile Boolean server;
    /** Lines of the pool known to be READ COMMITTED as they are: a server would have to be asked each time. */
    private final Set<Connection> readCommitted = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final ThreadLocal<JdbcTx> running = new ThreadLocal<>();

    @Activate
    public JdbcUnitOfWork(@Reference(target = "(dataSourceName=shoutu)") DataSource source, @Reference Database database) {
        this.source = source;
        this.database = database;
    }

    /** Without a watch over the database: every failure is found out by itself, and a lost answer to a commit stays lost. */
    public JdbcUnitOfWork(DataSource source) {
        this(source, null);
    }

    @Override
    public <T> T run(Work<T> work) {
        JdbcTx outer = running.get();
        if (outer != null) {
            return join(outer, work);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (Again lost) {
                if (attempt > RETRIES) {
                    SQLException cause = sqlCause(lost.getCause());
                    throw Database.broken(cause) ? Database.gone(cause) : raised(lost.getCause());
                }
                log.info("{}, attempt {} of {}: {}", lost.what, attempt, RETRIES, lost.getCause().toString());
            }
        }
    }

    private <T> T join(JdbcTx outer, Work<T> work) {
        try {
            return work.with(outer);
        } catch (Throwable t) {
            if (outer.doom == null) {
                outer.doom = t;
            }
            throw raised(t);
        }
    }

    private <T> T once(Work<T> work) {
        unmark();
        Connection connection = connect();
        JdbcTx tx = new JdbcTx(connection);
        boolean committed = false;
        boolean asked = false;
        Mark mark = null;
        T result = null;
        Throwable failure = null;
        try {
            if (server == null) {
                server = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT).contains("postgresql");
            }
            connection.setAutoCommit(false);
            readCommitted(connection);
            running.set(tx);
            result = work.with(tx);
            if (tx.doom != null) {
                // A race lost by inner work is tried again like one lost here; anything else the caller has swallowed is named.
                throw lostRace(tx.doom) ? tx.doom : new StoreFailure("inner work failed, so nothing of this unit of work was stored", tx.doom);
            }
            mark = mark(tx);
            tx.beforeCommit.forEach(Runnable::run);
            asked = true;
            connection.commit();
            committed = true;
        } catch (Throwable t) {
            failure = t;
        } finally {
            running.remove();
            tx.end();
        }
        boolean broken = failure != null && sqlCause(failure) != null && Database.broken(sqlCause(failure));
        if (!committed && !broken) {
            try {
                connection.rollback();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }
        try {
            connection.close();
        } catch (SQLException e) {
            log.warn("connection could not be given back", e);
        }
        unmark();
        boolean unknown = false;
        if (broken) {
            if (database != null) {
                database.lookNow();
            }
            if (asked && mark.written()) {
                Boolean outcome = outcome(mark);
                committed = Boolean.TRUE.equals(outcome);
                unknown = outcome == null;
            }
        }
        hooks(committed ? tx.afterCommit : tx.afterRollback);
        if (committed) {
            return result;
        }
        if (unknown) {
            throw new OutcomeUnknown("the database went away during the commit; it may have stored the work or not", failure);
        }
        if (broken) {
            throw new Again("the connection broke before anything was committed", failure);
        }
        if (lostRace(failure) || lostRace(tx.doom)) {
            throw new Again("lost a race in the database", lostRace(failure) ? failure : tx.doom);
        }
        throw raised(failure);
    }

    private void readCommitted(Connection connection) throws SQLException {
        Connection line = connection.unwrap(Connection.class);
        if (readCommitted.contains(line)) {
            return;
        }
        if (connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED) {
            readCommitted.add(line);
        } else {
            // Not noted: the pool puts back what it lent out.
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    /**
     * After a fault of the disk Derby shuts its database down and interrupts whoever is at work in it. That mark would close every connection the thread is given
     * from then on. The house ends no thread that works on Derby by an interrupt, for Derby closes its files then (decision 0017).
     */
    private void unmark() {
        if (Boolean.FALSE.equals(server) && Thread.interrupted()) {
            log.info("the database has interrupted this thread; the thread goes on");
        }
    }

    private Connection connect() {
        if (database != null) {
            database.check();
        }
        try {
            return source.getConnection();
        } catch (SQLException e) {
            if (Database.busy(e)) {
                throw new StoreFailure("all connections to the database are in use", e);
            }
            if (database != null) {
                database.lookNow();
            }
            throw Database.gone(e);
        }
    }

    /**
     * What a transaction is asked about by, should the answer to its commit be lost.
     *
     * @param written whether it wrote anything
     * @param number the server's number of it; null on an embedded database, and where it wrote nothing
     * @param life the life the server was in, see {@link Database#life}
     */
    private record Mark(boolean written, String number, String life) {}

    private Mark mark(JdbcTx tx) throws SQLException {
        if (!server) {
            return new Mark(true, null, null);
        }
        String life = database == null ? null : database.life();
        String number = tx.number() != null ? tx.number() : first(tx.connection(), "SELECT CAST(pg_current_xact_id_if_assigned() AS TEXT)", null);
        return new Mark(number != null, number, life);
    }

    /** Whether the marked transaction was committed; null where nobody can be asked. */
    private Boolean outcome(Mark mark) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SETTLING_MILLIS);
        SQLException last = null;
        while (mark.number() != null && System.nanoTime() < deadline && (database == null || !database.away())) {
            try (Connection other = source.getConnection()) {
                other.setAutoCommit(true);
                String status = first(other, "SELECT pg_xact_status(CAST(CAST(? AS TEXT) AS xid8))", mark.number());
                log.info("the answer to a commit was lost; asked again, the database says of {}: {}", mark.number(), status);
                if ("aborted".equals(status)) {
                    return false;
                }
                // A server that crashed may have given the number of a transaction it lost to another one since.
                if ("committed".equals(status)) {
                    return mark.life() != null && mark.life().equals(Database.life(other)) ? true : null;
                }
                if (status == null) {
                    return null;
                }
                // In progress: the server has not noticed yet that the connection is gone.
            } catch (SQLException e) {
                last = e;
                if (!Database.broken(e) || e instanceof SQLTransientConnectionException) {
                    break;
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        log.warn("the answer to a commit was lost and the database cannot be asked what became of it", last);
        return null;
    }

    static String first(Connection connection, String question, String argument) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(question)) {
            if (argument != null) {
                ask.setString(1, argument);
            }
            try (ResultSet answer = ask.executeQuery()) {
                answer.next();
                return answer.getString(1);
            }
        }
    }

    /** The decision has fallen: a hook that fails can no longer change it and must not hide it from the others. */
    private static void hooks(List<Runnable> hooks) {
        for (Runnable hook : hooks) {
            try {
                hook.run();
            } catch (RuntimeException e) {
                log.error("a hook failed after its transaction had ended", e);
            }
        }
    }

    private static boolean lostRace(Throwable t) {
        SQLException sql = sqlCause(t);
        return sql != null && LOST_RACES.contains(sql.getSQLState());
    }

    private static SQLException sqlCause(Throwable t) {
        for (int depth = 0; t != null && depth < 20; t = t.getCause(), depth++) {
            if (t instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static RuntimeException raised(Throwable t) {
        if (t instanceof Error error) {
            throw error;
        }
        if (t instanceof Problem || t instanceof StoreFailure || t instanceof RuntimeException && sqlCause(t) == null) {
            return (RuntimeException) t;
        }
        return new StoreFailure(sqlCause(t) == null ? "the work failed: " + t : "the database failed: " + sqlCause(t).getMessage(), t);
    }

    /** Carries what may be tried again from one attempt to the decision whether to. */
    private static final class Again extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String what;

        Again(String what, Throwable cause) {
            super(null, cause, false, false);
            this.what = what;
        }
    }
}
