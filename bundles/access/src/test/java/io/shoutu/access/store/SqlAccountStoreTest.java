package io.shoutu.access.store;

import io.shoutu.access.domain.AccountStore;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.testing.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class SqlAccountStoreTest {
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

    private abstract static class Stored implements AccountStoreContract {
        private final House house;
        private final AccountStore store;

        Stored(House house) {
            this.house = house.and("access", SqlAccountStore.class);
            this.store = new SqlAccountStore(house.sql(), house.schema("access"));
        }

        @AfterEach
        void leave() {
            house.close();
        }

        @Override
        public AccountStore store() {
            return store;
        }

        @Override
        public UnitOfWork work() {
            return house.work();
        }
    }
}
