package io.shoutu.responsibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.documents.Format;
import io.shoutu.api.journal.Entry;
import io.shoutu.commons.testing.House;
import io.shoutu.documents.RealDocuments;
import io.shoutu.documents.store.TemplateStore;
import io.shoutu.responsibility.documents.DutyReport;
import io.shoutu.responsibility.documents.DutyReports;
import io.shoutu.responsibility.domain.Basis;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.Cycle;
import io.shoutu.responsibility.domain.Duty;
import io.shoutu.responsibility.domain.DutyClass;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.Rhythm;
import io.shoutu.responsibility.domain.meeting.MeetingForm;
import io.shoutu.responsibility.domain.meeting.MeetingSort;
import io.shoutu.responsibility.domain.meeting.Minutes;
import io.shoutu.responsibility.domain.meeting.Topic;
import io.shoutu.responsibility.domain.yearend.Adjustment;
import io.shoutu.responsibility.domain.yearend.ScoreInput;
import io.shoutu.responsibility.domain.yearend.ScoreItem;
import io.shoutu.responsibility.domain.yearend.ScoreRule;
import io.shoutu.responsibility.meeting.MeetingEvidence;
import io.shoutu.responsibility.meeting.MeetingService;
import io.shoutu.responsibility.store.SqlDutyListStore;
import io.shoutu.responsibility.store.SqlMeetingStore;
import io.shoutu.responsibility.store.SqlNoteStore;
import io.shoutu.responsibility.store.SqlYearEndStore;
import io.shoutu.responsibility.yearend.Scores;
import io.shoutu.responsibility.yearend.YearEndFacts;
import io.shoutu.responsibility.yearend.YearEnds;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A county head's year: meetings fill the list, 31 December freezes it, what comes later stands beside it, the report comes out the same, the score opens. */
class YearEndScenarioTest {
    private static final Actor CLERK = House.actor("clerk", "planner");
    private static final Actor COMMITTEE = House.actor("committee", "leader");
    private static final Actor HEAD = House.actor("zhao", "leader");
    private final House house = House.with("responsibility", SqlYearEndStore.class).and("documents", TemplateStore.class);
    private final SqlDutyListStore store = new SqlDutyListStore(house.sql(), house.schema("responsibility"));
    private final SqlYearEndStore yearStore = new SqlYearEndStore(house.sql(), house.schema("responsibility"));
    private final SqlMeetingStore meetingStore = new SqlMeetingStore(house.sql(), house.schema("responsibility"));
    private final SqlNoteStore notes = new SqlNoteStore(house.sql(), house.schema("responsibility"));
    private final Sources sources = new Sources();
    private final DutyLists lists = new DutyLists(house.work(), store, house.journal(), house.numbers(), house.directory(), sources, notes,
            new ListWords(List.of(DutyList.LEADERS), List.of("科室"), List.of(15, 7, 3), 7, List.of()), house.clock());
    private final Fulfilment fulfilment = new Fulfilment(house.work(), store, house.directory(), house.calendar());
    private final YearEnds years = new YearEnds(house.work(), yearStore, store, lists, fulfilment, house.journal(), house.clock());
    private final Scores scores = new Scores(house.work(), yearStore, meetingStore, years, house.journal(), house.clock());
    private final MeetingService meetings = new MeetingService(house.work(), meetingStore, notes, house.journal(), house.numbers(), house.directory(), house.attachments(), house.clock());
    private final DutyReports reports = new DutyReports(years, sources, house.directory(), house.clock());
    private DutyList list;

