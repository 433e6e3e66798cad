package io.shoutu.commons.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.time.WorkCalendar.Answer;
import io.shoutu.api.time.WorkCalendar.Count;
import io.shoutu.api.time.WorkCalendar.Day;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CalendarTest {
    private final Calendar calendar = new Calendar(PublishedNotices.all());

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    @Test
    void fiveWorkingDaysAfterTheEveOfSpringFestival2026() {
        assertThat(calendar.add(day("2026-02-13"), 5)).isEqualTo(new Answer(day("2026-02-27"), false));
        assertThat(calendar.between(day("2026-02-13"), day("2026-02-27"))).isEqualTo(new Count(5, false));
    }

    @Test
    void aMakeUpSaturdayIsAWorkingDayAndAHolidayMondayIsNot() {
        assertThat(calendar.day(day("2026-02-14"))).isEqualTo(new Day(day("2026-02-14"), true, "春节", false));
        assertThat(calendar.day(day("2026-02-16")).working()).isFalse();
        assertThat(calendar.day(day("2026-02-15")).working()).isFalse();
        assertThat(calendar.day(day("2026-03-02"))).isEqualTo(new Day(day("2026-03-02"), true, null, false));
        assertThat(calendar.add(day("2026-02-13"), 1).date()).isEqualTo(day("2026-02-14"));
    }

    @Test
    void aNoticeMayReachOverTheTurnOfTheYear() {
        assertThat(calendar.day(day("2018-12-29")).working()).as("a Saturday made up for by the notice of 2019").isTrue();
        assertThat(calendar.day(day("2018-12-31")).working()).isFalse();
        assertThat(calendar.day(day("2018-12-29")).provisional()).as("2018 itself has no notice here").isTrue();
        assertThat(calendar.day(day("2022-12-31"))).isEqualTo(new Day(day("2022-12-31"), false, "元旦", false));
    }

    @Test
    void anAnswerThatTouchesAYearWithoutNoticeIsProvisional() {
        assertThat(calendar.add(day("2026-12-30"), 1)).isEqualTo(new Answer(day("2026-12-31"), false));
        assertThat(calendar.add(day("2026-12-30"), 2)).isEqualTo(new Answer(day("2027-01-01"), true));
        assertThat(calendar.add(day("2027-01-04"), -1).provisional()).isTrue();
        assertThat(calendar.between(day("2026-12-31"), day("2027-01-01")).provisional()).isTrue();
        assertThat(calendar.between(day("2026-01-01"), day("2026-12-31")).provisional()).isFalse();
    }

    @Test
    void the2027FileWithoutPapersIsNoNotice() {
        assertThat(calendar.notices()).extracting(n -> n.year()).containsExactly(2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026);
        assertThat(calendar.notices()).allSatisfy(n -> assertThat(n.source()).contains("www.gov.cn"));
    }

    @Test
    void aYearHasAboutTwoHundredAndFiftyWorkingDays() {
        for (int year = 2019; year <= 2026; year++) {
            assertThat(calendar.between(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31)).workingDays()).as("%d", year).isBetween(243, 254);
        }
    }

    @Test
    void nothingSensibleIsAskedBeyondTheLimits() {
        assertThatThrownBy(() -> calendar.add(day("2026-01-01"), 2001)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> calendar.add(day("2026-01-01"), Integer.MIN_VALUE)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> calendar.add(null, 1)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("from"));
        assertThatThrownBy(() -> calendar.between(day("2026-01-01"), LocalDate.MAX)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("to"));
        assertThat(calendar.add(day("2026-01-01"), 2000).provisional()).isTrue();
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs().between(day("2018-06-01").toEpochDay(), day("2028-06-01").toEpochDay()).map(LocalDate::ofEpochDay);
    }

    @Property
    void countingBackWhatWasAddedGivesTheSameNumber(@ForAll("days") LocalDate from, @ForAll @IntRange(min = -400, max = 400) int n) {
        Answer answer = calendar.add(from, n);
        Count count = calendar.between(from, answer.date());
        assertThat(count.workingDays()).isEqualTo(n);
        assertThat(count.provisional()).isEqualTo(answer.provisional());
    }

    @Property
    void theDayReachedIsAWorkingDayAndZeroStaysWhereItIs(@ForAll("days") LocalDate from, @ForAll @IntRange(min = -400, max = 400) int n) {
        LocalDate reached = calendar.add(from, n).date();
        if (n == 0) {
            assertThat(reached).isEqualTo(from);
        } else {
            assertThat(calendar.day(reached).working()).isTrue();
        }
    }

    @Property
    void oneMoreWorkingDayIsALaterDayAndALaterStartNeverAnEarlierEnd(@ForAll("days") LocalDate from, @ForAll @IntRange(min = 0, max = 300) int n) {
        assertThat(calendar.add(from, n + 1).date()).isAfter(calendar.add(from, n).date());
        assertThat(calendar.add(from.plusDays(1), n).date()).isAfterOrEqualTo(calendar.add(from, n).date());
    }

    @Property
    void addingInTwoStepsIsAddingAtOnce(@ForAll("days") LocalDate from, @ForAll @IntRange(min = 0, max = 200) int a, @ForAll @IntRange(min = 0, max = 200) int b) {
        assertThat(calendar.add(calendar.add(from, a).date(), b).date()).isEqualTo(calendar.add(from, a + b).date());
    }

    @Property
    void countsBetweenThreeDaysAddUp(@ForAll("days") LocalDate a, @ForAll("days") LocalDate b, @ForAll("days") LocalDate c) {
        if (!a.isAfter(b) && !b.isAfter(c)) {
            assertThat(calendar.between(a, b).workingDays() + calendar.between(b, c).workingDays()).isEqualTo(calendar.between(a, c).workingDays());
        }
    }
}
