package io.shoutu.sensor.store;

import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.ReadingStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The readings on both databases. */
class ReadingStoreTest {
    abstract static class On implements ReadingStoreContract {
        private final House house;
        private final ReadingStore store;

        On(House on) {
            house = on.and("sensor", SqlReadingStore.class);
            store = new SqlReadingStore(house.sql(), house.schema("sensor"));
        }

        @Override
        public ReadingStore store() {
            return store;
        }

        @Override
        public UnitOfWork work() {
            return house.work();
        }

        @AfterEach
        void close() {
            house.close();
        }
    }

    @Nested
    class OnDerby extends On {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends On {
        OnPostgres() {
            super(House.onPostgres());
        }
    }
}
