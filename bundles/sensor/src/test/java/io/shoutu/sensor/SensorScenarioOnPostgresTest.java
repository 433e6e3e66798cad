package io.shoutu.sensor;

import io.shoutu.commons.testing.House;

/** The day of one sensor, once more on PostgreSQL. */
class SensorScenarioOnPostgresTest extends SensorScenarioTest {
    @Override
    House on() {
        return House.onPostgres();
    }
}
