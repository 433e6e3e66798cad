package io.shoutu.sensor.domain;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A limit gone beyond again and again (反复越限): so many excursions began within the window. An excursion begins and ends as a {@link Threshold} does,
 * hysteresis included; however many readings it has, it is one.
 *
 * @param bound the limit; its own delays mean nothing
 * @param times 2 to 1,000
 * @param windowSeconds 1 to 604,800 (7 days)
 * @param delays its delays
 */
public record Repeat(Threshold bound, int times, int windowSeconds, Threshold delays) implements Condition.Remembering {
    public Repeat {
        Condition.within("times", "次数", times, 2, 1_000);
        Condition.within("windowSeconds", "时间窗（秒）", windowSeconds, 1, 604_800);
    }

    @Override
    public Kind kind() {
        return Kind.REPEAT;
    }

    @Override
    public int memorySeconds() {
        return windowSeconds;
    }

    @Override
    public Memory memory() {
        return new Excursions(this, new ArrayDeque<>(), false);
    }

    /** When the last of them began. */
    private static final class Excursions implements Memory {
        private final Repeat repeat;
        private final Deque<Long> begun;
        private boolean beyond;

        Excursions(Repeat repeat, Deque<Long> begun, boolean beyond) {
            this.repeat = repeat;
            this.begun = begun;
            this.beyond = beyond;
        }

        @Override
        public Memory copy() {
            return new Excursions(repeat, new ArrayDeque<>(begun), beyond);
        }

        @Override
        public Say say(Reading reading) {
            if (!beyond && repeat.bound.begins(reading.value())) {
                beyond = true;
                begun.addLast(reading.at());
            } else if (beyond && repeat.bound.ends(reading.value())) {
                beyond = false;
            }
            while (!begun.isEmpty() && (begun.peekFirst() <= reading.at() - repeat.windowSeconds * 1000L || begun.size() > repeat.times)) {
                begun.pollFirst();
            }
            return begun.size() >= repeat.times ? Say.HOLDS : Say.GONE;
        }

        @Override
        public String text() {
            return repeat.windowSeconds + "秒内" + repeat.bound.direction().label() + " " + Alarm.plain(repeat.bound.limit()) + " 达 " + begun.size() + " 次";
        }
    }

    @Override
    public String toString() {
        return "repeat " + bound.direction().word() + " " + bound.limit() + " ±" + bound.hysteresis() + " " + times + " times in " + windowSeconds + "s on "
                + delays.onDelaySeconds() + "s off " + delays.offDelaySeconds() + "s";
    }
}
