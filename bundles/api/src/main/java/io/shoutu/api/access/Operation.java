package io.shoutu.api.access;

import io.shoutu.api.Problem;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One operation (操作) and the roles that may perform it: a row of the table roles × operations.
 *
 * @param name {@code word.verb}, e.g. {@code hazard.accept}; the same over REST and SOAP
 * @param label what people read, in Chinese
 * @param roles role names; {@link #ANYONE} for everyone signed in but devices, {@link #PUBLIC} without signing in; never empty
 * @param sensitive whether it reads what must leave a trace: a successful reading is a journal entry too
 */
public record Operation(String name, String label, Set<String> roles, boolean sensitive) {
    /** Everyone who is signed in, devices excepted. */
    public static final String ANYONE = "*";
    /** No sign-in needed. */
    public static final String PUBLIC = "public";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*");

    public Operation {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new Problem.Invalid("operation-name", "name", "操作名称不合规范：" + name);
        }
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new Problem.Invalid("operation-roles", "roles", "操作没有角色：" + name);
        }
    }

    public static Operation of(String name, String label, String... roles) {
        return new Operation(name, label, Set.of(roles), false);
    }
}
