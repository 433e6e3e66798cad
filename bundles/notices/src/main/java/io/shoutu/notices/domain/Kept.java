package io.shoutu.notices.domain;

import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.notices.Addressee;
import io.shoutu.api.notices.Level;
import io.shoutu.api.notices.Notice;
import io.shoutu.api.notices.Notices;
import java.time.Instant;
import java.util.List;

/**
 * A notice as it is kept (通知).
 *
 * @param step escalations so far
 * @param acknowledgedBy account, or null while nobody has
 */
public record Kept(String id, Subject about, Level level, String title, String text, List<Addressee> to, List<Notice.Step> escalation, String mergeKey,
        Instant validUntil, int step, String account, String actorName, Instant givenAt, Instant acknowledgedAt, String acknowledgedBy, Fact.Cause cause) {
    public Kept {
        to = List.copyOf(to);
        escalation = List.copyOf(escalation);
    }

    public Subject subject() {
        return new Subject(Notices.KIND, id);
    }

    /** Whether there is a step left to take and still time for it. */
    public boolean mayEscalate(Instant now) {
        return acknowledgedAt == null && step < escalation.size() && now.isBefore(validUntil);
    }
}
