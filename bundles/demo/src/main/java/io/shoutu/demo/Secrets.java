package io.shoutu.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A small JSON file only its owner may read (机密文件), replaced as a whole so that a crash leaves the old or the new one. */
final class Secrets {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private final Path file;

    Secrets(Path file) {
        this.file = file;
    }

    /** What it holds; empty where there is none yet. */
    ObjectNode read() throws IOException {
        return Files.exists(file) ? (ObjectNode) JSON.readTree(Files.readString(file)) : JSON.createObjectNode();
    }

    void write(ObjectNode content) throws IOException {
        FileAttribute<Set<PosixFilePermission>> owner = PosixFilePermissions.asFileAttribute(OWNER);
        Path fresh = Files.createTempFile(file.getParent(), file.getFileName().toString(), null, owner);
        Files.writeString(fresh, JSON.writeValueAsString(content) + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
