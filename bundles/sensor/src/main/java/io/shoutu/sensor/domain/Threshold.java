package io.shoutu.sensor.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * A threshold (越限条件) with hysteresis and delays, after ISA-18.2 (deadband, on-delay, off-delay).
 *
 * <p>{@code above} begins at value ≥ limit (以上 includes the limit itself) and ends below limit − hysteresis; at limit −
 * hysteresis it still holds. {@code below} is the mirror. The delays run by reading time; while no reading comes they run on by our own
 * clock from the arrival of the latest one.
 */
public final class Threshold implements Condition {
    public static final int MOST_DELAY_SECONDS = 86_400;

    /** On which side of the limit the trouble lies (方向). */
    public enum Direction implements Term {
        ABOVE("高于"), BELOW("低于");

        private final String label;

        Direction(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    private final Direction direction;
    private final double limit;
    private final double hysteresis;
    private final int onDelaySeconds;
    private final int offDelaySeconds;
    private final boolean above;
    private final double end;

    /**
     * @param limit in the unit of the series
     * @param hysteresis in the unit of the series, at least 0
     * @param onDelaySeconds 0 to 86,400
     * @param offDelaySeconds 0 to 86,400
     */
    public Threshold(Direction direction, double limit, double hysteresis, int onDelaySeconds, int offDelaySeconds) {
        if (direction == null) {
            throw new Problem.Invalid("required", "direction", "请填写方向：above（高于）或 below（低于）");
        }
        if (!Double.isFinite(limit)) {
            throw new Problem.Invalid("not-a-number", "limit", "限值应是一个数");
        }
        if (!Double.isFinite(hysteresis) || hysteresis < 0) {
            throw new Problem.Invalid("hysteresis", "hysteresis", "回差不能小于0：" + hysteresis);
        }
        delay("onDelaySeconds", "报警延时", onDelaySeconds);
        delay("offDelaySeconds", "恢复延时", offDelaySeconds);
        this.direction = direction;
        this.limit = limit;
        this.hysteresis = hysteresis;
        this.onDelaySeconds = onDelaySeconds;
        this.offDelaySeconds = offDelaySeconds;
        this.above = direction == Direction.ABOVE;
        // In decimals, as the person reckons who typed 0.8 and 0.1: in binary 0.8 − 0.1 is above 0.7.
        BigDecimal width = BigDecimal.valueOf(hysteresis);
        this.end = (above ? BigDecimal.valueOf(limit).subtract(width) : BigDecimal.valueOf(limit).add(width)).doubleValue();
    }

    /** Delays alone, for a condition that is judged elsewhere. */
    public static Threshold delays(int onDelaySeconds, int offDelaySeconds) {
        return new Threshold(Direction.ABOVE, 0, 0, onDelaySeconds, offDelaySeconds);
    }

    @Override
    public Threshold delays() {
        return this;
    }

    @Override
    public Kind kind() {
        return Kind.THRESHOLD;
    }

    public Direction direction() {
        return direction;
    }

    public double limit() {
        return limit;
    }

    public double hysteresis() {
        return hysteresis;
    }

    public int onDelaySeconds() {
        return onDelaySeconds;
    }

    public int offDelaySeconds() {
        return offDelaySeconds;
    }

    /** Whether this value begins the condition. */
    public boolean begins(double value) {
        return above ? value >= limit : value <= limit;
    }

    /** Whether this value ends the condition. Between {@link #begins} and this nothing changes. */
    public boolean ends(double value) {
        return above ? value < end : value > end;
    }

    /**
     * Whether this value lies beyond a further limit on the same side.
     *
     * @param already whether it was; then the hysteresis counts
     */
    boolean beyond(double further, double value, boolean already) {
        double reach = already ? hysteresis : 0;
        return above ? value >= further - reach : value <= further + reach;
    }

    /**
     * The standing after a reading. Pure: the same readings in the same order give the same answer, however they were batched.
     *
     * @param at reading time, later than that of every reading before
     * @param arrived our clock when it came
     */
    public Standing next(Standing before, long at, double value, long arrived) {
        return next(before, at, begins(value), ends(value), value, arrived);
    }

    /** As above, where somebody else has judged the value. */
    public Standing next(Standing before, long at, boolean begins, boolean ends, double value, long arrived) {
        switch (before.phase()) {
            case NORMAL:
                if (!begins) {
                    return before;
                }
                return onDelaySeconds == 0 ? Standing.VIOLATED : Standing.pending(at, at, arrived, value);
            case PENDING:
                if (ends) {
                    return Standing.NORMAL;
                }
                return over(onDelaySeconds, at - before.since()) ? Standing.VIOLATED : Standing.pending(before.since(), at, arrived, value);
            case VIOLATED:
                if (!ends) {
                    return before;
                }
                return offDelaySeconds == 0 ? Standing.NORMAL : Standing.ending(at, at, arrived, value);
            case ENDING:
                if (begins) {
                    return Standing.VIOLATED;
                }
                return over(offDelaySeconds, at - before.since()) ? Standing.NORMAL : Standing.ending(before.since(), at, arrived, value);
            default:
                throw new IllegalStateException(before.toString());
        }
    }

    /** The standing when no reading has come until {@code now} by our clock. */
    public Standing tick(Standing before, long now) {
        if (!before.waiting()) {
            return before;
        }
        boolean pending = before.phase() == Standing.Phase.PENDING;
        long held = before.lastAt() - before.since() + now - before.lastArrived();
        if (!over(pending ? onDelaySeconds : offDelaySeconds, held)) {
            return before;
        }
        return pending ? Standing.VIOLATED : Standing.NORMAL;
    }

    private static boolean over(int delaySeconds, long heldMillis) {
        return heldMillis >= delaySeconds * 1000L;
    }

    /** The limit alone, for a condition that has its delays elsewhere. */
    public static Threshold bound(Direction direction, double limit, double hysteresis) {
        return new Threshold(direction, limit, hysteresis, 0, 0);
    }

    private static void delay(String field, String label, int seconds) {
        if (seconds < 0 || seconds > MOST_DELAY_SECONDS) {
            throw new Problem.Invalid("delay", field, label + "应为0至" + MOST_DELAY_SECONDS + "秒：" + seconds);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Threshold that && direction == that.direction && limit == that.limit && hysteresis == that.hysteresis
                && onDelaySeconds == that.onDelaySeconds && offDelaySeconds == that.offDelaySeconds;
    }

    @Override
    public int hashCode() {
        return Objects.hash(direction, limit, hysteresis, onDelaySeconds, offDelaySeconds);
    }

    @Override
    public String toString() {
        return direction.word() + " " + limit + " ±" + hysteresis + " on " + onDelaySeconds + "s off " + offDelaySeconds + "s";
    }
}
