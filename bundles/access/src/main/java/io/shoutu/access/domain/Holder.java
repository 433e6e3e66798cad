package io.shoutu.access.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Access;
import io.shoutu.api.access.Roles;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The holder of an account (账号持有者), with what proves it.
 *
 * @param passwordHash of a person, else null
 * @param tokenHash of a machine, else null
 * @param failed wrong passwords in a row
 * @param lockedUntil no password is taken before; the epoch where it is not locked
 */
public record Holder(String name, String displayName, Actor.Kind kind, String passwordHash, String salt, int iterations, String tokenHash, boolean enabled, int failed,
        Instant lockedUntil, Instant created, Set<String> roles) {
    /** The roles that may be given to accounts; {@code device} belongs to devices. */
    public static final Set<String> GRANTABLE = Set.of(Roles.ADMIN, Roles.OPERATOR, Roles.RECTIFIER, Roles.ACCEPTOR);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{1,39}");
    private static final Set<String> RESERVED = Set.of("unknown", "me", "system", "device");

    public Holder {
        if (name == null || !NAME.matcher(name).matches() || RESERVED.contains(name)) {
            throw new Problem.Invalid("account-name", "name", "账号应为 2–40 个小写字母、数字、点、横线或下划线，以字母开头：" + name);
        }
        if (displayName == null || displayName.isBlank() || displayName.length() > 60) {
            throw new Problem.Invalid("display-name", "displayName", "请填写姓名或用途，不超过 60 个字");
        }
        if (roles == null || roles.isEmpty()) {
            throw new Problem.Invalid("unknown-role", "roles", "至少要有一个角色");
        }
        for (String role : roles) {
            if (role == null || !GRANTABLE.contains(role)) {
                throw new Problem.Invalid("unknown-role", "roles", "没有角色“" + role + "”；可用：" + String.join("、", new TreeSet<>(GRANTABLE)));
            }
        }
        roles = Set.copyOf(roles);
    }

    public static Holder person(String name, String displayName, Set<String> roles, char[] password, int iterations, Instant now) {
        PasswordRule.check("password", password);
        String salt = Secrets.salt();
        // The name is checked before the slow part.
        Holder holder = new Holder(name, displayName, Actor.Kind.PERSON, "", salt, iterations, null, true, 0, Instant.EPOCH, now, roles);
        return holder.withPassword(password, iterations);
    }

    public static Holder machine(String name, String displayName, Set<String> roles, String token, Instant now) {
        return new Holder(name, displayName, Actor.Kind.MACHINE, null, null, 0, Secrets.digest(token), true, 0, Instant.EPOCH, now, roles);
    }

    /** The same holder with a new password under a new salt; failures are forgotten. */
    public Holder withPassword(char[] password, int iterations) {
        String fresh = Secrets.salt();
        return new Holder(name, displayName, kind, Secrets.stretch(password, fresh, iterations), fresh, iterations, tokenHash, enabled, 0, Instant.EPOCH, created, roles);
    }

    /** The same holder after one more wrong password: at the limit it is locked and the count begins anew. */
    public Holder failedOnce(Instant now, int limit, Duration lock) {
        boolean locks = failed + 1 >= limit;
        return new Holder(name, displayName, kind, passwordHash, salt, iterations, tokenHash, enabled, locks ? 0 : failed + 1, locks ? now.plus(lock) : lockedUntil, created, roles);
    }

    public boolean locked(Instant now) {
        return now.isBefore(lockedUntil);
    }

    public Actor actor() {
        return new Actor(name, displayName, kind, roles);
    }

    public Access.Account account() {
        return new Access.Account(name, displayName, kind, new TreeSet<>(roles), enabled);
    }
}
