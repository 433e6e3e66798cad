package io.shoutu.hazard.domain.reports;

import io.shoutu.api.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * How many requests come in from the open web in an hour (网上举报限流): so many from one source, so many in all, so that a machine can neither flood the desk nor try codes, and one
 * office behind one address still gets through. A source is counted under a hash with a salt that lives an hour in memory and is written nowhere: what is kept leads to nobody.
 */
public final class WebDoor {
    static final int OF_ONE = 60;
    static final int OF_ALL = 600;
    private static final long HOUR_MS = 3_600_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;
    private final Map<String, Integer> bySource = new HashMap<>();
    private byte[] salt = new byte[16];
    private long hour = -1;
    private int all;

    public WebDoor(Clock clock) {
        this.clock = clock;
    }

    /** @throws Problem.IllegalMove code {@code too-many} */
    public synchronized void admit(String source) {
        long now = clock.millis() / HOUR_MS;
        if (now != hour) {
            hour = now;
            all = 0;
            bySource.clear();
            salt = new byte[16];
            RANDOM.nextBytes(salt);
        }
        if (++all > OF_ALL || bySource.merge(hidden(source == null ? "" : source), 1, Integer::sum) > OF_ONE) {
            throw new Problem.IllegalMove("too-many", "网上举报暂时过多，请一小时后再试，或拨打12350");
        }
    }

    private String hidden(String source) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return Base64.getEncoder().encodeToString(digest.digest(source.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
