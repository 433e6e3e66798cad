package io.shoutu.hazard.domain;

import static io.shoutu.hazard.domain.Hazards.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.hazard.HazardState;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChasingTest {
    /** Friday the 13th is followed by a weekend and, here, by a holiday on Monday. */
    private final Chasing chasing = new Chasing(List.of(7, 3, 1), 3, new WeekdayCalendar(Set.of(LocalDate.of(2026, 2, 16))));

    @Test
    void aDeadlineInTenDaysIsToldAtSevenThreeAndOneOnTheDayAndDailyAfterwards() {
        TreeMap<Integer, Stage> told = mornings(Hazards.rectifying(), 0, 13);
        assertThat(told.toString()).isEqualTo("{3=DUE_SOON, 7=DUE_SOON, 9=DUE_SOON, 10=DUE_TODAY, 11=OVERDUE, 12=OVERDUE, 13=OVERDUE}");
    }

    @Test
    void aMarkPassedWhileTheMachineWasOffIsToldOnTheNextMorningOnce() {
        TreeMap<Integer, Stage> told = mornings(Hazards.rectifying(), 5, 8);
        assertThat(told.toString()).isEqualTo("{5=DUE_SOON, 7=DUE_SOON}");
    }

    @ParameterizedTest
    @CsvSource({"REGISTERED,UNVERIFIED", "VERIFIED,UNGRADED", "GRADED,UNPLANNED", "SUBMITTED,UNACCEPTED"})
    void aStepThatTakesLongerThanThreeWorkingDaysIsToldEveryMorning(HazardState state, Stage stage) {
        // Three working days after Friday 13th, with Monday off: Thursday 19th.
        assertThat(mornings(Hazards.in(state), 0, 8)).isEqualTo(new TreeMap<>(java.util.Map.of(7, stage, 8, stage)));
    }

    @ParameterizedTest
    @CsvSource({"CLOSED", "DISMISSED", "MERGED"})
    void whatEndedIsLeftInPeace(HazardState state) {
        assertThat(mornings(Hazards.in(state), 0, 40)).isEmpty();
    }

    @Test
    void theSameMorningRemindsOnlyOnce() {
        Hazard told = chasedOn(Hazards.rectifying(), TODAY.plusDays(10));
        assertThat(chasing.stage(told, TODAY.plusDays(10))).isEmpty();
        assertThat(chasing.stage(told, TODAY.plusDays(9))).isEmpty();
    }

    /** What is told on each morning, counted in days from today. */
    private TreeMap<Integer, Stage> mornings(Hazard hazard, int first, int last) {
        TreeMap<Integer, Stage> told = new TreeMap<>();
        for (int day = first; day <= last; day++) {
            LocalDate morning = TODAY.plusDays(day);
            Stage stage = chasing.stage(hazard, morning).orElse(null);
            if (stage != null) {
                told.put(day, stage);
                hazard = chasedOn(hazard, morning);
            }
        }
        return told;
    }

    private static Hazard chasedOn(Hazard h, LocalDate day) {
        return new Hazard(h.number(), h.finding(), h.origin(), h.registeredBy(), h.registeredAt(), h.state(), h.since(), day, h.grading(),
                h.rectifier(), h.plan(), h.deadline(), h.overdue(), h.extensions(), h.photos(), h.escalatedTo(), h.merger(), h.marks(), h.version());
    }
}
