package io.shoutu.hazard.domain.inspection;

import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import io.shoutu.hazard.domain.Words;
import java.time.LocalDate;

/**
 * What was found at one item of the sheet (检查结果).
 *
 * @param note what is wrong, required where it failed
 * @param demand what is asked of the enterprise; {@code NONE} unless it failed
 * @param deadline until when, or null
 * @param hazard number of the hazard it became, or null
 */
public record Answer(int item, Outcome outcome, String note, Demand demand, LocalDate deadline, String hazard) {
    /** How an item stands (检查结论). */
    public enum Outcome implements Term {
        PASS("符合"), FAIL("不符合"), NOT_APPLICABLE("不涉及");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** What is asked of the enterprise (现场处理); which order that is, and whether it is lawful, is the room {@code enforcement}'s. */
    public enum Demand implements Term {
        NONE("无"), ON_THE_SPOT("责令立即整改"), BY_DEADLINE("责令限期整改"), SUSPENSION("责令暂时停产停业");

        private final String label;

        Demand(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    public Answer {
        if (outcome == null) {
            throw new Problem.Invalid("item-unanswered", "answers", "第" + item + "项没有检查结论");
        }
        note = Words.optional(note, "answers", "第" + item + "项情况说明", 1000);
        demand = demand == null ? Demand.NONE : demand;
        if (outcome == Outcome.FAIL && note == null) {
            throw new Problem.Invalid("item-note", "answers", "第" + item + "项不符合，请写明存在的问题");
        }
        if (outcome != Outcome.FAIL && demand != Demand.NONE) {
            throw new Problem.Invalid("item-demand", "answers", "第" + item + "项没有不符合，不需要现场处理措施");
        }
        if (demand == Demand.BY_DEADLINE && deadline == null) {
            throw new Problem.Invalid("item-deadline", "answers", "第" + item + "项责令限期整改，请填写整改期限");
        }
        if (demand != Demand.BY_DEADLINE) {
            deadline = null;
        }
    }

    Answer became(String number) {
        return new Answer(item, outcome, note, demand, deadline, number);
    }
}
