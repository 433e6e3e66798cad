package io.shoutu.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.shoutu.api.Actor;
import io.shoutu.api.Scope;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.reporting.Period;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.testing.House;
import io.shoutu.commons.vault.FileVault;
import io.shoutu.hazard.domain.inspection.Answer;
import io.shoutu.hazard.domain.inspection.Fix;
import io.shoutu.hazard.domain.inspection.Inspection;
import io.shoutu.hazard.domain.inspection.InspectionKind;
import io.shoutu.hazard.domain.inspection.Member;
import io.shoutu.hazard.domain.inspection.PastVisit;
import io.shoutu.hazard.domain.inspection.Target;
import io.shoutu.hazard.domain.inspection.Visit;
import io.shoutu.hazard.domain.reports.PastReport;
import io.shoutu.hazard.domain.reports.PublicReport;
import io.shoutu.hazard.domain.reports.ReportState;
import io.shoutu.hazard.domain.reports.Reporter;
import io.shoutu.hazard.inspection.InspectionImports;
import io.shoutu.hazard.inspection.Locating;
import io.shoutu.hazard.report.InspectionEvidence;
import io.shoutu.hazard.report.InspectionFigures;
import io.shoutu.hazard.report.PublicReportFigures;
import io.shoutu.hazard.reports.PublicReportImports;
import io.shoutu.hazard.store.SqlInspectionStore;
import io.shoutu.hazard.store.SqlPublicReportStore;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes in from an earlier ledger happened when it happened, counts there, and comes in once. */
class ImportsTest {
    private static final CreditCode FIRM = new CreditCode("91990101MA0000001" + CreditCode.checkCharacter("91990101MA0000001"));
    private static final AreaCode TOWN = new AreaCode("990101001000");
    private static final Actor PLANNER = House.actor("planner", "planner");
    private static final Actor CLERK = House.actor("clerk", "report-clerk");

    @Test
    void anOldInspectionCountsForWhoLedItOnTheDayHeDid() {
        try (House house = House.onDerby().and("hazard", SqlInspectionStore.class)) {
            directory(house);
            SqlInspectionStore store = new SqlInspectionStore(house.sql(), house.schema("hazard"));
            InspectionImports imports = new InspectionImports(house.work(), store, house.journal(), house.numbers(), new Locating(house.directory()), house.clock());
            LocalDate day = Legal.day(house.clock().instant()).minusMonths(14);
            PastVisit past = past(day, "earlier-ledger-0001");
            var taken = imports.take(List.of(() -> past, () -> past, () -> past(day, "earlier-ledger-0002", "unknown-sheet")), PLANNER);
            assertThat(taken).extracting(InspectionImports.Outcome::number, InspectionImports.Outcome::known).containsExactly(tuple("JC-" + day.getYear() + "-000001", false),
                    tuple("JC-" + day.getYear() + "-000001", true), tuple(null, false));
            assertThat(taken.get(2).problem()).hasMessageContaining("检查表");
            house.settle();
            Entry told = house.told("hazard.inspection-imported").get(0);
            assertThat(Legal.day(told.happened())).isEqualTo(day);
            assertThat(new InspectionEvidence().of(told)).extracting(DutyEvidence.Evidence::kind, DutyEvidence.Evidence::account).contains(tuple("hazard.inspection-led", "county-head"),
                    tuple("hazard.unannounced-led", "county-head"), tuple("hazard.inspection-done", "second"));
            assertThat(house.told("hazard.order-requested")).as("an old finding asks for no new order").isEmpty();
            Inspection kept = house.work().run(tx -> store.find(tx, taken.get(0).number()).orElseThrow());
            assertThat(kept.visit().answers()).hasSize(6).filteredOn(a -> a.outcome() == Answer.Outcome.FAIL).singleElement().satisfies(a -> assertThat(a.hazard()).isEqualTo("YH-2025-000007"));
            assertThat(new InspectionFigures(house.work(), store).figures(new Period(day.withDayOfMonth(1), day.withDayOfMonth(day.lengthOfMonth())), Scope.EVERYWHERE).rows()).isNotEmpty();
        }
    }

