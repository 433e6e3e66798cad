package io.shoutu.hazard.domain;

/**
 * The same rule broken again by the same enterprise within twelve months (反复).
 *
 * @param times how often before
 * @param earlier number of the latest of them
 */
public record Recurrence(int times, String earlier) {}
