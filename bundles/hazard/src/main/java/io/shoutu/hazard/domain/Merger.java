package io.shoutu.hazard.domain;

import io.shoutu.api.hazard.HazardState;

/**
 * A duplicate merged into another hazard (合并), and how to undo it.
 *
 * @param into number of the other
 * @param former the state to come back to
 */
public record Merger(String into, HazardState former) {}
