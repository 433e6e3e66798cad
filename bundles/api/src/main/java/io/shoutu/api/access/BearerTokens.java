package io.shoutu.api.access;

import io.shoutu.api.Actor;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Who holds a bearer token (令牌): registered as a service by each room that gives tokens out, e.g. device secrets by {@code sensor}. */
@ConsumerType
public interface BearerTokens {
    /** The holder, or empty where the token is not ours. Must take the same time either way. */
    Optional<Actor> holder(String token);
}
