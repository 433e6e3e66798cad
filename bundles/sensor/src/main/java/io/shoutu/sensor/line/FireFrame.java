package io.shoutu.sensor.line;

import io.shoutu.api.time.Legal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One frame (数据包) of GB/T 26875.3-2011, little-endian: {@code @@} serial, version, time, source, destination, length, command, unit, sum, {@code ##}.
 *
 * @param serial of the business, echoed in its answer
 * @param major version; always 1
 * @param minor version of the user
 * @param time 6 bytes as they came: sec, min, hour, day, month, year
 * @param source address, 6 bytes as they came
 * @param destination address, 6 bytes as they came
 * @param command see {@link Command}
 * @param unit the data unit; may be empty
 */
record FireFrame(int serial, int major, int minor, byte[] time, byte[] source, byte[] destination, int command, byte[] unit) {
    static final int AROUND = 30;
    static final int MOST_UNIT = 1_024;
    private static final int HEAD = 27;

    /** The commands of the standard. */
    static final class Command {
        static final int CONTROL = 1;
        static final int SEND = 2;
        static final int CONFIRM = 3;
        static final int REQUEST = 4;
        static final int ANSWER = 5;
        static final int DENY = 6;

        private Command() {}
    }

    /** The framing: the length field says where the end is, {@code ##} may stand anywhere before it. */
    static final Framing MARKS = new Framing() {
        @Override
        public byte start() {
            return '@';
        }

        @Override
        public int longest() {
            return AROUND + MOST_UNIT;
        }

        @Override
        public Look look(byte[] b, int from, int to) {
            if (from + 1 < to && b[from + 1] != '@') {
                return Look.GARBAGE;
            }
            if (to - from < HEAD) {
                return Look.MORE;
            }
            int unit = word(b, from + 24);
            if (unit > MOST_UNIT) {
                return Look.GARBAGE;
            }
            int end = from + AROUND + unit;
            if (end > to) {
                return Look.MORE;
            }
            if (b[end - 1] != '#' || b[end - 2] != '#') {
                return Look.GARBAGE;
            }
            return new Look(sum(b, from + 2, end - 3) == (b[end - 3] & 0xff) ? Kind.FRAME : Kind.DAMAGED, AROUND + unit);
        }
    };

    static int sum(byte[] b, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += b[i];
        }
        return sum & 0xff;
    }

    static int word(byte[] b, int at) {
        return b[at] & 0xff | (b[at + 1] & 0xff) << 8;
    }

    /** Reads a frame whose marks and length {@link #MARKS} has found right. */
    static FireFrame read(byte[] b) {
        return new FireFrame(word(b, 2), b[4] & 0xff, b[5] & 0xff, Arrays.copyOfRange(b, 6, 12), Arrays.copyOfRange(b, 12, 18), Arrays.copyOfRange(b, 18, 24), b[26] & 0xff,
                Arrays.copyOfRange(b, HEAD, b.length - 3));
    }

    byte[] bytes() {
        byte[] b = new byte[AROUND + unit.length];
        b[0] = '@';
        b[1] = '@';
        put(b, 2, serial);
        b[4] = (byte) major;
        b[5] = (byte) minor;
        System.arraycopy(time, 0, b, 6, 6);
        System.arraycopy(source, 0, b, 12, 6);
        System.arraycopy(destination, 0, b, 18, 6);
        put(b, 24, unit.length);
        b[26] = (byte) command;
        System.arraycopy(unit, 0, b, HEAD, unit.length);
        b[b.length - 3] = (byte) sum(b, 2, b.length - 3);
        b[b.length - 2] = '#';
        b[b.length - 1] = '#';
        return b;
    }

    private static void put(byte[] b, int at, int word) {
        b[at] = (byte) word;
        b[at + 1] = (byte) (word >>> 8);
    }

    /** The answer of the centre: same serial and version, addresses changed over, no unit. */
    FireFrame reply(int with, Instant now) {
        return new FireFrame(serial, major, minor, tag(now), destination, source, with, new byte[0]);
    }

    /** A time tag (时间标签) of now, Beijing time. */
    static byte[] tag(Instant now) {
        ZonedDateTime t = now.atZone(Legal.ZONE);
        return new byte[] {(byte) t.getSecond(), (byte) t.getMinute(), (byte) t.getHour(), (byte) t.getDayOfMonth(), (byte) t.getMonthValue(), (byte) (t.getYear() - 2000)};
    }

    /** The instant of a time tag, or null where there is no such time; the year is 2000 + its byte. */
    static Instant instant(byte[] b, int at) {
        try {
            return LocalDateTime.of(2000 + (b[at + 5] & 0xff), b[at + 4] & 0xff, b[at + 3] & 0xff, b[at + 2] & 0xff, b[at + 1] & 0xff, b[at] & 0xff).atZone(Legal.ZONE).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** An address as people write it: 12 hex digits, highest byte first. */
    static String address(byte[] little) {
        byte[] big = new byte[6];
        for (int i = 0; i < 6; i++) {
            big[i] = little[5 - i];
        }
        return HexFormat.of().withUpperCase().formatHex(big);
    }
}
