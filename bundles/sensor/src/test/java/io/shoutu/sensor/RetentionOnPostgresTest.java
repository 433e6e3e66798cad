package io.shoutu.sensor;

import io.shoutu.commons.testing.House;

class RetentionOnPostgresTest extends RetentionTest {
    @Override
    House on() {
        return House.onPostgres();
    }
}
