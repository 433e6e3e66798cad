package com.acme.shoutu.gas;

import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.journal.Entry;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** What counts as performing a duty (履职证据): whoever measured gas at a hazard has looked after it on the spot. */
@Component
public final class GasDuty implements DutyEvidence {
    private static final Kind CHECKED = new Kind("acme.hazard-checked", "现场气体复核");

    @Override
    public List<Kind> kinds() {
        return List.of(CHECKED);
    }

    @Override
    public Set<String> facts() {
        return Set.of(GasBook.CHECKED);
    }

    @Override
    public List<Evidence> of(Entry entry) {
        return entry.name().equals(GasBook.CHECKED) ? List.of(new Evidence(CHECKED.code(), entry.subject(), entry.account(), entry.happened(), false)) : List.of();
    }
}
