package io.shoutu.sensor.domain;

import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * How a run lies in a chunk (数据块编码), losslessly.
 *
 * <p>Version, CRC-32 of the rest, a byte of ways, then: times as the change of their steps (devices keep a rhythm); values as steps
 * of a power of ten where every one of them is exactly that (sensors have a resolution), else XORed with the value before and
 * without leading zero bytes (after Pelkonen et al., Gorilla, VLDB 2015); flags by run length; attributes by dictionary. A closed
 * chunk is deflated where that makes it smaller; one that will be written again is not.
 */
public final class ChunkCodec {
    private static final int VERSION = 1;
    private static final int HEAD = 5;
    private static final int DEFLATED = 1;
    private static final int DECIMAL = 2;
    private static final int ATTRIBUTES = 4;
    private static final long[] TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    /** Above this a double no longer counts in ones. */
    private static final double EXACT = 1L << 53;
    /** No chunk is larger unpacked; guards against a damaged length. */
    private static final int MOST = 64 * 1024 * 1024;

    private ChunkCodec() {}

    /**
     * The bytes of a run.
     *
     * @param squeeze whether the time for deflating is well spent
     */
    public static byte[] encode(Run run, boolean squeeze) {
        Bytes body = new Bytes(16 + run.size() * 4);
        return finished(body, write(run, body), squeeze);
    }

    /** Writes the columns of a run; answers the ways, which {@link #read} must be told. */
    static int write(Run run, Bytes body) {
        int n = run.size();
        body.var(n);
        long before = 0;
        long step = 0;
        for (int i = 0; i < n; i++) {
            long next = run.at(i) - before;
            body.zigzag(i < 2 ? next : next - step);
            step = next;
            before = run.at(i);
        }
        int ways = 0;
        int decimals = decimals(run);
        if (decimals >= 0) {
            ways |= DECIMAL;
            body.one(decimals);
            long last = 0;
            for (int i = 0; i < n; i++) {
                long steps = (long) Math.rint(run.value(i) * TENS[decimals]);
                body.zigzag(steps - last);
                last = steps;
            }
        } else {
            long last = 0;
            for (int i = 0; i < n; i++) {
                long bits = Double.doubleToRawLongBits(run.value(i));
                long change = bits ^ last;
                last = bits;
                // One byte tells how many leading and trailing bytes are zero, then follow the others.
                int leading = Long.numberOfLeadingZeros(change) >> 3;
                int trailing = change == 0 ? 0 : Long.numberOfTrailingZeros(change) >> 3;
                body.one(leading << 4 | trailing);
                for (int b = 7 - leading; b >= trailing; b--) {
                    body.one((int) (change >>> (b << 3)));
                }
            }
        }
        boolean attributes = false;
        for (int i = 0; i < n; ) {
            int j = i;
            while (j < n && run.flags(j) == run.flags(i)) {
                attributes |= run.attributes(j) != null;
                j++;
            }
            body.var(run.flags(i));
            body.var(j - i);
            i = j;
        }
        if (attributes) {
            ways |= ATTRIBUTES;
            dictionary(run, body);
        }
        return ways;
    }

    private static void dictionary(Run run, Bytes body) {
        Map<String, Integer> places = new HashMap<>();
        Bytes words = new Bytes(256);
        Bytes uses = new Bytes(run.size());
        for (int i = 0; i < run.size(); i++) {
            String own = run.attributes(i);
            if (own == null) {
                uses.var(0);
                continue;
            }
            Integer place = places.get(own);
            if (place == null) {
                place = places.size() + 1;
                places.put(own, place);
                words.text(own);
            }
            uses.var(place);
        }
        body.var(places.size());
        body.bytes(words.array(), 0, words.size());
        body.bytes(uses.array(), 0, uses.size());
    }

    private static byte[] finished(Bytes body, int ways, boolean squeeze) {
        byte[] packed = body.array();
        int length = body.size();
        if (squeeze) {
            byte[] smaller = new byte[length];
            Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
            try {
                deflater.setInput(body.array(), 0, length);
                deflater.finish();
                int deflated = deflater.deflate(smaller);
                if (deflater.finished() && deflated + 5 < length) {
                    Bytes both = new Bytes(deflated + 5);
                    both.var(length);
                    both.bytes(smaller, 0, deflated);
                    packed = both.array();
                    length = both.size();
                    ways |= DEFLATED;
                }
            } finally {
                deflater.end();
            }
        }
        Bytes out = new Bytes(HEAD + 1 + length);
        out.one(VERSION);
        out.four(0);
        out.one(ways);
        out.bytes(packed, 0, length);
        CRC32 crc = new CRC32();
        crc.update(out.array(), HEAD, out.size() - HEAD);
        out.set4(1, (int) crc.getValue());
        return out.copy();
    }

