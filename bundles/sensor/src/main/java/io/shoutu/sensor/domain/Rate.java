package io.shoutu.sensor.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A rate of change (变化过快): within the window the value moved by the change or more. The window reaches back from each reading and holds
 * those up to its full length; only readings count, nothing is interpolated.
 *
 * @param direction which way it moves
 * @param change in the unit of the series, above 0; exactly this much is too much (以上 includes)
 * @param windowSeconds 1 to 86,400
 * @param delays its delays
 */
public record Rate(Way direction, double change, int windowSeconds, Threshold delays) implements Condition.Remembering {

    /** Which way a value moves (变化方向). */
    public enum Way implements Term {
        UP("上升"), DOWN("下降"), EITHER("上升或下降");

        private final String label;

        Way(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    public Rate {
        if (direction == null) {
            throw new Problem.Invalid("required", "direction", "请填写方向：up（上升）、down（下降）或 either（上升或下降）");
        }
        if (!Double.isFinite(change) || change <= 0) {
            throw new Problem.Invalid("change", "change", "变化量应大于0：" + change);
        }
        Condition.within("windowSeconds", "时间窗（秒）", windowSeconds, 1, 86_400);
    }

    @Override
    public Kind kind() {
        return Kind.RATE;
    }

    @Override
    public int memorySeconds() {
        return windowSeconds;
    }

    @Override
    public Memory memory() {
        return new Moves(this, new ArrayDeque<>(), new ArrayDeque<>(), null);
    }

    /** The smallest and the largest value of the window: in each queue only what can still become one of them. */
    private static final class Moves implements Memory {
        private record Seen(long at, double value) {}

        private final Rate rate;
        private final Deque<Seen> least;
        private final Deque<Seen> most;
        private String text;

        Moves(Rate rate, Deque<Seen> least, Deque<Seen> most, String text) {
            this.rate = rate;
            this.least = least;
            this.most = most;
            this.text = text;
        }

        @Override
        public Memory copy() {
            return new Moves(rate, new ArrayDeque<>(least), new ArrayDeque<>(most), text);
        }

        @Override
        public Say say(Reading reading) {
            long from = reading.at() - rate.windowSeconds * 1000L;
            Seen now = new Seen(reading.at(), reading.value());
            keep(least, now, from, 1);
            keep(most, now, from, -1);
            double rise = now.value() - least.peekFirst().value();
            double fall = most.peekFirst().value() - now.value();
            boolean up = rate.direction != Way.DOWN && rise >= rate.change;
            boolean down = rate.direction != Way.UP && fall >= rate.change;
            text = rate.windowSeconds + "秒内" + (down && (!up || fall > rise) ? "下降" + Alarm.plain(fall) : "上升" + Alarm.plain(rise));
            return up || down ? Say.HOLDS : Say.GONE;
        }

        private static void keep(Deque<Seen> queue, Seen now, long from, int sign) {
            while (!queue.isEmpty() && queue.peekFirst().at() < from) {
                queue.pollFirst();
            }
            while (!queue.isEmpty() && sign * Double.compare(queue.peekLast().value(), now.value()) >= 0) {
                queue.pollLast();
            }
            queue.addLast(now);
        }

        @Override
        public String text() {
            return text;
        }
    }

    @Override
    public String toString() {
        return "rate " + direction.word() + " " + change + " in " + windowSeconds + "s on " + delays.onDelaySeconds() + "s off " + delays.offDelaySeconds() + "s";
    }
}
