package io.shoutu.sensor;

import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Run;
import io.shoutu.sensor.domain.Series;

/**
 * What memory holds of one series (序列内存): the newest reading, and those that are stored but not yet packed.
 *
 * <p>{@code tail} and {@code packing} are guarded by this object's monitor.
 */
final class Line {
    static final long NONE = Long.MIN_VALUE;

    final Series series;
    volatile Reading latest;
    /** Stored since the packer last began. */
    Run tail = new Run();
    /** What the packer is writing now; null between its passes. */
    Run packing;
    /** First time of the newest chunk, and the newest time that is packed; {@link #NONE} where nothing is. */
    volatile long head = NONE;
    volatile long packedTo = NONE;
    /** Counts the passes of the packer over this series: what was read from chunks before is stale. */
    volatile int passes;
    /** Whether the packer's next pass knows of it. */
    boolean touched;

    // Of the committing thread alone: the batch being sorted.
    long batch;
    long newest;
    final Run pending = new Run();

    Line(Series series) {
        this.series = series;
    }

    /** What is not packed of {@code from ≤ at < to}, as a copy. */
    synchronized Run unpacked(long from, long to) {
        Run fresh = tail.between(from, to);
        return packing == null ? fresh : Run.merged(packing.between(from, to), fresh);
    }
}
