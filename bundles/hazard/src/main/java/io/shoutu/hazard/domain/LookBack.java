package io.shoutu.hazard.domain;

import io.shoutu.api.Term;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The look-back (回头看) at a closed hazard: somebody goes there again and sees whether it holds.
 *
 * @param due the legal day by which it is to be made
 * @param result null while it is to come
 * @param rebound number of the new hazard a rebound opened, or null
 */
public record LookBack(LocalDate due, Result result, String by, Instant madeAt, String note, String rebound) {
    /** What was seen (回头看结果). */
    public enum Result implements Term {
        PASSED("未反弹"), REBOUND("已反弹");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    static LookBack due(LocalDate day) {
        return new LookBack(day, null, null, null, null, null);
    }

    LookBack made(Result seen, String account, Instant now, String words, String opened) {
        return new LookBack(due, seen, account, now, words, opened);
    }

    public boolean pending() {
        return result == null;
    }
}
