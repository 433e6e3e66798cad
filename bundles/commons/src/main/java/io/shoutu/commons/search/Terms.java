package io.shoutu.commons.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a name is found by (查找词): from each of its characters on, the name itself, its initials and its full pinyin. What somebody types is
 * found where one of them begins with it, so an index answers.
 *
 * <p>A character with several readings counts with its usual one, and with each other one in its turn where it stands among the first
 * three: 单雄信 is found by {@code dxx}, {@code sxx} and {@code chanxiongxin}.
 */
public final class Terms {
    private static final int LONGEST = 40;
    private static final int LONGEST_INITIALS = 16;
    private static final int VARIED = 3;
    /** What nearly every company ends with: nobody searches for it, so no word begins in it. */
    private static final List<String> TAILS = List.of("股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "分公司", "公司");

    private Terms() {}

    /** As typed and as kept: full-width forms made half-width, lower case, no blanks. */
    public static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Cntrl}]+", "");
    }

    /** The words a name is found by; at most 40 characters each. */
    public static Set<String> ofName(String name) {
        Set<String> terms = new TreeSet<>();
        int[] characters = plain(name).codePoints().toArray();
        int last = starts(plain(name));
        for (int from = 0; from < characters.length; from++) {
            boolean inside = from > 0 && Pinyin.of(characters[from]).isEmpty() && Pinyin.of(characters[from - 1]).isEmpty();
            // A Latin word or a number is found from its beginning; the last character alone says nothing, unless it is all there is.
            if (inside || from > 0 && from >= last - 1) {
                continue;
            }
            terms.add(cut(new String(characters, from, characters.length - from), LONGEST));
            spell(terms, characters, from, -1, null);
            for (int i = from; i < Math.min(characters.length, from + VARIED); i++) {
                List<String> readings = Pinyin.of(characters[i]);
                for (String other : readings.subList(Math.min(1, readings.size()), readings.size())) {
                    spell(terms, characters, from, i, other);
                }
            }
        }
        terms.remove("");
        return terms;
    }

    /** The words a code or number is found by: all of it, and for a credit code the part of the organisation. */
    public static Set<String> ofCode(String code) {
        Set<String> terms = new TreeSet<>();
        String plain = plain(code);
        terms.add(cut(plain, LONGEST));
        if (plain.length() == 18) {
            terms.add(plain.substring(8));
        }
        // BJ-2026-000123 is also asked for as 2026-000123 and 000123.
        for (int dash = plain.indexOf('-'); dash >= 0 && dash < plain.length() - 1; dash = plain.indexOf('-', dash + 1)) {
            terms.add(cut(plain.substring(dash + 1), LONGEST));
        }
        return terms;
    }

    private static int starts(String plain) {
        for (String tail : TAILS) {
            if (plain.endsWith(tail) && plain.length() > tail.length()) {
                return plain.codePointCount(0, plain.length() - tail.length());
            }
        }
        return plain.codePointCount(0, plain.length()) + (plain.length() <= 4 ? 1 : 0);
    }

    private static void spell(Set<String> terms, int[] characters, int from, int varied, String reading) {
        StringBuilder initials = new StringBuilder();
        StringBuilder full = new StringBuilder();
        for (int i = from; i < characters.length && full.length() < LONGEST; i++) {
            List<String> readings = Pinyin.of(characters[i]);
            if (!readings.isEmpty()) {
                String spoken = i == varied ? reading : readings.get(0);
                initials.append(spoken.charAt(0));
                full.append(spoken);
            } else if (Character.isLetterOrDigit(characters[i])) {
                initials.appendCodePoint(characters[i]);
                full.appendCodePoint(characters[i]);
            }
        }
        terms.add(cut(initials.toString(), LONGEST_INITIALS));
        terms.add(cut(full.toString(), LONGEST));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    /** The parts somebody typed with blanks between them; each must be found. */
    static List<String> typed(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : Normalizer.normalize(text, Normalizer.Form.NFKC).strip().split("\\s+")) {
            String plain = plain(part);
            if (!plain.isEmpty()) {
                parts.add(cut(plain, LONGEST));
            }
        }
        return parts;
    }
}
