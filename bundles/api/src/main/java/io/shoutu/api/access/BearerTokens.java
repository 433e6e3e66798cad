package io.shoutu.api.access;

import io.shoutu.api.Actor;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** Who holds a bearer token (令牌): registered as a service by each room that gives tokens out, e.g. device secrets by {@code sensor}. */
@ConsumerType
public interface BearerTokens {
    /**
     * What a token is good for (令牌权限).
     *
     * @param operations names of operations or patterns such as {@code hazard.*}; {@code *} is whatever the roles allow
     */
    record Pass(Actor actor, Set<String> operations) {
        public Pass {
            operations = Set.copyOf(operations);
        }

        /** Whether the token reaches this operation; the roles are asked besides. */
        public boolean covers(String operation) {
            return operations.stream().anyMatch(o -> o.equals("*") || o.equals(operation) || o.endsWith(".*") && operation.startsWith(o.substring(0, o.length() - 1)));
        }
    }

    /** The holder, or empty where the token is not ours. Must take the same time either way. */
    Optional<Actor> holder(String token);

    /** The holder and what this token is good for. */
    default Optional<Pass> pass(String token) {
        return holder(token).map(actor -> new Pass(actor, Set.of("*")));
    }
}