    @BeforeEach
    void theListIsInForce() {
        sources.bind(new MeetingEvidence());
        ActHearing hearing = new ActHearing(house.work(), store, sources);
        house.listen("responsibility.acts", entry -> {
            hearing.heard(entry);
            years.heard(entry);
        }, "*");
        house.directory().put(new Area(new AreaCode("990101000000"), "安澜县"), CLERK);
        house.directory().put(new Unit("xzf", "安澜县人民政府", new AreaCode("990101000000"), null), CLERK);
        house.directory().put(new Person("p1", "赵某", "xzf", "zhao"), CLERK);
        house.directory().put(new Position("p1", "xzf", "县长", LocalDate.of(2025, 1, 1), null), CLERK);
        Duty duty = new Duty("1", DutyClass.LEADERSHIP, "每季度至少主持一次常务会议研究安全生产", new Basis("地方党政领导干部安全生产责任制规定", "第八条", LocalDate.of(2018, 4, 8)),
                new Rhythm.Every(Cycle.QUARTER, 1, null), Set.of("responsibility.executive-chaired"), false, null);
        list = lists.draft("县长安全生产责任清单", new Bearer("xzf", "县长"), 2026, List.of(duty), CLERK);
        list = lists.submit(list.number(), 1, list.version(), CLERK);
        list = lists.approve(list.number(), 1, list.version(), COMMITTEE);
        list = lists.publish(list.number(), 1, list.version(), LocalDate.of(2026, 1, 1), CLERK);
        reports.bind(RealDocuments.with(house, new DutyReport()));
    }

    @AfterEach
    void leave() {
        house.close();
    }

    private String meeting(String held) {
        String number = meetings.enter(new Minutes(MeetingSort.MEETING, MeetingForm.EXECUTIVE, "xzf", "p1", "县政府常务会议", Instant.parse(held), null, List.of(),
                List.of(new Topic("研究安全生产", Topic.Aim.DEPLOYMENT)), List.of(), null), List.of(), CLERK).number();
        meetings.sign(number, null, HEAD);
        house.settle();
        return number;
    }

    private void until(String moment) {
        house.clock().advance(Duration.between(house.clock().instant(), Instant.parse(moment)));
        house.settle();
    }

    private String id() {
        return list.number() + ".1";
    }

    /** Three meetings in the year; the night of 31 December freezes it. */
    private String aYearGoesBy() {
        String first = meeting("2026-02-01T01:00:00Z");
        until("2026-12-31T15:00:00Z");
        meeting("2026-05-10T01:00:00Z");
        meeting("2026-12-20T01:00:00Z");
        until("2026-12-31T16:10:00Z");
        return first;
    }

