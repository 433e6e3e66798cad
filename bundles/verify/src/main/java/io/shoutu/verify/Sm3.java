package io.shoutu.verify;

import java.security.MessageDigest;
import java.util.Arrays;

/** SM3 (GB/T 32905-2016), written from the standard so that the verifier needs no library; checked against its examples and Bouncy Castle. */
final class Sm3 extends MessageDigest {
    private static final int[] START = {0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e};
    private final int[] v = new int[8];
    private final int[] w = new int[68];
    private final byte[] block = new byte[64];
    private int filled;
    private long length;

    Sm3() {
        super("SM3");
        engineReset();
    }

    @Override
    protected void engineReset() {
        System.arraycopy(START, 0, v, 0, 8);
        filled = 0;
        length = 0;
    }

    @Override
    protected int engineGetDigestLength() {
        return 32;
    }

    @Override
    protected void engineUpdate(byte input) {
        block[filled++] = input;
        length++;
        if (filled == 64) {
            compress();
        }
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int count) {
        for (int i = 0; i < count; i++) {
            engineUpdate(input[offset + i]);
        }
    }

    @Override
    protected byte[] engineDigest() {
        long bits = length * 8;
        engineUpdate((byte) 0x80);
        while (filled != 56) {
            engineUpdate((byte) 0);
        }
        for (int shift = 56; shift >= 0; shift -= 8) {
            engineUpdate((byte) (bits >>> shift));
        }
        byte[] out = new byte[32];
        for (int i = 0; i < 32; i++) {
            out[i] = (byte) (v[i / 4] >>> 24 - i % 4 * 8);
        }
        engineReset();
        return out;
    }

    private void compress() {
        for (int i = 0; i < 16; i++) {
            w[i] = block[4 * i] << 24 | (block[4 * i + 1] & 0xff) << 16 | (block[4 * i + 2] & 0xff) << 8 | block[4 * i + 3] & 0xff;
        }
        for (int i = 16; i < 68; i++) {
            w[i] = p1(w[i - 16] ^ w[i - 9] ^ Integer.rotateLeft(w[i - 3], 15)) ^ Integer.rotateLeft(w[i - 13], 7) ^ w[i - 6];
        }
        int[] r = Arrays.copyOf(v, 8);
        for (int i = 0; i < 64; i++) {
            int t = i < 16 ? 0x79cc4519 : 0x7a879d8a;
            int a12 = Integer.rotateLeft(r[0], 12);
            int ss1 = Integer.rotateLeft(a12 + r[4] + Integer.rotateLeft(t, i % 32), 7);
            int ff = i < 16 ? r[0] ^ r[1] ^ r[2] : r[0] & r[1] | r[0] & r[2] | r[1] & r[2];
            int gg = i < 16 ? r[4] ^ r[5] ^ r[6] : r[4] & r[5] | ~r[4] & r[6];
            int tt1 = ff + r[3] + (ss1 ^ a12) + (w[i] ^ w[i + 4]);
            int tt2 = gg + r[7] + ss1 + w[i];
            r[3] = r[2];
            r[2] = Integer.rotateLeft(r[1], 9);
            r[1] = r[0];
            r[0] = tt1;
            r[7] = r[6];
            r[6] = Integer.rotateLeft(r[5], 19);
            r[5] = r[4];
            r[4] = tt2 ^ Integer.rotateLeft(tt2, 9) ^ Integer.rotateLeft(tt2, 17);
        }
        for (int i = 0; i < 8; i++) {
            v[i] ^= r[i];
        }
        filled = 0;
    }

    private static int p1(int x) {
        return x ^ Integer.rotateLeft(x, 15) ^ Integer.rotateLeft(x, 23);
    }
}
