package io.shoutu.api;

import java.util.regex.Pattern;

/**
 * The subject (对象) something is about: any entry of any ledger, pointed at without knowing its class.
 *
 * <p>Journal entries, attachments, dues and links use it, e.g. {@code hazard/YH-2026-000123}.
 *
 * @param kind the word of the domain or of the thing, lower case letters, digits and hyphens, e.g. {@code hazard}
 * @param number what identifies it inside its kind, 1 to 120 characters without blanks or slashes
 */
public record Subject(String kind, String number) {
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern NUMBER = Pattern.compile("[^\\s/\\p{Cntrl}]{1,120}");

    public Subject {
        if (kind == null || !KIND.matcher(kind).matches()) {
            throw new Problem.Invalid("subject-kind", "kind", "对象类别不合规范：" + kind);
        }
        if (number == null || !NUMBER.matcher(number).matches()) {
            throw new Problem.Invalid("subject-number", "number", "对象编号不合规范：" + number);
        }
    }

    /** Reads {@code kind/number}; anything else is {@link Problem.Invalid}. */
    public static Subject parse(String text) {
        int slash = text == null ? -1 : text.indexOf('/');
        if (slash < 0) {
            throw new Problem.Invalid("subject", "subject", "对象应写作 类别/编号：" + text);
        }
        return new Subject(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return kind + "/" + number;
    }
}
