package io.shoutu.hazard.report;

import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.hazard.InspectionFacts;
import io.shoutu.api.journal.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** Which duties a recorded inspection performs (检查履职证据), for each one of the team; declared void it performs none. */
@Component(service = DutyEvidence.class)
public final class InspectionEvidence implements DutyEvidence {
    private static final String LED = "hazard.inspection-led";
    private static final String DONE = "hazard.inspection-done";
    private static final String UNANNOUNCED = "hazard.unannounced-led";
    private static final String PATROL = "hazard.patrol-done";

    @Override
    public List<Kind> kinds() {
        return List.of(new Kind(LED, "带队开展安全检查"), new Kind(DONE, "参加安全检查"), new Kind(UNANNOUNCED, "带队开展四不两直检查"), new Kind(PATROL, "开展网格巡查"));
    }

    @Override
    public Set<String> facts() {
        return Set.of(InspectionFacts.RECORDED, InspectionFacts.ADOPTED, InspectionFacts.IMPORTED, InspectionFacts.VOIDED);
    }

    @Override
    public List<Evidence> of(Entry entry) {
        if (!facts().contains(entry.name()) || !(entry.data().get("team") instanceof List<?> team)) {
            return List.of();
        }
        List<Evidence> acts = new ArrayList<>();
        boolean unannounced = Boolean.TRUE.equals(entry.data().get("unannounced"));
        boolean patrol = "PATROL".equals(entry.text("kind"));
        for (Object each : team) {
            String[] parts = each.toString().split(":", 2);
            boolean leads = parts[0].equals("LEADER") || parts[0].equals("HEAD");
            acts.add(act(patrol ? PATROL : DONE, entry, parts[1]));
            if (leads && !patrol) {
                acts.add(act(LED, entry, parts[1]));
                if (unannounced) {
                    acts.add(act(UNANNOUNCED, entry, parts[1]));
                }
            }
        }
        return acts;
    }

    private static Evidence act(String kind, Entry entry, String account) {
        return new Evidence(kind, entry.subject(), account, entry.happened(), entry.name().equals(InspectionFacts.VOIDED));
    }
}
