package io.shoutu.notices.domain;

import java.time.Duration;

/**
 * How long and how often a message is tried (重试): 5 s, 10 s, 20 s … up to five minutes.
 *
 * @param attempts tries before it is parked
 */
public record Patience(int attempts) {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    public Patience {
        attempts = Math.max(1, attempts);
    }

    public boolean over(int tried) {
        return tried >= attempts;
    }

    /** Wait after the given number of tries, at least what the channel asked for. */
    public Duration wait(int tried, Duration asked) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(20, Math.max(0, tried - 1)));
        Duration own = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return asked != null && asked.compareTo(own) > 0 ? asked : own;
    }
}
