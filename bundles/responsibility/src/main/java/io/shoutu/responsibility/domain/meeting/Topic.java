package io.shoutu.responsibility.domain.meeting;

import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import io.shoutu.responsibility.domain.Words;

/**
 * An item of the agenda (议题).
 *
 * @param text what was dealt with
 * @param aim what it was about; everything but {@link Aim#OTHER} is on work safety
 */
public record Topic(String text, Aim aim) {
    /** What an item is for (议题类别). */
    public enum Aim implements Term {
        DEPLOYMENT("研究部署安全生产"),
        HEARING("听取安全生产汇报"),
        STUDY("学习安全生产论述、法规"),
        KEY_POINTS("审定年度工作要点"),
        TASK_LIST("审定季度工作清单"),
        DUTY_LIST("审定责任清单"),
        OTHER("其他议题");

        private final String label;

        Aim(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    public Topic {
        text = Words.required(text, "topics", "议题", 500);
        if (aim == null) {
            throw new Problem.Invalid("required", "topics", "请选择议题“" + text + "”的类别");
        }
    }

    /** Whether it is on work safety (安全生产议题). */
    public boolean safety() {
        return aim != Aim.OTHER;
    }
}
