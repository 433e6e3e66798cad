package io.shoutu.api.notices;

import io.shoutu.api.Problem;
import java.util.Arrays;
import java.util.Locale;

/**
 * Whom a notice is for (收件人), written {@code kind:name}. Who that is in person is found out when the notice goes out, not when it is given.
 *
 * @param kind what sort of addressee
 * @param name account, role, unit id, {@code unit/title} of a position, id of a sealed contact, or name of a configured webhook
 */
public record Addressee(Kind kind, String name) {
    /** The sorts of addressee (收件人类别). */
    public enum Kind { ACCOUNT, ROLE, UNIT, POSITION, CONTACT, WEBHOOK }

    private static final int LONGEST = 150;

    public Addressee {
        if (kind == null || name == null || name.isBlank() || name.length() > LONGEST || name.chars().anyMatch(c -> c < ' ' || c == ',' || c == ';')
                || kind == Kind.POSITION && name.indexOf('/') < 1) {
            throw new Problem.Invalid("addressee", "to", "收件人写法有误，应如 account:zhang.wei、role:operator、position:yjj/值班长：" + kind + ":" + name);
        }
    }

    public static Addressee account(String account) {
        return new Addressee(Kind.ACCOUNT, account);
    }

    public static Addressee role(String role) {
        return new Addressee(Kind.ROLE, role);
    }

    /** Whoever holds the position in the unit on the day the notice goes out. */
    public static Addressee position(String unit, String title) {
        return new Addressee(Kind.POSITION, unit + "/" + title);
    }

    /** Reads {@code role:operator}; anything else is {@link Problem.Invalid}. */
    public static Addressee parse(String text) {
        String plain = text == null ? "" : text.strip();
        int colon = plain.indexOf(':');
        String kind = colon < 1 ? "" : plain.substring(0, colon).toUpperCase(Locale.ROOT);
        if (Arrays.stream(Kind.values()).noneMatch(k -> k.name().equals(kind))) {
            throw new Problem.Invalid("addressee", "to", "收件人写法有误，应如 account:zhang.wei、role:operator、position:yjj/值班长：" + text);
        }
        return new Addressee(Kind.valueOf(kind), plain.substring(colon + 1));
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
    }
}
