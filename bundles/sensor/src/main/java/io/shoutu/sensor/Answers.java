package io.shoutu.sensor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers (应答): tells the senders what is committed, on a thread of its own, while the next batch is on its way to the disk already. */
final class Answers implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Answers.class);
    /** Committed batches that may wait: a sender that does not return at once holds the commits back in the end. */
    private static final int WAITING = 8;
    private static final Batch END = new Batch(List.of());

    private final BlockingQueue<Batch> committed = new ArrayBlockingQueue<>(WAITING);

    /** Has all of a committed batch answered. */
    void of(Batch batch) {
        while (true) {
            try {
                committed.put(batch);
                return;
            } catch (InterruptedException derby) {
                log.debug("interrupted by the database, and going on", derby);
            }
        }
    }

    /** Nothing more comes: the thread ends when everybody has been answered. */
    void end() {
        of(END);
    }

    @Override
    public void run() {
        for (Batch batch = next(); batch != END; batch = next()) {
            answer(batch);
        }
    }

    private Batch next() {
        while (true) {
            try {
                return committed.take();
            } catch (InterruptedException e) {
                log.debug("interrupted, and going on: nobody else answers", e);
            }
        }
    }

    /** Tells everyone who waits, each connection once. */
    private static void answer(Batch batch) {
        List<Arrival> arrivals = batch.arrivals;
        List<Arrival.Sender> told = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            try {
                if (arrival.sender.committed(arrival)) {
                    told.add(arrival.sender);
                }
            } catch (RuntimeException | Error e) {
                log.warn("a sender could not be told that its readings are stored; it will send them again", e);
            }
        }
        for (Arrival.Sender sender : told) {
            try {
                sender.flush();
            } catch (RuntimeException | Error e) {
                log.warn("a sender could not be told that its readings are stored; it will send them again", e);
            }
        }
    }
}
