package io.shoutu.commons.journal;

import io.shoutu.commons.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key that signs checkpoints (签名密钥): Ed25519, made at the first start, outside the database, readable by the platform's user alone.
 * Whoever administers the database does not have it, and so cannot make a checkpoint that fits a changed journal.
 */
final class SigningKey {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]*)-----END \\1-----");
    private final PrivateKey secret;
    private final byte[] open;

    private SigningKey(PrivateKey secret, byte[] open) {
        this.secret = secret;
        this.open = open;
    }

    /** Reads {@code checkpoint.key} in the folder, or makes it; puts {@code checkpoint-public.pem} beside it. */
    static SigningKey in(Path folder) throws IOException {
        OwnerOnly.folder(folder);
        Path file = folder.resolve("checkpoint.key");
        try {
            if (!Files.exists(file)) {
                KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                OwnerOnly.create(file, (pem("PRIVATE KEY", pair.getPrivate().getEncoded()) + pem("PUBLIC KEY", pair.getPublic().getEncoded()))
                        .getBytes(StandardCharsets.US_ASCII));
            }
            OwnerOnly.close(file);
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            KeyFactory keys = KeyFactory.getInstance("Ed25519");
            SigningKey key = new SigningKey(keys.generatePrivate(new PKCS8EncodedKeySpec(block(text, "PRIVATE KEY"))), block(text, "PUBLIC KEY"));
            if (!verifies(key.open, new byte[] {1}, key.sign(new byte[] {1}))) {
                throw new IOException("the two halves of " + file + " do not belong together");
            }
            OwnerOnly.replace(folder.resolve("checkpoint-public.pem"), key.pem().getBytes(StandardCharsets.US_ASCII));
            return key;
        } catch (GeneralSecurityException e) {
            throw new IOException("the signing key " + file + " cannot be used", e);
        }
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind + "-----\n";
    }

    private static byte[] block(String text, String kind) throws IOException {
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            if (blocks.group(1).equals(kind)) {
                return Base64.getMimeDecoder().decode(blocks.group(2));
            }
        }
        throw new IOException("the key file has no " + kind);
    }

    /** The public half as PEM. */
    String pem() {
        return pem("PUBLIC KEY", open);
    }

    /** The public half, X.509 encoded, base64 without line ends. */
    String base64() {
        return Base64.getEncoder().encodeToString(open);
    }

    String id() {
        return id(open);
    }

    /** The first 16 hex digits of SHA-256 over the X.509 encoding. */
    static String id(byte[] open) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(open)).substring(0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java from 15 on has Ed25519", e);
        }
    }

    /** Whether this public key (X.509) made this signature; false also for what is no key or no signature at all. */
    static boolean verifies(byte[] open, byte[] content, byte[] signature) {
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(open));
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
