package io.shoutu.hazard.domain;

import io.shoutu.api.Scope;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.store.Tx;
import java.time.Instant;
import java.util.List;

/** Hazards counted (隐患计数) for reports. */
public interface HazardCounts {
    /**
     * How many hazards stand alike.
     *
     * @param grade null until graded
     */
    record Count(HazardState state, HazardGrade grade, boolean overdue, long hazards) {}

    /** Those registered from {@code from} on and before {@code to} that lie inside the scope, as they stand now. */
    List<Count> registered(Tx tx, Instant from, Instant to, Scope scope);
}
