package io.shoutu.edge.camel;

import java.time.Instant;

/**
 * A builder whose routes could not be added (未能接通的路由).
 *
 * @param builder class of the builder, or the file
 * @param waitsFor scheme of the component it waits for, or null where it failed for another reason
 */
public record RouteTrouble(String bundle, String builder, String waitsFor, String reason, Instant since) {}
