package io.shoutu.commons.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.shoutu.api.Problem;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What every unit of work must do, whatever database is below; each database proves it. */
public interface UnitOfWorkContract {
    UnitOfWork work();

    DataSource source();

    /** How the database says "you lost a race, try again". */
    String lostRaceState();

    private static void put(Tx tx, String row) throws SQLException {
        try (Statement insert = tx.connection().createStatement()) {
            insert.executeUpdate("INSERT INTO day_told (told_day) VALUES ('" + row + "')");
        }
    }

    default List<String> rows() {
        return work().run(tx -> {
            List<String> found = new ArrayList<>();
            try (Statement ask = tx.connection().createStatement(); ResultSet r = ask.executeQuery("SELECT told_day FROM day_told ORDER BY told_day")) {
                while (r.next()) {
                    found.add(r.getString(1));
                }
            }
            return found;
        });
    }

    @Test
    default void whatIsDoneTogetherIsStoredTogether() {
        String answer = work().run(tx -> {
            put(tx, "a");
            put(tx, "b");
            return "done";
        });
        assertThat(answer).isEqualTo("done");
        assertThat(rows()).containsExactly("a", "b");
    }

    @Test
    default void aProblemRollsBackAndFliesUpAsItIs() {
        assertThatThrownBy(() -> work().execute(tx -> {
            put(tx, "a");
            throw new Problem.IllegalMove("no", "不行");
        })).isInstanceOf(Problem.IllegalMove.class).hasMessage("不行");
        assertThat(rows()).isEmpty();
    }

    @Test
    default void aCheckedFailureFliesUpInsideStoreFailure() {
        assertThatThrownBy(() -> work().execute(tx -> {
            put(tx, "a");
            throw new IOException("disk");
        })).isInstanceOf(StoreFailure.class).hasCauseInstanceOf(IOException.class);
        assertThat(rows()).isEmpty();
    }

    @Test
    default void aDatabaseFailureIsAStoreFailure() {
        assertThatThrownBy(() -> work().execute(tx -> tx.connection().createStatement().execute("SELECT * FROM nowhere")))
                .isInstanceOf(StoreFailure.class).hasCauseInstanceOf(SQLException.class);
    }

    @Test
    default void innerWorkJoinsTheOuterTransaction() {
        assertThatThrownBy(() -> work().execute(outer -> {
            work().execute(inner -> {
                assertThat(inner).isSameAs(outer);
                put(inner, "a");
            });
            throw new IllegalStateException("after the inner work");
        })).isInstanceOf(IllegalStateException.class);
        assertThat(rows()).isEmpty();
    }

    @Test
    default void aFailureOfInnerWorkDoomsTheOuterEvenWhereItIsCaught() {
        assertThatThrownBy(() -> work().execute(tx -> {
            put(tx, "a");
            try {
                work().execute(inner -> {
                    throw new Problem.IllegalMove("no", "不行");
                });
            } catch (Problem swallowed) {
                put(tx, "b");
            }
        })).isInstanceOf(StoreFailure.class).hasCauseInstanceOf(Problem.IllegalMove.class);
        assertThat(rows()).isEmpty();
    }

    @Test
    default void hooksRunAfterTheDecisionAndOnlyTheRightOnes() {
        List<String> ran = new ArrayList<>();
        work().execute(tx -> {
            tx.afterCommit(() -> ran.add("committed " + rows()));
            tx.afterRollback(() -> ran.add("rolled back"));
            put(tx, "a");
        });
        assertThat(ran).containsExactly("committed [a]");
        assertThatThrownBy(() -> work().execute(tx -> {
            tx.afterCommit(() -> ran.add("committed"));
            tx.afterRollback(() -> ran.add("rolled back"));
            throw new IllegalStateException();
        }));
        assertThat(ran).containsExactly("committed [a]", "rolled back");
    }

    @Test
    default void aHookThatFailsKeepsNeitherTheCommitNorTheOtherHooks() {
        List<String> ran = new ArrayList<>();
        work().execute(tx -> {
            put(tx, "a");
            tx.afterCommit(() -> {
                throw new IllegalStateException("bad hook");
            });
            tx.afterCommit(() -> ran.add("second"));
        });
        assertThat(ran).containsExactly("second");
        assertThat(rows()).containsExactly("a");
    }

    @Test
    default void aLostRaceIsTriedAgainFromTheOutside() {
        AtomicInteger tries = new AtomicInteger();
        AtomicInteger rollbacks = new AtomicInteger();
        work().execute(tx -> {
            tx.afterRollback(rollbacks::incrementAndGet);
            put(tx, "a");
            work().execute(inner -> {
                if (tries.incrementAndGet() < 3) {
                    throw new SQLException("you lost", lostRaceState());
                }
            });
        });
        assertThat(tries).hasValue(3);
        assertThat(rollbacks).hasValue(2);
        assertThat(rows()).containsExactly("a");
    }

    @Test
    default void aRaceLostForEverFliesUpAfterThreeRetries() {
        AtomicInteger tries = new AtomicInteger();
        assertThatThrownBy(() -> work().execute(tx -> {
            tries.incrementAndGet();
            throw new SQLException("you lost", lostRaceState());
        })).isInstanceOf(StoreFailure.class);
        assertThat(tries).hasValue(4);
    }

    @Test
    default void aRealDeadlockIsSolvedByTryingAgain() throws Exception {
        work().execute(tx -> {
            put(tx, "left");
            put(tx, "right");
        });
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> tries = new ArrayList<>();
            for (String[] order : new String[][] {{"left", "right"}, {"right", "left"}}) {
                tries.add(two.submit(() -> {
                    AtomicInteger tried = new AtomicInteger();
                    work().execute(tx -> {
                        touch(tx, order[0]);
                        if (tried.getAndIncrement() == 0) {
                            bothHoldOne.await();
                        }
                        touch(tx, order[1]);
                    });
                    return tried.get();
                }));
            }
            assertThat(tries.get(0).get() + tries.get(1).get()).as("one of the two had to try again").isGreaterThanOrEqualTo(3);
        } finally {
            two.shutdownNow();
        }
    }

    private static void touch(Tx tx, String row) throws SQLException {
        try (Statement update = tx.connection().createStatement()) {
            update.executeUpdate("UPDATE day_told SET told_day = told_day WHERE told_day = '" + row + "'");
        }
    }

    @Test
    default void aTransactionIsOfNoUseOnceItIsOverNorOnAnotherThread() throws Exception {
        AtomicReference<Tx> kept = new AtomicReference<>();
        AtomicReference<Throwable> elsewhere = new AtomicReference<>();
        work().execute(tx -> {
            kept.set(tx);
            Thread other = new Thread(() -> {
                try {
                    tx.connection();
                } catch (IllegalStateException e) {
                    elsewhere.set(e);
                }
            });
            other.start();
            other.join();
        });
        assertThat(elsewhere.get()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept.get().connection()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void everyTransactionIsReadCommittedWhateverThePoolLendsOut() {
        HikariConfig strict = new HikariConfig();
        strict.setDataSource(source());
        strict.setMaximumPoolSize(1);
        strict.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        try (HikariDataSource pool = new HikariDataSource(strict)) {
            UnitOfWork work = new JdbcUnitOfWork(pool);
            for (int use = 1; use <= 3; use++) {
                assertThat(work.<Integer>run(tx -> tx.connection().getTransactionIsolation())).as("use %d of the line", use).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            }
        }
    }
}
