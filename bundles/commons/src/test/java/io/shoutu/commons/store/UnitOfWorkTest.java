package io.shoutu.commons.store;

import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.testing.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

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
        public String lostRaceState() {
            return "40XL1";
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
        public String lostRaceState() {
            return "40P01";
        }
    }
}
