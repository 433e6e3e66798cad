package io.shoutu.sensor.store;

import io.shoutu.api.sensor.Priority;
import io.shoutu.sensor.domain.Combined;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Ladder;
import io.shoutu.sensor.domain.Manner;
import io.shoutu.sensor.domain.Rate;
import io.shoutu.sensor.domain.Repeat;
import io.shoutu.sensor.domain.Schedule;
import io.shoutu.sensor.domain.Stuck;
import io.shoutu.sensor.domain.Threshold;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Conditions that remember, and the manner of a rule, as names and values (规则条款), as {@link Settings} writes them. */
final class Terms {
    private Terms() {}

    /** The terms of a condition that remembers; null for any other, which has columns of its own. */
    static String written(Condition condition) {
        Map<String, String> terms = new TreeMap<>();
        if (condition instanceof Rate rate) {
            terms.put("direction", rate.direction().name());
            terms.put("change", number(rate.change()));
            terms.put("window", number(rate.windowSeconds()));
        } else if (condition instanceof Stuck stuck) {
            terms.put("band", number(stuck.band()));
            terms.put("window", number(stuck.windowSeconds()));
        } else if (condition instanceof Repeat repeat) {
            bound(terms, "", repeat.bound());
            terms.put("times", number(repeat.times()));
            terms.put("window", number(repeat.windowSeconds()));
        } else if (condition instanceof Combined combined) {
            terms.put("match", combined.match().name());
            terms.put("age", number(combined.maxAgeSeconds()));
            for (int i = 0; i < combined.parts().size(); i++) {
                terms.put(i + ".device", combined.parts().get(i).device());
                terms.put(i + ".point", combined.parts().get(i).point());
                bound(terms, i + ".", combined.parts().get(i).bound());
            }
        } else {
            return null;
        }
        return Settings.written(terms);
    }

    static Condition read(Condition.Kind kind, String text, int onDelay, int offDelay) {
        Map<String, String> terms = Settings.read(text);
        Threshold delays = Threshold.delays(onDelay, offDelay);
        return switch (kind) {
            case RATE -> new Rate(Rate.Way.valueOf(terms.get("direction")), real(terms, "change"), whole(terms, "window"), delays);
            case STUCK -> new Stuck(real(terms, "band"), whole(terms, "window"), delays);
            case REPEAT -> new Repeat(bound(terms, ""), whole(terms, "times"), whole(terms, "window"), delays);
            case COMBINED -> {
                List<Combined.Part> parts = new ArrayList<>();
                for (int i = 0; terms.containsKey(i + ".device"); i++) {
                    parts.add(new Combined.Part(terms.get(i + ".device"), terms.get(i + ".point"), bound(terms, i + ".")));
                }
                yield new Combined(Combined.Match.valueOf(terms.get("match")), parts, whole(terms, "age"), delays);
            }
            default -> throw new IllegalArgumentException(kind.toString());
        };
    }

    static String written(Manner manner) {
        Map<String, String> terms = new TreeMap<>();
        if (manner.latching()) {
            terms.put("latching", "1");
        }
        if (manner.guidance() != null) {
            terms.put("guidance", manner.guidance());
        }
        if (manner.schedule() != null) {
            for (int i = 0; i < manner.schedule().spans().size(); i++) {
                Schedule.Span span = manner.schedule().spans().get(i);
                terms.put("span" + i, span.days().name() + " " + span.from() + " " + span.to());
            }
        }
        if (manner.ladder() != null) {
            terms.put("down", number(manner.ladder().downSeconds()));
            for (int i = 0; i < manner.ladder().steps().size(); i++) {
                Ladder.Step step = manner.ladder().steps().get(i);
                terms.put("step" + i, step.priority().name() + " " + (step.afterSeconds() == null ? "-" : step.afterSeconds()) + " " + (step.limit() == null ? "-" : step.limit()));
            }
        }
        return terms.isEmpty() ? null : Settings.written(terms);
    }

    static Manner manner(String text) {
        if (text == null) {
            return Manner.PLAIN;
        }
        Map<String, String> terms = Settings.read(text);
        List<Schedule.Span> spans = new ArrayList<>();
        for (int i = 0; terms.containsKey("span" + i); i++) {
            String[] span = terms.get("span" + i).split(" ");
            spans.add(new Schedule.Span(Schedule.Days.valueOf(span[0]), LocalTime.parse(span[1]), LocalTime.parse(span[2])));
        }
        List<Ladder.Step> steps = new ArrayList<>();
        for (int i = 0; terms.containsKey("step" + i); i++) {
            String[] step = terms.get("step" + i).split(" ");
            steps.add(new Ladder.Step(Priority.valueOf(step[0]), step[1].equals("-") ? null : Integer.valueOf(step[1]), step[2].equals("-") ? null : Double.valueOf(step[2])));
        }
        return new Manner(terms.containsKey("latching"), spans.isEmpty() ? null : new Schedule(spans), steps.isEmpty() ? null : new Ladder(steps, whole(terms, "down")),
                terms.get("guidance"));
    }

    private static void bound(Map<String, String> terms, String prefix, Threshold bound) {
        terms.put(prefix + "side", bound.direction().name());
        terms.put(prefix + "limit", number(bound.limit()));
        terms.put(prefix + "hysteresis", number(bound.hysteresis()));
    }

    private static Threshold bound(Map<String, String> terms, String prefix) {
        return Threshold.bound(Threshold.Direction.valueOf(terms.get(prefix + "side")), real(terms, prefix + "limit"), real(terms, prefix + "hysteresis"));
    }

    private static String number(Number number) {
        return number.toString();
    }

    private static double real(Map<String, String> terms, String name) {
        return Double.parseDouble(terms.get(name));
    }

    private static int whole(Map<String, String> terms, String name) {
        return Integer.parseInt(terms.get(name));
    }
}
