package io.shoutu.sensor.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Several points together (多测点组合): all of them, or any, beyond their limits at the same time. Judged whenever a reading of one of them comes, by the
 * latest of each; a part whose latest is older than the age allowed does not hold.
 *
 * @param match all or any
 * @param parts 2 to 8, each series once; the rule's own series is the first, and its value is the one an alarm shows
 * @param maxAgeSeconds 1 to 86,400
 * @param delays its delays
 */
public record Combined(Match match, List<Part> parts, int maxAgeSeconds, Threshold delays) implements Condition.Remembering {

    /** How parts go together (组合方式). */
    public enum Match implements Term {
        ALL("全部满足"), ANY("任一满足");

        private final String label;

        Match(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /**
     * One of them.
     *
     * @param bound its limit; the delays of it mean nothing
     */
    public record Part(String device, String point, Threshold bound) {
        public String series() {
            return device + "." + point;
        }

        boolean of(Series series) {
            return point.equals(series.point()) && device.equals(series.device());
        }
    }

    public Combined {
        if (match == null) {
            throw new Problem.Invalid("required", "match", "请填写组合方式：all（全部满足）或 any（任一满足）");
        }
        parts = List.copyOf(parts);
        if (parts.size() < 2 || parts.size() > 8) {
            throw new Problem.Invalid("parts", "parts", "多测点组合应有2至8个测点，现有" + parts.size() + "个");
        }
        Set<String> once = new HashSet<>();
        for (int i = 0; i < parts.size(); i++) {
            if (!once.add(parts.get(i).series())) {
                throw new Problem.Invalid("part-twice", "parts[" + i + "].series", "测点重复：" + parts.get(i).series());
            }
        }
        Condition.within("maxAgeSeconds", "数据有效期（秒）", maxAgeSeconds, 1, 86_400);
    }

    @Override
    public Kind kind() {
        return Kind.COMBINED;
    }

    @Override
    public int memorySeconds() {
        return maxAgeSeconds;
    }

    @Override
    public Memory memory() {
        return new Parts(this);
    }

    /** How each part stands. */
    private static final class Parts implements Memory {
        private final Combined all;
        private final Reading[] latest;
        private final boolean[] beyond;
        private Reading trigger;

        Parts(Combined all) {
            this.all = all;
            this.latest = new Reading[all.parts.size()];
            this.beyond = new boolean[all.parts.size()];
        }

        @Override
        public Memory copy() {
            Parts copy = new Parts(all);
            System.arraycopy(latest, 0, copy.latest, 0, latest.length);
            System.arraycopy(beyond, 0, copy.beyond, 0, beyond.length);
            copy.trigger = trigger;
            return copy;
        }

        @Override
        public Say say(Reading reading) {
            trigger = reading;
            int holding = 0;
            for (int i = 0; i < latest.length; i++) {
                Part part = all.parts.get(i);
                if (part.of(reading.series())) {
                    latest[i] = reading;
                    beyond[i] = beyond[i] ? !part.bound.ends(reading.value()) : part.bound.begins(reading.value());
                }
                holding += holds(i, reading.at()) ? 1 : 0;
            }
            return all.match == Match.ALL ? holding == latest.length ? Say.HOLDS : Say.GONE : holding > 0 ? Say.HOLDS : Say.GONE;
        }

        private boolean holds(int i, long now) {
            return beyond[i] && now - latest[i].at() <= all.maxAgeSeconds * 1000L;
        }

        @Override
        public String text() {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < latest.length; i++) {
                if (latest[i] != null && holds(i, trigger.at())) {
                    text.append(text.isEmpty() ? "" : "；").append(latest[i].series().device()).append(' ').append(latest[i].series().label()).append(' ')
                            .append(Alarm.plain(latest[i].value())).append(' ').append(Units.sign(latest[i].series().unit()));
                }
            }
            return text.isEmpty() ? null : text.toString();
        }

        @Override
        public Reading shown(Reading reading) {
            return latest[0];
        }
    }

    @Override
    public String toString() {
        return "combined " + match.word() + " of " + parts.stream().map(p -> p.series() + " " + p.bound().direction().word() + " " + p.bound().limit() + " ±" + p.bound().hysteresis())
                .collect(Collectors.joining(", ")) + " max age " + maxAgeSeconds + "s on " + delays.onDelaySeconds() + "s off " + delays.offDelaySeconds() + "s";
    }
}
