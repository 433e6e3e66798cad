package io.shoutu.responsibility.domain.meeting;

import io.shoutu.api.Scope;
import java.time.LocalDate;

/**
 * Which meetings (会议查询); every null means "whichever".
 *
 * @param scope only those called by a unit inside; never null
 * @param chair id of a person who chaired them; these are there besides the scope where {@code own} is that person
 * @param own id of the asker's person: what he chaired himself he always sees, or null
 * @param text part of title or number
 * @param open true for those with resolutions not done yet
 */
public record MeetingQuery(Scope scope, String own, MeetingSort sort, MeetingForm form, MeetingState state, String unit, String chair, String text, LocalDate from, LocalDate to, Boolean open,
        String cursor, int limit) {
    public MeetingQuery {
        text = text == null || text.isBlank() ? null : text.strip();
        limit = Math.max(1, Math.min(500, limit));
    }
}
