package io.shoutu.sensor;

import java.util.List;

/** What is committed together (批次): the body of one exchange of the route {@code sensor.ingest}. */
public final class Batch {
    final List<Arrival> arrivals;
    private boolean committed;

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
