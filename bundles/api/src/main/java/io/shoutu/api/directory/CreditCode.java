package io.shoutu.api.directory;

import io.shoutu.api.Problem;

/**
 * The unified social credit code (统一社会信用代码) of an enterprise: 18 characters with check digit, GB 32100-2015.
 *
 * @param text the code, upper case; letters I O S V Z never appear
 */
public record CreditCode(String text) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    public CreditCode {
        if (text == null || text.length() != 18) {
            throw new Problem.Invalid("credit-code", "creditCode", "统一社会信用代码应为18位：" + text);
        }
        for (int i = 0; i < 18; i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                throw new Problem.Invalid("credit-code", "creditCode", "统一社会信用代码第" + (i + 1) + "位不是合法字符：" + text);
            }
        }
        char expected = checkCharacter(text.substring(0, 17));
        if (text.charAt(17) != expected) {
            throw new Problem.Invalid("credit-code", "creditCode", "统一社会信用代码校验位不符：" + text);
        }
    }

    /** Whether the text is a credit code, its check character included; null is none. */
    public static boolean valid(String text) {
        return text != null && text.length() == 18 && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0) && text.charAt(17) == checkCharacter(text.substring(0, 17));
    }

    /** The check character for the first 17, {@code (31 − Σ wᵢ·cᵢ mod 31) mod 31} (GB 32100-2015, annex A). */
    public static char checkCharacter(String first17) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += WEIGHTS[i] * ALPHABET.indexOf(first17.charAt(i));
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    @Override
    public String toString() {
        return text;
    }
}
