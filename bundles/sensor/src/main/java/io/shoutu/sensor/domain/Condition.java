package io.shoutu.sensor.domain;

import io.shoutu.api.Term;

/** What a rule watches for (条件): a value beyond a limit, or no data at all. */
public sealed interface Condition permits Threshold, Silence {

    /** The kind of rule (规则类别); {@link Term#word()} is what stands on the wire. */
    enum Kind implements Term {
        THRESHOLD("越限"), NO_DATA("数据中断");

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
}
