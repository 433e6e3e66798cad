package io.shoutu.responsibility;

import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** An accepted result performs the duty it was handed in for (成果履职证据); declaring it void takes that back. */
@Component(service = DutyEvidence.class)
public final class DeliverableEvidence implements DutyEvidence {
    static final String CODE = "responsibility.deliverable-accepted";

    @Override
    public List<Kind> kinds() {
        return List.of(new Kind(CODE, "提交工作成果并经验收"));
    }

    @Override
    public Set<String> facts() {
        return Set.of(ResponsibilityFacts.DELIVERABLE_ACCEPTED, ResponsibilityFacts.DELIVERABLE_VOIDED);
    }

    @Override
    public List<Evidence> of(Entry entry) {
        String account = entry.text("account");
        String unit = entry.text("unit");
        if (!facts().contains(entry.name()) || entry.text("done") == null || (account == null) == (unit == null)) {
            return List.of();
        }
        // At noon of the day it was done: a paper has a day and no hour.
        Instant done = Legal.startOf(LocalDate.parse(entry.text("done"))).plusSeconds(12 * 3600);
        return List.of(new Evidence(CODE, entry.subject(), account, unit, done, entry.name().equals(ResponsibilityFacts.DELIVERABLE_VOIDED)));
    }
}
