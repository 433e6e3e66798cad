package io.shoutu.hazard.domain;

import io.shoutu.api.hazard.RiskLevel;

/**
 * Which risk units (风险点查询); null means "whichever".
 *
 * @param level the current level
 * @param area division code; also what lies inside it
 * @param moved true for those whose current level stands above the residual one
 * @param cursor number of the last one before, or null
 */
public record RiskQuery(RiskState state, RiskLevel level, String enterprise, String area, String text, Boolean moved, String cursor, int limit) {
    public RiskQuery {
        text = text == null || text.isBlank() ? null : text.strip();
        limit = Math.max(1, Math.min(500, limit));
    }
}
