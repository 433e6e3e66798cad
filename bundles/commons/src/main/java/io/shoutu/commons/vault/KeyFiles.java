package io.shoutu.commons.vault;

import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.commons.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The keys of the vault (密钥文件): one small file per subject, {@code <folder>/ab/<hash of the subject>}, holding the key's id and the key
 * wrapped by the house key, which lies elsewhere. Never in the database, so that no backup of it holds a key.
 */
final class KeyFiles {
    private final Path folder;
    private final byte[] houseKey;
    private final SecureRandom random = new SecureRandom();

    /** A subject's key while it is used. */
    record Key(String id, byte[] secret) {}

    KeyFiles(Path folder, Path houseKeyFile) throws IOException {
        this.folder = OwnerOnly.folder(folder);
        OwnerOnly.folder(houseKeyFile.getParent());
        if (!Files.exists(houseKeyFile)) {
            try (var kept = Files.list(folder)) {
                if (kept.findAny().isPresent()) {
                    // A new house key would open none of them; better the vault stays shut and says why.
                    throw new IOException("there are keys in " + folder + " but the house key " + houseKeyFile + " is missing; bring it back from its safe place");
                }
            }
            byte[] made = new byte[32];
            random.nextBytes(made);
            OwnerOnly.create(houseKeyFile, (Base64.getEncoder().encodeToString(made) + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        OwnerOnly.close(houseKeyFile);
        this.houseKey = Base64.getDecoder().decode(Files.readString(houseKeyFile, StandardCharsets.US_ASCII).strip());
        if (houseKey.length != 32) {
            throw new IOException("the house key " + houseKeyFile + " is damaged");
        }
    }

    private Path file(Subject subject) {
        try {
            String name = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(subject.toString().getBytes(StandardCharsets.UTF_8)));
            return folder.resolve(name.substring(0, 2)).resolve(name);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The subject's key, made where there is none. It is on the disk before this answers. */
    Key make(Subject subject) throws IOException {
        Path file = file(subject);
        for (;;) {
            Optional<Key> found = find(subject);
            if (found.isPresent()) {
                return found.get();
            }
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            byte[] id = new byte[9];
            random.nextBytes(id);
            String name = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
            OwnerOnly.folder(file.getParent());
            // Where another thread or node was faster its key is the one.
            OwnerOnly.create(file, (name + " " + Sealing.seal(houseKey, secret, name + " " + subject) + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    Optional<Key> find(Subject subject) throws IOException {
        String[] parts;
        try {
            parts = Files.readString(file(subject), StandardCharsets.US_ASCII).strip().split(" ");
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (parts.length != 2) {
            throw new IOException("the key of " + subject + " is damaged");
        }
        try {
            return Optional.of(new Key(parts[0], Sealing.open(houseKey, parts[1], parts[0] + " " + subject)));
        } catch (Problem.Invalid e) {
            throw new IOException("the key of " + subject + " does not open with this house key", e);
        }
    }

    /** Destroys the subject's key if it still is the one with this id: its bytes are written over, then the file goes. */
    void destroy(Subject subject, String id) throws IOException {
        Path file = file(subject);
        if (!Files.exists(file) || !Files.readString(file, StandardCharsets.US_ASCII).startsWith(id + " ")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            byte[] noise = new byte[(int) channel.size()];
            random.nextBytes(noise);
            ByteBuffer bytes = ByteBuffer.wrap(noise);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.delete(file);
    }
}
