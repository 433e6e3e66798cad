package io.shoutu.access.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.access.Access;
import io.shoutu.api.access.Roles;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The holder of an account (账号持有者), with what proves it.
 *
 * @param passwordHash of a person, else null
 * @param tokenHash of a machine, else null
 * @param failed wrong passwords in a row
 * @param lockedUntil no password is taken before; the epoch where it is not locked
 * @param roles in force; empty until security has granted some
 * @param requested roles asked for and not granted
 * @param scope where the roles hold
 * @param mustChange whether the password is one that somebody else knows
 */
public record Holder(String name, String displayName, Actor.Kind kind, String passwordHash, String salt, int iterations, String tokenHash, boolean enabled, int failed,
        Instant lockedUntil, Instant created, Set<String> roles, Set<String> requested, Scope scope, boolean mustChange) {
    /** The roles that may be given to accounts; {@code device} belongs to devices. */
    public static final Set<String> GRANTABLE = Roles.ALL.stream().filter(role -> !role.equals(Roles.DEVICE) && !role.equals(Roles.FRESH)).collect(Collectors.toUnmodifiableSet());
    /** Proves nothing: no token has this hash. */
    private static final String NO_TOKEN = "-";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{1,39}");
    private static final Set<String> RESERVED = Set.of("unknown", "me", "system", "device");

    public Holder {
        if (name == null || !NAME.matcher(name).matches() || RESERVED.contains(name)) {
            throw new Problem.Invalid("account-name", "name", "账号应为 2–40 个小写字母、数字、点、横线或下划线，以字母开头：" + name);
        }
        if (displayName == null || displayName.isBlank() || displayName.length() > 60) {
            throw new Problem.Invalid("display-name", "displayName", "请填写姓名或用途，不超过 60 个字");
        }
        roles = together(roles);
        requested = together(requested);
    }

    /** Roles that exist and may be held by one and the same: of the three kept apart one alone, and security and auditor nothing besides. */
    private static Set<String> together(Set<String> roles) {
        for (String role : roles == null ? Set.<String>of() : roles) {
            if (role == null || !GRANTABLE.contains(role)) {
                throw new Problem.Invalid("unknown-role", "roles", "没有角色“" + role + "”；可用：" + String.join("、", new TreeSet<>(GRANTABLE)));
            }
        }
        Set<String> held = roles == null ? Set.of() : Set.copyOf(roles);
        boolean apart = held.contains(Roles.SECURITY) || held.contains(Roles.AUDITOR);
        if (apart && held.size() > 1) {
            throw new Problem.Invalid("roles-apart", "roles", "系统管理员、安全管理员、审计员须由不同的人担任；安全管理员和审计员不得兼任其他角色："
                    + held.stream().sorted().map(Roles::label).collect(Collectors.joining("、")));
        }
        return held;
    }

    /** Somebody of the platform's own making, in force at once and everywhere. */
    public static Holder person(String name, String displayName, Set<String> roles, char[] password, int iterations, Instant now) {
        some(roles);
        return person(name, displayName, roles, Set.of(), Scope.EVERYWHERE, false, password, iterations, now);
    }

    /** Somebody the administrator asks for: no role in force, nothing in sight, and a password to be changed. */
    public static Holder requestedPerson(String name, String displayName, Set<String> requested, char[] password, int iterations, Instant now) {
        return person(name, displayName, Set.of(), requested, Scope.NOWHERE, true, password, iterations, now);
    }

    private static Holder person(String name, String displayName, Set<String> roles, Set<String> requested, Scope scope, boolean mustChange, char[] password, int iterations, Instant now) {
        PasswordRule.check("password", password);
        String salt = Secrets.salt();
        // The name is checked before the slow part.
        Holder holder = new Holder(name, displayName, Actor.Kind.PERSON, "", salt, iterations, null, true, 0, Instant.EPOCH, now, roles, requested, scope, mustChange);
        return holder.hashed(password, iterations, mustChange);
    }

    public static Holder machine(String name, String displayName, Set<String> roles, String token, Instant now) {
        some(roles);
        return new Holder(name, displayName, Actor.Kind.MACHINE, null, null, 0, Secrets.digest(token), true, 0, Instant.EPOCH, now, roles, Set.of(), Scope.EVERYWHERE, false);
    }

    /** A machine the administrator asks for: its tokens are issued by security. */
    public static Holder requestedMachine(String name, String displayName, Set<String> requested, Instant now) {
        return new Holder(name, displayName, Actor.Kind.MACHINE, null, null, 0, NO_TOKEN, true, 0, Instant.EPOCH, now, Set.of(), requested, Scope.NOWHERE, false);
    }

    private static void some(Set<String> roles) {
        if (roles == null || roles.isEmpty()) {
            throw new Problem.Invalid("unknown-role", "roles", "至少要有一个角色");
        }
    }

    /** The same holder under another name for people. */
    public Holder called(String displayName) {
        return new Holder(name, displayName, kind, passwordHash, salt, iterations, tokenHash, enabled, failed, lockedUntil, created, roles, requested, scope, mustChange);
    }

    /** The same holder with a new password of his own under a new salt; failures are forgotten. */
    public Holder withPassword(char[] password, int iterations) {
        return hashed(password, iterations, false);
    }

    /**
     * The same holder under a password somebody else made (重置密码): it must be changed, and no role is in force before security has granted them anew, for
     * whoever made the password could else act as this person. Scope stays as what is proposed.
     */
    public Holder withResetPassword(char[] password, int iterations) {
        return hashed(password, iterations, true).with(enabled, 0, Instant.EPOCH, Set.of(), roles.isEmpty() ? requested : roles, scope, true);
    }

    private Holder hashed(char[] password, int iterations, boolean mustChange) {
        String fresh = Secrets.salt();
        return new Holder(name, displayName, kind, Secrets.stretch(password, fresh, iterations), fresh, iterations, tokenHash, enabled, 0, Instant.EPOCH, created, roles, requested, scope, mustChange);
    }

    /** The same holder after one more wrong password: at the limit it is locked and the count begins anew. */
    public Holder failedOnce(Instant now, int limit, Duration lock) {
        boolean locks = failed + 1 >= limit;
        return with(enabled, locks ? 0 : failed + 1, locks ? now.plus(lock) : lockedUntil, roles, requested, scope, mustChange);
    }

    /** The same holder switched on or off, without failures. */
    public Holder enabled(boolean on) {
        return with(on, 0, Instant.EPOCH, roles, requested, scope, mustChange);
    }

    /** The same holder with failures and lock forgotten. */
    public Holder unlocked() {
        return with(enabled, 0, Instant.EPOCH, roles, requested, scope, mustChange);
    }

    /** The same holder with these roles in force there; what was asked for is settled by it. */
    public Holder granted(Set<String> roles, Scope scope) {
        return with(enabled, failed, lockedUntil, roles == null ? Set.of() : roles, Set.of(), scope, mustChange);
    }

    /** The same holder whose password somebody else knows. */
    public Holder mustChangePassword() {
        return with(enabled, failed, lockedUntil, roles, requested, scope, true);
    }

    private Holder with(boolean enabled, int failed, Instant lockedUntil, Set<String> roles, Set<String> requested, Scope scope, boolean mustChange) {
        return new Holder(name, displayName, kind, passwordHash, salt, iterations, tokenHash, enabled, failed, lockedUntil, created, roles, requested, scope, mustChange);
    }

    public boolean locked(Instant now) {
        return now.isBefore(lockedUntil);
    }

    /** Who this is at the doors: without a role in force or with a password to be changed, {@code fresh} and nothing else. */
    public Actor actor() {
        return mustChange || roles.isEmpty() ? new Actor(name, displayName, kind, Set.of(Roles.FRESH), Scope.NOWHERE) : new Actor(name, displayName, kind, roles, scope);
    }

    public Access.Account account() {
        return new Access.Account(name, displayName, kind, new TreeSet<>(roles), enabled);
    }
}
