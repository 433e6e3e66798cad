package io.shoutu.sensor.line;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a scanner found in a stream that came in pieces (扫描结果). */
final class Scanned implements FrameScanner.Found {
    final List<byte[]> frames = new ArrayList<>();
    final List<byte[]> damaged = new ArrayList<>();
    int garbage;

    /** Cuts the stream into pieces of 1 to {@code most} bytes; at the end what waits is given up. */
    static Scanned in(Framing framing, byte[] stream, Random random, int most) {
        Scanned found = new Scanned();
        FrameScanner scanner = new FrameScanner(framing, found);
        for (int at = 0; at < stream.length; ) {
            int length = Math.min(stream.length - at, 1 + random.nextInt(most));
            scanner.take(java.util.Arrays.copyOfRange(stream, at, at + length));
            at += length;
        }
        while (scanner.waits()) {
            scanner.giveUp();
        }
        return found;
    }

    @Override
    public void frame(byte[] frame) {
        frames.add(frame);
    }

    @Override
    public void damaged(byte[] frame) {
        damaged.add(frame);
    }

    @Override
    public void garbage(int bytes) {
        garbage += bytes;
    }

    /** Garbage that likes to look like the beginning and the end of a frame. */
    static byte[] garbage(Random random, String letters) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
