package io.shoutu.commons.time;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.edge.Readiness;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.StoreAway;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Dues;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.sql.Sql;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The house clock (钟): tells {@code time.due} for every due and {@code day.began} once per day, also for those missed while it stood still. */
@Component(service = {Dues.class, HouseClock.class, Readiness.class})
public final class HouseClock implements Dues, Readiness, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HouseClock.class);
    private static final Actor CLOCK = Actor.system("clock");
    private static final long LONGEST_WAIT = 1_000;
    private static final String AWAY = "等待数据库恢复";
    private static final Table<?> DUE = table("due");
    private static final Field<String> KIND = field("subject_kind", String.class);
    private static final Field<String> NUMBER = field("subject_number", String.class);
    private static final Field<String> NAME = field("due_name", String.class);
    private static final Field<Long> DUE_AT = field("due_at", Long.class);
    private static final Table<?> DAY_TOLD = table("day_told");
    private static final Field<String> TOLD_DAY = field("told_day", String.class);

    private final Clock clock;
    private final UnitOfWork work;
    private final Sql sql;
    private final Journal journal;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile String trouble = "尚未走完第一轮";
    private LocalDate lastTold;

    @Activate
    public HouseClock(@Reference Clock clock, @Reference UnitOfWork work, @Reference Sql sql, @Reference Journal journal,
            @Reference(target = "(word=commons)") Schema schema) {
        this(clock, work, sql, journal, true);
    }

    private HouseClock(Clock clock, UnitOfWork work, Sql sql, Journal journal, boolean ownThread) {
        this.clock = clock;
        this.work = work;
        this.sql = sql;
        this.journal = journal;
        this.thread = ownThread ? new Thread(this::goForever, "house-clock") : null;
        if (ownThread) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** A clock without a thread: it goes when {@link #tick} is called. */
    public static HouseClock drivenByHand(Clock clock, UnitOfWork work, Sql sql, Journal journal) {
        return new HouseClock(clock, work, sql, journal, false);
    }

    @Deactivate
    @Override
    public void close() throws InterruptedException {
        running = false;
        if (thread != null) {
            LockSupport.unpark(thread);
            // Not interrupted: Derby closes its files on an interrupt.
            thread.join(10_000);
        }
    }

    @Override
    public String name() {
        return "house-clock";
    }

    @Override
    public State state() {
        String text = trouble;
        return text == null ? new State(true, "时钟正常") : new State(false, "时钟异常：" + text);
    }

    private void goForever() {
        while (running) {
            long wait = LONGEST_WAIT;
            try {
                tick();
                Long next = work.run(tx -> sql.on(tx).select(min(DUE_AT)).from(DUE).fetchOne(0, Long.class));
                if (next != null) {
                    wait = Math.max(1, Math.min(LONGEST_WAIT, next - clock.millis()));
                }
                trouble = null;
            } catch (StoreAway e) {
                // The database says itself that it is away; once is enough here.
                if (!AWAY.equals(trouble)) {
                    log.warn("the house clock waits for the database: {}", e.getMessage());
                }
                trouble = AWAY;
            } catch (RuntimeException | Error e) {
                trouble = "数据库故障，正在重试";
                log.error("the house clock stumbled and tries again in a second", e);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(wait));
        }
    }

    /** Tells every day that began and everything that fell due up to now; answers how many facts that were. */
    public synchronized int tick() {
        return tellDays() + tellDues();
    }

    private int tellDays() {
        LocalDate today = Legal.day(clock.instant());
        if (lastTold == null) {
            String text = work.run(tx -> sql.on(tx).select(max(TOLD_DAY)).from(DAY_TOLD).fetchOne(0, String.class));
            // The very first start tells today only: before it there was no house that could have missed a day.
            lastTold = text == null ? today.minusDays(1) : LocalDate.parse(text);
        }
        int told = 0;
        while (lastTold.isBefore(today)) {
            LocalDate day = lastTold.plusDays(1);
            told += work.run(tx -> {
                // Where several nodes share the database only one of them inserts the day.
                if (sql.on(tx).insertInto(DAY_TOLD, TOLD_DAY).values(day.toString()).onConflict(TOLD_DAY).doNothing().execute() == 0) {
                    return 0;
                }
                journal.write(tx, new Fact(new Subject("day", day.toString()), DAY_BEGAN, Legal.startOf(day), CLOCK, Map.of("date", day.toString())));
                return 1;
            });
            lastTold = day;
        }
        return told;
    }

    private int tellDues() {
        int told = 0;
        for (;;) {
            long now = clock.millis();
            List<Due> over = work.run(tx -> dues(tx, DUE_AT.le(now), 200));
            for (Due due : over) {
                told += work.run(tx -> tell(tx, due));
            }
            if (over.size() < 200) {
                return told;
            }
        }
    }

    /** The delete decides: a due moved, cancelled or told by another node since we looked is not told. */
    private int tell(Tx tx, Due due) {
        if (sql.on(tx).deleteFrom(DUE).where(is(due.subject(), due.name())).and(DUE_AT.eq(due.at().toEpochMilli())).execute() == 0) {
            return 0;
        }
        journal.write(tx, new Fact(due.subject(), TIME_DUE, due.at(), CLOCK, Map.of("name", due.name(), "at", due.at().toString())));
        return 1;
    }

    @Override
    public void set(Tx tx, Due due) {
        if (move(tx, due)) {
            return;
        }
        try {
            sql.on(tx).insertInto(DUE, KIND, NUMBER, NAME, DUE_AT)
                    .values(due.subject().kind(), due.subject().number(), due.name(), due.at().toEpochMilli())
                    .onConflict(KIND, NUMBER, NAME).doUpdate().set(DUE_AT, due.at().toEpochMilli()).execute();
        } catch (DataAccessException e) {
            // Derby's MERGE may lose against another's first insert; the row is there then.
            if (!sql.embedded() || !"23505".equals(e.sqlState())) {
                throw e;
            }
            move(tx, due);
        }
    }

    @Override
    public void add(Tx tx, Due due) {
        sql.on(tx).insertInto(DUE, KIND, NUMBER, NAME, DUE_AT).values(due.subject().kind(), due.subject().number(), due.name(), due.at().toEpochMilli()).execute();
    }

    private boolean move(Tx tx, Due due) {
        return sql.on(tx).update(DUE).set(DUE_AT, due.at().toEpochMilli()).where(is(due.subject(), due.name())).execute() == 1;
    }

    @Override
    public void cancel(Tx tx, Subject subject, String name) {
        sql.on(tx).deleteFrom(DUE).where(is(subject, name)).execute();
    }

    @Override
    public List<Due> pending(Subject subject) {
        return work.run(tx -> dues(tx, KIND.eq(subject.kind()).and(NUMBER.eq(subject.number())), 1_000));
    }

    private List<Due> dues(Tx tx, Condition where, int limit) {
        return sql.on(tx).select(KIND, NUMBER, NAME, DUE_AT).from(DUE).where(where).orderBy(DUE_AT, KIND, NUMBER, NAME).limit(limit)
                .fetch(r -> new Due(new Subject(r.value1(), r.value2()), r.value3(), Instant.ofEpochMilli(r.value4())));
    }

    private static Condition is(Subject subject, String name) {
        return KIND.eq(subject.kind()).and(NUMBER.eq(subject.number())).and(NAME.eq(name));
    }
}
