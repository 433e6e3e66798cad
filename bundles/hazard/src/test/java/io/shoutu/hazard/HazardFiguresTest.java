package io.shoutu.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Scope;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardReport;
import io.shoutu.api.hazard.RectificationMode;
import io.shoutu.api.reporting.Period;
import io.shoutu.api.reporting.ReportSource;
import io.shoutu.api.reporting.ReportSourceContract;
import io.shoutu.commons.testing.House;
import io.shoutu.hazard.domain.Grading;
import io.shoutu.hazard.report.HazardFigures;
import io.shoutu.hazard.store.SqlHazardCounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The figures of hazards, counted from what really happened to them. */
class HazardFiguresTest implements ReportSourceContract {
    private final HazardRoom room = new HazardRoom();

    @BeforeEach
    void threeHazards() {
        var operator = House.actor("zhang.wei", "operator");
        String first = room.hazards.report(new HazardReport("通道堵塞", null, null, "990100001000", null, "inspection", List.of()), operator, null).number();
        room.hazards.report(new HazardReport("电线老化", null, null, "990100002000", null, "inspection", List.of()), operator, null);
        room.hazards.report(new HazardReport("护栏缺失", null, null, null, null, "inspection", List.of()), operator, null);
        room.hazards.verify(first, null, null, operator);
        room.hazards.grade(first, null, new Grading(HazardGrade.GENERAL, null, RectificationMode.AT_ONCE), "li.na", operator);
    }

    @AfterEach
    void leave() {
        room.close();
    }

    @Override
    public ReportSource source() {
        return new HazardFigures(room.house.work(), new SqlHazardCounts(room.house.sql(), room.house.schema("hazard")));
    }

    @Override
    public Period busy() {
        return Period.monthOf(room.today());
    }

    @Test
    void everyHazardIsCountedOnceUnderItsStateAndGrade() {
        List<Map<String, Object>> rows = source().figures(busy(), Scope.EVERYWHERE).rows();
        assertThat(rows).contains(Map.of("state", "已登记", "general", 0L, "major", 0L, "ungraded", 2L, "total", 2L, "overdue", 0L),
                Map.of("state", "已定级", "general", 1L, "major", 0L, "ungraded", 0L, "total", 1L, "overdue", 0L));
        assertThat(rows.get(rows.size() - 1)).isEqualTo(Map.of("state", "合计", "general", 1L, "major", 0L, "ungraded", 2L, "total", 3L, "overdue", 0L));
    }

    @Test
    void aTownshipSeesItsOwnFiguresOnly() {
        Scope township = new Scope(false, Set.of(new AreaCode("990100001000")), Set.of(), Set.of());
        List<Map<String, Object>> rows = source().figures(busy(), township).rows();
        assertThat(rows.get(rows.size() - 1)).containsEntry("total", 1L).containsEntry("general", 1L);
    }

    @Test
    void aHazardOfTheNextMonthIsNotCountedInThisOne() {
        Period thisMonth = busy();
        room.house.clock().advance(Duration.ofDays(31));
        room.hazards.report(new HazardReport("下月隐患", null, null, null, null, "inspection", List.of()), House.actor("zhang.wei", "operator"), null);
        assertThat(source().figures(thisMonth, Scope.EVERYWHERE).rows()).last().isEqualTo(source().figures(thisMonth, Scope.EVERYWHERE).rows().get(8)).satisfies(
                all -> assertThat(((Map<?, ?>) all).get("total")).isEqualTo(3L));
    }
}
