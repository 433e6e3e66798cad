package io.shoutu.hazard.registers;

import io.shoutu.api.journal.Entry;
import io.shoutu.hazard.domain.registers.Dossier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hears that the day of an entry came (专项台账到期监听). */
@Component(service = RegisterHearing.class)
public final class RegisterHearing {
    private final RegisterService registers;

    @Activate
    public RegisterHearing(@Reference RegisterService registers) {
        this.registers = registers;
    }

    /** Hears {@code time.due}. */
    public void dayCame(Entry due) {
        if (due.subject().kind().equals(Dossier.KIND) && RegisterService.DUE.equals(due.text("name"))) {
            registers.dayCame(due.subject().number());
        }
    }
}
