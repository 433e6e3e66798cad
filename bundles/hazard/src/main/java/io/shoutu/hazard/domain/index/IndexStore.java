package io.shoutu.hazard.domain.index;

import io.shoutu.api.Scope;
import io.shoutu.api.store.Tx;
import java.time.LocalDate;
import java.util.List;

/** Rules of the index, and what is counted for it (指数库). */
public interface IndexStore {
    /** What belongs to one enterprise in one area; {@code enterprise} null for what belongs to none. */
    record Counted(String area, String enterprise, Tally tally) {}

    List<Indicator> indicators(Tx tx);

    void put(Tx tx, Indicator indicator);

    List<SafetyField> fields(Tx tx);

    void put(Tx tx, SafetyField field);

    /** Everything but the enterprises themselves, which the directory knows; {@code from} begins the last year, {@code today} ends it. */
    List<Counted> count(Tx tx, LocalDate from, LocalDate today, Scope scope);
}
