package io.shoutu.access.domain;

import io.shoutu.api.Problem;

/** The rule for passwords (口令规则): at least 10 characters of three of the four classes (GB/T 22239 level 3: complex enough). */
public final class PasswordRule {
    /** No county may ask for less. */
    public static final int SHORTEST = 10;
    private static final int LONGEST = 200;

    private PasswordRule() {}

    /** What is wrong with it, in Chinese, or null where it will do. */
    public static String weakness(char[] password) {
        return weakness(password, SHORTEST);
    }

    private static String weakness(char[] password, int shortest) {
        if (password == null || password.length < shortest) {
            return "密码至少要有 " + shortest + " 个字符";
        }
        if (password.length > LONGEST) {
            return "密码最多 " + LONGEST + " 个字符";
        }
        int classes = 0;
        for (char c : password) {
            classes |= Character.isUpperCase(c) ? 1 : Character.isLowerCase(c) ? 2 : Character.isDigit(c) ? 4 : 8;
        }
        return Integer.bitCount(classes) >= 3 ? null : "密码要包含大写字母、小写字母、数字、符号中的至少三种";
    }

    /** Raises {@link Problem.Invalid} code {@code weak-password} where the password is too weak. */
    public static void check(String field, char[] password) {
        check(field, password, SHORTEST);
    }

    /** The same where the county asks for longer ones; never for shorter ones than the rule. */
    public static void check(String field, char[] password, int shortest) {
        String weakness = weakness(password, Math.max(SHORTEST, shortest));
        if (weakness != null) {
            throw new Problem.Invalid("weak-password", field, weakness);
        }
    }
}
