package io.shoutu.hazard;

import static io.shoutu.api.hazard.HazardFacts.*;

import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.journal.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** What of this room counts as performing a duty (隐患履职证据): each act by whoever did it; what the platform does by itself is nobody's. */
@Component(service = DutyEvidence.class)
public final class HazardDuty implements DutyEvidence {
    private static final Map<String, Kind> ACTS = new LinkedHashMap<>();

    static {
        act(REGISTERED, "hazard.found", "排查发现隐患");
        act(VERIFIED, "hazard.verified", "核实隐患");
        act(GRADED, "hazard.graded", "评定隐患等级");
        act(PLANNED, "hazard.planned", "制定整改方案");
        act(SUBMITTED, "hazard.rectified", "组织隐患整改");
        act(ACCEPTED, "hazard.accepted", "组织隐患验收");
        act(ESCALATED, "hazard.escalated", "提级督办隐患");
        act(LOOK_BACK_PASSED, "hazard.looked-back", "开展回头看");
        act(REBOUNDED, "hazard.looked-back", "开展回头看");
        act(REGRADED, "hazard.regraded", "审批隐患等级变更");
        act(RISK_ASSESSED, "hazard.risk-assessed", "辨识评估安全风险");
        act(RISK_APPROVED, "hazard.risk-approved", "审定安全风险");
        act(RISK_REVIEWED, "hazard.risk-reviewed", "评审安全风险");
        act(RISK_CHECK_PASSED, "hazard.risk-checked", "检查管控措施");
        act(RISK_CHECK_FAILED, "hazard.risk-checked", "检查管控措施");
    }

    private static void act(String fact, String code, String label) {
        ACTS.put(fact, new Kind(code, label));
    }

    @Override
    public List<Kind> kinds() {
        return ACTS.values().stream().distinct().toList();
    }

    @Override
    public Set<String> facts() {
        return Set.copyOf(ACTS.keySet());
    }

    @Override
    public List<Evidence> of(Entry entry) {
        Kind kind = ACTS.get(entry.name());
        boolean somebody = entry.account() != null && !entry.account().startsWith("system:") && !entry.account().startsWith("device:");
        return kind == null || !somebody ? List.of() : List.of(new Evidence(kind.code(), entry.subject(), entry.account(), entry.happened(), false));
    }
}
