package io.shoutu.supervision;

import io.shoutu.api.Offer;
import io.shoutu.supervision.domain.Deed;
import io.shoutu.supervision.domain.Instrument;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * An instrument as others see it (督办文书视图).
 *
 * @param document number of the paper, or null before it goes out
 * @param addresseeName as the directory calls it
 * @param about kind/number of the record that caused it, or null
 * @param clocks the legal and house limits of its steps, with their sources
 * @param missingMonths months whose progress report is due and missing
 * @param effects what it does to the addressee's score and why; never of a fine
 * @param moves what can be done, and why not; empty in lists
 */
public record SupervisionView(String number, String kind, String kindLabel, String flow, String flowLabel, String state, String stateLabel, String document, String title, String problem, String basis,
        String demand, String addressee, String addresseeName, List<Named> cc, String enterprise, String enterpriseName, String about, String follows, String leader, LocalDate askedUntil, LocalDate outOn, LocalDate deadline,
        LocalDate firstDeadline, boolean provisional, LocalDate signBy, boolean unsigned, boolean overdue, LocalDate lateSince, int misses, LocalDate extensionAsked, List<Clock> clocks, List<String> reportedMonths,
        List<String> missingMonths, List<Instrument.Effect> effects, List<Step> deeds, String draftedBy, Instant draftedAt, boolean ended, long version, List<Offer> moves) {
    /** A unit, person or enterprise with its name (名称). */
    public record Named(String addressee, String name) {}

    /** A limit of a step (环节时限): what, until when, by which rule, whether kept (null while open). */
    public record Clock(String label, LocalDate until, String source, boolean provisional, Boolean kept) {}

    /** One thing that was done (经过), with the name of its verb. */
    public record Step(String verb, String label, String by, Instant at, boolean onBehalf, String said, LocalDate day, String month, String people) {
        static Step of(Deed d) {
            return new Step(d.verb().word(), d.verb().label(), d.by(), d.at(), d.onBehalf(), d.said(), d.day(), d.month(), d.people());
        }
    }
}
