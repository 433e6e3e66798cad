package io.shoutu.sensor.line;

import io.shoutu.sensor.line.Asks.Asked;
import io.shoutu.sensor.line.Asks.State;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The questions under way (问询登记): each is sent up to three times, and remembered with what became of it. Safe for several threads. */
final class Questions {
    private static final int MOST = 100;
    private static final int TRIES = 3;

    private final Clock clock;
    private final long patience;
    private final Deque<Question> all = new ArrayDeque<>();

    /** @param patience milliseconds for an answer before it is sent again; the standards advise ten seconds at most */
    Questions(Clock clock, long patience) {
        this.clock = clock;
        this.patience = patience;
    }

    /** One question and how it is sent (问询). */
    final class Question {
        final String key;
        private final LineServer.Line line;
        private final byte[] frame;
        private Asked now;
        private int tries;
        private Runnable cancel;

        private Question(String key, LineServer.Line line, byte[] frame, Asked now) {
            this.key = key;
            this.line = line;
            this.frame = frame;
            this.now = now;
        }

        private void send() {
            if (tries++ < TRIES) {
                line.send(frame);
                cancel = line.after(patience, this::send);
            } else {
                heard(State.UNANSWERED, "发送 " + TRIES + " 次均无应答");
            }
        }

        /** What the device said; on the reading thread of its connection. */
        void heard(State state, String told) {
            if (cancel != null) {
                cancel.run();
                cancel = null;
            }
            synchronized (Questions.this) {
                now = new Asked(now.id(), now.device(), now.kind(), now.from(), now.to(), now.asked(), state, told == null ? now.told() : told, now.frames());
            }
        }

        void frameCame() {
            synchronized (Questions.this) {
                now = new Asked(now.id(), now.device(), now.kind(), now.from(), now.to(), now.asked(), now.state() == State.SENT ? State.ACCEPTED : now.state(), now.told(),
                        now.frames() + 1);
            }
            if (cancel != null) {
                cancel.run();
                cancel = null;
            }
        }
    }

    Asked ask(String key, String device, String kind, Instant from, Instant to, LineServer.Line line, byte[] frame) {
        Asked asked = new Asked(key, device, kind, from, to, clock.instant().truncatedTo(ChronoUnit.MILLIS), State.SENT, null, 0);
        Question question = new Question(key, line, frame, asked);
        synchronized (this) {
            all.addFirst(question);
            while (all.size() > MOST) {
                all.removeLast();
            }
        }
        line.later(question::send);
        return asked;
    }

    /** Hands the question of that device and key to who has the answer; does nothing where there is none. */
    void of(String device, String key, Consumer<Question> then) {
        Question found = null;
        synchronized (this) {
            for (Question question : all) {
                if (question.key.equals(key) && question.now.device().equals(device)) {
                    found = question;
                    break;
                }
            }
        }
        if (found != null) {
            then.accept(found);
        }
    }

    synchronized List<Asked> asked(String device) {
        List<Asked> found = new ArrayList<>();
        for (Question question : all) {
            if (question.now.device().equals(device)) {
                found.add(question.now);
            }
        }
        return found;
    }
}
