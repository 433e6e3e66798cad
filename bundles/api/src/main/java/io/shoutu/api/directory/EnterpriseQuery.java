package io.shoutu.api.directory;

import io.shoutu.api.Scope;

/**
 * Which enterprises (企业查询); every null means "whichever".
 *
 * @param scope only of what lies inside: the rest is neither listed nor counted; never null
 * @param area only inside this division
 * @param text part of the name or of the credit code, in any case
 * @param sector the regulators' tag
 * @param department id of a department that leads or supervises
 * @param cell code of a grid cell
 * @param open true for those at work, false for the closed ones
 * @param placed true for those with coordinates, false for those without
 * @param cursor {@code next} of the page before
 * @param limit 1 to 20,000
 */
public record EnterpriseQuery(Scope scope, AreaCode area, String text, String sector, String department, String cell, Enterprise.Scale scale,
        Boolean open, Boolean placed, String cursor, int limit) {
    public EnterpriseQuery {
        scope = scope == null ? Scope.NOWHERE : scope;
        text = text == null || text.isBlank() ? null : text.strip();
        limit = Math.max(1, Math.min(20_000, limit));
    }

    /** All inside the scope, from the first. */
    public static EnterpriseQuery inside(Scope scope, int limit) {
        return new EnterpriseQuery(scope, null, null, null, null, null, null, null, null, null, limit);
    }
}
