package io.shoutu.hazard.domain;

import io.shoutu.api.hazard.RiskLevel;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One assessment of a risk (一次评估), as it was made: it keeps the version of the method it was made by.
 *
 * @param inputs score by factor
 */
public record Assessment(RiskMethod.Kind method, int version, Map<String, BigDecimal> inputs, BigDecimal score, RiskLevel level, String assessor, LocalDate day) {
    public Assessment {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }
}
