package io.shoutu.api.hazard;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The ledger of risks (风险台账), for other rooms and plugins: what raises a risk, and how high it stands. */
@ProviderType
public interface RiskLedger {
    /**
     * What raises the current level of risk units for as long as it stands (动态风险因素), e.g. a warning in force.
     *
     * @param subject the record it stands for; the same subject again replaces what was said before
     * @param kind {@code hazard}, {@code alarm}, {@code warning}, {@code work-permit} or a kebab-case word of a plugin
     * @param reason one line in Chinese, at most 300 characters
     * @param to the least level while it stands, or null for one step up
     * @param riskUnit number of the one unit it touches, or null
     * @param enterprise all units of this enterprise, or null
     * @param area all units in this division, or null; at least one of the three is given
     * @param until when it ends by itself, or null where it stands until it is taken back
     */
    record Evidence(Subject subject, String kind, String reason, RiskLevel to, String riskUnit, CreditCode enterprise, AreaCode area, Instant until) {}

    /** Puts evidence in force. @throws io.shoutu.api.Problem.Invalid where it touches nothing or says nothing */
    void raise(Evidence evidence, Actor by);

    /** Takes evidence back: what it raised falls by itself. Unknown or already taken back is no error. */
    void release(Subject evidence, Actor by);

    /** The highest current level of the enterprise's risk units in force; empty where it has none. */
    Optional<RiskLevel> level(CreditCode enterprise);

    /** Numbers of the enterprise's risk units in force, highest current level first. */
    List<String> units(CreditCode enterprise);
}
