package io.shoutu.sensor;

import io.shoutu.commons.testing.House;

class AlarmMovesOnPostgresTest extends AlarmMovesTest {
    @Override
    House on() {
        return House.onPostgres();
    }
}
