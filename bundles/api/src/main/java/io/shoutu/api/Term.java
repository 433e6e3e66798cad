package io.shoutu.api;

/** A word of the trade (术语) as used in states and verbs: an enum constant that also knows its Chinese name. */
public interface Term {
    /** The name people read, in Chinese, e.g. {@code 整改中}. */
    String label();

    /** The name programs read: the constant in kebab-case, e.g. {@code re-inspected}. */
    default String word() {
        return ((Enum<?>) this).name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
