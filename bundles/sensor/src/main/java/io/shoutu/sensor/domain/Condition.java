package io.shoutu.sensor.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a rule watches for (条件): a value beyond a limit, no data at all, how values move, several points together, or what a plugin knows. */
public sealed interface Condition permits Threshold, Silence, Brought, Condition.Remembering {

    /** A condition that needs more than one reading (有记忆的条件). */
    sealed interface Remembering extends Condition permits Rate, Stuck, Repeat, Combined {
        /** An empty memory. */
        Memory memory();

        /** How far back readings matter to it, in seconds. */
        int memorySeconds();

        @Override
        Threshold delays();
    }

    /** The kind of rule (规则类别); {@link Term#word()} is what stands on the wire. */
    enum Kind implements Term {
        THRESHOLD("越限"), NO_DATA("数据中断"), RATE("变化过快"), STUCK("数值不变"), REPEAT("反复越限"), COMBINED("多测点组合"), BROUGHT("外来规则");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }

        /** Whether the room has it itself. */
        public boolean own() {
            return this != BROUGHT;
        }
    }

    Kind kind();

    /** The delays it stands by, or null where a condition knows none: no data at all. */
    default Threshold delays() {
        return null;
    }

    /** Whether a rule may change from this to that: another kind is another rule. */
    default boolean sameKind(Condition other) {
        return other.kind() == kind();
    }

    /** A whole number within bounds, or {@link Problem.Invalid} with the field's name. */
    static int within(String field, String label, Integer value, int least, int most) {
        if (value == null || value < least || value > most) {
            throw new Problem.Invalid(value == null ? "required" : "out-of-bounds", field, label + "应为" + least + "至" + most + "的整数" + (value == null ? "" : "：" + value));
        }
        return value;
    }

    /** The term of that word, or {@link Problem.Invalid} that names the words there are. */
    static <T extends Enum<T> & Term> T term(Class<T> type, String field, String label, String word) {
        return Arrays.stream(type.getEnumConstants()).filter(t -> t.word().equals(word)).findFirst()
                .orElseThrow(() -> new Problem.Invalid(field.substring(field.lastIndexOf('.') + 1), field, label + "应为"
                        + Arrays.stream(type.getEnumConstants()).map(t -> t.word() + "（" + t.label() + "）").collect(Collectors.joining("或")) + "，现为：" + word));
    }
}
