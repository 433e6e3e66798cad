package io.shoutu.commons.store;

import io.shoutu.api.Problem;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The unit of work (工作单元) over one JDBC data source, bound to the calling thread, READ COMMITTED. */
@Component(service = UnitOfWork.class)
public final class JdbcUnitOfWork implements UnitOfWork {
    private static final Logger log = LoggerFactory.getLogger(JdbcUnitOfWork.class);
    /** Serialization failure and deadlock, as SQL (40001, 40P01) and as Derby (40XL1: lock not obtained in time) name them. */
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "40XL1", "40XL2");
    private static final int RETRIES = 3;

    private final DataSource source;
    private final ThreadLocal<JdbcTx> running = new ThreadLocal<>();

    @Activate
    public JdbcUnitOfWork(@Reference(target = "(dataSourceName=shoutu)") DataSource source) {
        this.source = source;
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
            } catch (LostRace lost) {
                if (attempt > RETRIES) {
                    throw raised(lost.getCause());
                }
                log.info("lost a race in the database, attempt {} of {}: {}", attempt, RETRIES, lost.getCause().toString());
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
        Connection connection;
        try {
            connection = source.getConnection();
        } catch (SQLException e) {
            throw new StoreFailure("no connection to the database", e);
        }
        JdbcTx tx = new JdbcTx(connection);
        boolean committed = false;
        T result = null;
        Throwable failure = null;
        try {
            connection.setAutoCommit(false);
            if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
            running.set(tx);
            result = work.with(tx);
            if (tx.doom != null) {
                // A race lost by inner work is tried again like one lost here; anything else the caller has swallowed is named.
                throw lostRace(tx.doom) ? tx.doom : new StoreFailure("inner work failed, so nothing of this unit of work was stored", tx.doom);
            }
            tx.beforeCommit.forEach(Runnable::run);
            connection.commit();
            committed = true;
        } catch (Throwable t) {
            failure = t;
        } finally {
            running.remove();
            tx.end();
        }
        if (!committed) {
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
        hooks(committed ? tx.afterCommit : tx.afterRollback);
        if (committed) {
            return result;
        }
        if (lostRace(failure) || lostRace(tx.doom)) {
            throw new LostRace(lostRace(failure) ? failure : tx.doom);
        }
        throw raised(failure);
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

    /** Carries a lost race from one attempt to the decision whether to try again. */
    private static final class LostRace extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostRace(Throwable cause) {
            super(null, cause, false, false);
        }
    }
}
