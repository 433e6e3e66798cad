package io.shoutu.sensor;

import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Run;
import io.shoutu.sensor.domain.Series;

/**
 * What memory holds of one series (序列内存): the newest reading, and those that are stored but not yet packed.
 *
 * <p>Guarded by this object's monitor where nothing else is said.
 */
final class Line {
    static final long NONE = Long.MIN_VALUE;
    /** Room for so many readings is kept for the next pass, and beside it for so few: what comes while that pass is under way. */
    private static final int KEPT = 16;
    private static final int BESIDE = 4;

    final Series series;
    final Shelf shelf;
    /** The newest reading, in plain fields: each message brings another, and what never changes its place costs no tidying. {@link #NONE} where there is none. */
    private long latestAt = NONE;
    private double latestValue;
    private int latestFlags;
    private String latestAttributes;
    /** Stored since the packer last began. */
    private Run tail = new Run();
    /** What the packer is writing now; null between its passes. */
    Run packing;
    /** Empty: the tail while the packer has the other. */
    private Run spare;
    /** As {@link io.shoutu.sensor.domain.ReadingStore.Newest#head}, and the newest time that lies in chunks; {@link #NONE} where nothing does. */
    volatile long head = NONE;
    volatile long boundTo = NONE;
    /** Whether the packer's next pass knows of it. */
    boolean touched;

    // Of the committing thread alone: the batch being sorted.
    long batch;
    long newest;
    /** Readings of the batch. One lies in the fields below: where there are many series that is the rule. */
    private int pending;
    private long pendingAt;
    private double pendingValue;
    private int pendingFlags;
    private String pendingAttributes;
    /** All of them, where there are several; else what is left of an earlier batch, or null. */
    private Run several;

    Line(Series series, Shelf shelf) {
        this.series = series;
        this.shelf = shelf;
    }

    /** The newest reading, or null. */
    synchronized Reading latest() {
        return latestAt == NONE ? null : new Reading(series, latestAt, latestValue, latestFlags, latestAttributes);
    }

    /** Time of the newest reading, or {@link #NONE}; asked by the thread that commits. */
    long latestAt() {
        return latestAt;
    }

    /** As {@link Run#glance}; asked by the thread that commits. */
    long glance() {
        return latestAt + tail.glance();
    }

    /** A reading as it is stored; what is older than the newest changes nothing. */
    synchronized void seen(long at, double value, int flags, String attributes) {
        if (at >= latestAt) {
            latestAt = at;
            latestValue = value;
            latestFlags = flags;
            latestAttributes = attributes;
        }
    }

    // ---- the batch being sorted, by the thread that commits

    /** Whether something of the batch waits for its commit. */
    boolean pending() {
        return pending > 0;
    }

    /** Forgets what waited: another batch, or the same one sorted again. */
    void forget() {
        pending = 0;
    }

    /** Takes in a reading under a time that is free. */
    void await(Reading reading) {
        if (pending == 0) {
            pendingAt = reading.at();
            pendingValue = reading.value();
            pendingFlags = reading.flags();
            pendingAttributes = reading.attributes();
        } else {
            if (pending == 1) {
                several = several == null ? new Run() : several;
                several.clear();
                several.put(pendingAt, pendingValue, pendingFlags, pendingAttributes);
            }
            several.put(reading.at(), reading.value(), reading.flags(), reading.attributes());
        }
        pending++;
    }

    /** What waits under that time, or null. */
    Reading awaited(long at) {
        if (pending > 1) {
            int i = several.find(at);
            return i < 0 ? null : several.reading(series, i);
        }
        return pending == 1 && pendingAt == at ? new Reading(series, at, pendingValue, pendingFlags, pendingAttributes) : null;
    }

    /** Takes in what is committed: what waited does so no longer. */
    synchronized void commit() {
        if (pending == 1) {
            store(pendingAt, pendingValue, pendingFlags, pendingAttributes);
        } else if (pending > 1) {
            int last = several.size() - 1;
            if (several.at(last) > latestAt) {
                seen(several.at(last), several.value(last), several.flags(last), several.attributes(last));
            }
            tail.putAll(several);
        }
        pending = 0;
    }

    /** Takes in a reading that is stored and not packed. */
    synchronized void store(long at, double value, int flags, String attributes) {
        tail.put(at, value, flags, attributes);
        if (at > latestAt) {
            seen(at, value, flags, attributes);
        }
    }

    /** Hands the tail to the packer. */
    synchronized void close() {
        packing = tail;
        tail = spare == null ? new Run() : spare;
        spare = null;
        touched = false;
    }

    /** What was handed over is packed. Of the two the larger one goes on as the tail, so that it is large once and not every line has two of that size. */
    synchronized void packed() {
        Run empty = packing;
        packing = null;
        empty.clear();
        if (empty.capacity() > tail.capacity() && empty.capacity() <= KEPT) {
            empty.putAll(tail);
            Run small = tail;
            tail = empty;
            empty = small;
            empty.clear();
        }
        spare = empty.capacity() <= BESIDE ? empty : null;
    }

    /** What is not packed under that time, or null. */
    synchronized Reading unpacked(long at) {
        int i = tail.find(at);
        if (i >= 0) {
            return tail.reading(series, i);
        }
        i = packing == null ? -1 : packing.find(at);
        return i < 0 ? null : packing.reading(series, i);
    }

    /** What is not packed of {@code from ≤ at < to}, as a copy. */
    synchronized Run unpacked(long from, long to) {
        Run fresh = tail.between(from, to);
        return packing == null ? fresh : Run.merged(packing.between(from, to), fresh);
    }
}
