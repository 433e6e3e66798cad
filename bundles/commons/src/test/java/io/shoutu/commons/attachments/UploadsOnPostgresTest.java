package io.shoutu.commons.attachments;

import io.shoutu.commons.testing.House;

/** Once more on PostgreSQL. */
class UploadsOnPostgresTest extends UploadsTest {
    @Override
    House on() {
        return House.onPostgres();
    }
}
