package io.shoutu.sensor.door;

import java.time.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The doorkeeper (守门人): how many may be inside, how many from one address, how often one address may knock, and how often it may be
 * wrong. What it remembers is bounded: where too many addresses knock at once, those not known wait for the next minute.
 *
 * <p>Safe for several threads. Times are those of the given clock; one that steps back begins a new minute.
 */
public final class Doorkeeper {
    private static final long MINUTE = 60_000;
    private static final int MOST_ADDRESSES = 20_000;

    /**
     * What is allowed (准入限制); 0 means without limit.
     *
     * @param connections inside at once
     * @param perAddress of these from one address
     * @param knocks attempts from one address within a minute
     * @param wrong wrong credentials from one address within a minute, after which it is refused for the rest of it
     */
    public record Allowed(int connections, int perAddress, int knocks, int wrong) {}

    /** What it says to who knocks. */
    public enum Answer { COME_IN, FULL, TOO_MANY_FROM_THERE, TOO_OFTEN, TOO_OFTEN_WRONG }

    private static final class Address {
        private int inside;
        private int knocks;
        private int wrong;
    }

    private final Clock clock;
    private final Allowed allowed;
    private final Map<String, Address> addresses = new HashMap<>();
    private int inside;
    private long minute = Long.MIN_VALUE;

    public Doorkeeper(Clock clock, Allowed allowed) {
        this.clock = clock;
        this.allowed = allowed;
    }

    private void turn() {
        long now = Math.floorDiv(clock.millis(), MINUTE);
        if (now != minute) {
            minute = now;
            for (Iterator<Address> all = addresses.values().iterator(); all.hasNext();) {
                Address address = all.next();
                address.knocks = 0;
                address.wrong = 0;
                if (address.inside == 0) {
                    all.remove();
                }
            }
        }
    }

    /** Somebody knocks; who is told {@link Answer#COME_IN} counts as inside until {@link #left}. */
    public synchronized Answer knock(String from) {
        turn();
        if (over(inside, allowed.connections)) {
            return Answer.FULL;
        }
        Address address = addresses.get(from);
        if (address == null) {
            if (addresses.size() >= MOST_ADDRESSES) {
                return Answer.FULL;
            }
            address = new Address();
            addresses.put(from, address);
        }
        if (over(address.wrong, allowed.wrong)) {
            return Answer.TOO_OFTEN_WRONG;
        }
        if (over(address.knocks, allowed.knocks)) {
            return Answer.TOO_OFTEN;
        }
        address.knocks++;
        if (over(address.inside, allowed.perAddress)) {
            return Answer.TOO_MANY_FROM_THERE;
        }
        address.inside++;
        inside++;
        return Answer.COME_IN;
    }

    private static boolean over(int there, int most) {
        return most > 0 && there >= most;
    }

    /** Who was let in is gone. */
    public synchronized void left(String from) {
        Address address = addresses.get(from);
        if (address != null && address.inside > 0) {
            address.inside--;
            inside--;
        }
    }

    /** Credentials from there were wrong; answers whether that is once too often now. */
    public synchronized boolean wrong(String from) {
        turn();
        Address address = addresses.computeIfAbsent(from, none -> new Address());
        address.wrong++;
        return over(address.wrong, allowed.wrong);
    }

    /** Whether that address has been wrong too often this minute. */
    public synchronized boolean distrusted(String from) {
        turn();
        Address address = addresses.get(from);
        return address != null && over(address.wrong, allowed.wrong);
    }

    public synchronized int inside() {
        return inside;
    }
}
