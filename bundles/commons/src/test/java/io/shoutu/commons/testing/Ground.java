package io.shoutu.commons.testing;

import java.sql.SQLException;
import javax.sql.DataSource;

/** What a house stands on: an empty database of its own, gone when it is closed. */
interface Ground extends AutoCloseable {
    /** A word and the class beside which its scripts lie. */
    record Furnished(String word, Class<?> room) {}

    DataSource source();

    /** Whether it came with the tables of {@code commons} in it. */
    default boolean furnished() {
        return false;
    }

    /** Adds another room's tables without its scripts being run; false where they must be run. */
    default boolean and(String word, Class<?> room) {
        return false;
    }

    @Override
    void close();
}
