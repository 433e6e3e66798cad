package io.shoutu.commons.journal;

import io.shoutu.api.journal.Checkpoints.Checkpoint;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checkpoints as files (检查点文件): {@code <folder>/<day>/<sequence>.txt}, and the newest once more as {@code latest.txt}, outside the
 * reach of whoever administers the database.
 */
final class CheckpointFiles {
    private final Path folder;

    CheckpointFiles(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Writes the checkpoint; one of the same sequence is written over. */
    void write(Checkpoint checkpoint) throws IOException {
        Files.createDirectories(folder);
        Path day = folder.resolve(checkpoint.taken().atZone(Legal.ZONE).toLocalDate().toString());
        Files.createDirectories(day);
        byte[] text = checkpoint.text().getBytes(StandardCharsets.UTF_8);
        OwnerOnly.replace(day.resolve(name(checkpoint.sequence())), text);
        OwnerOnly.replace(folder.resolve("latest.txt"), text);
    }

    private static String name(long sequence) {
        return String.format("%08d.txt", sequence);
    }

    /**
     * The newest checkpoint here whose signature fits.
     *
     * @throws IOException where files cannot be read, which is not the same as none being there
     */
    Optional<Checkpoint> newest() throws IOException {
        Path latest = folder.resolve("latest.txt");
        if (Files.exists(latest)) {
            return Optional.of(read(latest));
        }
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.walk(folder, 2)) {
            Optional<Path> last = all.filter(f -> f.getFileName().toString().matches("\\d{8,}\\.txt"))
                    .max(Comparator.comparingLong(f -> Long.parseLong(f.getFileName().toString().replace(".txt", ""))));
            return last.isPresent() ? Optional.of(read(last.get())) : Optional.empty();
        }
    }

    /** The text of one, empty where it is not here. */
    Optional<Checkpoint> find(long sequence) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> days = Files.list(folder)) {
            Optional<Path> file = days.map(day -> day.resolve(name(sequence))).filter(Files::isRegularFile).findFirst();
            return file.isPresent() ? Optional.of(read(file.get())) : Optional.empty();
        }
    }

    private static Checkpoint read(Path file) throws IOException {
        try {
            return CheckpointText.read(Files.readString(file));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new IOException("the checkpoint " + file + " was changed: " + e.getMessage(), e);
        }
    }
}
