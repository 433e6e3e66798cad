package io.shoutu.edge.plugins;

import io.shoutu.api.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** The keys whose signature this county trusts (受信任的签名公钥): Ed25519, {@code *.pem} in a folder only the operator writes. */
final class PluginKeys {
    private final Path folder;

    PluginKeys(Path folder) {
        this.folder = folder;
    }

    /** Name of the key file that made this signature over these bytes; empty where none did. */
    Optional<String> signer(byte[] file, byte[] signature) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> keys = Files.newDirectoryStream(folder, "*.pem")) {
            for (Path key : keys) {
                if (verifies(key, file, signature)) {
                    return Optional.of(key.getFileName().toString());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean verifies(Path key, byte[] file, byte[] signature) throws IOException {
        try {
            byte[] der = Base64.getMimeDecoder().decode(Files.readString(key, StandardCharsets.US_ASCII).replaceAll("-----[^-]*-----", ""));
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
            check.update(file);
            return check.verify(signature);
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            if (unreadable instanceof java.security.SignatureException) {
                return false; // 64 bytes that are no signature
            }
            throw new Problem.Invalid("plugin-key", "key", "公钥文件 " + key + " 无法读取，应为 Ed25519 公钥（PEM）：" + unreadable.getMessage());
        }
    }
}
