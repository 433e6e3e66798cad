package io.shoutu.hazard.store;

import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.testing.House;
import io.shoutu.hazard.domain.HazardStore;
import org.junit.jupiter.api.AfterEach;

class SqlHazardStoreOnDerbyTest implements HazardStoreContract {
    private final House house = House.with("hazard", SqlHazardStore.class);
    private final HazardStore store = new SqlHazardStore(house.sql(), house.schema("hazard"));

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
