package io.shoutu.sensor;

import java.util.List;

/** What is committed together (批次): the body of one exchange of the route {@code sensor.ingest}. */
public final class Batch {
    final List<Arrival> arrivals;
    final long begun = System.nanoTime();
    /** The spool row it is written under, however often it is tried; 0 before the first time. */
    long row;
    /** Whether a commit was tried: it may have been made although no answer came. */
    boolean tried;
    /** An operator has stopped the route it would take. */
    volatile boolean stopped;
    private volatile boolean committed;

    Batch(List<Arrival> arrivals) {
        this.arrivals = arrivals;
    }

    /** Messages in it. */
    public int size() {
        return arrivals.size();
    }

    /** Whether it is stored; nothing of it is acknowledged before. */
    public boolean committed() {
        return committed;
    }

    void stored() {
        committed = true;
    }

    @Override
    public String toString() {
        return arrivals.size() + " messages" + (committed ? ", committed" : "");
    }
}
