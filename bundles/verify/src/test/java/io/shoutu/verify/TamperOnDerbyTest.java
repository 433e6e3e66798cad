package io.shoutu.verify;

import io.shoutu.commons.testing.House;

class TamperOnDerbyTest extends TamperContract {
    @Override
    House house() {
        return House.onDerby();
    }
}
