package io.shoutu.commons.time;

import io.shoutu.commons.testing.House;
import org.junit.jupiter.api.Nested;

class NumbersTest {
    @Nested
    class OnDerby extends NumbersContract {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends NumbersContract {
        OnPostgres() {
            super(House.onPostgres());
        }
    }
}
