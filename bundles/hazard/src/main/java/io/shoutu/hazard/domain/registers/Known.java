package io.shoutu.hazard.domain.registers;

import io.shoutu.hazard.domain.MajorSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;

/** What an entry may ask the room while it is reckoned (台账取数). */
public interface Known {
    LocalDate today();

    /** So many working days after that day. */
    LocalDate workingDays(LocalDate from, int days);

    /** Reckons a unit by GB 18218-2018. @param stock a line each: name of the substance or symbol of the class, blank, tonnes */
    MajorSource source(String stock, int people);

    /** What the ledger knows of an enterprise's own checks in a month (自查统计), by field. */
    Map<String, String> selfChecks(String enterprise, YearMonth month);

    /** What the list of risks knows of an enterprise (双重预防统计), by field: {@code units}, {@code high}, {@code missedChecks}. */
    Map<String, String> prevention(String enterprise);

    /** State and enterprise of a hazard whose owner refuses or fails to put it right, and why it counts as such, by field. @throws io.shoutu.api.Problem.Invalid where it does not */
    Map<String, String> refusal(String hazard);

    /** State and enterprise of a hazard, by field. @throws io.shoutu.api.Problem.Invalid where there is none of that number */
    Map<String, String> hazard(String number);
}
