package io.shoutu.sensor.domain;

import io.shoutu.api.Term;

/** What a rule watches for (条件): a value beyond a limit, no data at all, or what a plugin knows. */
public sealed interface Condition permits Threshold, Silence, Brought {

    /** The kind of rule (规则类别); {@link Term#word()} is what stands on the wire. */
    enum Kind implements Term {
        THRESHOLD("越限"), NO_DATA("数据中断"), BROUGHT("外来规则");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
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
}
