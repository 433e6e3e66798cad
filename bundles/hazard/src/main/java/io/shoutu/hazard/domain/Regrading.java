package io.shoutu.hazard.domain;

import java.time.Instant;

/** A change of grade somebody asked for, which waits for a higher role (等级变更申请). */
public record Regrading(Grading to, String reason, String requestedBy, Instant requestedAt) {}
