package io.shoutu.sensor;

import io.shoutu.commons.testing.House;

/** The same readings twice, once more on PostgreSQL. */
class OutageHistoryOnPostgresTest extends OutageHistoryTest {
    @Override
    House on() {
        return House.onPostgres();
    }

    @Override
    int rounds() {
        return 5;
    }
}
