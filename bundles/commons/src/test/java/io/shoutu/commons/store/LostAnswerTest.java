package io.shoutu.commons.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.OutcomeUnknown;
import io.shoutu.api.store.StoreAway;
import io.shoutu.commons.testing.Cutter;
import io.shoutu.commons.testing.House;
import io.shoutu.commons.testing.Postgres;
import io.shoutu.commons.testing.Until;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answer to a COMMIT is lost on the way: nothing is doubled, nothing is acknowledged that is not there. */
class LostAnswerTest {
    /** Units of work in the long row; a multiple of four, e.g. {@code -Dshoutu.works=3000} to lose more than a thousand answers. */
    private static final int WORKS = Integer.getInteger("shoutu.works", 300);
    private static Postgres server;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicBoolean cutting = new AtomicBoolean();
    private final AtomicBoolean forGood = new AtomicBoolean();
    private Cutter cutter;
    private HikariDataSource pool;
    private Database database;
    private House house;

    @BeforeAll
    static void start() {
        server = Postgres.own();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @BeforeEach
    void open() {
        // Every third commit, so that retries, settlements and untouched ones mix.
        cutter = new Cutter(server.port(), () -> {
            if (forGood.get()) {
                cutter.close();
                return true;
            }
            return cutting.get() && commits.incrementAndGet() % 3 == 0 && cut.incrementAndGet() > 0;
        });
        pool = pool(server.url(server.newDatabase()).replace(":" + server.port() + "/", ":" + cutter.port() + "/") + "?prepareThreshold=0&sslmode=disable");
        database = Database.watched(pool, Clock.systemUTC());
        house = House.over(pool, database);
        Until.comes("the database was looked at", () -> database.life() != null);
    }

    static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(server.user());
        config.setPassword(server.password());
        config.setMaximumPoolSize(12);
        config.setConnectionTimeout(3_000);
        config.setValidationTimeout(1_000);
        return new HikariDataSource(config);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
        database.close();
        pool.close();
        cutter.close();
    }

    /** Takes a number and writes the fact, as a room does. */
    private String register() {
        return house.work().run(tx -> {
            String number = house.numbers().next(tx, "YH", 2026);
            house.journal().write(tx, new Fact(new Subject("hazard", number), "hazard.registered", house.clock().instant(), House.actor("a"), Map.of()));
            return number;
        });
    }

    private List<String> stored() {
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            var page = house.journal().read(new Journal.Query(null, List.of("hazard.registered"), cursor, 500, false));
            page.items().stream().map(Entry::subject).map(Subject::number).forEach(all::add);
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    @Test
    void whatWasCommittedIsAnsweredAsCommittedAndNothingIsDoneTwice() throws Exception {
        cutting.set(true);
        Set<String> acknowledged = new ConcurrentSkipListSet<>();
        ExecutorService four = Executors.newFixedThreadPool(4);
        List<Future<?>> done = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            done.add(four.submit(() -> {
                for (int i = 0; i < WORKS / 4; i++) {
                    assertThat(acknowledged.add(register())).isTrue();
                }
            }));
        }
        for (Future<?> one : done) {
            one.get();
        }
        four.shutdown();
        cutting.set(false);
        assertThat(cut.get()).as("answers lost").isGreaterThanOrEqualTo(WORKS / 3);
        house.settle();
        assertThat(stored()).hasSize(WORKS).containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(acknowledged).last().asString().isEqualTo(String.format("YH-2026-%06d", WORKS));
    }

    @Test
    void whereNobodyCanBeAskedTheCallerIsToldSoAndTheWorkDoesNotRunAgain() throws Exception {
        assertThat(register()).isEqualTo("YH-2026-000001");
        AtomicInteger ran = new AtomicInteger();
        List<String> hooks = new ArrayList<>();
        // From this commit on nobody gets through any more.
        forGood.set(true);
        assertThatThrownBy(() -> house.work().execute(tx -> {
            ran.incrementAndGet();
            tx.afterCommit(() -> hooks.add("committed"));
            tx.afterRollback(() -> hooks.add("rolled back"));
            house.numbers().next(tx, "YH", 2026);
        })).isInstanceOf(OutcomeUnknown.class);
        assertThat(ran).hasValue(1);
        assertThat(hooks).containsExactly("rolled back");
    }

    @Test
    void whatIsAcknowledgedWhileTheServerCrashesIsThereOnceAndTheNumbersHaveNoGap() throws Exception {
        Set<String> acknowledged = new ConcurrentSkipListSet<>();
        AtomicInteger unknown = new AtomicInteger();
        AtomicBoolean running = new AtomicBoolean(true);
        ExecutorService four = Executors.newFixedThreadPool(4);
        List<Future<?>> done = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            done.add(four.submit(() -> {
                while (running.get()) {
                    try {
                        assertThat(acknowledged.add(register())).isTrue();
                    } catch (OutcomeUnknown e) {
                        unknown.incrementAndGet();
                    } catch (StoreAway e) {
                        LockSupport.parkNanos(10_000_000);
                    }
                }
            }));
        }
        for (int crash = 0; crash < 3; crash++) {
            int before = acknowledged.size();
            Until.comes("a hundred more are acknowledged", () -> acknowledged.size() >= before + 100);
            server.crash();
            server.start();
        }
        int before = acknowledged.size();
        Until.comes("work goes on", () -> acknowledged.size() > before);
        running.set(false);
        for (Future<?> one : done) {
            one.get();
        }
        four.shutdown();
        house.settle();
        List<String> stored = stored();
        assertThat(stored).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(stored.size() - acknowledged.size()).as("stored although nobody was told").isBetween(0, unknown.get());
        List<String> sorted = stored.stream().sorted().toList();
        assertThat(sorted.get(sorted.size() - 1)).as("no gap").isEqualTo(String.format("YH-2026-%06d", stored.size()));
    }
}
