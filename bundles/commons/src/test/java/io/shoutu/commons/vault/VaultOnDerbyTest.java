package io.shoutu.commons.vault;

import io.shoutu.commons.testing.House;

class VaultOnDerbyTest extends VaultContract {
    @Override
    House open() {
        return House.onDerby();
    }
}
