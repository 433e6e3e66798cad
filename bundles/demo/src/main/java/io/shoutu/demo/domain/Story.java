package io.shoutu.demo.domain;

import java.util.Locale;

/**
 * The guided story's rising reading (跟我走一遍的升温): when somebody asks for it, one device leaves its recording and sends an invented rise over
 * the limit of its rule, through the same door as all others, until the hazard is rectified or ten minutes have passed.
 */
public final class Story {
    /** 安澜沧禾气体, jacket of a reaction kettle; its recording stays far below the limit. */
    public static final String DEVICE = "AL-0045";
    public static final String RULE = "反应釜夹套温度过高";
    public static final double LIMIT = 60;
    public static final long EVERY_MS = 1_000;
    private static final double FROM = 41.5;
    private static final double STEP = 3.1;
    private static final double HIGHEST = 72.4;
    private static final long LONGEST_MS = 600_000;

    /** Where it stands (阶段): as recorded, rising, over the limit, falling back. */
    public enum Phase { RECORDED, RISING, HIGH, FALLING }

    private Phase phase = Phase.RECORDED;
    private double value;
    private long begun;
    private int sent;

    /** Begins to rise; one that rises already or stands high goes on as it is. */
    public synchronized void begin(long now) {
        if (phase == Phase.RECORDED || phase == Phase.FALLING) {
            value = phase == Phase.FALLING ? value : FROM;
            phase = Phase.RISING;
            begun = now;
        }
    }

    /** Falls back: whoever rectifies has done it. Where nothing rose, nothing falls. */
    public synchronized void calm() {
        if (phase == Phase.RISING || phase == Phase.HIGH) {
            phase = Phase.FALLING;
        }
    }

    public synchronized Phase phase() {
        return phase;
    }

    /** What to send now, or null where the recording goes on. */
    public synchronized String letter(long ts, long now) {
        if ((phase == Phase.RISING || phase == Phase.HIGH) && now - begun >= LONGEST_MS) {
            phase = Phase.FALLING;
        }
        switch (phase) {
            case RISING -> {
                value += STEP;
                if (value >= HIGHEST) {
                    value = HIGHEST;
                    phase = Phase.HIGH;
                }
            }
            case FALLING -> {
                value -= STEP;
                if (value <= FROM) {
                    phase = Phase.RECORDED;
                }
            }
            // A kettle is never quite still.
            case HIGH -> value = HIGHEST + (sent++ % 3 - 1) * 0.2;
            default -> {
                return null;
            }
        }
        return String.format(Locale.ROOT, "{\"ts\":%d,\"values\":{\"temperature\":%.2f},\"attributes\":{\"invented\":\"true\"}}", ts, value);
    }
}
