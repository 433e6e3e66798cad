package io.shoutu.sensor.rest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.sensor.Priority;
import io.shoutu.sensor.domain.Brought;
import io.shoutu.sensor.domain.Combined;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Ladder;
import io.shoutu.sensor.domain.Manner;
import io.shoutu.sensor.domain.Rate;
import io.shoutu.sensor.domain.Repeat;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Schedule;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Silence;
import io.shoutu.sensor.domain.Stuck;
import io.shoutu.sensor.domain.Threshold;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A rule as it is sent (规则报文); the fields of other kinds stay away or null. */
public record RuleBody(String series, String name, String kind, String direction, Double limit, Double hysteresis, Integer onDelaySeconds, Integer offDelaySeconds,
        Integer timeoutSeconds, Map<String, String> settings, String priority, Double change, Integer windowSeconds, Double band, Integer times, String match, List<PartBody> parts,
        Integer maxAgeSeconds, Boolean latching, List<SpanBody> schedule, LadderBody ladder, String guidance) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_PROBLEMS = 30;

    /** A part of a combined rule. */
    public record PartBody(String series, String direction, Double limit, Double hysteresis) {}

    /** Hours in which a rule is in force. */
    public record SpanBody(String days, String from, String to) {}

    /** The ladder of a rule. */
    public record LadderBody(List<StepBody> steps, Integer downSeconds) {}

    /** A step of it. */
    public record StepBody(String priority, Integer afterSeconds, Double limit) {}

    Condition condition() {
        if (kind != null && Arrays.stream(Condition.Kind.values()).noneMatch(k -> k.own() && k.word().equals(kind))) {
            only("settings", "onDelaySeconds", "offDelaySeconds");
            return new Brought(kind, settings, or(onDelaySeconds, 0), or(offDelaySeconds, 0));
        }
        return switch (term(kind)) {
            case NO_DATA -> {
                only("timeoutSeconds");
                yield new Silence(needed("timeoutSeconds", "数据中断时限（秒）", timeoutSeconds));
            }
            case RATE -> {
                only("direction", "change", "windowSeconds", "onDelaySeconds", "offDelaySeconds");
                yield new Rate(Condition.term(Rate.Way.class, "direction", "方向", direction), needed("change", "变化量", change), needed("windowSeconds", "时间窗（秒）", windowSeconds), delays());
            }
            case STUCK -> {
                only("band", "windowSeconds", "onDelaySeconds", "offDelaySeconds");
                yield new Stuck(or(band, 0.0), needed("windowSeconds", "持续时间（秒）", windowSeconds), delays());
            }
            case REPEAT -> {
                only("direction", "limit", "hysteresis", "times", "windowSeconds", "onDelaySeconds", "offDelaySeconds");
                yield new Repeat(bound(direction, limit, hysteresis), needed("times", "次数", times), needed("windowSeconds", "时间窗（秒）", windowSeconds), delays());
            }
            case COMBINED -> {
                only("match", "parts", "maxAgeSeconds", "onDelaySeconds", "offDelaySeconds");
                yield new Combined(Condition.term(Combined.Match.class, "match", "组合方式", match), partsOf(), needed("maxAgeSeconds", "数据有效期（秒）", maxAgeSeconds), delays());
            }
            case THRESHOLD, BROUGHT -> {
                only("direction", "limit", "hysteresis", "onDelaySeconds", "offDelaySeconds");
                yield new Threshold(Condition.term(Threshold.Direction.class, "direction", "方向", direction), needed("limit", "限值", limit), or(hysteresis, 0.0), or(onDelaySeconds, 0),
                        or(offDelaySeconds, 0));
            }
        };
    }

    private static Condition.Kind term(String kind) {
        return Condition.term(Condition.Kind.class, "kind", "规则类别", kind);
    }

    private Threshold delays() {
        return Threshold.delays(or(onDelaySeconds, 0), or(offDelaySeconds, 0));
    }

    private static Threshold bound(String direction, Double limit, Double hysteresis) {
        return Threshold.bound(Condition.term(Threshold.Direction.class, "direction", "方向", direction), needed("limit", "限值", limit), or(hysteresis, 0.0));
    }

    private List<Combined.Part> partsOf() {
        List<Combined.Part> out = new ArrayList<>();
        for (int i = 0; i < (parts == null ? 0 : parts.size()); i++) {
            PartBody part = parts.get(i);
            int dot = part == null || part.series() == null ? -1 : part.series().indexOf('.');
            if (dot < 1) {
                throw new Problem.Invalid("unknown-series", "parts[" + i + "].series", "第" + (i + 1) + "个测点应写作 设备编号.测点名");
            }
            out.add(in("parts[" + i + "].", () -> new Combined.Part(part.series().substring(0, dot), part.series().substring(dot + 1), bound(part.direction(), part.limit(), part.hysteresis()))));
        }
        return out;
    }

    Manner manner() {
        return new Manner(Boolean.TRUE.equals(latching), schedule == null || schedule.isEmpty() ? null : new Schedule(spans()), ladder == null ? null : rungs(), guidance);
    }

    private List<Schedule.Span> spans() {
        List<Schedule.Span> out = new ArrayList<>();
        for (int i = 0; i < schedule.size(); i++) {
            SpanBody span = schedule.get(i);
            String at = "schedule[" + i + "].";
            out.add(in(at, () -> new Schedule.Span(Condition.term(Schedule.Days.class, "days", "日子", span.days()), time("from", span.from()), time("to", span.to()))));
        }
        return out;
    }

    private static LocalTime time(String field, String text) {
        try {
            return LocalTime.parse(text == null ? "" : text.equals("24:00") ? "00:00" : text);
        } catch (DateTimeParseException e) {
            throw new Problem.Invalid("time", field, "时间应写作 08:00 的样子，现为：" + text);
        }
    }

    private Ladder rungs() {
        List<Ladder.Step> steps = new ArrayList<>();
        for (int i = 0; i < (ladder.steps() == null ? 0 : ladder.steps().size()); i++) {
            StepBody step = ladder.steps().get(i);
            steps.add(new Ladder.Step(in("ladder.steps[" + i + "].", () -> priority(step.priority())), step.afterSeconds(), step.limit()));
        }
        return new Ladder(steps, needed("ladder.downSeconds", "降级时间（秒）", ladder.downSeconds()));
    }

    Priority priorityTerm() {
        return priority(priority);
    }

    private static Priority priority(String name) {
        return Arrays.stream(Priority.values()).filter(known -> known.name().equals(name)).findFirst()
                .orElseThrow(() -> new Problem.Invalid("priority", "priority", "优先级应为 CRITICAL、HIGH、MEDIUM 或 LOW，现为：" + name));
    }

    /** What is refused inside a list is named with its place. */
    private static <T> T in(String place, java.util.function.Supplier<T> made) {
        try {
            return made.get();
        } catch (Problem.Invalid e) {
            throw new Problem.Invalid(e.code(), place + e.field(), e.getMessage());
        }
    }

    private static <T> T needed(String field, String label, T value) {
        if (value == null) {
            throw new Problem.Invalid("required", field, "请填写" + label);
        }
        return value;
    }

    private static <T> T or(T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** Of the fields some kinds have, this one has these alone. */
    private void only(String... fields) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("direction", direction);
        all.put("limit", limit);
        all.put("hysteresis", hysteresis);
        all.put("onDelaySeconds", onDelaySeconds);
        all.put("offDelaySeconds", offDelaySeconds);
        all.put("timeoutSeconds", timeoutSeconds);
        all.put("settings", settings);
        all.put("change", change);
        all.put("windowSeconds", windowSeconds);
        all.put("band", band);
        all.put("times", times);
        all.put("match", match);
        all.put("parts", parts);
        all.put("maxAgeSeconds", maxAgeSeconds);
        Set<String> own = Set.of(fields);
        all.forEach((field, value) -> {
            if (value != null && !own.contains(field)) {
                throw new Problem.Invalid("field-of-other-kind", field, "“" + kind + "”类规则没有字段 " + field + "，请去掉或留空");
            }
        });
    }

    /**
     * Everything that keeps this from being a rule, each field once: what is refused is put right for the look, and the look goes on. Where that cannot be
     * done (no kind, no settings), what was found so far is all.
     *
     * @param known the series of that id, or null
     * @param check refuses a condition for reasons beyond its own fields
     */
    List<Problem.Invalid> problems(Function<String, Series> known, Consumer<Condition> check, Actor by) {
        List<Problem.Invalid> problems = new ArrayList<>();
        Series there = series == null ? null : known.apply(series);
        int dot = series == null ? -1 : series.indexOf('.');
        Series watched = there != null ? there : dot < 1 ? new Series(0, "device", "point", "测点", "1", null, null, null)
                : new Series(0, series.substring(0, dot), series.substring(dot + 1), "测点", "1", null, null, null);
        if (there == null) {
            problems.add(new Problem.Invalid("unknown-series", "series", "没有这个序列：" + series + "；应写作 设备编号.测点名，且测点已声明"));
        }
        Set<String> met = new HashSet<>();
        for (RuleBody body = this; body != null && problems.size() < MOST_PROBLEMS;) {
            try {
                Condition condition = body.condition();
                check.accept(condition);
                Rule.first(io.shoutu.sensor.Rules.DRAFT, watched, body.name(), condition, body.priorityTerm(), body.manner(), by, Instant.EPOCH);
                return problems;
            } catch (Problem.Invalid e) {
                if (!met.add(String.valueOf(e.field()))) {
                    return problems;
                }
                problems.add(e);
                body = body.mended(e);
            }
        }
        return problems;
    }

    /** The same with that field put right, or null where nobody can say how. */
    private RuleBody mended(Problem.Invalid problem) {
        String field = String.valueOf(problem.field());
        Map<String, Object> map = JSON.convertValue(this, new TypeReference<LinkedHashMap<String, Object>>() { });
        String root = field.split("[.\\[]", 2)[0];
        String leaf = field.substring(field.lastIndexOf('.') + 1);
        if (problem.code().equals("field-of-other-kind") || root.equals("ladder") || root.equals("guidance")) {
            map.remove(root);
        } else if (root.equals("schedule") && field.contains("[")) {
            element(map, field).putAll(Map.of("days", "all", "from", "00:00", "to", "00:00"));
        } else if (root.equals("schedule")) {
            map.remove(root);
        } else if (root.equals("parts")) {
            Object right = rightValue(leaf, "combined");
            if (!field.contains("[") || right == null) {
                return null;
            }
            element(map, field).put(leaf, right);
        } else {
            Object right = rightValue(field, kind);
            if (right == null) {
                return null;
            }
            map.put(field, right);
        }
        return JSON.convertValue(map, RuleBody.class);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> element(Map<String, Object> map, String field) {
        int open = field.indexOf('[');
        return (Map<String, Object>) ((List<Object>) map.get(field.substring(0, open))).get(Integer.parseInt(field.substring(open + 1, field.indexOf(']'))));
    }

    private static Object rightValue(String field, String kind) {
        return switch (field) {
            case "name" -> "规则";
            case "priority" -> "LOW";
            case "direction" -> Condition.Kind.RATE.word().equals(kind) ? "up" : "above";
            case "limit", "hysteresis", "band" -> 0.0;
            case "onDelaySeconds", "offDelaySeconds" -> 0;
            case "timeoutSeconds", "windowSeconds", "maxAgeSeconds" -> 60;
            case "times" -> 2;
            case "change" -> 1.0;
            case "match" -> "all";
            default -> null;
        };
    }
}
