package io.shoutu.commons.vault;

import io.shoutu.api.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Authenticated encryption (认证加密): AES-256-GCM, a fresh 12-byte nonce each time, 16-byte tag; base64url of nonce, cipher text, tag. */
final class Sealing {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;

    private Sealing() {}

    /** @param bound what the text is bound to: it opens only where the same is said again */
    static String seal(byte[] key, byte[] plain, String bound) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, bound).doFinal(plain);
            byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** @throws Problem.Invalid code {@code vault-text} where it was changed, is bound to something else or belongs to another key */
    static byte[] open(byte[] key, String text, String bound) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(text);
            if (all.length < NONCE + 16) {
                throw broken();
            }
            return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(all, NONCE), bound).doFinal(all, NONCE, all.length - NONCE);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw broken();
        }
    }

    static Problem.Invalid broken() {
        return new Problem.Invalid("vault-text", null, "密文无法识别：不是本平台所封，或不属于该对象，或已被改动");
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