    private static PastVisit past(LocalDate day, String reference, String... sheet) {
        Instant begun = day.atTime(9, 30).atZone(Legal.ZONE).toInstant();
        return new PastVisit(new Inspection.Planned(InspectionKind.ROUTINE, true, "带队检查", new Target(FIRM.text(), null, null), List.of(new Member("county-head", Member.Part.LEADER, "xzf"),
                new Member("second", Member.Part.HEAD, "yjj")), day, sheet.length == 0 ? "three-three" : sheet[0], null, null, null, null),
                new Visit(begun, begun.plusSeconds(5400), new Fix(121.5, 31.2, 8.0, null), true, true, null, "现场检查", List.of(new Answer(2, Answer.Outcome.FAIL, "通道堵塞", Answer.Demand.BY_DEADLINE, day.plusDays(5), "YH-2025-000007")),
                        List.of()), reference);
    }

    @Test
    void anOldReportWalksTheSameStepsAndItsReporterIsSealed(@TempDir Path folder) throws Exception {
        try (House house = House.onDerby().and("hazard", SqlPublicReportStore.class);
                FileVault vault = new FileVault(house.clock(), house.work(), house.sql(), house.journal(), folder.resolve("house.key"), folder.resolve("vault"))) {
            directory(house);
            SqlPublicReportStore store = new SqlPublicReportStore(house.sql(), house.schema("hazard"));
            PublicReportImports imports = new PublicReportImports(house.work(), store, vault, house.journal(), house.numbers(), house.dues(), house.calendar(), new Locating(house.directory()), house.clock());
            LocalDate day = Legal.day(house.clock().instant()).minusMonths(8);
            Reporter who = new Reporter("阙听雨", "19900001234", null, null, null, "情况属实", null);
            var taken = imports.take(List.of(() -> new PublicReportImports.Row(report(day, "反映通道堵塞", "old-0001"), who), () -> new PublicReportImports.Row(report(day, "阙听雨反映通道堵塞", "old-0002"), who),
                    () -> new PublicReportImports.Row(report(day, "反映通道堵塞", "old-0001"), who)), CLERK);
            assertThat(taken.get(0).problem()).isNull();
            assertThat(taken.get(1).problem()).hasMessageContaining("身份信息").hasMessageNotContaining("阙听雨");
            assertThat(taken.get(2).known()).isTrue();
            PublicReport kept = house.work().run(tx -> store.find(tx, taken.get(0).number()).orElseThrow());
            assertThat(kept.state()).isEqualTo(ReportState.PAID);
            assertThat(kept.award().amount()).as("15 % of 40 000").isEqualByComparingTo(new BigDecimal("6000"));
            assertThat(house.work().run(tx -> store.sealed(tx, kept.number())).toString()).doesNotContain("阙听雨").doesNotContain("19900001234");
            house.settle();
            assertThat(house.told("hazard.report-received")).hasSize(1).allSatisfy(e -> assertThat(Legal.day(e.happened())).isEqualTo(day));
            assertThat(house.told("hazard.reward-paid")).singleElement().satisfies(e -> assertThat(Legal.day(e.happened())).isEqualTo(day.plusDays(40)));
            var rows = new PublicReportFigures(house.work(), store).figures(new Period(day, day), Scope.EVERYWHERE).rows();
            assertThat(rows.get(rows.size() - 1)).containsEntry("received", 1L).containsEntry("confirmed", 1L);
        }
    }

    private static PastReport report(LocalDate day, String matter, String reference) {
        return new PastReport(PublicReport.Channel.PHONE_12350, PublicReport.Kind.VIOLATION, matter, FIRM.text(), null, "库房", false, day, day.plusDays(2), null, null, null, null, "YH-2025-000007", day.plusDays(10),
                new PublicReport.Check(PublicReport.Finding.TRUE, "现场核查属实", true, false, false), day.plusDays(12), "已责令整改", day.plusDays(30), new BigDecimal("40000"), day.plusDays(29), day.plusDays(40), null, "clerk-a", "keeper-b",
                reference);
    }

    private static void directory(House house) {
        house.directory().put(new Area(TOWN, "临港镇"), PLANNER);
        house.directory().put(new Enterprise(FIRM, "安澜化工", TOWN, null, "危险化学品", null, null, null), PLANNER);
    }
}
