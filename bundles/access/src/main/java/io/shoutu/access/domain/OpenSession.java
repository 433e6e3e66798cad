package io.shoutu.access.domain;

import java.time.Instant;

/**
 * An open session (会话) as it is stored.
 *
 * @param tokenHash SHA-256 of the cookie; the cookie itself is stored nowhere
 * @param expires when it ends whatever happens
 * @param source address it was opened from, or null
 */
public record OpenSession(String tokenHash, String account, String csrf, Instant created, Instant lastSeen, Instant expires, String source) {}
