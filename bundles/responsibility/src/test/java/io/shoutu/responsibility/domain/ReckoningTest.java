package io.shoutu.responsibility.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Subject;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.WorkCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReckoningTest {
    private static final Basis LAW = new Basis("地方党政领导干部安全生产责任制规定", "第七条", LocalDate.of(2018, 4, 8));
    private static final Span YEAR = new Span(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), "2026年");
    private static final Holding SECRETARY = new Holding("p1", "zhao", null, LocalDate.of(2025, 1, 1), null);
    private static final WorkCalendar CALENDAR = new TestCalendar();
    private final Duty visits = duty("1", new Rhythm.Every(Cycle.QUARTER, 4, null), false, "hazard.inspection-led");
    private final Duty dangerous = duty("2", new Rhythm.Every(Cycle.YEAR, 2, null), false, "hazard.inspection-led");
    private long entries;

    private static Duty duty(String code, Rhythm rhythm, boolean shares, String... kinds) {
        return new Duty(code, DutyClass.LEADERSHIP, "带队检查", LAW, rhythm, Set.of(kinds), shares, null);
    }

    private Act act(String day) {
        return act(day, day, "JC-" + entries);
    }

    private Act act(String happened, String recorded, String number) {
        return new Act(++entries, "hazard.inspection-led", new Subject("inspection", number), "zhao", null, noon(happened), noon(recorded), null, null);
    }

    private static Act withdrawn(Act act, String day) {
        return new Act(act.entry(), act.kind(), act.subject(), act.account(), act.unit(), act.happened(), act.recorded(), 900L, noon(day));
    }

    private static Instant noon(String day) {
        return LocalDate.parse(day).atTime(12, 0).atZone(Legal.ZONE).toInstant();
    }

    private static Tally tally(List<Duty> duties, List<Holding> holdings, List<Act> acts, String asOf) {
        return Reckoning.of(duties, YEAR, holdings, acts, CALENDAR, noon(asOf));
    }

    @Test
    void anInspectionDoneElsewhereCountsWithoutBeingTyped() {
        Tally tally = tally(List.of(visits), List.of(SECRETARY), List.of(act("2026-01-15"), act("2026-02-20")), "2026-03-31");
        assertThat(tally.lines()).singleElement().satisfies(line -> {
            assertThat(line.slot().span().label()).isEqualTo("2026年第一季度");
            assertThat(line.done()).isEqualTo(2);
            assertThat(line.fulfilled()).isFalse();
        });
    }

    @Test
    void theDayItHappenedDecidesTheQuarterAndLateRecordingIsFlagged() {
        Tally tally = tally(List.of(visits), List.of(SECRETARY), List.of(act("2026-06-30", "2026-07-08", "JC-1")), "2026-07-31");
        assertThat(tally.lines().get(1).counted()).singleElement().satisfies(counted -> assertThat(counted.late()).isTrue());
        assertThat(tally.lines().get(2).done()).isZero();
    }

    @Test
    void whatIsVoidedNoLongerCountsAndStaysToBeSeen() {
        Act good = act("2026-01-15");
        Act voided = withdrawn(act("2026-02-20"), "2026-03-01");
        assertThat(tally(List.of(visits), List.of(SECRETARY), List.of(good, voided), "2026-02-28").lines().get(0).done()).isEqualTo(2);
        Tally.Line after = tally(List.of(visits), List.of(SECRETARY), List.of(good, voided), "2026-03-02").lines().get(0);
        assertThat(after.done()).isEqualTo(1);
        assertThat(after.reversed()).containsExactly(voided);
    }

    @Test
    void oneActCountsForOneDutyUnlessBothAllowMore() {
        Act once = act("2026-01-15");
        Tally apart = tally(List.of(visits, dangerous), List.of(SECRETARY), List.of(once), "2026-01-31");
        assertThat(apart.done()).isEqualTo(1);
        Duty first = duty("1", visits.rhythm(), true, "hazard.inspection-led");
        Duty second = duty("2", dangerous.rhythm(), true, "hazard.inspection-led");
        Tally shared = tally(List.of(first, second), List.of(SECRETARY), List.of(once), "2026-01-31");
        assertThat(shared.done()).isEqualTo(2);
        assertThat(shared.acts()).isEqualTo(1);
        assertThat(shared.lines().get(0).counted().get(0).also()).containsExactly("2");
        assertThat(tally(List.of(first, dangerous), List.of(SECRETARY), List.of(once), "2026-01-31").done()).as("only one allows it").isEqualTo(1);
    }

    @Test
    void aVisitThatIsLedAndUnannouncedIsOneActUnlessBothDutiesShare() {
        Act led = act("2026-01-15");
        Act unannounced = new Act(led.entry(), "hazard.unannounced-led", led.subject(), led.account(), null, led.happened(), led.recorded(), null, null);
        Duty quiet = duty("3", new Rhythm.Every(Cycle.YEAR, 1, null), false, "hazard.unannounced-led");
        Tally apart = tally(List.of(visits, quiet), List.of(SECRETARY), List.of(unannounced, led), "2026-01-31");
        assertThat(apart.done()).isEqualTo(1);
        assertThat(apart.lines().get(0).done()).as("the first of the list").isEqualTo(1);
        assertThat(apart.repeated()).containsExactly(unannounced);
        Tally shared = tally(List.of(duty("1", visits.rhythm(), true, "hazard.inspection-led"), duty("3", quiet.rhythm(), true, "hazard.unannounced-led")), List.of(SECRETARY),
                List.of(led, unannounced), "2026-01-31");
        assertThat(shared.done()).isEqualTo(2);
        assertThat(shared.acts()).isEqualTo(1);
        assertThat(shared.lines().get(0).counted().get(0).also()).as("shown, not hidden").containsExactly("3");
    }

    @Test
    void aDepartmentActsThroughItsPeopleAndTheSameRecordCountsOnceForIt() {
        Holding body = new Holding(null, null, "yjj", LocalDate.of(2025, 1, 1), null);
        Holding one = new Holding("p1", "zhao", null, LocalDate.of(2025, 1, 1), null);
        Holding two = new Holding("p2", "qian", null, LocalDate.of(2025, 1, 1), null);
        Act his = act("2026-01-15", "2026-01-15", "JC-7");
        Act hers = new Act(his.entry(), his.kind(), his.subject(), "qian", null, his.happened(), his.recorded(), null, null);
        assertThat(tally(List.of(visits), List.of(body, one, two), List.of(his, hers), "2026-01-31").done()).isEqualTo(1);
    }

    @Test
    void whatIsLeftOverGoesToTheDutyThatStillLacksActs() {
        List<Act> five = List.of(act("2026-01-02"), act("2026-01-03"), act("2026-01-04"), act("2026-01-05"), act("2026-01-06"));
        Tally tally = tally(List.of(visits, dangerous), List.of(SECRETARY), five, "2026-01-31");
        assertThat(tally.lines().get(0).done()).isEqualTo(4);
        assertThat(tally.lines().get(1).done()).isEqualTo(1);
    }

    @Test
    void twentyOneActsOfSixteenRequiredAreMoreThanAHundredAndTwentyPercent() {
        List<Act> acts = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            acts.add(act("2026-%02d-10".formatted(month)));
            if (month <= 9) {
                acts.add(act("2026-%02d-20".formatted(month)));
            }
        }
        Tally tally = tally(List.of(visits), List.of(SECRETARY), acts, "2026-12-31");
        assertThat(tally.done()).isEqualTo(21);
        assertThat(tally.required()).isEqualTo(16);
        assertThat(tally.rate()).isEqualTo(131);
        assertThat(tally.cappedRate()).as("the last quarter lacks one").isEqualTo(93);
    }

    @Test
    void bothHoldersOfAPositionKeepTheirShares() {
        Holding before = new Holding("p1", "zhao", null, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 14));
        Holding after = new Holding("p2", "qian", null, LocalDate.of(2026, 2, 15), null);
        Act his = act("2026-02-01");
        Act hers = new Act(50, "hazard.inspection-led", new Subject("inspection", "JC-50"), "qian", null, noon("2026-03-01"), noon("2026-03-01"), null, null);
        Act tooLate = act("2026-02-20");
        Tally tally = tally(List.of(visits), List.of(before, after), List.of(his, hers, tooLate), "2026-03-31");
        assertThat(tally.lines().get(0).by(before)).isEqualTo(1);
        assertThat(tally.lines().get(0).by(after)).isEqualTo(1);
        assertThat(tally.uncounted()).as("he had left by then").containsExactly(tooLate);
    }

    @Test
    void theSameRecordProvesTheSameDutyOnce() {
        assertThat(tally(List.of(visits), List.of(SECRETARY), List.of(act("2026-01-15", "2026-01-15", "JC-7"), act("2026-01-15", "2026-01-16", "JC-7")), "2026-01-31").done()).isEqualTo(1);
    }

    @Test
    void expiredEvidenceOpensTheDutyAgain() {
        Duty trained = new Duty("5", DutyClass.POST, "持证上岗", LAW, new Rhythm.Every(Cycle.YEAR, 1, null), Set.of("hazard.inspection-led"), false, 30);
        Act act = act("2026-01-15");
        assertThat(tally(List.of(trained), List.of(SECRETARY), List.of(act), "2026-02-14").lines().get(0).fulfilled()).isTrue();
        Tally.Line after = tally(List.of(trained), List.of(SECRETARY), List.of(act), "2026-02-15").lines().get(0);
        assertThat(after.fulfilled()).isFalse();
        assertThat(after.expired()).containsExactly(act);
    }

    @Test
    void aDutyIsDueOnTheFirstWorkingDayAfterTheFifth() {
        Duty monthly = duty("3", new Rhythm.Every(Cycle.MONTH, 1, new Rhythm.By(5, 1)), false, "hazard.inspection-led");
        // 5 September 2026 is a Saturday; in the test's calendar every Monday to Friday is worked.
        assertThat(Reckoning.slots(monthly, YEAR, CALENDAR).get(8).due()).isEqualTo(LocalDate.of(2026, 9, 7));
    }

    @Test
    void aDutyBeforeEachHolidayIsDueOnTheLastWorkingDayBeforeIt() {
        Duty holidays = duty("4", new Rhythm.BeforeHolidays(1, 15), false, "hazard.inspection-led");
        List<Slot> slots = Reckoning.slots(holidays, YEAR, CALENDAR);
        assertThat(slots).extracting(slot -> slot.span().label()).containsExactly("2026年劳动节节前", "2026年国庆节节前");
        assertThat(slots.get(0).due()).as("30 April is a Thursday").isEqualTo(LocalDate.of(2026, 4, 30));
    }

    @Property(tries = 200)
    void nothingIsLostAndNothingIsCountedTwice(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 364) Integer> days, @ForAll boolean sharing) {
        Duty first = duty("1", visits.rhythm(), sharing, "hazard.inspection-led");
        Duty second = duty("2", dangerous.rhythm(), sharing, "hazard.inspection-led");
        List<Act> acts = days.stream().map(day -> act(LocalDate.of(2026, 1, 1).plusDays(day).toString())).toList();
        Tally tally = tally(List.of(first, second), List.of(SECRETARY), acts, "2026-12-31");
        assertThat(tally.acts() + tally.uncounted().size()).isEqualTo(acts.size());
        assertThat(tally.done()).isEqualTo(sharing ? 2 * acts.size() : acts.size());
        assertThat(tally.capped()).isLessThanOrEqualTo(tally.required());
        List<Act> backwards = new ArrayList<>(acts);
        java.util.Collections.reverse(backwards);
        assertThat(tally(List.of(first, second), List.of(SECRETARY), backwards, "2026-12-31")).isEqualTo(tally);
    }
}
