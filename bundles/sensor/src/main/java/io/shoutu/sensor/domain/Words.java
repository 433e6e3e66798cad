package io.shoutu.sensor.domain;

import io.shoutu.api.Problem;

/** Texts that people type (文字): trimmed, checked for length, refused with the name of the field. */
final class Words {
    private Words() {}

    static String needed(String field, String label, String text, int most) {
        String trimmed = optional(field, label, text, most);
        if (trimmed == null) {
            throw new Problem.Invalid("required", field, "请填写" + label);
        }
        return trimmed;
    }

    /** The text without blanks around it; null where nothing is left. */
    static String optional(String field, String label, String text, int most) {
        String trimmed = text == null ? "" : text.strip();
        if (trimmed.length() > most) {
            throw new Problem.Invalid("too-long", field, label + "最多" + most + "个字，现有" + trimmed.length() + "个");
        }
        return trimmed.isEmpty() ? null : trimmed;
    }
}
