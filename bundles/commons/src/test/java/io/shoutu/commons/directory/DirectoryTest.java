package io.shoutu.commons.directory;

import io.shoutu.commons.testing.House;
import org.junit.jupiter.api.Nested;

class DirectoryTest {
    @Nested
    class OnDerby extends DirectoryContract {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends DirectoryContract {
        OnPostgres() {
            super(House.onPostgres());
        }
    }
}
