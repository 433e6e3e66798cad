package io.shoutu.commons.backup;

import java.nio.file.Path;
import java.util.Map;

/** How the database of a house is copied while it works (数据库副本). */
interface DatabaseCopy {
    /** {@code derby} or {@code postgresql}. */
    String database();

    /**
     * Copies a state the database really had into the folder, and proves that the copy can be used.
     *
     * @return rows of every table of ours in the copy, by table in lower case
     */
    Map<String, Long> into(Path folder) throws Exception;
}
