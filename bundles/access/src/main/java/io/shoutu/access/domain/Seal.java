package io.shoutu.access.domain;

import io.shoutu.api.edge.Repeats;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** An answer sealed under the key of its sender (封存应答), AES-256-GCM: it may hold a token that is shown only once. */
public final class Seal {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;

    private Seal() {}

    public static byte[] close(String account, String key, Repeats.Answer answer) {
        try {
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(plain);
            for (String text : new String[] {answer.mediaType(), answer.location(), answer.etag()}) {
                out.writeUTF(text == null ? "" : text);
            }
            out.write(answer.body());
            byte[] nonce = new byte[NONCE];
            RANDOM.nextBytes(nonce);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, account, key, nonce).doFinal(plain.toByteArray());
            byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
            return whole;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("an answer cannot be sealed", e);
        }
    }

    public static Repeats.Answer open(String account, String key, int status, byte[] whole) {
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, account, key, Arrays.copyOf(whole, NONCE)).doFinal(whole, NONCE, whole.length - NONCE);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain));
            return new Repeats.Answer(status, text(in), text(in), text(in), in.readAllBytes());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a kept answer cannot be opened", e);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        String text = in.readUTF();
        return text.isEmpty() ? null : text;
    }

    private static Cipher cipher(int mode, String account, String key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(HexFormat.of().parseHex(Secrets.digest("answer\n" + account + '\n' + key)), "AES"), new GCMParameterSpec(128, nonce));
        return cipher;
    }
}
