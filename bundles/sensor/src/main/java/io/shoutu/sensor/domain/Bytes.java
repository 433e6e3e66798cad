package io.shoutu.sensor.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Bytes being written (字节缓冲): variable-length numbers, doubles, texts. Grows; {@link #clear} keeps the space. */
final class Bytes {
    private byte[] to;
    private int size;

    Bytes(int capacity) {
        to = new byte[capacity];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    byte[] array() {
        return to;
    }

    byte[] copy() {
        return Arrays.copyOf(to, size);
    }

    private void room(int more) {
        if (size + more > to.length) {
            to = Arrays.copyOf(to, Math.max(to.length * 2, size + more));
        }
    }

    void one(int b) {
        room(1);
        to[size++] = (byte) b;
    }

    void four(int v) {
        room(4);
        set4(size, v);
        size += 4;
    }

    void set4(int place, int v) {
        to[place] = (byte) (v >>> 24);
        to[place + 1] = (byte) (v >>> 16);
        to[place + 2] = (byte) (v >>> 8);
        to[place + 3] = (byte) v;
    }

    void eight(long v) {
        room(8);
        set4(size, (int) (v >>> 32));
        set4(size + 4, (int) v);
        size += 8;
    }

    void bytes(byte[] from, int begin, int length) {
        room(length);
        System.arraycopy(from, begin, to, size, length);
        size += length;
    }

    /** Seven bits a byte, lowest first. */
    void var(long v) {
        room(10);
        while ((v & ~0x7FL) != 0) {
            to[size++] = (byte) (v & 0x7F | 0x80);
            v >>>= 7;
        }
        to[size++] = (byte) v;
    }

    /** Small where the number is near zero on either side. */
    void zigzag(long v) {
        var(v << 1 ^ v >> 63);
    }

    void text(String s) {
        byte[] utf8 = s.getBytes(StandardCharsets.UTF_8);
        var(utf8.length);
        bytes(utf8, 0, utf8.length);
    }

    /** Bytes being read; whatever does not fit is {@link Corrupt}. */
    static final class Reader {
        private final byte[] from;
        private final int end;
        private final String what;
        private int place;

        Reader(byte[] from, int begin, int end, String what) {
            this.from = from;
            this.place = begin;
            this.end = end;
            this.what = what;
        }

        Corrupt corrupt(String why) {
            return new Corrupt(what + "：" + why);
        }

        int place() {
            return place;
        }

        int left() {
            return end - place;
        }

        int one() {
            if (place >= end) {
                throw corrupt("内容不完整");
            }
            return from[place++] & 0xFF;
        }

        int four() {
            return one() << 24 | one() << 16 | one() << 8 | one();
        }

        long eight() {
            return (long) four() << 32 | four() & 0xFFFFFFFFL;
        }

        long var() {
            long v = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                int b = one();
                v |= (long) (b & 0x7F) << shift;
                if (b < 0x80) {
                    return v;
                }
            }
            throw corrupt("数字过长");
        }

        long zigzag() {
            long v = var();
            return v >>> 1 ^ -(v & 1);
        }

        /** A number of things of at least {@code each} bytes that still have to be there. */
        int count(int each) {
            long n = var();
            if (n < 0 || n * Math.max(1, each) > left() && each > 0 || n > Integer.MAX_VALUE) {
                throw corrupt("数量不符");
            }
            return (int) n;
        }

        /**
         * The rest of a row that begins with its version and the CRC-32 of that rest.
         *
         * @throws Corrupt where either is not as it was written
         */
        static Reader checked(byte[] row, int expectedVersion, String what) {
            Reader in = new Reader(row, 0, row.length, what);
            int version = in.one();
            if (version != expectedVersion) {
                throw in.corrupt("未知版本 " + version);
            }
            int expected = in.four();
            CRC32 crc = new CRC32();
            crc.update(row, in.place, row.length - in.place);
            if ((int) crc.getValue() != expected) {
                throw in.corrupt("校验和不符");
            }
            return in;
        }

        /** Passes over that many bytes, which {@link #count} found there. */
        void skip(int bytes) {
            place += bytes;
        }

        byte[] bytes() {
            int length = count(1);
            place += length;
            return Arrays.copyOfRange(from, place - length, place);
        }

        String text() {
            int length = count(1);
            String s = new String(from, place, length, StandardCharsets.UTF_8);
            place += length;
            return s;
        }
    }
}
