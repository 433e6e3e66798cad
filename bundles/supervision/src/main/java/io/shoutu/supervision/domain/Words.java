package io.shoutu.supervision.domain;

import io.shoutu.api.Problem;

/** Words somebody wrote into a form (填写内容): stripped, and refused where they are missing or too long. */
public final class Words {
    private Words() {}

    /** What must be said. @throws Problem.Invalid code {@code text-required} or {@code text-too-long} */
    public static String required(String value, String field, String label, int longest) {
        String words = optional(value, field, label, longest);
        if (words == null) {
            throw new Problem.Invalid("text-required", field, "请填写" + label);
        }
        return words;
    }

    /** What may be said; blank is null. @throws Problem.Invalid code {@code text-too-long} */
    public static String optional(String value, String field, String label, int longest) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.strip().length() > longest) {
            throw new Problem.Invalid("text-too-long", field, label + "不能超过" + longest + "字，现有" + value.strip().length() + "字");
        }
        return value.strip();
    }
}
