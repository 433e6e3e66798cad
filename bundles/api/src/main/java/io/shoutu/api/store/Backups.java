package io.shoutu.api.store;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Backups (备份): all that is needed to go on elsewhere, taken while the platform works.
 *
 * <p>A backup is a folder: {@code db/} (Derby) or {@code database.dump} (PostgreSQL), {@code files/} with the files of the data
 * directory, {@code backup.json}, and {@code SHA256SUMS} over all of them. It holds a state the database really had; files that
 * records of that state refer to are in it. Keys are not: they go into a folder of their own, to be kept elsewhere.
 */
@ProviderType
public interface Backups {
    /**
     * A backup as it stands in {@code backup.json}.
     *
     * @param folder where it lies
     * @param taken when
     * @param product version of the platform
     * @param database {@code derby} or {@code postgresql}
     * @param rows rows of every table of ours in the copy, by table
     * @param checkpoint name of the last checkpoint among its files, or null where there is none
     * @param bytes size of the whole
     */
    record Backup(Path folder, Instant taken, String product, String database, Map<String, Long> rows, String checkpoint, long bytes) {}

    /**
     * Takes a backup into a new folder; the copy is opened and counted before it is called one. Journaled as {@code backup.taken}.
     *
     * @param folder must not exist, or be empty
     * @throws Problem.Invalid code {@code backup-folder} where it cannot be used
     * @throws StoreFailure where the copy failed; nothing that looks like a backup is left
     */
    Backup take(Path folder, Actor by);

    /**
     * Reads a backup and checks every file in it.
     *
     * @throws Problem.Invalid code {@code backup-damaged} naming the first file that is missing, changed or too many
     */
    Backup check(Path folder);
}
