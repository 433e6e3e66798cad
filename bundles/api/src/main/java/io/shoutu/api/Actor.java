package io.shoutu.api;

import java.security.Principal;
import java.util.Set;

/**
 * The actor (行为人) who does something: a person, a machine account, a device or the platform itself.
 *
 * @param account stable account name, e.g. {@code zhang.wei}; a device is {@code device:<id>}, the platform {@code system:<word>}
 * @param name what people read, in Chinese
 * @param kind what sort of actor it is
 * @param roles role names held now, e.g. {@code operator}; never null
 * @param scope where they hold
 */
public record Actor(String account, String name, Kind kind, Set<String> roles, Scope scope) implements Principal {

    /** The sort of actor (主体类别). */
    public enum Kind { PERSON, MACHINE, DEVICE, SYSTEM }

    public Actor {
        if (account == null || account.isBlank()) {
            throw new Problem.Invalid("actor-account", "account", "行为人缺少账号");
        }
        name = name == null || name.isBlank() ? account : name;
        roles = Set.copyOf(roles);
        scope = scope == null ? Scope.NOWHERE : scope;
    }

    /** An actor bound to no place: the platform itself, a device, a holder of county-wide duties. */
    public Actor(String account, String name, Kind kind, Set<String> roles) {
        this(account, name, kind, roles, Scope.EVERYWHERE);
    }

    /** The platform acting by itself on behalf of the given word, e.g. {@code Actor.system("hazard")}. */
    public static Actor system(String word) {
        return new Actor("system:" + word, "平台", Kind.SYSTEM, Set.of());
    }

    /** Whether the actor holds the role; {@code "*"} in a rule means anyone who is signed in. */
    public boolean holds(String role) {
        return "*".equals(role) || roles.contains(role);
    }

    @Override
    public String getName() {
        return account;
    }
}
