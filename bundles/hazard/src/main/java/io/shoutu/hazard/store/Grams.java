package io.shoutu.hazard.store;

import io.shoutu.hazard.domain.Hazard;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Pairs of neighbouring signs (二元词片): what makes any two Chinese characters findable by an index, on a database without one for Chinese.
 * A text that holds some words holds all their pairs; the reverse is looked at afterwards.
 */
final class Grams {
    private Grams() {}

    /** All pairs of what a hazard can be found by, each once, with blanks between. */
    static String of(Hazard hazard) {
        Set<String> all = new LinkedHashSet<>();
        for (String text : new String[] {hazard.number(), hazard.finding().title(), hazard.finding().description(), hazard.finding().place()}) {
            if (text != null) {
                all.addAll(in(text));
            }
        }
        return String.join(" ", all);
    }

    /** The pairs by which the index is asked: without those of figures alone where there are others, for every number holds them. */
    static List<String> asked(String text) {
        List<String> all = in(text).stream().distinct().toList();
        List<String> telling = all.stream().filter(pair -> !pair.matches("[0-9-]{2}")).toList();
        return telling.isEmpty() ? all : telling;
    }

    /** The pairs of a text, none with a blank in it. */
    static List<String> in(String text) {
        String low = text.toLowerCase(Locale.ROOT);
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 2 <= low.length(); i++) {
            String pair = low.substring(i, i + 2);
            if (pair.chars().noneMatch(Character::isWhitespace)) {
                pairs.add(pair);
            }
        }
        return pairs;
    }
}
