package io.shoutu.api.hazard;

/**
 * Which hazards (隐患查询); every null means "whichever".
 *
 * @param open true for those somebody still has to act on, false for those that ended
 * @param enterprise credit code
 * @param overdue true for those past their deadline now
 * @param text part of the number, title, description or place, in any case
 * @param cursor {@code next} of the page before, or null for the newest
 * @param limit 1 to 500
 * @param more further filters, or null for none
 * @param sort null is {@link HazardSort#NEWEST}
 * @param start where to jump to: a legal day ({@code yyyy-MM-dd}) or a hazard's number; the page begins there in the order asked for; null begins
 *     at the first. Ignored where there is a cursor
 * @param counted whether the exact total is wanted along with the page; a page without it says -1
 */
public record HazardQuery(HazardState state, Boolean open, String enterprise, HazardGrade grade, Boolean overdue, String text,
        String cursor, int limit, More more, HazardSort sort, String start, boolean counted) {
    /**
     * Further filters (更多条件); every null means "whichever".
     *
     * @param area division code; also what lies inside it
     * @param source word of where it came from
     * @param category word of its sort
     * @param riskUnit number of a risk unit
     * @param rectifier account
     * @param recurring true for those that broke a rule again within a year
     * @param late true for those that ever missed a deadline, whatever was granted afterwards
     * @param registeredFrom first legal day of registration, {@code yyyy-MM-dd}
     * @param registeredTo last legal day of registration
     * @param lookBack {@code due} for closed ones whose look-back (回头看) is still to be made, {@code passed}, {@code rebound}
     */
    public record More(String area, String source, String category, String riskUnit, String rectifier, Boolean recurring, Boolean late,
            java.time.LocalDate registeredFrom, java.time.LocalDate registeredTo, String lookBack) {
        /** No further filter. */
        public static final More NONE = new More(null, null, null, null, null, null, null, null, null, null);
    }

    public HazardQuery {
        text = text == null || text.isBlank() ? null : text.strip();
        limit = Math.max(1, Math.min(500, limit));
        more = more == null ? More.NONE : more;
        sort = sort == null ? HazardSort.NEWEST : sort;
        start = start == null || start.isBlank() ? null : start.strip();
    }

    /** Newest first, with the exact total. */
    public HazardQuery(HazardState state, Boolean open, String enterprise, HazardGrade grade, Boolean overdue, String text, String cursor, int limit) {
        this(state, open, enterprise, grade, overdue, text, cursor, limit, null, null, null, true);
    }

    /** The newest hazards without any filter. */
    public static HazardQuery newest(int limit) {
        return new HazardQuery(null, null, null, null, null, null, null, limit);
    }
}
