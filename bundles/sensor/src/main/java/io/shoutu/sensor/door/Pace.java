package io.shoutu.sensor.door;

/** The pace of one device (限速): how many connections it has and how many messages a second it may send, over all of them. Safe for several threads. */
final class Pace {
    private static final double BURST_SECONDS = 5;

    private final int rate;
    private int sessions;
    private double tokens;
    private long filled = System.nanoTime();

    /** @param rate messages a second, 0 without limit; five seconds' worth may come at once */
    Pace(int rate) {
        this.rate = rate;
        this.tokens = rate * BURST_SECONDS;
    }

    /** One more connection; false where that would be one too many. One that takes another's place always may. */
    synchronized boolean enter(int most, boolean inPlaceOfAnother) {
        if (most > 0 && sessions >= most && !inPlaceOfAnother) {
            return false;
        }
        sessions++;
        return true;
    }

    synchronized void leave() {
        sessions--;
    }

    /** One more message; false where it comes too soon. */
    boolean send() {
        return rate <= 0 || take();
    }

    private synchronized boolean take() {
        long now = System.nanoTime();
        tokens = Math.min(rate * BURST_SECONDS, tokens + (now - filled) / 1e9 * rate);
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
