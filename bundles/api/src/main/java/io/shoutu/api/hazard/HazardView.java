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
 * @param category word of its sort, or null
 * @param basis the rule it breaks as people quote it, or null
 * @param riskUnit number of the risk unit it lies in, or null
 * @param reference the sender's own number, or null
 * @param lateSince the first deadline it missed, or null; nothing that happens later takes it away
 * @param recurrence how often the same rule was broken before within a year, or null where never
 * @param regrading a change of grade that waits for its approval, or null
 * @param lookBack the look-back after the closure, or null where none is due
 * @param reboundOf number of the closed hazard of which this is the rebound, or null
 * @param endedAt when it was closed or dismissed, or null
 * @param tags what is remarkable about it in words, e.g. {@code 反复}, {@code 老大难}
 * @param moves what the asking actor may do, and why not; empty where nobody in particular asked
 */
public record HazardView(String number, String title, String description, String enterprise, String area, String place, String source,
        HazardState state, String stateLabel, HazardGrade grade, Criterion criterion, RectificationMode mode, Instant registeredAt,
        String registeredBy, String rectifier, LocalDate deadline, LocalDate firstDeadline, boolean overdue, Plan plan,
        List<Extension> extensions, List<Photo> photos, String escalatedTo, String mergedInto, String device, String series,
        String causedBy, String category, String basis, String riskUnit, String reference, LocalDate lateSince, Recurrence recurrence,
        Regrading regrading, LookBack lookBack, String reboundOf, Instant endedAt, List<String> tags, long version, List<Offer> moves) {
    public HazardView {
        tags = List.copyOf(tags);
        extensions = List.copyOf(extensions);
        photos = List.copyOf(photos);
        moves = List.copyOf(moves);
    }

    /**
     * The five guarantees (五落实) as planned; {@code deadline} is the planned one, later ones stand in {@link Extension}. The last three
     * make them the six parts of a treatment plan (治理方案, 16号令 art. 15), which a major hazard needs; else they may be null.
     */
    public record Plan(String measures, String responsible, String funds, LocalDate deadline, String contingency, String goals,
            String requirements, String safety) {}

    /**
     * The same rule broken again (反复).
     *
     * @param times how often before within twelve months
     * @param earlier number of the latest of them
     */
    public record Recurrence(int times, String earlier) {}

    /** A change of grade that waits for its approval (等级变更). */
    public record Regrading(HazardGrade grade, Criterion criterion, String reason, String requestedBy, Instant requestedAt) {}

    /**
     * The look-back (回头看).
     *
     * @param due the legal day by which it is to be made
     * @param result {@code PASSED}, {@code REBOUND} or null while it is to come
     * @param rebound number of the hazard the rebound opened, or null
     */
    public record LookBack(LocalDate due, String result, String resultLabel, String by, Instant madeAt, String note, String rebound) {}

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
