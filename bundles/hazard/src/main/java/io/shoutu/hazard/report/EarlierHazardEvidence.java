package io.shoutu.hazard.report;

import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** Which duties a hazard of an earlier ledger performs (历史台账履职证据): whoever rectified and whoever accepted it, on the day it was closed. */
@Component(service = DutyEvidence.class)
public final class EarlierHazardEvidence implements DutyEvidence {
    private static final Kind RECTIFIED = new Kind("hazard.rectified", "组织隐患整改");
    private static final Kind ACCEPTED = new Kind("hazard.accepted", "组织隐患验收");

    @Override
    public List<Kind> kinds() {
        return List.of(RECTIFIED, ACCEPTED);
    }

    @Override
    public Set<String> facts() {
        return Set.of(HazardFacts.IMPORTED);
    }

    @Override
    public List<Evidence> of(Entry entry) {
        if (!facts().contains(entry.name()) || !"CLOSED".equals(entry.text("state")) || entry.text("ended") == null) {
            return List.of();
        }
        Instant closed;
        try {
            closed = Legal.endOf(LocalDate.parse(entry.text("ended"))).minusMillis(1);
        } catch (DateTimeParseException e) {
            return List.of();
        }
        List<Evidence> acts = new ArrayList<>();
        if (entry.text("rectifier") != null) {
            acts.add(new Evidence(RECTIFIED.code(), entry.subject(), entry.text("rectifier"), closed, false));
        }
        if (entry.text("acceptor") != null) {
            acts.add(new Evidence(ACCEPTED.code(), entry.subject(), entry.text("acceptor"), closed, false));
        }
        return acts;
    }
}
