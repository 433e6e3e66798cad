package io.shoutu.sensor.domain;

import io.shoutu.api.Problem;

/**
 * No data (数据中断): no good reading has arrived for longer than the timeout.
 *
 * @param timeoutSeconds 1 s to 7 days
 */
public record Silence(int timeoutSeconds) implements Condition {
    public static final int MOST_SECONDS = 7 * 86_400;

    public Silence {
        if (timeoutSeconds < 1 || timeoutSeconds > MOST_SECONDS) {
            throw new Problem.Invalid("timeout", "timeoutSeconds", "数据中断时限应为1至" + MOST_SECONDS + "秒（7天）：" + timeoutSeconds);
        }
    }

    @Override
    public Kind kind() {
        return Kind.NO_DATA;
    }

    /** Whether it has been silent for too long; exactly the timeout is not yet too long. */
    public boolean tooLong(long lastArrival, long now) {
        return now - lastArrival > timeoutSeconds * 1000L;
    }
}
