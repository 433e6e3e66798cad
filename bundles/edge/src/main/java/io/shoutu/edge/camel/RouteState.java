package io.shoutu.edge.camel;

import java.time.Instant;

/**
 * How a route (路由) stands.
 *
 * @param id unique in the whole house, e.g. {@code hazard.from-alarm}
 * @param bundle word of the bundle that owns it, or {@code file:<name>}
 * @param from where it begins, secrets masked
 * @param state {@code Started}, {@code Stopped}, {@code Starting} …, as Camel says
 * @param exchanges exchanges finished since the route was added; a batch is one
 * @param lastFailure the latest failure, or null
 */
public record RouteState(String id, String bundle, String from, String state, long exchanges, long failed, int inflight,
        String lastFailure, Instant lastFailureAt) {}
