package io.shoutu.commons.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.time.WorkCalendar;
import io.shoutu.api.time.WorkCalendar.Notice;
import io.shoutu.api.time.WorkCalendar.NoticeDay;
import io.shoutu.commons.testing.House;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the working calendar must keep, whatever database is below. */
abstract class WorkCalendarContract {
    private final House house;

    WorkCalendarContract(House house) {
        this.house = house;
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theFirstStartFillsTheTablesAndALaterOneKeepsWhatTheCountyCorrected() {
        WorkCalendar first = house.calendar();
        assertThat(first.notices()).hasSize(8);
        first.publish(new Notice(2026, "本县更正", List.of(new NoticeDay(LocalDate.of(2026, 6, 1), true, "更正"))), House.actor("admin"));
        assertThat(first.day(LocalDate.of(2026, 6, 1)).working()).isFalse();
        assertThat(first.day(LocalDate.of(2026, 2, 16)).working()).as("the notice was replaced as a whole").isTrue();
        WorkCalendar second = new SqlWorkCalendar(house.clock(), house.work(), house.sql(), house.journal(), house.schema("commons"));
        assertThat(second.notices()).hasSize(8);
        assertThat(second.day(LocalDate.of(2026, 6, 1)).name()).isEqualTo("更正");
    }

    @Test
    void aPublishedNoticeMakesAProvisionalAnswerFirm() {
        WorkCalendar calendar = house.calendar();
        LocalDate december = LocalDate.of(2026, 12, 30);
        assertThat(calendar.add(december, 2)).isEqualTo(new WorkCalendar.Answer(LocalDate.of(2027, 1, 1), true));
        calendar.publish(new Notice(2027, "国办发明电〔2026〕1号", List.of(new NoticeDay(LocalDate.of(2027, 1, 1), true, "元旦"))), House.actor("admin"));
        assertThat(calendar.add(december, 2)).isEqualTo(new WorkCalendar.Answer(LocalDate.of(2027, 1, 4), false));
        assertThat(house.told("calendar.published")).singleElement().satisfies(e -> {
            assertThat(e.subject().toString()).isEqualTo("calendar/2027");
            assertThat(e.account()).isEqualTo("admin");
        });
    }

    @Test
    void anEmptySourcelessOrForeignNoticeIsRefusedAndNamesTheField() {
        NoticeDay good = new NoticeDay(LocalDate.of(2027, 1, 1), true, "元旦");
        refused(new Notice(2027, " ", List.of(good)), "source");
        refused(new Notice(2027, "x", List.of()), "days");
        refused(new Notice(2027, "x", List.of(good, good)), "days[1].date");
        refused(new Notice(2027, "x", List.of(new NoticeDay(LocalDate.of(2029, 1, 1), true, "元旦"))), "days[0].date");
        refused(new Notice(2027, "x", List.of(new NoticeDay(null, true, "元旦"))), "days[0].date");
        refused(new Notice(1, "x", List.of(good)), "year");
        assertThat(house.told("calendar.published")).isEmpty();
    }

    private void refused(Notice notice, String field) {
        assertThatThrownBy(() -> house.calendar().publish(notice, House.actor("admin")))
                .isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo(field));
    }
}
