package io.shoutu.commons.journal;

import io.shoutu.commons.testing.House;

class CheckpointOnDerbyTest extends CheckpointContract {
    @Override
    House open() {
        return House.onDerby();
    }
}
