package io.shoutu.commons.attachments;

import io.shoutu.commons.testing.House;

/** Once more on PostgreSQL. */
class AttachmentsOnPostgresTest extends AttachmentsTest {
    @Override
    House on() {
        return House.onPostgres();
    }
}
