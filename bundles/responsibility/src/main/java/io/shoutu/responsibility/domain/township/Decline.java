package io.shoutu.responsibility.domain.township;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The double decline (双下降): accidents and deaths of a year beside those of the year before, month by month and from January on. A month counts only where both years have it, so that a missing month is not taken for a
 * good one.
 *
 * @param months January to December
 * @param through the last month up to which both years are known without a gap, or null
 * @param accidents sum from January through that month, this year
 * @param accidentsBefore the same, the year before
 * @param both whether both fell; null where nothing can be compared
 */
public record Decline(int year, List<Month> months, Integer through, int accidents, int accidentsBefore, int deaths, int deathsBefore, Boolean both) {
    /** One month. @param now or @param before null where the figures are not there */
    public record Month(int month, AccidentMonth now, AccidentMonth before) {}

    /** @param known the last revision of each month of both years */
    public static Decline of(int year, List<AccidentMonth> known) {
        Map<YearMonth, AccidentMonth> by = new HashMap<>();
        known.forEach(each -> by.merge(each.month(), each, (a, b) -> a.revision() > b.revision() ? a : b));
        List<Month> months = new ArrayList<>();
        Integer through = null;
        boolean whole = true;
        int[] sums = new int[4];
        for (int m = 1; m <= 12; m++) {
            AccidentMonth now = by.get(YearMonth.of(year, m));
            AccidentMonth before = by.get(YearMonth.of(year - 1, m));
            months.add(new Month(m, now, before));
            whole &= now != null && before != null;
            if (whole) {
                through = m;
                sums[0] += now.accidents();
                sums[1] += before.accidents();
                sums[2] += now.deaths();
                sums[3] += before.deaths();
            }
        }
        return new Decline(year, List.copyOf(months), through, sums[0], sums[1], sums[2], sums[3], through == null ? null : sums[0] < sums[1] && sums[2] < sums[3]);
    }

    /** Change against the year before in percent, one decimal, or null where there was nothing to compare with. */
    public static Double change(int now, int before) {
        return before == 0 ? null : Math.round(1000.0 * (now - before) / before) / 10.0;
    }
}
