package io.shoutu.commons.testing;

import io.shoutu.api.Actor;
import io.shoutu.api.attachments.Attachments;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.journal.Listeners;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Dues;
import io.shoutu.api.time.Numbers;
import io.shoutu.api.time.WorkCalendar;
import io.shoutu.commons.attachments.FileAttachments;
import io.shoutu.commons.directory.SqlDirectory;
import io.shoutu.commons.journal.Ears;
import io.shoutu.commons.journal.EntryIds;
import io.shoutu.commons.journal.Sealer;
import io.shoutu.commons.journal.SqlJournal;
import io.shoutu.commons.search.SearchIndex;
import io.shoutu.commons.sql.Sql;
import io.shoutu.commons.store.Database;
import io.shoutu.commons.store.JdbcUnitOfWork;
import io.shoutu.commons.store.Migrations;
import io.shoutu.commons.time.HouseClock;
import io.shoutu.commons.time.SqlNumbers;
import io.shoutu.commons.time.SqlWorkCalendar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The house for a test: the real bricks of floor 1 over a database of its own, without OSGi, without threads, without waiting.
 *
 * <p>The database is Derby in memory unless the test says {@link #onPostgres} or the run says {@code -Dshoutu.house=postgres}. A module
 * whose tests say so names {@code org.postgresql:postgresql} among its test dependencies.
 *
 * <p>It begins on Friday 2026-02-13 09:00 in China. What is written is sealed and heard when {@link #settle} is called.
 *
 * <pre>{@code
 * try (House house = House.with("hazard", SqlHazardStore.class)) {
 *     house.listen("hazard.from-alarm", entry -> …, "sensor.alarm-raised");
 *     house.clock().advance(Duration.ofDays(1));
 *     house.settle();
 * }
 * }</pre>
 */
public final class House implements AutoCloseable {
    private final Ground ground;
    private final boolean guest;
    private final MovableClock clock;
    private final DataSource source;
    private final UnitOfWork work;
    private final Sql sql;
    private final EntryIds ids;
    private final Sealer sealer;
    private final Journal journal;
    private final Ears ears;
    private final HouseClock houseClock;
    private final Numbers numbers;
    private WorkCalendar calendar;
    private SqlDirectory directory;
    private SearchIndex searchIndex;
    private FileAttachments attachments;
    private Path files;

    private House(Ground ground, House host, Database watch) {
        this.ground = ground;
        this.guest = host != null;
        this.clock = guest ? host.clock : new MovableClock(Instant.parse("2026-02-13T01:00:00Z"));
        source = ground.source();
        if (!guest && !ground.furnished()) {
            migrate("commons", House.class.getClassLoader());
        }
        work = new JdbcUnitOfWork(source, watch);
        sql = new Sql(source);
        ids = new EntryIds(sql, schema("commons"));
        sealer = Sealer.drivenByHand(work, sql);
        journal = new SqlJournal(clock, work, sql, ids, sealer, schema("commons"));
        ears = Ears.drivenByHand(clock, work, sql, journal, sealer);
        houseClock = HouseClock.drivenByHand(clock, work, sql, journal);
        numbers = new SqlNumbers(work, sql, schema("commons"));
    }

    /** A house on Derby in memory, with the tables of floor 1 alone. */
    public static House onDerby() {
        return new House(new DerbyGround(), null, null);
    }

    /** A house on PostgreSQL, with the tables of floor 1 alone. The server is started by the first test that asks, and ends with the tests. */
    public static House onPostgres() {
        return new House(new PostgresGround(), null, null);
    }

    /** A house on a server of the test's own, through a pool of its own, with its eye on it; closing it closes neither. */
    public static House over(DataSource source, Database watch) {
        return new House(new Ground() {
            @Override
            public DataSource source() {
                return source;
            }

            @Override
            public void close() {
                // The test's own.
            }
        }, null, watch);
    }

    /** A second node on the same database under the same clock; close it before this one. Only PostgreSQL lets two nodes in. */
    public House beside() {
        if (sql.embedded()) {
            throw new IllegalStateException("an embedded database belongs to one node");
        }
        return new House(ground, this, null);
    }

    /** A house with the tables of floor 1 alone. */
    public static House empty() {
        return "postgres".equals(System.getProperty("shoutu.house")) ? onPostgres() : onDerby();
    }

    /** A house with the tables of floor 1 and of one room, whose scripts are found beside the given class. */
    public static House with(String word, Class<?> room) {
        return empty().and(word, room);
    }

    /** Adds another room's tables. */
    public House and(String word, Class<?> room) {
        if (!ground.and(word, room)) {
            migrate(word, room.getClassLoader());
        }
        return this;
    }

    private void migrate(String word, ClassLoader loader) {
        try {
            Migrations.run(source, word, ClassPathScripts.of(word, loader));
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of " + word + " could not be made", e);
        }
    }

    public DataSource source() {
        return source;
    }

    public MovableClock clock() {
        return clock;
    }

    public UnitOfWork work() {
        return work;
    }

    public Sql sql() {
        return sql;
    }

    public Journal journal() {
        return journal;
    }

    /** Gives the ids of entries; a test that makes another journal over this house hands it on. */
    public EntryIds ids() {
        return ids;
    }

    /** Seals what was written when the house settles. */
    public Sealer sealer() {
        return sealer;
    }

    /** The listeners; they hear when the house settles. */
    public Ears listeners() {
        return ears;
    }

    public Dues dues() {
        return houseClock;
    }

    public Numbers numbers() {
        return numbers;
    }

    /** The working calendar with the notices of 2019 to 2026. Made when first asked for: most tests need none. */
    public WorkCalendar calendar() {
        if (calendar == null) {
            calendar = new SqlWorkCalendar(clock, work, sql, journal, schema("commons"));
        }
        return calendar;
    }

    /** The words records are found by, empty at first. */
    public SearchIndex searchIndex() {
        if (searchIndex == null) {
            searchIndex = new SearchIndex(work, sql, schema("commons"));
        }
        return searchIndex;
    }

    /** The directory, empty at first. */
    public SqlDirectory directory() {
        if (directory == null) {
            directory = new SqlDirectory(clock, work, sql, journal, searchIndex(), schema("commons"));
        }
        return directory;
    }

    /** Attachments in a folder of their own, removed with the house; at most 1 MB each. */
    public Attachments attachments() {
        if (attachments == null) {
            try {
                files = Files.createTempDirectory("house-files");
                attachments = new FileAttachments(files, clock, work, sql, journal, ears, 1_048_576, Duration.ofDays(1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return attachments;
    }

    /** The folder the attachments lie in, for tests that look behind them. */
    public Path files() {
        attachments();
        return files;
    }

    /** What a store waits for, to hand to its constructor. */
    public Schema schema(String word) {
        return new Schema() {
            @Override
            public String word() {
                return word;
            }

            @Override
            public String version() {
                return "test";
            }
        };
    }

    /** A person with the given roles, e.g. {@code actor("zhang.wei", "operator")}. */
    public static Actor actor(String account, String... roles) {
        return new Actor(account, account, Actor.Kind.PERSON, Set.of(roles));
    }

    /** Listens from now on; a failing entry is tried three times at once and then parked. */
    public Listeners.Hearing listen(String name, Listeners.Handler handler, String... facts) {
        return ears.listen(new Listeners.Listener(name, Arrays.asList(facts), false, 3), handler);
    }

    /** Listens as the listener says. */
    public Listeners.Hearing listen(Listeners.Listener listener, Listeners.Handler handler) {
        return ears.listen(listener, handler);
    }

    /**
     * Seals what was committed, lets the clock tell what fell due and every listener hear, again and again until the house is quiet.
     *
     * @throws AssertionError where it never becomes quiet: two listeners answer each other for ever
     */
    public void settle() {
        for (int round = 0; round < 1_000; round++) {
            boolean any = sealer.sealNow() > 0;
            any |= houseClock.tick() > 0;
            any |= ears.hearAll();
            if (!any) {
                return;
            }
        }
        throw new AssertionError("the house does not become quiet after 1000 rounds");
    }

    /** Everything in the journal so far, oldest first, sealed by now; facts are names or patterns, none for all. */
    public List<Entry> told(String... facts) {
        sealer.sealNow();
        return journal.read(new Journal.Query(null, Arrays.asList(facts), null, 500, false)).items();
    }

    @Override
    public void close() {
        ears.close();
        if (files != null) {
            try (Stream<Path> all = Files.walk(files)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (!guest) {
            ground.close();
        }
    }
}
