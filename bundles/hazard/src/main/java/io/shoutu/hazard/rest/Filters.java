package io.shoutu.hazard.rest;

import io.shoutu.api.Problem;
import io.shoutu.api.hazard.HazardQuery;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import javax.ws.rs.QueryParam;

/** The further filters of the ledger (更多筛选条件), as they stand in an address. */
public class Filters {
    @QueryParam("area")
    String area;
    @QueryParam("source")
    String source;
    @QueryParam("category")
    String category;
    @QueryParam("riskUnit")
    String riskUnit;
    @QueryParam("rectifier")
    String rectifier;
    @QueryParam("recurring")
    Boolean recurring;
    @QueryParam("late")
    Boolean late;
    @QueryParam("registeredFrom")
    String registeredFrom;
    @QueryParam("registeredTo")
    String registeredTo;
    @QueryParam("lookBack")
    String lookBack;

    HazardQuery.More more() {
        return new HazardQuery.More(blank(area), blank(source), blank(category), blank(riskUnit), blank(rectifier), recurring, late, day("registeredFrom", registeredFrom),
                day("registeredTo", registeredTo), blank(lookBack));
    }

    private static String blank(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static LocalDate day(String field, String text) {
        try {
            return blank(text) == null ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new Problem.Invalid("bad-parameter", field, "日期应如 2026-03-01：" + text);
        }
    }
}
