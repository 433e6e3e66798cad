package io.shoutu.hazard.domain;

import io.shoutu.api.Term;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A request for more time (延期申请) and what became of it.
 *
 * @param deadline the day asked for
 * @param decidedBy who decided, or null while pending
 */
public record Extension(LocalDate deadline, String reason, String requestedBy, Instant requestedAt, Outcome outcome, String decidedBy,
        Instant decidedAt, String note) {
    /** What became of a request (审批结果); it lapses when the work is handed in before anybody decided. */
    public enum Outcome implements Term {
        PENDING("待审批"), GRANTED("已同意"), REFUSED("未同意"), LAPSED("已失效");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    static Extension requested(LocalDate deadline, String reason, String by, Instant now) {
        return new Extension(deadline, reason, by, now, Outcome.PENDING, null, null, null);
    }

    Extension decided(Outcome outcome, String by, Instant now, String note) {
        return new Extension(deadline, reason, requestedBy, requestedAt, outcome, by, now, note);
    }
}
