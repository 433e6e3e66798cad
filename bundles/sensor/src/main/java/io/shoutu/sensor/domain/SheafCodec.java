package io.shoutu.sensor.domain;

import java.util.SortedMap;
import java.util.function.ObjIntConsumer;
import java.util.zip.CRC32;

/**
 * How the readings of neighbouring series lie in a sheaf (合捆编码), losslessly: version, CRC-32 of the rest, and for each series its number as a step from the
 * one before, the length of what follows, a byte of ways and the columns as in a chunk. Whoever wants one series passes over the others.
 */
public final class SheafCodec {
    private static final int VERSION = 1;
    private static final int HEAD = 5;

    private SheafCodec() {}

    /** The bytes of these runs by the number of their series; none of them is empty. */
    public static byte[] encode(SortedMap<Integer, Run> runs) {
        Bytes out = new Bytes(4 * 1024);
        Bytes columns = new Bytes(1024);
        out.one(VERSION);
        out.four(0);
        int[] before = {0};
        runs.forEach((series, run) -> {
            columns.clear();
            int ways = ChunkCodec.write(run, columns);
            out.var(series - before[0]);
            before[0] = series;
            out.var(columns.size() + 1);
            out.one(ways);
            out.bytes(columns.array(), 0, columns.size());
        });
        CRC32 crc = new CRC32();
        crc.update(out.array(), HEAD, out.size() - HEAD);
        out.set4(1, (int) crc.getValue());
        return out.copy();
    }

    /**
     * Reads all series back, by their number.
     *
     * @param what names the sheaf in the message of {@link Corrupt}
     * @throws Corrupt where a byte is not as it was written
     */
    public static void decode(byte[] sheaf, String what, ObjIntConsumer<Run> taker) {
        Bytes.Reader in = Bytes.Reader.checked(sheaf, VERSION, what);
        for (int series = 0; in.left() > 0; ) {
            series += (int) in.var();
            int length = in.count(1);
            taker.accept(run(in, in.left() - length), series);
        }
    }

    /** Reads one series back, or null where the sheaf has none of it; otherwise as {@link #decode(byte[], String, ObjIntConsumer)}. */
    public static Run decode(byte[] sheaf, String what, int wanted) {
        Bytes.Reader in = Bytes.Reader.checked(sheaf, VERSION, what);
        for (int series = 0; in.left() > 0; ) {
            series += (int) in.var();
            int length = in.count(1);
            if (series == wanted) {
                return run(in, in.left() - length);
            }
            in.skip(length);
        }
        return null;
    }

    /** @param end how much is left behind it */
    private static Run run(Bytes.Reader in, int end) {
        Run run = ChunkCodec.read(in, in.one());
        if (in.left() != end || run.isEmpty()) {
            throw in.corrupt("长度不符");
        }
        return run;
    }
}
