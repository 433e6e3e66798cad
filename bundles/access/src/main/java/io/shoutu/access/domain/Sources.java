package io.shoutu.access.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Failures by source address (来源限制), in memory: after so many in the window a source is refused until the oldest has passed. */
public final class Sources {
    private static final int REMEMBERED = 10_000;
    private final int limit;
    private final Duration window;
    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > REMEMBERED;
        }
    };

    public Sources(int limit, Duration window) {
        this.limit = limit;
        this.window = window;
    }

    public synchronized boolean refused(String from, Instant now) {
        Deque<Instant> times = failures.get(from);
        if (times == null) {
            return false;
        }
        while (!times.isEmpty() && !times.peekFirst().plus(window).isAfter(now)) {
            times.pollFirst();
        }
        return times.size() >= limit;
    }

    public synchronized void failed(String from, Instant now) {
        Deque<Instant> times = failures.computeIfAbsent(from, f -> new ArrayDeque<>());
        times.addLast(now);
        while (times.size() > limit) {
            times.pollFirst();
        }
    }
}
