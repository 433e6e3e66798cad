package io.shoutu.sensor;

import io.shoutu.commons.testing.House;

/** The story of a reading, once more on PostgreSQL. */
class IngestOnPostgresTest extends IngestTest {
    @Override
    House on() {
        return House.onPostgres();
    }
}
