package io.shoutu.commons.store;

import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.testing.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class DerbyUnitOfWorkTest implements UnitOfWorkContract {
    private House house;

    @BeforeEach
    void open() {
        house = House.empty();
    }

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
        return "40001";
    }
}
