package io.shoutu.commons.store;

import io.shoutu.api.edge.Metrics;
import io.shoutu.api.edge.Readiness;
import io.shoutu.api.store.StoreAway;
import io.shoutu.api.time.Legal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
 * The database (数据库) as this node reaches it: whether it answers, and since when it does not.
 *
 * <p>Looked at once a second in the background, over a connection kept for that. It registers itself as a service when the database
 * has answered for the first time, so that nothing that needs tables starts before; from then on it stays, and while the database is
 * away every unit of work is refused at once instead of waiting for a connection.
 */
@Component(service = {Readiness.class, Metrics.class}, immediate = true)
public final class Database implements Readiness, Metrics, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(Legal.ZONE);
    private static final int PATIENCE_SECONDS = 2;
    /** A connection that broke and could not be replaced for this long means away; the pool itself would wait for seconds. */
    private static final long DOUBT_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final DataSource source;
    private final Clock clock;
    private final Runnable atFirstAnswer;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile boolean answered;
    private volatile Away away;
    private volatile Doubt doubt;
    private volatile long looks;
    private volatile String product = "";
    private volatile String life;
    private volatile long outages;
    private Connection held;
    private ServiceRegistration<Database> registration;

    /** Since when it does not answer, and what was heard instead. */
    private record Away(Instant since, SQLException cause) {}

    /** The kept connection broke, and another one is being asked for. */
    private record Doubt(long begun, Away away) {}

    @Activate
    public Database(BundleContext context, @Reference(target = "(dataSourceName=shoutu)") DataSource source, @Reference Clock clock) {
        this.source = source;
        this.clock = clock;
        this.atFirstAnswer = () -> register(context);
        this.thread = begin();
    }

    private Database(DataSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
        this.atFirstAnswer = () -> log.debug("the database answers");
        this.thread = begin();
    }

    /** A database looked at without OSGi, for tests. */
    public static Database watched(DataSource source, Clock clock) {
        return new Database(source, clock);
    }

    private Thread begin() {
        Thread looking = new Thread(this::look, "database");
        looking.setDaemon(true);
        looking.start();
        return looking;
    }

    private synchronized void register(BundleContext context) {
        if (running) {
            registration = context.registerService(Database.class, this, null);
        }
    }

    @Deactivate
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            running = false;
        }
        if (registration != null) {
            registration.unregister();
        }
        LockSupport.unpark(thread);
        // Not interrupted: Derby closes its files on an interrupt.
        thread.join(10_000);
    }

    private void look() {
        while (running) {
            // Derby interrupts those at work in a database it shuts down; the mark would close the next connection too.
            Thread.interrupted();
            try {
                ask();
                cameBack();
            } catch (SQLException e) {
                if (busy(e)) {
                    log.debug("all connections are in use; that says nothing about the database", e);
                } else {
                    wentAway(e);
                }
            } catch (RuntimeException | Error e) {
                log.error("the watch over the database stumbled and looks again", e);
            }
            doubt = null;
            looks++;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(away == null ? 1_000 : 250));
        }
        drop();
    }

    private void ask() throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (;;) {
            if (held == null) {
                held = source.getConnection();
                product = held.getMetaData().getDatabaseProductName() + " " + held.getMetaData().getDatabaseProductVersion();
                held.setAutoCommit(true);
                if (server()) {
                    held.setNetworkTimeout(Runnable::run, (int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
                }
            }
            try {
                if (server()) {
                    life = life(held);
                } else if (!held.isValid(PATIENCE_SECONDS)) {
                    throw new SQLException("the database does not answer within " + PATIENCE_SECONDS + " s", "08006");
                }
                return;
            } catch (SQLException e) {
                drop();
                if (doubt == null) {
                    doubt = new Doubt(System.nanoTime(), new Away(clock.instant(), e));
                }
                // The pool may hold more connections of before, each found broken when it is used; the database itself may be well.
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    private boolean server() {
        return product.startsWith("PostgreSQL");
    }

    private void drop() {
        if (held == null) {
            return;
        }
        try {
            held.close();
        } catch (SQLException e) {
            log.debug("a broken connection could not be closed", e);
        }
        held = null;
    }

    private void cameBack() {
        Away was = away;
        away = null;
        if (was != null) {
            log.info("the database answers again after {} s", Duration.between(was.since(), clock.instant()).toSeconds());
        }
        if (!answered) {
            answered = true;
            atFirstAnswer.run();
        }
    }

    private void wentAway(SQLException cause) {
        if (away == null) {
            away = new Away(doubt == null ? clock.instant() : doubt.away().since(), cause);
            outages++;
            log.error("the database went away: {}", cause.toString());
        } else if (away.cause().getSQLState() == null || !away.cause().getSQLState().equals(cause.getSQLState())) {
            away = new Away(away.since(), cause);
            log.error("the database is still away: {}", cause.toString());
        }
    }

    /** The pool had none to lend and yet met no trouble making one. */
    static boolean busy(SQLException e) {
        return e instanceof SQLTransientConnectionException && e.getCause() == null;
    }

    /** Whether this says that the connection, not the statement, has failed. */
    static boolean broken(SQLException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            String state = t instanceof SQLException s ? s.getSQLState() : null;
            // 08: connection. 57P01 to 57P03: ended by the administrator, crashed, not yet or no longer taking anyone in.
            if (state != null && (state.startsWith("08") || state.startsWith("57P0"))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Lets pass while the database answers.
     *
     * @throws StoreAway where it is known to be away
     */
    void check() {
        Away now = known();
        if (now != null) {
            throw gone(now.cause());
        }
    }

    /** Whether it is known to be away. */
    boolean away() {
        return known() != null;
    }

    private Away known() {
        Doubt now = doubt;
        return away == null && now != null && System.nanoTime() - now.begun() > DOUBT_NANOS ? now.away() : away;
    }

    /**
     * The life the server was in when it was last looked at, or null. It begins anew when the server is started, and when it has
     * recovered from a crash, which ends with a checkpoint; also with any other checkpoint, so that equal lives mean: no crash between.
     */
    String life() {
        return life;
    }

    static String life(Connection connection) throws SQLException {
        return JdbcUnitOfWork.first(connection, "SELECT CAST(pg_postmaster_start_time() AS TEXT) || ' ' || CAST(checkpoint_lsn AS TEXT) FROM pg_control_checkpoint()", null);
    }

    /** Somebody's connection broke: looks at once, not in a second, and comes back when it is known whether the database answers. */
    void lookNow() {
        long before = looks;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        LockSupport.unpark(thread);
        while (looks == before && known() == null && running && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    static StoreAway gone(SQLException cause) {
        return new StoreAway("the database does not answer: " + cause.getMessage(), cause);
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public State state() {
        Away now = known();
        if (now != null) {
            return new State(false, (answered ? "数据库已断开" : "数据库尚未应答") + "，自 " + MOMENT.format(now.since()) + " 起（已 "
                    + Math.max(0, Duration.between(now.since(), clock.instant()).toSeconds()) + " 秒）：" + inWords(now.cause()) + "；恢复后平台自动继续，无需重启");
        }
        return answered ? new State(true, "数据库应答正常（" + product + "）") : new State(false, "正在连接数据库");
    }

    private static String inWords(SQLException cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            String state = t instanceof SQLException s && s.getSQLState() != null ? s.getSQLState() : "";
            if (state.startsWith("28")) {
                return "账号或口令不被接受，请检查数据源配置（口令文件末尾不要有换行）";
            }
            if (state.equals("3D000")) {
                return "服务器上没有这个数据库，请检查数据源配置里的地址";
            }
            if (state.equals("53300")) {
                return "数据库的连接数已满";
            }
            if (state.equals("57P03")) {
                return "数据库正在启动或恢复";
            }
        }
        return "请检查数据库服务和网络";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(new Metric("shoutu_database_up", "Whether the database answers", Kind.GAUGE, Map.of(), answered && known() == null ? 1 : 0),
                new Metric("shoutu_database_outages_total", "How often it went away since the start", Kind.COUNTER, Map.of(), outages + (away == null && known() != null ? 1 : 0)));
    }
}