    @Test
    void theNightOfTheLastDayFreezesTheYearAndWhatComesLaterStandsBesideIt() {
        String first = aYearGoesBy();
        assertThat(years.of(id(), CLERK)).satisfies(standing -> {
            assertThat(standing.frozen().asOf()).isEqualTo(Instant.parse("2026-12-31T15:59:59.999Z"));
            assertThat(standing.result().required()).isEqualTo(4);
            assertThat(standing.result().done()).isEqualTo(3);
            assertThat(standing.adjustments()).isEmpty();
        });
        until("2027-01-05T01:00:00Z");
        meeting("2026-08-10T01:00:00Z");
        meetings.declareVoid(first, null, "重复录入", CLERK);
        house.settle();
        assertThat(years.of(id(), CLERK)).satisfies(standing -> {
            assertThat(standing.result().done()).as("the frozen figure is never edited").isEqualTo(3);
            assertThat(standing.adjustments()).extracting(each -> each.kind() + " " + each.change() + " " + each.slot())
                    .containsExactlyInAnyOrder("REVERSAL -1 2026年第一季度", "LATE 1 2026年第三季度");
            assertThat(standing.now().done()).isEqualTo(standing.result().done() + standing.adjustments().stream().mapToInt(Adjustment::change).sum());
        });
        assertThat(years.freeze(2026, CLERK)).as("again freezes nothing").isEmpty();
        assertThatThrownBy(() -> years.freeze(2027, CLERK)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("还没有结束");
    }

    @Test
    void whoeverTouchesTheFrozenTextIsFoundByTheHashInTheJournal() {
        aYearGoesBy();
        Entry told = house.told(YearEndFacts.FROZEN).get(0);
        assertThat(years.verify(years.frozen(id(), CLERK))).satisfies(check -> {
            assertThat(check.holds()).isTrue();
            assertThat(check.told()).isEqualTo(told.text("sha256")).isEqualTo(check.recomputed());
        });
        String touched = years.frozen(id(), CLERK).content().replace("figures\t=4\t=3\t=3", "figures\t=4\t=9\t=4");
        house.work().execute(tx -> house.sql().on(tx).update(DSL.table("responsibility_year_end")).set(DSL.field("content", String.class), touched).execute());
        assertThat(years.verify(years.frozen(id(), CLERK)).holds()).as("the text alone").isFalse();
        house.work().execute(tx -> house.sql().on(tx).update(DSL.table("responsibility_year_end")).set(DSL.field("sha256", String.class),
                io.shoutu.responsibility.domain.yearend.Frozen.hash(touched)).execute());
        assertThat(years.verify(years.frozen(id(), CLERK)).holds()).as("text and hash, but not the journal").isFalse();
    }

    @Test
    void theReportForOneDayIsTheSameFileWhenItIsMadeAgainLater() throws Exception {
        String first = aYearGoesBy();
        DutyReports.Printed once = reports.print(id(), null, Format.DOCX, CLERK);
        assertThat(once.asOf()).isEqualTo(LocalDate.of(2026, 12, 31));
        until("2027-01-05T01:00:00Z");
        meeting("2026-08-10T01:00:00Z");
        meetings.declareVoid(first, null, "重复录入", CLERK);
        house.settle();
        until("2027-01-07T01:00:00Z");
        DutyReports.Printed again = reports.print(id(), LocalDate.of(2026, 12, 31), Format.DOCX, CLERK);
        assertThat(again.rendered().content()).isEqualTo(once.rendered().content());
        assertThat(again.rendered().sha256()).isEqualTo(once.rendered().sha256());
        String later = text(reports.print(id(), LocalDate.of(2027, 1, 6), Format.DOCX, CLERK).rendered().content());
        assertThat(later).contains("冲销").contains("补录").contains("HY-2026-000004");
        assertThat(text(once.rendered().content())).contains("赵某").contains("总量完成率75%").contains("条目1（2026年第三季度）").doesNotContain("HY-2026-000004").doesNotContain("{{").doesNotContain("[code]");
        assertThatThrownBy(() -> reports.print(id(), LocalDate.of(2027, 1, 7), Format.DOCX, CLERK)).hasMessageContaining("最晚为昨天");
    }

    private static String text(byte[] docx) throws Exception {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(docx))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals("word/document.xml")) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("<[^>]+>", "");
                }
            }
        }
        throw new AssertionError("no document in it");
    }

    @Test
    void aChangedRuleIsComparedBesideTheOldOneBeforeItCounts() {
        aYearGoesBy();
        Scores.Ranked before = scores.ranking(2026, null, CLERK);
        assertThat(before.rule().edition()).isEqualTo(1);
        assertThat(before.places()).singleElement().satisfies(place -> {
            assertThat(place.rank()).isEqualTo(1);
            assertThat(place.what().frozen()).isTrue();
            assertThat(place.what().sheet().lines()).filteredOn(line -> line.item().input() == ScoreInput.UNFULFILLED).singleElement().satisfies(line -> assertThat(line.rows()).hasSize(1));
        });
        ScoreRule draft = scores.draft("县述职评分办法", "县安委办〔2027〕1号",
                List.of(new ScoreItem("1", "完成", ScoreInput.CAPPED_RATE, ScoreItem.Way.SHARE, new BigDecimal("100"), new BigDecimal("100"), null)), CLERK);
        assertThatThrownBy(() -> scores.draft("又一版", "依据", draft.items(), CLERK)).hasMessageContaining("第 2 版规则起草中");
        assertThatThrownBy(() -> scores.activate(2, null, LocalDate.of(2027, 1, 1), COMMITTEE)).hasMessageContaining("请先试算");
        Scores.Comparison comparison = scores.compare(2, null, 2026, CLERK);
        assertThat(comparison.rows()).singleElement().satisfies(row -> {
            assertThat(row.before()).isEqualByComparingTo(before.places().get(0).total());
            assertThat(row.after()).isEqualByComparingTo("75");
        });
        assertThat(house.told(YearEndFacts.RULE_COMPARED).get(0).text("sha256")).isEqualTo(comparison.sha());
        scores.activate(2, null, LocalDate.of(2027, 1, 1), COMMITTEE);
        assertThat(scores.inForce(2026).edition()).as("2026 stays with the rule of 2026").isEqualTo(1);
        assertThat(scores.inForce(2027).edition()).isEqualTo(2);
        assertThatThrownBy(() -> scores.evaluate(id(), 90, HEAD)).hasMessageContaining("自己的述职");
        scores.evaluate(id(), 90, COMMITTEE);
    }
}
