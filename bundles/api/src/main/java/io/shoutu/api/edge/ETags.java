package io.shoutu.api.edge;

import io.shoutu.api.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a record on the wire (版本标记): the headers {@code ETag} and {@code If-Match} of RFC 9110. */
public final class ETags {
    private static final Pattern ONE = Pattern.compile("\"(\\d{1,18})\"");

    private ETags() {}

    /** The {@code ETag} of a version: {@code 7} is written {@code "7"}, quotes included. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version an {@code If-Match} expects.
     *
     * @param ifMatch the header as it came; null, blank and {@code *} set no condition
     * @return the version, or null where there is no condition; hand it to {@link Problem.Stale#check}
     * @throws Problem.Invalid code {@code if-match}, field {@code If-Match}, for anything but one strong tag of ours
     */
    public static Long expected(String ifMatch) {
        String tag = ifMatch == null ? "" : ifMatch.strip();
        if (tag.isEmpty() || tag.equals("*")) {
            return null;
        }
        Matcher one = ONE.matcher(tag);
        if (!one.matches()) {
            throw new Problem.Invalid("if-match", "If-Match", "If-Match 应为读取记录时得到的 ETag（如 \"3\"，含引号），现为：" + tag);
        }
        return Long.valueOf(one.group(1));
    }
}
