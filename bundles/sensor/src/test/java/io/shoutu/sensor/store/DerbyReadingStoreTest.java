package io.shoutu.sensor.store;

import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.ReadingStore;
import org.junit.jupiter.api.AfterEach;

class DerbyReadingStoreTest implements ReadingStoreContract {
    private final House house = House.with("sensor", SqlReadingStore.class);
    private final ReadingStore store = new SqlReadingStore(house.sql(), house.schema("sensor"));

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
