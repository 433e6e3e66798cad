package io.shoutu.sensor;

import io.shoutu.commons.testing.House;

/** The devices, once more on PostgreSQL. */
class DevicesOnPostgresTest extends DevicesTest {
    @Override
    House on() {
        return House.onPostgres();
    }
}
