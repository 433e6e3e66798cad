package io.shoutu.hazard.store;

import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.testing.House;
import io.shoutu.hazard.domain.HazardStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class SqlHazardStoreTest {
    @Nested
    class OnDerby extends Stored {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends Stored {
        OnPostgres() {
            super(House.onPostgres());
        }
    }

    private abstract static class Stored implements HazardStoreContract {
        private final House house;
        private final HazardStore store;

        Stored(House house) {
            this.house = house.and("hazard", SqlHazardStore.class);
            this.store = new SqlHazardStore(house.sql(), house.schema("hazard"));
        }

        @AfterEach
        void leave() {
            house.close();
        }

        @Override
        public HazardStore store() {
            return store;
        }

        @Override
        public UnitOfWork work() {
            return house.work();
        }
    }
}
