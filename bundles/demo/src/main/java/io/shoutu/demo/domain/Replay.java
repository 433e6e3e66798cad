package io.shoutu.demo.domain;

import java.util.Locale;

/**
 * The replay (回放) of a recording as one device's readings: row after row, from a chosen one, over and over.
 *
 * <p>A reading is sent with the time of sending, which only ever grows; when it was recorded travels along as an attribute.
 */
public final class Replay {
    private final Recording recording;
    private int next;
    private long last;

    /** @param first row to begin with */
    public Replay(Recording recording, int first) {
        this.recording = recording;
        this.next = Math.floorMod(first, recording.rows().size());
    }

    /**
     * What to send now; the same row again until {@link #sent} is told.
     *
     * @param ts later than every one before
     */
    public record Letter(long ts, Recording.Row row) {
        /** The payload of docs/wire.md. */
        public String json() {
            return String.format(Locale.ROOT, "{\"ts\":%d,\"values\":{\"temperature\":%.2f},\"attributes\":{\"recordedAt\":\"%s\"}}", ts, row.celsius(), row.recordedAt());
        }
    }

    public Letter letter(long now) {
        last = Math.max(now, last + 1);
        return new Letter(last, recording.rows().get(next));
    }

    /** The platform has acknowledged it; after the last row the first one follows. */
    public void sent() {
        next = (next + 1) % recording.rows().size();
    }
}
