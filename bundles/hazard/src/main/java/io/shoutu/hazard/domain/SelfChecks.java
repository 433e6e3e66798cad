package io.shoutu.hazard.domain;

import io.shoutu.api.store.Tx;
import java.time.YearMonth;
import java.util.Map;

/** What the ledger knows of the checks an enterprise makes of itself (企业自查统计). */
public interface SelfChecks {
    /** {@code found}, {@code closed}, {@code major} of the month; {@code open} and {@code late} as they stand now; {@code zeroMonths}: months in a row, up to this one, without one found. */
    Map<String, String> of(Tx tx, String enterprise, YearMonth month);
}
