package io.shoutu.hazard.oversight;

import io.shoutu.api.journal.Entry;
import io.shoutu.hazard.domain.oversight.Certificate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hears that a certificate ran out (证书到期监听). */
@Component(service = OversightHearing.class)
public final class OversightHearing {
    private final OversightService oversight;

    @Activate
    public OversightHearing(@Reference OversightService oversight) {
        this.oversight = oversight;
    }

    /** Hears {@code time.due}. */
    public void ranOut(Entry due) {
        if (due.subject().kind().equals(Certificate.KIND) && OversightService.VALID_UNTIL.equals(due.text("name"))) {
            oversight.ranOut(due.subject().number());
        }
    }
}
