package io.shoutu.commons.time;

import io.shoutu.commons.testing.House;
import org.junit.jupiter.api.Nested;

class WorkCalendarTest {
    @Nested
    class OnDerby extends WorkCalendarContract {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends WorkCalendarContract {
        OnPostgres() {
            super(House.onPostgres());
        }
    }
}
