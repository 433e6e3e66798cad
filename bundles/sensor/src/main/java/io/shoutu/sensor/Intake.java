package io.shoutu.sensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The intake (待入队列): what has arrived and waits for its commit, within a bound; and the way batches take to it. */
final class Intake {
    private static final int MOST_MESSAGES = 4_000;
    private static final int MOST_WEIGHT = 8_000;
    /** Small batches begin so far apart, so that under a steady stream the processor is not spent on commits; one of {@link #COMPANY} goes at once. */
    private static final long APART = TimeUnit.MICROSECONDS.toNanos(2_500);
    private static final int COMPANY = 256;

    private final long most;
    private final long apart;
    private final Predicate<Arrival> presses;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition some = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Condition end = lock.newCondition();
    private final ArrayDeque<Arrival> queue = new ArrayDeque<>();
    private long weight;
    private boolean closed;
    private boolean held;
    private Ingest.Wire wire;
    /** Taken from the queue and not committed yet, or null. */
    private Batch underWay;
    /** What the last commit held and took, and when it began. */
    private int lastSize;
    private long lastTook;
    private long lastBegun;
    /** How many in the queue end the wait for company. */
    private int enough;
    /** Whether something in the queue ends it by itself. */
    private boolean pressed;

    /**
     * @param most readings that may wait, and somewhat more
     * @param presses whether an arrival should be committed without waiting for company
     */
    Intake(long most, Predicate<Arrival> presses) {
        this(most, APART, presses);
    }

    Intake(long most, long apart, Predicate<Arrival> presses) {
        this.most = most;
        this.apart = apart;
        this.presses = presses;
        this.lastBegun = System.nanoTime() - apart;
    }

    /**
     * Takes in what arrived. Waits while too much is waiting already: that is what holds a flood back.
     *
     * @param patience milliseconds to wait for room
     * @return false where there was no room in that time or the intake is closed; then nothing was taken
     */
    boolean add(Arrival arrival, long patience) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(patience);
            while (!closed && weight >= most) {
                held = true;
                if (left <= 0) {
                    return false;
                }
                left = room.awaitNanos(left);
            }
            if (closed) {
                return false;
            }
            // Where company has come already nobody waits for it. Asked first: should the answer fail, nothing was taken.
            boolean pressesNow = !pressed && queue.size() < COMPANY - 1 && presses.test(arrival);
            pressed |= pressesNow;
            arrival.waitingSince = System.nanoTime();
            queue.add(arrival);
            if (queue.size() == 1 || queue.size() == enough || pressesNow) {
                some.signalAll();
            }
            weight += arrival.weight;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whatever is waiting, as soon as something is and there is a way for it; null at the end.
     *
     * <p>A small batch waits for company until 2.5 ms after the last one began; what comes alone after a while waits for nothing, nor does what presses. Where a flush is slow,
     * the senders wait for their answers with all they may have on its way: where that is much, a batch takes half of what waits now and went last, so that while one half is flushed the other
     * is answered, sent again and gathered. Taken all at once it would leave nothing to gather.
     */
    Batch next(BooleanSupplier mayNot) {
        lock.lock();
        try {
            while (!closed && (queue.isEmpty() || wire == null || mayNot.getAsBoolean())) {
                some.awaitUninterruptibly();
            }
            waitForCompany();
            if (closed) {
                return null;
            }
            int most = lastTook > apart && queue.size() >= COMPANY ? Math.min(MOST_MESSAGES, (lastSize + queue.size() + 1) / 2) : MOST_MESSAGES;
            List<Arrival> arrivals = new ArrayList<>(Math.min(queue.size(), most));
            long taken = 0;
            while (!queue.isEmpty() && arrivals.size() < most && taken < MOST_WEIGHT) {
                Arrival arrival = queue.poll();
                taken += arrival.weight;
                arrivals.add(arrival);
            }
            weight -= taken;
            pressed &= !queue.isEmpty();
            room.signalAll();
            underWay = new Batch(arrivals);
            return underWay;
        } finally {
            lock.unlock();
        }
    }

