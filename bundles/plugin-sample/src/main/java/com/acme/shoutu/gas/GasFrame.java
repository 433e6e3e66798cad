package com.acme.shoutu.gas;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One frame (报文) of the format {@code acme-gas-1}, big-endian:
 *
 * <pre>
 * A6 01 | seconds u32 | milliseconds u16 | count u8 | count × ( channel u8 | value × 1000, i32 ) | CRC-16/MODBUS u16
 * </pre>
 *
 * A value of {@code 80 00 00 00} is the detector's own word that it has none.
 */
final class GasFrame {
    static final int NO_VALUE = Integer.MIN_VALUE;
    private static final int HEAD = 9;
    private static final int ITEM = 5;
    /** Channel → point. */
    static final Map<Integer, String> POINTS = Map.of(1, "ch4", 2, "co", 3, "h2s", 4, "o2");

    private GasFrame() {}

    /** What is wrong with a frame (报文错误), in Chinese. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String why) {
            super(why);
        }
    }

    /** Takes what a frame says, in its order. */
    interface Reader {
        void value(int channel, Instant time, double value);
    }

    static void read(byte[] frame, Reader reader) throws Broken {
        if (frame.length < HEAD + ITEM + 2) {
            throw new Broken("报文只有 " + frame.length + " 字节，不完整");
        }
        ByteBuffer in = ByteBuffer.wrap(frame);
        if ((in.get() & 0xff) != 0xa6 || in.get() != 1) {
            throw new Broken("报文开头应为 A6 01");
        }
        int count = frame[HEAD - 1] & 0xff;
        if (frame.length != HEAD + count * ITEM + 2) {
            throw new Broken("报文声明 " + count + " 个通道，长度应为 " + (HEAD + count * ITEM + 2) + "，实为 " + frame.length);
        }
        int given = ByteBuffer.wrap(frame, frame.length - 2, 2).getShort() & 0xffff;
        int computed = crc(frame, frame.length - 2);
        if (given != computed) {
            throw new Broken(String.format("校验码应为 %04X，实为 %04X", computed, given));
        }
        long seconds = in.getInt() & 0xffffffffL;
        int millis = in.getShort() & 0xffff;
        if (millis > 999) {
            throw new Broken("毫秒为 " + millis + "，超出 0–999");
        }
        Instant time = Instant.ofEpochSecond(seconds, millis * 1_000_000L);
        in.get();
        for (int i = 0; i < count; i++) {
            int channel = in.get() & 0xff;
            int raw = in.getInt();
            reader.value(channel, time, raw == NO_VALUE ? Double.NaN : raw / 1000.0);
        }
    }

    /** Builds a frame, as the detector does; values by channel in order. */
    static byte[] write(Instant time, LinkedHashMap<Integer, Double> values) {
        ByteBuffer out = ByteBuffer.allocate(HEAD + values.size() * ITEM + 2);
        out.put((byte) 0xa6).put((byte) 1).putInt((int) time.getEpochSecond()).putShort((short) (time.getNano() / 1_000_000)).put((byte) values.size());
        values.forEach((channel, value) -> out.put(channel.byteValue()).putInt(value.isNaN() ? NO_VALUE : (int) Math.round(value * 1000)));
        out.putShort((short) crc(out.array(), out.position()));
        return out.array();
    }

    /** CRC-16/MODBUS: polynomial A001 reflected, start FFFF. */
    static int crc(byte[] bytes, int length) {
        int crc = 0xffff;
        for (int i = 0; i < length; i++) {
            crc ^= bytes[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xa001;
            }
        }
        return crc;
    }
}
