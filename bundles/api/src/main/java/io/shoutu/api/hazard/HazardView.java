package io.shoutu.api.hazard;

import io.shoutu.api.Offer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A hazard as others see it (隐患概览); what is not known yet is null, lists are never null.
 *
 * @param registeredBy account, {@code system:hazard} where it was opened from an alarm
 * @param rectifier account of the one responsible now
 * @param deadline last legal day for the rectification now
 * @param firstDeadline the deadline of the first plan; stays visible however often it is extended
 * @param overdue whether the deadline has run out; a new deadline or the closure ends it
 * @param escalatedTo who it was escalated to last
 * @param mergedInto number of the hazard it was merged into
 * @param device the device whose alarm opened it
 * @param series the series whose alarm opened it
 * @param causedBy {@code kind/number} of what brought it about, e.g. {@code alarm/BJ-2026-000001}
 * @param moves what the asking actor may do, and why not; empty where nobody in particular asked
 */
public record HazardView(String number, String title, String description, String enterprise, String area, String place, String source,
        HazardState state, String stateLabel, HazardGrade grade, Criterion criterion, RectificationMode mode, Instant registeredAt,
        String registeredBy, String rectifier, LocalDate deadline, LocalDate firstDeadline, boolean overdue, Plan plan,
        List<Extension> extensions, List<Photo> photos, String escalatedTo, String mergedInto, String device, String series,
        String causedBy, long version, List<Offer> moves) {
    public HazardView {
        extensions = List.copyOf(extensions);
        photos = List.copyOf(photos);
        moves = List.copyOf(moves);
    }

    /** The five guarantees (五落实) as planned; {@code deadline} is the planned one, later ones stand in {@link Extension}. */
    public record Plan(String measures, String responsible, String funds, LocalDate deadline, String contingency) {}

    /**
     * One request for more time (延期申请).
     *
     * @param outcome {@code PENDING}, {@code GRANTED}, {@code REFUSED} or {@code LAPSED}
     */
    public record Extension(LocalDate deadline, String reason, String requestedBy, Instant requestedAt, String outcome,
            String outcomeLabel, String decidedBy, Instant decidedAt, String note) {}

    /**
     * One photo; its content is at {@code /api/attachments/{id}/content}.
     *
     * @param purpose {@code before}, {@code after} or {@code acceptance}
     */
    public record Photo(String id, String purpose, String addedBy, Instant addedAt) {}
}
