package io.shoutu.hazard.domain;

import io.shoutu.api.time.Legal;
import io.shoutu.api.time.WorkCalendar;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Chasing (催办): what to remind of on a morning, at most one thing a day.
 *
 * @param dueSoonDays calendar days before the deadline on which to remind, e.g. 7, 3, 1
 * @param stepWorkingDays working days each step before and after the rectification may take
 */
public record Chasing(List<Integer> dueSoonDays, int stepWorkingDays, WorkCalendar calendar) {
    public Chasing {
        dueSoonDays = List.copyOf(dueSoonDays);
    }

    /** What the hazard is reminded of on that morning; empty where it was told that day already, or its clock was set then. */
    public Optional<Stage> stage(Hazard hazard, LocalDate today) {
        if (!hazard.chasedOn().isBefore(today)) {
            return Optional.empty();
        }
        return switch (hazard.state()) {
            case REGISTERED -> lingering(hazard, today, Stage.UNVERIFIED);
            case VERIFIED -> lingering(hazard, today, Stage.UNGRADED);
            case GRADED -> lingering(hazard, today, Stage.UNPLANNED);
            case SUBMITTED -> lingering(hazard, today, Stage.UNACCEPTED);
            case RECTIFYING -> beforeDeadline(hazard, today);
            case CLOSED, DISMISSED, MERGED -> Optional.empty();
        };
    }

    private Optional<Stage> lingering(Hazard hazard, LocalDate today, Stage stage) {
        LocalDate last = calendar.add(Legal.day(hazard.since()), stepWorkingDays).date();
        return today.isAfter(last) ? Optional.of(stage) : Optional.empty();
    }

    private Optional<Stage> beforeDeadline(Hazard hazard, LocalDate today) {
        long left = ChronoUnit.DAYS.between(today, hazard.deadline());
        if (left < 0) {
            return Optional.of(Stage.OVERDUE);
        }
        if (left == 0) {
            return Optional.of(Stage.DUE_TODAY);
        }
        // A mark passed while the machine was off is told on the first morning after it, not lost and not told twice.
        boolean marked = dueSoonDays.stream().map(days -> hazard.deadline().minusDays(days))
                .anyMatch(mark -> mark.isAfter(hazard.chasedOn()) && !mark.isAfter(today));
        return marked ? Optional.of(Stage.DUE_SOON) : Optional.empty();
    }
}
