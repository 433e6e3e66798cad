package io.shoutu.commons.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.testing.House;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UnitOfWorkTest {
    @Nested
    class OnDerby implements UnitOfWorkContract {
        private final House house = House.onDerby();

        @AfterEach
        void close() {
            house.close();
        }

        @Override
        public UnitOfWork work() {
            return house.work();
        }

        @Override
        public DataSource source() {
            return house.source();
        }

        @Override
        public String lostRaceState() {
            return "40XL1";
        }

        /** Derby interrupts whoever is at work in a database it shuts down, and closes the connection of whoever bears the mark. */
        @Test
        void aThreadThatDerbyHasInterruptedWorksOn() {
            assertThat(columns(0)).isPositive();
            Thread.currentThread().interrupt();
            assertThat(columns(0)).as("interrupted before").isPositive();
            assertThat(columns(1)).as("interrupted at work, and tried again").isPositive();
            assertThat(Thread.currentThread().isInterrupted()).as("no mark is left").isFalse();
        }

        private int columns(int interrupts) {
            AtomicInteger left = new AtomicInteger(interrupts);
            return work().run(tx -> {
                if (left.getAndDecrement() > 0) {
                    Thread.currentThread().interrupt();
                }
                try (Statement ask = tx.connection().createStatement(); ResultSet rows = ask.executeQuery("SELECT COUNT(*) FROM SYS.SYSCOLUMNS")) {
                    rows.next();
                    return rows.getInt(1);
                }
            });
        }
    }

    @Nested
    class OnPostgres implements UnitOfWorkContract {
        private final House house = House.onPostgres();

        @AfterEach
        void close() {
            house.close();
        }

        @Override
        public UnitOfWork work() {
            return house.work();
        }

        @Override
        public DataSource source() {
            return house.source();
        }

        @Override
        public String lostRaceState() {
            return "40P01";
        }
    }
}
