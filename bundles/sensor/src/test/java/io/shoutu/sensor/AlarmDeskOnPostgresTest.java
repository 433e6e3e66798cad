package io.shoutu.sensor;

import io.shoutu.commons.testing.House;

/** The alarm desk, once more on PostgreSQL. */
class AlarmDeskOnPostgresTest extends AlarmDeskTest {
    @Override
    House on() {
        return House.onPostgres();
    }
}
