package io.shoutu.sensor;

import io.shoutu.sensor.decode.Decoded;
import io.shoutu.sensor.domain.Parked;
import java.util.ArrayList;
import java.util.List;

/** One message that came in (到达): decoded, waiting for the commit, and afterwards what became of it. */
public final class Arrival {

    /** Who waits for the acknowledgement (等候方). Both are called on the one thread that answers and must return at once. */
    public interface Sender {
        /** This one is stored or parked. Answers whether it is the first of its batch, so that {@link #flush} is called once. */
        boolean committed(Arrival arrival);

        /** All of the batch that were yours have been told: answer them together. */
        void flush();
    }

    final String device;
    final String inlet;
    final Decoded decoded;
    final long received;
    final Sender sender;
    /** Parked item that is tried again with this arrival, or 0. */
    final long replaces;
    /** The sender's own mark, e.g. the packet id and how it wants to be answered. */
    public final int mark;
    /** How much room it takes while it waits, in readings. */
    final int weight;

    /** By the intake: since when it waits, and whether it was judged before it was stored. */
    long waitingSince;
    boolean foreseen;

    private int stored;
    private int duplicates;
    private List<Parked> parked = List.of();

    public Arrival(String device, String inlet, Decoded decoded, long received, Sender sender, int mark) {
        this(device, inlet, decoded, received, sender, mark, 0);
    }

    Arrival(String device, String inlet, Decoded decoded, long received, Sender sender, int mark, long replaces) {
        this.device = device;
        this.inlet = inlet;
        this.decoded = decoded;
        this.received = received;
        this.sender = sender;
        this.mark = mark;
        this.replaces = replaces;
        this.weight = weight(decoded);
    }

    /** How many readings were new and are stored. */
    public int stored() {
        return stored;
    }

    /** How many were stored before with the same value. */
    public int duplicates() {
        return duplicates;
    }

    /** What could not be used. */
    public List<Parked> parked() {
        return parked;
    }

    /** Forgets an attempt that was not committed. */
    void begin() {
        stored = 0;
        duplicates = 0;
        parked = decoded.parked();
    }

    void store() {
        stored++;
    }

    void duplicate() {
        duplicates++;
    }

    void park(Parked item) {
        if (!(parked instanceof ArrayList) || parked == decoded.parked()) {
            parked = new ArrayList<>(parked);
        }
        parked.add(item);
    }

    private static int weight(Decoded decoded) {
        int weight = 1 + decoded.readings().size();
        for (int i = 0; i < decoded.parked().size(); i++) {
            weight += 1 + decoded.parked().get(i).payload().length / 64;
        }
        return weight;
    }
}
