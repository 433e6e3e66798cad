package io.shoutu.api.journal;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A fact (事实) to be written to the journal: something happened, in the past tense.
 *
 * <p>Facts carry references, not people's personal data.
 *
 * @param subject what it is about
 * @param name {@code word.past-tense}, e.g. {@code hazard.accepted}
 * @param happened when it happened, which may be earlier than when it is recorded
 * @param by who did it
 * @param data details as JSON-like values: String, Number, Boolean, List, Map, null; never null itself
 * @param causedBy what brought it about, or null
 */
public record Fact(Subject subject, String name, Instant happened, Actor by, Map<String, Object> data, Cause causedBy) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*");

    /**
     * What brought a fact about (起因).
     *
     * @param subject the record that caused it, e.g. the alarm
     * @param entry id of the journal entry that was heard, or null where there was none
     */
    public record Cause(Subject subject, Long entry) {
        public Cause {
            Objects.requireNonNull(subject, "subject");
        }
    }

    public Fact {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(happened, "happened");
        Objects.requireNonNull(by, "by");
        if (name == null || !NAME.matcher(name).matches()) {
            throw new Problem.Invalid("fact-name", "name", "事实名称不合规范：" + name);
        }
        // Not Map.copyOf: a fact may say "null", e.g. an alarm that has no enterprise.
        data = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(data));
    }

    public Fact(Subject subject, String name, Instant happened, Actor by, Map<String, Object> data) {
        this(subject, name, happened, by, data, null);
    }
}
