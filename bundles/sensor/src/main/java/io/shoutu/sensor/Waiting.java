package io.shoutu.sensor;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A sender that stands and waits (同步等候) until all it handed in is committed. */
public final class Waiting implements Arrival.Sender {
    private final CountDownLatch open;

    public Waiting(int arrivals) {
        open = new CountDownLatch(arrivals);
    }

    @Override
    public boolean committed(Arrival arrival) {
        open.countDown();
        return false;
    }

    @Override
    public void flush() {
        // Each arrival has been told by itself.
    }

    /** Whether all was committed before the time was over. */
    boolean done(long millis) {
        try {
            return open.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
