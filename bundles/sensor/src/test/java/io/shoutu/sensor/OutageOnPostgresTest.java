package io.shoutu.sensor;

import io.shoutu.commons.testing.House;

/** The database that goes away, once more on PostgreSQL. */
class OutageOnPostgresTest extends OutageTest {
    @Override
    House on() {
        return House.onPostgres();
    }
}
