package io.shoutu.commons.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.shoutu.api.store.StoreAway;
import io.shoutu.commons.testing.House;
import io.shoutu.commons.testing.Postgres;
import io.shoutu.commons.testing.Until;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database goes away and comes back. */
class DatabaseTest {
    /** Longer than anything here takes on a busy machine. */
    private static final Duration POOL_WAITS = Duration.ofSeconds(6);

    private final Postgres server = Postgres.own();
    private final String name = server.newDatabase();
    private final HikariDataSource pool = pool(-1);
    private final Database database = Database.watched(pool, Clock.systemUTC());

    private HikariDataSource pool(int waitAtStart) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.url(name));
        config.setUsername(server.user());
        config.setPassword(server.password());
        config.setMaximumPoolSize(4);
        config.setConnectionTimeout(POOL_WAITS.toMillis());
        config.setValidationTimeout(1_000);
        config.setInitializationFailTimeout(waitAtStart);
        return new HikariDataSource(config);
    }

    @AfterEach
    void close() throws Exception {
        database.close();
        pool.close();
        server.close();
    }

    @Test
    void awayIsToldInWordsAndRefusedAtOnceAndOverWhenItAnswersAgain() {
        try (House house = House.over(pool, database)) {
            Until.comes("the database is ready", () -> database.state().ready());
            assertThat(database.state().text()).contains("PostgreSQL 15");
            server.crash();
            long begun = System.nanoTime();
            assertThatThrownBy(() -> house.numbers().voids("YH", 2026)).isInstanceOf(StoreAway.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("the first to notice does not wait as long as the pool would").isLessThan(POOL_WAITS);
            Until.comes("it is told", () -> !database.state().ready());
            assertThat(database.state().text()).startsWith("数据库已断开，自 ").contains("起（已 ").contains("请检查数据库服务和网络");
            assertThat(database.metrics()).extracting(m -> m.name() + " " + m.value()).contains("shoutu_database_up 0.0", "shoutu_database_outages_total 1.0");
            long now = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> house.numbers().voids("YH", 2026)).isInstanceOf(StoreAway.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - now)).as("who comes later does not wait: twenty of them").isLessThan(POOL_WAITS);
            server.start();
            Until.comes("it is ready again", () -> database.state().ready());
            String number = house.work().run(tx -> house.numbers().next(tx, "YH", 2026));
            assertThat(number).isEqualTo("YH-2026-000001");
        }
    }

    @Test
    void sessionsCutByTheAdministratorAreNotNoticedByWhoWorks() {
        try (House house = House.over(pool, database)) {
            for (int i = 0; i < 4; i++) {
                AtomicInteger ran = new AtomicInteger();
                String number = house.work().run(tx -> {
                    String next = house.numbers().next(tx, "YH", 2026);
                    if (ran.incrementAndGet() == 1) {
                        server.cutSessions(name);
                    }
                    return next;
                });
                assertThat(number).isEqualTo("YH-2026-00000" + (i + 1));
                assertThat(ran.get()).isGreaterThan(1);
            }
        }
    }

    @Test
    void aWrongPasswordIsNamed() throws Exception {
        try (HikariDataSource wrong = new HikariDataSource()) {
            wrong.setJdbcUrl(server.url(name));
            wrong.setUsername(server.user());
            wrong.setPassword("not it");
            wrong.setConnectionTimeout(300);
            wrong.setInitializationFailTimeout(-1);
            try (Database refused = Database.watched(wrong, Clock.systemUTC())) {
                Until.comes("the refusal is told", () -> refused.state().text().contains("账号或口令不被接受"));
                assertThat(refused.state().text()).startsWith("数据库尚未应答").doesNotContain("not it");
            }
        }
    }
}