    private void waitForCompany() {
        long left = lastBegun + apart - System.nanoTime();
        enough = COMPANY;
        while (!closed && left > 0 && queue.size() < COMPANY && !pressed) {
            left = await(some, left);
        }
        enough = 0;
    }

    /** The batch under way is committed. */
    void committed() {
        committed(System.nanoTime() - underWay.begun);
    }

    /** @param took nanoseconds of that commit */
    void committed(long took) {
        lock.lock();
        try {
            lastSize = underWay.size();
            lastBegun = underWay.begun;
            lastTook = took;
            underWay = null;
        } finally {
            lock.unlock();
        }
    }

    /** The way to the commit, waited for where there is none; null at the end. */
    Ingest.Wire way() {
        lock.lock();
        try {
            while (wire == null && !closed) {
                some.awaitUninterruptibly();
            }
            return closed ? null : wire;
        } finally {
            lock.unlock();
        }
    }

    boolean wired() {
        lock.lock();
        try {
            return wire != null && !closed;
        } finally {
            lock.unlock();
        }
    }

    void wired(Ingest.Wire by) {
        lock.lock();
        try {
            wire = by;
            some.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void unwired(Ingest.Wire by) {
        lock.lock();
        try {
            if (wire == by) {
                wire = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** What held the next batch back may be over. */
    void lookAgain() {
        lock.lock();
        try {
            some.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits that long; answers false where the house closed meanwhile. */
    boolean pause(long millis) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!closed && left > 0) {
                left = await(end, left);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Answers what is left of the wait. Derby interrupts those at work in a database it shuts down: that ends the wait, not the work. */
    private static long await(Condition what, long nanos) {
        try {
            return what.awaitNanos(nanos);
        } catch (InterruptedException derby) {
            return 0;
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            some.signalAll();
            room.signalAll();
            end.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What waits for its commit, in readings. */
    long waiting() {
        lock.lock();
        try {
            return weight;
        } finally {
            lock.unlock();
        }
    }

    // ---- for the outage

    /** How long the batch under way has been, and the oldest that waits behind it, in nanoseconds; 0 where there is none. */
    record Ages(long underWay, long oldest, boolean stopped) {}

    Ages ages() {
        lock.lock();
        try {
            long now = System.nanoTime();
            Arrival first = queue.peek();
            return new Ages(underWay == null || underWay.committed() ? 0 : now - underWay.begun, first == null ? 0 : now - first.waitingSince,
                    underWay != null && underWay.stopped);
        } finally {
            lock.unlock();
        }
    }

    /** What waits and was not foreseen before, in the order of arrival; from now on it counts as foreseen. */
    List<Arrival> notForeseen() {
        lock.lock();
        try {
            List<Arrival> all = new ArrayList<>();
            if (underWay != null && !underWay.committed()) {
                underWay.arrivals.forEach(arrival -> foresee(arrival, all));
            }
            queue.forEach(arrival -> foresee(arrival, all));
            return all;
        } finally {
            lock.unlock();
        }
    }

    private static void foresee(Arrival arrival, List<Arrival> all) {
        if (!arrival.foreseen) {
            arrival.foreseen = true;
            all.add(arrival);
        }
    }

    /** Whether something foreseen still waits. */
    boolean foreseenWaits() {
        lock.lock();
        try {
            return underWay != null && !underWay.committed() && underWay.arrivals.stream().anyMatch(arrival -> arrival.foreseen)
                    || queue.stream().anyMatch(arrival -> arrival.foreseen);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a sender had to wait since this was last asked. */
    boolean heldBack() {
        lock.lock();
        try {
            boolean was = held || weight >= most;
            held = false;
            return was;
        } finally {
            lock.unlock();
        }
    }
}
