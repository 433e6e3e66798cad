package io.shoutu.hazard.domain;

import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A hazard being changed by one verb (办理中): the parts a move can touch, and what every move does alike. */
final class Draft {
    private final Hazard before;
    private HazardState state;
    private Instant since;
    private LocalDate chasedOn;
    Grading grading;
    String rectifier;
    Plan plan;
    LocalDate deadline;
    boolean overdue;
    final List<Extension> extensions;
    final List<Photo> photos;
    String escalatedTo;
    Merger merger;
    Marks marks;

    Draft(Hazard hazard) {
        before = hazard;
        state = hazard.state();
        since = hazard.since();
        chasedOn = hazard.chasedOn();
        grading = hazard.grading();
        rectifier = hazard.rectifier();
        plan = hazard.plan();
        deadline = hazard.deadline();
        overdue = hazard.overdue();
        extensions = new ArrayList<>(hazard.extensions());
        photos = new ArrayList<>(hazard.photos());
        escalatedTo = hazard.escalatedTo();
        merger = hazard.merger();
        marks = hazard.marks();
    }

    /** Enters a state; the time allowed for the next step starts now. */
    Draft enter(HazardState to, Instant now) {
        state = to;
        since = now;
        return restart(now);
    }

    /** Starts the reminders anew, so that no rejection, extension or transfer loses a clock. */
    Draft restart(Instant now) {
        chasedOn = Legal.day(now);
        overdue = false;
        return this;
    }

    /** Settles the pending request for more time, if there is one. */
    Draft settle(Extension.Outcome outcome, String by, Instant now, String note) {
        extensions.replaceAll(e -> e.outcome() == Extension.Outcome.PENDING ? e.decided(outcome, by, now, note) : e);
        return this;
    }

    Hazard done() {
        return new Hazard(before.number(), before.finding(), before.origin(), before.registeredBy(), before.registeredAt(), state, since,
                chasedOn, grading, rectifier, plan, deadline, overdue, extensions, photos, escalatedTo, merger, marks,
                before.version());
    }
}
