package io.shoutu.sensor.line;

import java.util.Arrays;

/**
 * Finds frames in a stream (帧扫描): however it is split, merged, damaged or mixed with garbage, every whole and right frame is found
 * exactly once, because after anything that is no right frame the search goes on one byte further and never at a length that may
 * itself be damaged. What it keeps is bounded by the longest frame. Not safe for several threads.
 */
final class FrameScanner {
    /** Told what was found, in order (扫描结果). */
    interface Found {
        void frame(byte[] frame);

        /** A frame whose checksum is wrong; its bytes are looked through once more. */
        void damaged(byte[] frame);

        /** That many bytes belong to no frame. */
        void garbage(int bytes);
    }

    private final Framing framing;
    private final Found found;
    private byte[] kept = new byte[1_024];
    private int from;
    private int to;

    FrameScanner(Framing framing, Found found) {
        this.framing = framing;
        this.found = found;
    }

    /** Takes what came. */
    void take(byte[] more) {
        if (kept.length - to < more.length) {
            int waiting = to - from;
            byte[] room = waiting + more.length > kept.length ? new byte[Math.max(kept.length * 2, waiting + more.length)] : kept;
            System.arraycopy(kept, from, room, 0, waiting);
            kept = room;
            from = 0;
            to = waiting;
        }
        System.arraycopy(more, 0, kept, to, more.length);
        to += more.length;
        scan();
    }

    /** Whether something waits for the rest of its frame. */
    boolean waits() {
        return to > from;
    }

    /** The rest of what waits has not come in time: it is no frame, and what stands behind its beginning is looked through. */
    void giveUp() {
        if (waits()) {
            from++;
            found.garbage(1);
            scan();
        }
    }

    private void scan() {
        int lost = 0;
        while (from < to) {
            int start = from;
            while (start < to && kept[start] != framing.start()) {
                start++;
            }
            lost += start - from;
            from = start;
            if (from == to) {
                break;
            }
            Framing.Look look = framing.look(kept, from, to);
            if (look.kind() == Framing.Kind.MORE) {
                break;
            }
            if (look.kind() == Framing.Kind.FRAME) {
                lost = tell(lost);
                byte[] frame = Arrays.copyOfRange(kept, from, from + look.length());
                from += look.length();
                found.frame(frame);
            } else {
                if (look.kind() == Framing.Kind.DAMAGED) {
                    lost = tell(lost);
                    found.damaged(Arrays.copyOfRange(kept, from, from + look.length()));
                }
                from++;
                lost++;
            }
        }
        tell(lost);
        if (from == to) {
            from = 0;
            to = 0;
            if (kept.length > 65_536) {
                kept = new byte[1_024];
            }
        }
    }

    private int tell(int lost) {
        if (lost > 0) {
            found.garbage(lost);
        }
        return 0;
    }
}
