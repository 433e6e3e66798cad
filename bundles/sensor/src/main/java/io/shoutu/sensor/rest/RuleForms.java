package io.shoutu.sensor.rest;

import io.shoutu.api.Term;
import io.shoutu.sensor.domain.Combined;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Rate;
import io.shoutu.sensor.domain.Silence;
import io.shoutu.sensor.domain.Threshold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The form of each kind of rule (规则表单), for pages that let people fill it in. */
final class RuleForms {
    /** One word to choose. */
    record Option(String word, String label) {}

    /** One field; bounds and options are null where there are none. */
    record Field(String name, String label, String type, boolean required, Double min, Double max, List<Option> options, String help) {}

    /** One kind. */
    record Form(String kind, String label, boolean settings, List<Field> fields) {}

    private static final Field ON = whole("onDelaySeconds", "报警延时（秒）", false, 0, Threshold.MOST_DELAY_SECONDS, "条件须持续这么久才报警");
    private static final Field OFF = whole("offDelaySeconds", "恢复延时（秒）", false, 0, Threshold.MOST_DELAY_SECONDS, "恢复须持续这么久才结束");
    private static final Field SIDE = choice("direction", "方向", Threshold.Direction.values());
    private static final Field LIMIT = real("limit", "限值", true, "达到限值即算越限（以上包含本数）");
    private static final Field HYSTERESIS = new Field("hysteresis", "回差", "number", false, 0.0, null, null, "回到限值以内超过回差才算恢复");

    private RuleForms() {}

    static List<Form> all(Map<String, String> brought, Map<String, Map<String, String>> settings) {
        List<Form> forms = new ArrayList<>(List.of(
                form(Condition.Kind.THRESHOLD, SIDE, LIMIT, HYSTERESIS, ON, OFF),
                form(Condition.Kind.NO_DATA, whole("timeoutSeconds", "数据中断时限（秒）", true, 1, Silence.MOST_SECONDS, "超过这么久没有好的数据即报警")),
                form(Condition.Kind.RATE, choice("direction", "方向", Rate.Way.values()), new Field("change", "变化量", "number", true, 0.0, null, null, "时间窗内变化达到此数即报警"),
                        whole("windowSeconds", "时间窗（秒）", true, 1, 86_400, null), ON, OFF),
                form(Condition.Kind.STUCK, new Field("band", "允许波动（±）", "number", false, 0.0, null, null, "在此范围内视为没有变化"),
                        whole("windowSeconds", "持续时间（秒）", true, 10, 604_800, "一直有数据但数值不变达到此时间即报警"), ON, OFF),
                form(Condition.Kind.REPEAT, SIDE, LIMIT, HYSTERESIS, whole("times", "次数", true, 2, 1_000, "每次越限算一次，不论有多少条读数"),
                        whole("windowSeconds", "时间窗（秒）", true, 1, 604_800, null), ON, OFF),
                form(Condition.Kind.COMBINED, choice("match", "组合方式", Combined.Match.values()), new Field("parts", "测点与限值", "parts", true, 2.0, 8.0, null, "第一个测点即规则所属的测点"),
                        whole("maxAgeSeconds", "数据有效期（秒）", true, 1, 86_400, "某测点最近的数据早于此时间则不算满足"), ON, OFF)));
        brought.forEach((kind, label) -> {
            List<Field> fields = new ArrayList<>();
            settings.getOrDefault(kind, Map.of()).forEach((name, text) -> fields.add(new Field(name, text, "text", false, null, null, null, null)));
            forms.add(new Form(kind, label, true, fields));
        });
        return forms;
    }

    private static Form form(Condition.Kind kind, Field... fields) {
        return new Form(kind.word(), kind.label(), false, List.of(fields));
    }

    private static Field whole(String name, String label, boolean required, int min, int max, String help) {
        return new Field(name, label, "integer", required, (double) min, (double) max, null, help);
    }

    private static Field real(String name, String label, boolean required, String help) {
        return new Field(name, label, "number", required, null, null, null, help);
    }

    private static Field choice(String name, String label, Term[] terms) {
        return new Field(name, label, "choice", true, null, null, Arrays.stream(terms).map(t -> new Option(t.word(), t.label())).toList(), null);
    }
}
