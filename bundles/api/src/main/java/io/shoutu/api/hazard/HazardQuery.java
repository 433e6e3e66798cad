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
 */
public record HazardQuery(HazardState state, Boolean open, String enterprise, HazardGrade grade, Boolean overdue, String text,
        String cursor, int limit) {
    public HazardQuery {
        text = text == null || text.isBlank() ? null : text.strip();
        limit = Math.max(1, Math.min(500, limit));
    }

    /** The newest hazards without any filter. */
    public static HazardQuery newest(int limit) {
        return new HazardQuery(null, null, null, null, null, null, null, limit);
    }
}
