package io.shoutu.hazard.domain;

import io.shoutu.api.hazard.RiskLedger.Evidence;
import io.shoutu.api.hazard.RiskLevel;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the current level of a risk unit stands, and why (动态风险): the residual level, raised by whatever evidence stands. It falls back by
 * itself, because it is reckoned anew from what stands and remembers nothing.
 *
 * @param reasons one line for each piece of evidence; empty where nothing raises it
 */
public record RiskMovement(RiskLevel level, List<String> reasons) {
    public RiskMovement {
        reasons = List.copyOf(reasons);
    }

    /**
     * The rule: an open major hazard makes it red; an overdue one, an alarm, a warning in force raise it by a step or to the level they name. Steps do not
     * add up: ten alarms of one tank are one trouble.
     */
    public static RiskMovement of(RiskLevel residual, List<Hazard> open, List<Evidence> standing) {
        RiskLevel level = residual;
        List<String> reasons = new ArrayList<>();
        for (Hazard hazard : open) {
            if (hazard.major()) {
                level = RiskLevel.MAJOR;
                reasons.add("重大事故隐患 " + hazard.number() + " 未销号" + (hazard.overdue() ? "，已逾期" : ""));
            } else if (hazard.overdue()) {
                level = RiskLevel.higher(level, residual.raised());
                reasons.add("隐患 " + hazard.number() + " 逾期未整改");
            }
        }
        for (Evidence evidence : standing) {
            level = RiskLevel.higher(level, evidence.to() == null ? residual.raised() : evidence.to());
            reasons.add(evidence.reason());
        }
        return new RiskMovement(level, reasons);
    }
}
