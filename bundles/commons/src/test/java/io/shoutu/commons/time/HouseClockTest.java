package io.shoutu.commons.time;

import io.shoutu.commons.testing.House;
import org.junit.jupiter.api.Nested;

class HouseClockTest {
    @Nested
    class OnDerby extends HouseClockContract {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends HouseClockContract {
        OnPostgres() {
            super(House.onPostgres());
        }
    }
}
