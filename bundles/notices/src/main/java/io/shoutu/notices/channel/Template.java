package io.shoutu.notices.channel;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places to fill in (模板): {@code {phone}}, {@code {text}} … each value escaped for where it stands, and filled in once: a value that looks
 * like a place stays as it is.
 */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)\\}");
    private final String text;
    private final Escape escape;

    /** How a value is written where it stands (转义). */
    enum Escape {
        URL(v -> URLEncoder.encode(v, StandardCharsets.UTF_8).replace("+", "%20")),
        /** Inside the quotes of a JSON string. */
        JSON(v -> new String(JsonStringEncoder.getInstance().quoteAsString(v))),
        FORM(v -> URLEncoder.encode(v, StandardCharsets.UTF_8)),
        /** A header has one line and no controls. */
        HEADER(v -> v.replaceAll("[^\\x20-\\x7e]", ""));

        private final UnaryOperator<String> how;

        Escape(UnaryOperator<String> how) {
            this.how = how;
        }
    }

    Template(String text, Escape escape) {
        this.text = text;
        this.escape = escape;
    }

    /** Braces around a word nobody knows are left alone: they may be the carrier's own. */
    String filled(Map<String, String> values) {
        Matcher place = PLACE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (place.find()) {
            String value = values.get(place.group(1));
            place.appendReplacement(out, Matcher.quoteReplacement(value == null ? place.group() : escape.how.apply(value)));
        }
        return place.appendTail(out).toString();
    }
}
