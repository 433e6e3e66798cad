package io.shoutu.verify;

import io.shoutu.commons.testing.House;

class TamperOnPostgresTest extends TamperContract {
    @Override
    House house() {
        return House.onPostgres();
    }
}
