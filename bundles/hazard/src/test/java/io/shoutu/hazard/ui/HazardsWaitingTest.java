package io.shoutu.hazard.ui;

import static io.shoutu.hazard.domain.Hazards.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Actor;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.RectificationMode;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.todo.Task;
import io.shoutu.api.todo.Urgency;
import io.shoutu.api.todo.Waiting;
import io.shoutu.api.todo.WaitingContract;
import io.shoutu.commons.testing.House;
import io.shoutu.hazard.HazardRules;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.HazardVerb;
import io.shoutu.hazard.domain.WeekdayCalendar;
import io.shoutu.hazard.store.SqlHazardStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HazardsWaitingTest implements WaitingContract {
    private final House house = House.with("hazard", SqlHazardStore.class);
    private final HazardStore store = new SqlHazardStore(house.sql(), house.schema("hazard"));

    @BeforeEach
    void someHazards() {
        kept(registered());
        kept(rectifying());
        kept(doing(HazardVerb.EXTENSION_REQUEST, in(HazardState.RECTIFYING)));
        kept(submitted());
        kept(graded(RectificationMode.BY_DEADLINE));
    }

    @AfterEach
    void leave() {
        house.close();
    }

    private void kept(Hazard hazard) {
        house.work().execute(tx -> store.add(tx, hazard, new Place(null, null, null)));
    }

    private HazardsWaiting at(Instant now) {
        return new HazardsWaiting(house.work(), store, new HazardRules("CRITICAL,HIGH", 2, "7,3,1", 3), new WeekdayCalendar(Set.of()), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Override
    public Waiting waiting() {
        return at(NOW);
    }

    @Override
    public Actor busy() {
        return DUTY;
    }

    @Test
    void eachStateWaitsForWhoeverMustMoveNext() {
        assertThat(actions(DUTY, NOW)).containsExactlyInAnyOrder("核实", "批复延期");
        assertThat(actions(FIXER, NOW)).containsExactlyInAnyOrder("提交整改结果", "提交整改结果", "制定方案");
        assertThat(actions(CHECKER, NOW)).containsExactly("验收");
    }

    @Test
    void aStepThatTakesTooManyWorkingDaysIsOverItsTimeAndWhatIsPastItsDeadlineStandsFirst() {
        Instant later = NOW.plusSeconds(20 * 86_400L);
        house.work().execute(tx -> store.list(tx, io.shoutu.api.hazard.HazardQuery.newest(50), io.shoutu.api.Scope.EVERYWHERE).items().stream().map(h -> h.ranOut(later)).forEach(h -> h.ifPresent(late -> store.keep(tx, late))));
        List<Task> tasks = at(later).waitingFor(DUTY, 10).tasks();
        assertThat(tasks).extracting(Task::action).contains("督办", "核实");
        assertThat(tasks.get(0).urgency()).isEqualTo(Urgency.LEGAL_DEADLINE_PASSED);
        assertThat(tasks).filteredOn(task -> task.action().equals("核实")).singleElement().satisfies(task -> assertThat(task.urgency()).isEqualTo(Urgency.TIME_LIMIT_PASSED));
        assertThat(at(later).waitingFor(FIXER, 10).tasks().get(0).reason()).contains("已过");
    }

    private List<String> actions(Actor actor, Instant now) {
        return at(now).waitingFor(actor, 10).tasks().stream().map(Task::action).toList();
    }
}
