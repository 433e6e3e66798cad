package io.shoutu.api.notices;

import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A notice to be given (待发通知).
 *
 * @param about the record it is about; a page leads there
 * @param to whom first; at least one
 * @param title one line, at most 100 characters
 * @param text what to know and to do, at most 1,000 characters; never a phone number
 * @param mergeKey notices of the same key to the same person within a short while become one message (共 12 条), or null
 * @param validUntil after this it is no longer worth sending: then it is marked so instead
 * @param escalation who comes next while nobody acknowledges, in order; may be empty
 * @param causedBy what brought it about, or null
 */
public record Notice(Subject about, List<Addressee> to, Level level, String title, String text, String mergeKey, Instant validUntil, List<Step> escalation,
        Fact.Cause causedBy) {
    private static final int MOST = 50;

    /**
     * A step of escalation (升级).
     *
     * @param after time without acknowledgement since the step before, at least a minute
     */
    public record Step(Duration after, List<Addressee> to) {
        public Step {
            if (after == null || after.compareTo(Duration.ofMinutes(1)) < 0 || after.compareTo(Duration.ofDays(30)) > 0) {
                throw new Problem.Invalid("escalation", "escalation", "升级等待时间应在 1 分钟至 30 天之间：" + after);
            }
            to = addressees(to, "escalation");
        }
    }

    public Notice {
        if (about == null || level == null || validUntil == null) {
            throw new Problem.Invalid("notice", "about", "通知须说明对象、紧急程度和有效期");
        }
        to = addressees(to, "to");
        title = text(title, "title", 100);
        text = text(text, "text", 1_000);
        if (mergeKey != null && (mergeKey.isBlank() || mergeKey.length() > 150)) {
            throw new Problem.Invalid("merge-key", "mergeKey", "合并键应为 1 至 150 个字符");
        }
        escalation = escalation == null ? List.of() : List.copyOf(escalation);
        if (escalation.size() > 10) {
            throw new Problem.Invalid("escalation", "escalation", "升级不超过 10 级");
        }
    }

    private static List<Addressee> addressees(List<Addressee> to, String field) {
        if (to == null || to.isEmpty() || to.size() > MOST) {
            throw new Problem.Invalid("addressee", field, "收件人应有 1 至 " + MOST + " 个");
        }
        return List.copyOf(to);
    }

    private static String text(String value, String field, int longest) {
        if (value == null || value.isBlank() || value.length() > longest) {
            throw new Problem.Invalid("notice-" + field, field, "通知的标题或正文缺失，或超过 " + longest + " 个字");
        }
        return value.strip();
    }
}
