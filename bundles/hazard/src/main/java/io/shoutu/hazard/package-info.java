/**
 * The room of hazards (隐患排查治理): from registration to closure, chased all the way.
 *
 * <p>Start with {@code HazardScenarioTest}, then {@link io.shoutu.hazard.domain.Hazard}, then {@link io.shoutu.hazard.domain.HazardLifecycle}.
 */
package io.shoutu.hazard;
