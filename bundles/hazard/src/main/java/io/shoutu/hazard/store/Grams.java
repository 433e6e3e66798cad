package io.shoutu.hazard.store;

import io.shoutu.hazard.domain.Hazard;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Pairs of neighbouring signs (二元词片): what makes any two Chinese characters findable by an index, on a database without one for Chinese.
 * A text that holds some words holds all their pairs; the reverse is looked at afterwards.
 */
final class Grams {
    private static final Pattern RUN = Pattern.compile("[0-9]{3,}");
    /** Neither begun before the words nor going on after them: only such a run is known to be whole. */
    private static final Pattern WHOLE = Pattern.compile("(?<=[^0-9])[0-9]{3,}(?=[^0-9])");

    private Grams() {}

    /** All pairs of what a hazard can be found by, each once, with blanks between. */
    static String of(Hazard hazard) {
        Set<String> all = new LinkedHashSet<>();
        for (String text : new String[] {hazard.number(), hazard.finding().title(), hazard.finding().description(), hazard.finding().place()}) {
            if (text != null) {
                all.addAll(in(text));
                all.addAll(runs(RUN, text));
            }
        }
        return String.join(" ", all);
    }

    /**
     * What the index is asked by: pairs without those of figures alone where there are others, for every number holds them; and each run of figures that is whole in what was asked, for
     * “第500000号” is one in a million by its run and one in ten by its pairs.
     */
    static List<String> asked(String text) {
        List<String> all = in(text).stream().distinct().toList();
        List<String> telling = all.stream().filter(pair -> !pair.matches("[0-9-]{2}")).toList();
        Set<String> asked = new LinkedHashSet<>(telling.isEmpty() ? all : telling);
        asked.addAll(runs(WHOLE, text));
        return List.copyOf(asked);
    }

    private static List<String> runs(Pattern which, String text) {
        return which.matcher(text).results().map(MatchResult::group).distinct().toList();
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
