package io.shoutu.sensor.domain;

import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * How one commit's readings lie in a spool row (缓存行编码): version, CRC-32 of the rest, count, and for each reading the number of
 * its series, the step in time from the one before, flags, eight bytes of value, and attributes where they differ from the ones before.
 *
 * <p>Made for speed: it is written while a device waits for its acknowledgement. Not safe for several threads.
 */
public final class SpoolCodec {
    private static final int VERSION = 1;
    private static final int HEAD = 5;
    private static final int ATTRIBUTES = 1;
    private static final int SAME_ATTRIBUTES = 2;

    private final Bytes out = new Bytes(64 * 1024);
    private final CRC32 crc = new CRC32();

    /** The bytes of these readings, in their order. */
    public byte[] encode(List<Reading> readings) {
        out.clear();
        out.one(VERSION);
        out.four(0);
        out.var(readings.size());
        long before = 0;
        String attributes = null;
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            out.var(reading.series().number());
            out.zigzag(reading.at() - before);
            before = reading.at();
            String own = reading.attributes();
            if (own == null) {
                out.var((long) reading.flags() << 2);
            } else if (own.equals(attributes)) {
                out.var((long) reading.flags() << 2 | SAME_ATTRIBUTES);
            } else {
                out.var((long) reading.flags() << 2 | ATTRIBUTES);
                out.text(own);
                attributes = own;
            }
            out.eight(Double.doubleToRawLongBits(reading.value()));
        }
        crc.reset();
        crc.update(out.array(), HEAD, out.size() - HEAD);
        out.set4(1, (int) crc.getValue());
        return out.copy();
    }

    /** Who takes what is read back. */
    @FunctionalInterface
    public interface Taker {
        void take(int series, long at, double value, int flags, String attributes);
    }

    /**
     * Reads a row back.
     *
     * @param what names the row in the message of {@link Corrupt}
     * @throws Corrupt where a byte is not as it was written
     */
    public static void decode(byte[] row, String what, Taker taker) {
        Bytes.Reader in = Bytes.Reader.checked(row, VERSION, what);
        int n = in.count(11);
        long at = 0;
        String attributes = null;
        for (int i = 0; i < n; i++) {
            int series = (int) in.var();
            at += in.zigzag();
            long flags = in.var();
            String own = null;
            if ((flags & ATTRIBUTES) != 0) {
                attributes = in.text();
                own = attributes;
            } else if ((flags & SAME_ATTRIBUTES) != 0) {
                own = Objects.requireNonNullElse(attributes, "{}");
            }
            taker.take(series, at, Double.longBitsToDouble(in.eight()), (int) (flags >>> 2), own);
        }
        if (in.left() != 0) {
            throw in.corrupt("有多余内容");
        }
    }
}
