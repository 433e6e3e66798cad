package io.shoutu.sensor.domain;

import io.shoutu.api.Problem;

/**
 * A stuck value (数值不变, 冻结值): readings come, but for the whole window they stay within ± the band of one value. A sensor that sends the same for
 * hours is broken or bypassed. Where no reading came for longer than the window it begins anew: that is no data, which another kind of rule watches.
 *
 * @param band in the unit of the series, at least 0; a value exactly the band away has not moved
 * @param windowSeconds 10 to 604,800 (7 days)
 * @param delays its delays
 */
public record Stuck(double band, int windowSeconds, Threshold delays) implements Condition.Remembering {
    public Stuck {
        if (!Double.isFinite(band) || band < 0) {
            throw new Problem.Invalid("band", "band", "允许波动不能小于0：" + band);
        }
        Condition.within("windowSeconds", "持续时间（秒）", windowSeconds, 10, 604_800);
    }

    @Override
    public Kind kind() {
        return Kind.STUCK;
    }

    @Override
    public int memorySeconds() {
        return windowSeconds;
    }

    @Override
    public Memory memory() {
        return new Anchor(this);
    }

    /** The value it stays at, and since when. */
    private static final class Anchor implements Memory {
        private final Stuck stuck;
        private double value = Double.NaN;
        private long since;
        private long lastAt;

        Anchor(Stuck stuck) {
            this.stuck = stuck;
        }

        @Override
        public Memory copy() {
            Anchor copy = new Anchor(stuck);
            copy.value = value;
            copy.since = since;
            copy.lastAt = lastAt;
            return copy;
        }

        @Override
        public Say say(Reading reading) {
            long window = stuck.windowSeconds * 1000L;
            boolean moved = !(Math.abs(reading.value() - value) <= stuck.band);
            if (moved || reading.at() - lastAt > window) {
                value = reading.value();
                since = reading.at();
            }
            lastAt = reading.at();
            return reading.at() - since >= window ? Say.HOLDS : moved ? Say.GONE : Say.STAYS;
        }

        @Override
        public String text() {
            return "已 " + (lastAt - since) / 1000 + " 秒停在 " + Alarm.plain(value) + (stuck.band == 0 ? "" : " ±" + Alarm.plain(stuck.band));
        }
    }

    @Override
    public String toString() {
        return "stuck ±" + band + " for " + windowSeconds + "s on " + delays.onDelaySeconds() + "s off " + delays.offDelaySeconds() + "s";
    }
}
