package io.shoutu.sensor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.sensor.Priority;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Conditions that remember, the ladder and the schedule, each against a plain second reckoning. */
class ConditionsTest {
    private static final Series SERIES = new Series(1, "AL-9001", "t", "温度", "Cel", 0.01, null, null);
    private static final Series OTHER = new Series(2, "AL-9002", "p", "压力", "kPa", 0.01, null, null);
    private static final Threshold PLAIN = Threshold.delays(0, 0);

    private static Reading at(int seconds, double value) {
        return new Reading(SERIES, 1_000L * seconds, value, 0, null);
    }

    @Property(tries = 300)
    void aRateHoldsExactlyWhereSomeReadingOfTheWindowLiesFarEnoughAway(@ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 12) Integer> values,
            @ForAll @IntRange(min = 1, max = 8) int window, @ForAll @IntRange(min = 1, max = 6) int change, @ForAll Rate.Way way) {
        Memory memory = new Rate(way, change, window, PLAIN).memory();
        for (int i = 0; i < values.size(); i++) {
            boolean far = false;
            for (int j = Math.max(0, i - window); j <= i; j++) {
                int rise = values.get(i) - values.get(j);
                far |= way != Rate.Way.DOWN && rise >= change || way != Rate.Way.UP && -rise >= change;
            }
            // What was said of a copy says nothing about the original: a rollback leaves no trace.
            memory.copy().say(at(i, 1_000));
            assertThat(memory.say(at(i, values.get(i)))).isEqualTo(far ? Memory.Say.HOLDS : Memory.Say.GONE);
        }
    }

    @Property(tries = 300)
    void aLimitIsGoneBeyondAgainAndAgainAsOftenAsExcursionsBeganInTheWindow(@ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 5) Integer> values,
            @ForAll @IntRange(min = 1, max = 20) int window, @ForAll @IntRange(min = 2, max = 4) int times) {
        Memory memory = new Repeat(Threshold.bound(Threshold.Direction.ABOVE, 4, 1), times, window, PLAIN).memory();
        List<Integer> begun = new ArrayList<>();
        boolean beyond = false;
        for (int i = 0; i < values.size(); i++) {
            if (!beyond && values.get(i) >= 4) {
                beyond = true;
                begun.add(i);
            } else if (beyond && values.get(i) < 3) {
                beyond = false;
            }
            int now = i;
            long inside = begun.stream().filter(b -> b > now - window).count();
            assertThat(memory.say(at(i, values.get(i)))).isEqualTo(inside >= times ? Memory.Say.HOLDS : Memory.Say.GONE);
        }
    }

    @Test
    void aStuckValueNeedsReadingsForTheWholeWindowAndMovesEndIt() {
        Memory memory = new Stuck(0.1, 60, PLAIN).memory();
        for (int i = 0; i < 60; i += 10) {
            assertThat(memory.say(at(i, 5.0 + (i % 20 == 0 ? 0 : 0.1)))).isNotEqualTo(Memory.Say.HOLDS);
        }
        assertThat(memory.say(at(60, 5.05))).isEqualTo(Memory.Say.HOLDS);
        assertThat(memory.text()).isEqualTo("已 60 秒停在 5 ±0.1");
        assertThat(memory.say(at(70, 5.2))).isEqualTo(Memory.Say.GONE);
        assertThat(memory.say(at(80, 5.2))).isEqualTo(Memory.Say.STAYS);
        assertThat(memory.say(at(200, 5.2))).as("a gap longer than the window begins anew").isEqualTo(Memory.Say.STAYS);
        assertThat(memory.say(at(230, 5.2))).isEqualTo(Memory.Say.STAYS);
        assertThat(memory.say(at(260, 5.2))).isEqualTo(Memory.Say.HOLDS);
    }

    @Test
    void pointsTogetherHoldByTheLatestOfEachUnlessThatIsTooOld() {
        List<Combined.Part> parts = List.of(new Combined.Part("AL-9001", "t", Threshold.bound(Threshold.Direction.ABOVE, 40, 2)),
                new Combined.Part("AL-9002", "p", Threshold.bound(Threshold.Direction.BELOW, 10, 0)));
        Memory all = new Combined(Combined.Match.ALL, parts, 30, PLAIN).memory();
        Memory any = new Combined(Combined.Match.ANY, parts, 30, PLAIN).memory();
        assertThat(all.say(at(0, 41))).isEqualTo(Memory.Say.GONE);
        assertThat(any.say(at(0, 41))).isEqualTo(Memory.Say.HOLDS);
        Reading low = new Reading(OTHER, 5_000, 9, 0, null);
        assertThat(all.say(low)).isEqualTo(Memory.Say.HOLDS);
        assertThat(all.text()).isEqualTo("AL-9001 温度 41 ℃；AL-9002 压力 9 kPa");
        assertThat(all.shown(low)).isEqualTo(at(0, 41));
        assertThat(all.say(at(6, 38.5))).as("inside the hysteresis it still holds").isEqualTo(Memory.Say.HOLDS);
        assertThat(all.say(new Reading(OTHER, 37_000, 9, 0, null))).as("the other is too old").isEqualTo(Memory.Say.GONE);
    }

    @Test
    void theLadderOfTheBookGoesUpAfterAMinuteAndDownAfterTwoOfCalm() {
        // R46: W at 0 s, C after 60 s, back to W after 120 s normal, clear after 300 s.
        Ladder ladder = new Ladder(List.of(new Ladder.Step(Priority.CRITICAL, 60, null)), 120);
        Threshold condition = new Threshold(Threshold.Direction.ABOVE, 35, 0, 0, 300);
        Ladder.Climb climb = Ladder.Climb.FOOT;
        Map<Integer, Integer> levels = new TreeMap<>();
        Standing standing = Standing.NORMAL;
        for (int s = 0; s <= 400; s++) {
            double value = s <= 70 ? 40 : 20;
            standing = condition.next(standing, s * 1_000L + 1, value, 0);
            if (!standing.violated()) {
                levels.put(s, -1);
                break;
            }
            Ladder.Climb after = ladder.next(climb, s * 1_000L + 1, value, standing.phase() == Standing.Phase.VIOLATED, condition, 0);
            if (after.level() != climb.level()) {
                levels.put(s, after.level());
            }
            climb = after;
        }
        assertThat(levels).containsExactly(Map.entry(60, 1), Map.entry(191, 0), Map.entry(371, -1));
    }

    @Test
    void aFurtherLimitIsAStepAtOnceAndIsLeftOnlyAfterTheCalm() {
        Ladder ladder = new Ladder(List.of(new Ladder.Step(Priority.CRITICAL, null, 50.0)), 10);
        Threshold condition = new Threshold(Threshold.Direction.ABOVE, 35, 2, 0, 0);
        Ladder.Climb climb = ladder.next(Ladder.Climb.FOOT, 1_000, 51, true, condition, 0);
        assertThat(climb.level()).isEqualTo(1);
        climb = ladder.next(climb, 2_000, 48.5, true, condition, 0);
        assertThat(climb.level()).as("inside the hysteresis of the further limit").isEqualTo(1);
        climb = ladder.next(climb, 3_000, 40, true, condition, 0);
        assertThat(climb.level()).isEqualTo(1);
        climb = ladder.next(climb, 12_999, 40, true, condition, 0);
        assertThat(climb.level()).isEqualTo(1);
        climb = ladder.next(climb, 13_000, 40, true, condition, 0);
        assertThat(climb.level()).isZero();
    }

    @Test
    void nightsAndHolidaysAreHoursOfTheirOwnAndMakeUpDaysAreWorkingDays() {
        // 2026-02-14 is a make-up working Saturday, 02-15 to 02-23 the Spring Festival (国办发明电〔2025〕7号).
        Schedule.Calendar calendar = day -> day.equals(LocalDate.of(2026, 2, 14)) || day.isBefore(LocalDate.of(2026, 2, 14));
        Schedule offHours = new Schedule(List.of(new Schedule.Span(Schedule.Days.WORKING, LocalTime.of(18, 0), LocalTime.of(8, 0)),
                new Schedule.Span(Schedule.Days.RESTING, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
        assertThat(offHours.covers(Instant.parse("2026-02-14T04:00:00Z").toEpochMilli(), calendar)).as("Saturday noon is a working day").isFalse();
        assertThat(offHours.covers(Instant.parse("2026-02-14T10:00:00Z").toEpochMilli(), calendar)).as("18:00 is included").isTrue();
        assertThat(offHours.covers(Instant.parse("2026-02-15T00:00:00Z").toEpochMilli(), calendar)).as("a holiday all day").isTrue();
        assertThat(offHours.covers(Instant.parse("2026-02-13T00:00:00Z").toEpochMilli(), calendar)).as("08:00 is excluded").isFalse();
        assertThat(offHours.asksCalendar()).isTrue();
    }

    @Test
    void whatCannotBeIsRefusedByItsField() {
        refused("change", () -> new Rate(Rate.Way.UP, 0, 60, PLAIN));
        refused("windowSeconds", () -> new Rate(Rate.Way.UP, 1, 0, PLAIN));
        refused("band", () -> new Stuck(-1, 60, PLAIN));
        refused("times", () -> new Repeat(Threshold.bound(Threshold.Direction.ABOVE, 1, 0), 1, 60, PLAIN));
        refused("parts", () -> new Combined(Combined.Match.ALL, List.of(), 60, PLAIN));
        refused("ladder.steps[0].afterSeconds", () -> new Ladder(List.of(new Ladder.Step(Priority.HIGH, null, null)), 60));
        refused("ladder.steps[1].priority", () -> new Ladder(List.of(new Ladder.Step(Priority.HIGH, 1, null), new Ladder.Step(Priority.HIGH, 2, null)), 60));
        refused("ladder.steps[0].limit", () -> new Ladder(List.of(new Ladder.Step(Priority.CRITICAL, null, 30.0)), 60)
                .check(new Threshold(Threshold.Direction.ABOVE, 35, 0, 0, 0), Priority.HIGH));
    }

    private static void refused(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Problem.Invalid.class).satisfies(e -> assertThat(((Problem.Invalid) e).field()).isEqualTo(field));
    }
}
