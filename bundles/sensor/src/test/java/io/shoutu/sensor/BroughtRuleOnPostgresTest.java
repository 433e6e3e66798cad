package io.shoutu.sensor;

import io.shoutu.commons.testing.House;

class BroughtRuleOnPostgresTest extends BroughtRuleTest {
    @Override
    House on() {
        return House.onPostgres();
    }
}
