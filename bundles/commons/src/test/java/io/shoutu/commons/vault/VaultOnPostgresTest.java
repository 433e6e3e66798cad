package io.shoutu.commons.vault;

import io.shoutu.commons.testing.House;

class VaultOnPostgresTest extends VaultContract {
    @Override
    House open() {
        return House.onPostgres();
    }
}
