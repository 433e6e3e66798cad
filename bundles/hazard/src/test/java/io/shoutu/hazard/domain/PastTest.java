package io.shoutu.hazard.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Actor;
import io.shoutu.api.hazard.Criterion;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.time.Legal;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PastTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final Actor BY = new Actor("desk", "值班", Actor.Kind.PERSON, Set.of("operator"));

    private static Past closed(HazardGrade grade, LocalDate on) {
        Finding finding = new Finding("积尘超限", "积尘超限", null, "990101001000", "打磨间", "inspection", null, "GB 15577-2018 第9.1条", null, null);
        return new Past(finding, on.minusDays(20), grade, grade == HazardGrade.MAJOR ? new Criterion("标准", "第一条", "情形") : null, "ji", new Plan("清理", "主任", new Funds("100", null), on.plusDays(1), "停用", "消除", "每周", "停产"),
                on, "qiao", null);
    }

    @Test
    void aMajorOneThatWasClosedLatelyIsLookedAtAgainAndAnOldOrGeneralOneIsNot() {
        LocalDate lately = TODAY.minusDays(10);
        assertThat(closed(HazardGrade.MAJOR, lately).taken("YH-1", null, BY, TODAY, 60).lookBackDue()).contains(Legal.startOf(lately.plusDays(60)));
        assertThat(closed(HazardGrade.MAJOR, TODAY.minusDays(200)).taken("YH-1", null, BY, TODAY, 60).lookBackDue()).as("its day went by before it came in").isEmpty();
        assertThat(closed(HazardGrade.GENERAL, lately).taken("YH-1", null, BY, TODAY, 60).lookBackDue()).isEmpty();
        assertThat(closed(HazardGrade.GENERAL, lately).taken("YH-1", new Recurrence(2, "YH-0"), BY, TODAY, 60).lookBackDue()).as("recurring").isPresent();
        assertThat(closed(HazardGrade.MAJOR, lately).taken("YH-1", null, BY, TODAY, 0).lookBackDue()).as("where the county looks at nothing again").isEmpty();
    }
}
