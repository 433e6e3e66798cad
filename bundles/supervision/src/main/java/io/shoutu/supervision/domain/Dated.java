package io.shoutu.supervision.domain;

import io.shoutu.api.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A rule of the county with the days it is in force (有起止日期的规则). A version that has begun is never edited: the next one begins on its own day and ends the one before. */
public interface Dated {
    /** What all versions of one rule share, e.g. {@code reminder}. */
    String key();

    /** What people call it. */
    String called();

    /** The paper it comes from. */
    String source();

    LocalDate from();

    /** Last day in force, or null while none follows. */
    LocalDate to();

    /** The same with another last day. */
    Dated until(LocalDate last);

    default boolean inForceOn(LocalDate day) {
        return !day.isBefore(from()) && (to() == null || !day.isAfter(to()));
    }

    /** The version of that day, or empty. */
    static <R extends Dated> Optional<R> on(List<R> versions, String key, LocalDate day) {
        return versions.stream().filter(r -> r.key().equals(key) && r.inForceOn(day)).findFirst();
    }

    /** What stands under each key: the version of that day, or, where it has ended or is still to come, the latest one. In the order of the list. */
    static <R extends Dated> List<R> standing(List<R> versions, LocalDate day) {
        return versions.stream().map(Dated::key).distinct().map(key -> on(versions, key, day)
                .orElseGet(() -> versions.stream().filter(r -> r.key().equals(key)).max(java.util.Comparator.comparing(Dated::from)).orElseThrow())).toList();
    }

    /** Checks the words and days every rule must have. */
    static String sourced(String source, LocalDate from, LocalDate to) {
        if (from == null) {
            throw new Problem.Invalid("from-required", "from", "请填写生效日期");
        }
        if (to != null && to.isBefore(from)) {
            throw new Problem.Invalid("days", "to", "停用日期早于生效日期 " + from);
        }
        return Words.required(source, "source", "依据文件", 300);
    }

    /** @throws Problem.Invalid code {@code number-range}, naming the field */
    static void within(int number, int least, int most, String field, String label) {
        if (number < least || number > most) {
            throw new Problem.Invalid("number-range", field, label + "应在 " + least + " 到 " + most + " 之间：" + number);
        }
    }
}
