package io.shoutu.sensor.domain;

import io.shoutu.api.Subject;
import java.time.Instant;

/**
 * A comment (备注) on an alarm, or the memo (提示) that stands beside every alarm of a rule.
 *
 * @param about the alarm or the rule
 * @param text up to 1,000 characters
 */
public record Comment(Subject about, String text, String by, Instant when) {
    public Comment {
        text = Words.needed("text", "内容", text, 1000);
    }
}
