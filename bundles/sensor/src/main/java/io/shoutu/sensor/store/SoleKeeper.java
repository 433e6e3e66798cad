package io.shoutu.sensor.store;

import io.shoutu.api.edge.Readiness;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the ownership (独占看守): the memory of this room is right only while one node alone writes its tables, so a second node on the
 * same PostgreSQL waits until the first has gone, and takes over then.
 *
 * <p>Two fences, one behind the other. An advisory lock on a connection kept for it tells who may begin; the database lets it go when
 * the connection ends. And each owner has its own term, which every commit of readings and every pass of the packer names: who was
 * replaced without noticing writes nothing any more.
 */
@Component(service = Readiness.class, immediate = true)
public final class SoleKeeper implements Readiness, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SoleKeeper.class);
    /** "shoutu" and "sensor" as one number, so that nobody else takes it by chance. */
    private static final long LOCK = 0x73686f7574755352L;
    private static final long EVERY_MILLIS = 1_000;
    private static final int PATIENCE_SECONDS = 2;

    /** What becomes of it. */
    interface Told {
        void owner(Sole sole);

        void noLonger();
    }

    private final DataSource source;
    private final UnitOfWork work;
    private final RowNumbers terms;
    private final Told told;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread keeping;
    private Connection lock;
    private volatile Sole sole;
    private volatile String waiting = "正在取得传感数据的独占权";

    @Activate
    public SoleKeeper(BundleContext context, @Reference(target = "(dataSourceName=shoutu)") DataSource source, @Reference Sql sql,
            @Reference UnitOfWork work, @Reference(target = "(word=sensor)") Schema schema) {
        this(source, sql, work, new Service(context));
    }

    SoleKeeper(DataSource source, Sql sql, UnitOfWork work, Told told) {
        this.source = source;
        this.work = work;
        this.terms = new RowNumbers(sql);
        this.told = told;
        if (sql.embedded()) {
            keeping = null;
            own(Sole.EMBEDDED);
        } else {
            keeping = new Thread(this::keep, "sensor-sole");
            keeping.setDaemon(true);
            keeping.start();
        }
    }

    /** As a service others wait for. */
    private static final class Service implements Told {
        private final BundleContext context;
        private ServiceRegistration<Sole> registration;

        Service(BundleContext context) {
            this.context = context;
        }

        @Override
        public synchronized void owner(Sole sole) {
            registration = context.registerService(Sole.class, sole, null);
        }

        @Override
        public synchronized void noLonger() {
            if (registration != null) {
                registration.unregister();
                registration = null;
            }
        }
    }

    @Deactivate
    @Override
    public void close() {
        end.countDown();
        try {
            if (keeping != null) {
                keeping.join(10_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        disown();
    }

    private void keep() {
        try {
            do {
                try {
                    look();
                } catch (SQLException | StoreFailure e) {
                    // While the store is away nobody else can begin either; the term tells afterwards.
                    log.debug("the ownership cannot be looked at", e);
                    letGo();
                }
            } while (!end.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        letGo();
    }

    private void look() throws SQLException {
        if (lock != null) {
            if (!lock.isValid(PATIENCE_SECONDS)) {
                letGo();
            }
            return;
        }
        Connection connection = source.getConnection();
        boolean mine = false;
        try {
            connection.setAutoCommit(true);
            mine = first(connection, "select pg_try_advisory_lock(" + LOCK + ")");
        } finally {
            if (!mine) {
                connection.close();
            }
        }
        if (!mine) {
            // Once more before giving up: after a broken line the database may hold our own old connection for a moment.
            if (sole != null && work.run(tx -> terms.last(tx, RowNumbers.OWNER)) != sole.term()) {
                log.warn("another node has taken over the readings; this one stops and waits");
                disown();
            }
            waiting = "另一个节点正在使用同一数据库的传感数据，本节点等待接替";
            return;
        }
        lock = connection;
        Sole before = sole;
        if (before == null || work.run(tx -> terms.last(tx, RowNumbers.OWNER)) != before.term()) {
            disown();
            own(new Sole(work.run(tx -> terms.next(tx, RowNumbers.OWNER))));
        }
    }

    private static boolean first(Connection connection, String question) throws SQLException {
        try (Statement ask = connection.createStatement(); ResultSet answer = ask.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private void own(Sole now) {
        log.info("this node owns the readings, term {}", now.term());
        sole = now;
        told.owner(now);
    }

    private void disown() {
        if (sole != null) {
            sole = null;
            told.noLonger();
        }
    }

    /** Gives the lock back with its connection, which may be broken. */
    private void letGo() {
        Connection was = lock;
        lock = null;
        if (was == null) {
            return;
        }
        try (was) {
            first(was, "select pg_advisory_unlock(" + LOCK + ")");
        } catch (SQLException e) {
            log.debug("the connection of the ownership is broken; the database gives the lock back itself", e);
        }
    }

    @Override
    public String name() {
        return "sensor-owner";
    }

    @Override
    public State state() {
        return sole == null ? new State(false, waiting) : new State(true, "本节点独占传感数据");
    }
}
