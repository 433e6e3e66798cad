package io.shoutu.documents.word;

/**
 * What the proof-reader says of a template (校对意见).
 *
 * @param error whether the template cannot be used as it is; else it is a hint
 * @param tag the tag it is about, or null
 * @param text what is wrong and what to do, in Chinese
 */
public record Remark(boolean error, String tag, String text) {
    static Remark error(String tag, String text) {
        return new Remark(true, tag, text);
    }

    static Remark hint(String text) {
        return new Remark(false, null, text);
    }
}
