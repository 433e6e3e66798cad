package io.shoutu.sensor;

import io.shoutu.commons.testing.House;

class CorrectionsOnPostgresTest extends CorrectionsTest {
    @Override
    House on() {
        return House.onPostgres();
    }
}
