package io.shoutu.supervision;

import static io.shoutu.api.supervision.SupervisionFacts.*;

import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.journal.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** What of this room counts as performing a duty (督办履职证据): each act by whoever did it; what the platform does by itself is nobody's. */
@Component(service = DutyEvidence.class)
public final class SupervisionDuty implements DutyEvidence {
    private static final Map<String, Kind> ACTS = new LinkedHashMap<>();

    static {
        act(APPROVED, "supervision.approved", "审批督办文书");
        act(REVIEWED, "supervision.approved", "审批督办文书");
        act(ISSUED, "supervision.issued", "印发督办文书");
        act(LISTED, "supervision.listed", "挂牌督办");
        act(INTERVIEWED, "supervision.interviewed", "开展安全生产约谈");
        act(ACCEPTED, "supervision.accepted", "验收挂牌督办事项");
        act(DELISTING_APPROVED, "supervision.delisting-approved", "批准摘牌销号");
        act(VERIFIED, "supervision.verified", "核实督办办理结果");
        act(CONFIRMED, "supervision.confirmed", "亲自督办并确认办结");
        act(CONCLUDED, "supervision.concluded", "批准提级调查报告");
        act(REPLIED, "supervision.replied", "办理并答复督办文书");
        act(PROPOSAL_CONFIRMED, "supervision.proposal-confirmed", "确认督办建议");
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
        // A reply an officer recorded from paper is the addressee's act, not his; whose it is in person the paper does not say.
        boolean another = "true".equals(entry.text("onBehalf"));
        return kind == null || !somebody || another ? List.of() : List.of(new Evidence(kind.code(), entry.subject(), entry.account(), entry.happened(), false));
    }
}
