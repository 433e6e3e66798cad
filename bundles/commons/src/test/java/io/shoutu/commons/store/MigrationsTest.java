package io.shoutu.commons.store;

import io.shoutu.commons.testing.House;
import org.junit.jupiter.api.Nested;

class MigrationsTest {
    @Nested
    class OnDerby extends MigrationsContract {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends MigrationsContract {
        OnPostgres() {
            super(House.onPostgres());
        }
    }
}