    /** The fewest decimals, 0 to 6, with which every value is exactly a whole number over a power of ten; -1 where there are none. */
    private static int decimals(Run run) {
        int decimals = 0;
        int unsure = 0;
        for (int i = 0; i < run.size(); i++) {
            double value = run.value(i);
            while (!exact(value, TENS[decimals])) {
                if (++decimals == TENS.length) {
                    return -1;
                }
                unsure = i;
            }
        }
        // More decimals can push a large value, fine before, over what a double counts exactly.
        for (int i = 0; i < unsure; i++) {
            if (!exact(run.value(i), TENS[decimals])) {
                return -1;
            }
        }
        return decimals;
    }

    private static boolean exact(double value, long ten) {
        double steps = Math.rint(value * ten);
        // Compared by bits, or -0.0 would come back as 0.0.
        return Math.abs(steps) < EXACT && Double.doubleToRawLongBits((double) (long) steps / ten) == Double.doubleToRawLongBits(value);
    }

    /**
     * Reads a chunk back.
     *
     * @param what names the chunk in the message of {@link Corrupt}
     * @throws Corrupt where a byte is not as it was written
     */
    public static Run decode(byte[] chunk, String what) {
        Bytes.Reader in = Bytes.Reader.checked(chunk, VERSION, what);
        int ways = in.one();
        if ((ways & DEFLATED) != 0) {
            byte[] inflated = inflated(chunk, in);
            in = new Bytes.Reader(inflated, 0, inflated.length, what);
        }
        Run run = read(in, ways);
        if (in.left() != 0) {
            throw in.corrupt("有多余内容");
        }
        return run;
    }

    /** Reads back what {@link #write} wrote. */
    static Run read(Bytes.Reader in, int ways) {
        int n = in.count(2);
        long[] at = new long[n];
        double[] values = new double[n];
        int[] flags = new int[n];
        long before = 0;
        long step = 0;
        for (int i = 0; i < n; i++) {
            long next = in.zigzag();
            step = i < 2 ? next : step + next;
            before += step;
            at[i] = before;
        }
        if ((ways & DECIMAL) != 0) {
            int decimals = in.one();
            if (decimals >= TENS.length) {
                throw in.corrupt("小数位数不符");
            }
            long steps = 0;
            for (int i = 0; i < n; i++) {
                steps += in.zigzag();
                values[i] = (double) steps / TENS[decimals];
            }
        } else {
            long bits = 0;
            for (int i = 0; i < n; i++) {
                int zeros = in.one();
                int leading = zeros >> 4;
                int trailing = zeros & 15;
                long change = 0;
                for (int b = 7 - leading; b >= trailing; b--) {
                    change |= (long) in.one() << (b << 3);
                }
                bits ^= change;
                values[i] = Double.longBitsToDouble(bits);
            }
        }
        for (int i = 0; i < n; ) {
            int same = (int) in.var();
            long length = in.var();
            if (length <= 0 || length > n - i) {
                throw in.corrupt("标记不符");
            }
            for (int j = 0; j < length; j++) {
                flags[i++] = same;
            }
        }
        String[] words = null;
        if ((ways & ATTRIBUTES) != 0) {
            words = new String[in.count(1) + 1];
            for (int i = 1; i < words.length; i++) {
                words[i] = in.text();
            }
        }
        Run run = new Run(n);
        for (int i = 0; i < n; i++) {
            int word = words == null ? 0 : (int) in.var();
            if (word < 0 || words != null && word >= words.length) {
                throw in.corrupt("附加信息不符");
            }
            if (!run.put(at[i], values[i], flags[i], words == null ? null : words[word])) {
                throw in.corrupt("时间重复");
            }
        }
        return run;
    }

    private static byte[] inflated(byte[] chunk, Bytes.Reader in) {
        long length = in.var();
        if (length < 0 || length > MOST) {
            throw in.corrupt("长度不符");
        }
        byte[] out = new byte[(int) length];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(chunk, in.place(), in.left());
            int got = 0;
            while (got < out.length) {
                int more = inflater.inflate(out, got, out.length - got);
                if (more == 0) {
                    throw in.corrupt("压缩内容不完整");
                }
                got += more;
            }
            return out;
        } catch (DataFormatException e) {
            throw in.corrupt("压缩内容损坏");
        } finally {
            inflater.end();
        }
    }
}
