package io.shoutu.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.duty.DutyEvidenceContract;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.hazard.HazardReport;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.reporting.Period;
import io.shoutu.api.reporting.ReportSource;
import io.shoutu.api.reporting.ReportSourceContract;
import io.shoutu.api.search.SearchSource;
import io.shoutu.api.search.SearchSourceContract;
import io.shoutu.commons.testing.House;
import io.shoutu.hazard.documents.HazardSheets;
import io.shoutu.hazard.report.HazardMonthly;
import io.shoutu.hazard.store.SqlHazardMonth;
import io.shoutu.hazard.ui.RiskSearch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The room at the doors of the house: search, duty, reports, earlier ledgers. */
class DoorsTest {
    private static HazardRoom room;
    private static HazardImports imports;
    private static String known;

    @BeforeAll
    static void open() {
        room = new HazardRoom();
        imports = new HazardImports(room.house.work(), room.store, room.rules, room.criteria, room.house.directory(), room.house.numbers(), room.house.dues(), room.house.journal(), room.house.clock());
        room.hazards.report(new HazardReport("冷库液氨管道腐蚀", null, null, "990100001000", "机房", "inspection", List.of()), House.actor("zhang.wei", "operator"), null);
        known = unit("液氨制冷机房");
        unit("液氨储罐区");
    }

    private static String unit(String name) {
        return room.risks.identify(new io.shoutu.hazard.domain.RiskSite(name, "place", null, "990100001000", null, null, null, null, null, List.of()), House.actor("zhang.wei", "operator")).unit().number();
    }

    @AfterAll
    static void leave() {
        room.close();
    }

    @Nested
    class Search implements SearchSourceContract {
        @Override
        public SearchSource source() {
            return new RiskSearch(room.house.work(), room.riskStore);
        }

        @Override
        public String typed() {
            return "液氨";
        }

        @Override
        public Subject known() {
            return new Subject("risk", known);
        }
    }

    @Nested
    class Duty implements DutyEvidenceContract {
        @Override
        public DutyEvidence evidence() {
            return new HazardDuty();
        }

        @Override
        public List<Entry> provingEntries() {
            return evidence().facts().stream().map(fact -> new Entry(7, 7, new Subject("hazard", "YH-2026-000001"), fact, Instant.EPOCH, Instant.EPOCH, "wu.acceptor", "吴", Map.of(), null, null, null)).toList();
        }

        @Test
        void whatThePlatformDoesIsNobodysDuty() {
            assertThat(evidence().of(new Entry(7, 7, new Subject("hazard", "YH-2026-000001"), HazardFacts.REGISTERED, Instant.EPOCH, Instant.EPOCH, "system:hazard", "平台", Map.of(), null, null, null))).isEmpty();
        }
    }

    @Nested
    class Monthly implements ReportSourceContract {
        @Override
        public ReportSource source() {
            return new HazardMonthly(room.house.work(), new SqlHazardMonth(room.house.sql(), room.house.schema("hazard")), room.house.directory());
        }

        @Override
        public Period busy() {
            return new Period(java.time.LocalDate.of(2026, 2, 1), java.time.LocalDate.of(2026, 2, 28));
        }
    }

    @Test
    void anEarlierLedgerComesInAsItStoodOnceAndItsFaultsAreNamed() {
        Map<String, Object> base = Map.of("title", "配电箱无门", "source", "检查", "area", "990100002000", "basis", "GB 50194-2014 第6.3.9条", "registeredOn", "2025-03-01", "grade", "一般", "measures", "加装箱门",
                "responsible", "电工班", "funds", "200", "deadline", "2025-03-10");
        Map<String, Object> late = with(base, "contingency", "断电", "closedOn", "2025-03-20", "reference", "T-1");
        Map<String, Object> open = with(base, "contingency", "断电", "reference", "T-2");
        Map<String, Object> missing = with(base, "reference", "T-3");
        Map<String, Object> backwards = with(base, "contingency", "断电", "closedOn", "2025-02-01", "reference", "T-4");
        Map<String, Object> opinion = with(base, "contingency", "断电", "grade", "重大", "reference", "T-5");
        List<HazardImports.Outcome> out = imports.take(List.<Map<String, Object>>of(late, open, missing, backwards, opinion).stream().map(r -> (Supplier<io.shoutu.hazard.domain.Past>) () -> HazardSheets.past(r)).toList(),
                House.actor("zhang.wei", "operator"));
        assertThat(out.get(0).number()).isEqualTo("YH-2025-000001");
        assertThat(room.hazards.get("YH-2025-000001")).satisfies(h -> {
            assertThat(h.stateLabel()).isEqualTo("已销号");
            assertThat(h.lateSince()).isEqualTo(h.firstDeadline());
        });
        assertThat(room.hazards.get("YH-2025-000002").overdue()).isTrue();
        assertThat(out).extracting(o -> o.problem() == null ? null : o.problem().field()).containsExactly(null, null, "contingency", "closedOn", "standard");
        assertThat(imports.take(List.of(() -> HazardSheets.past(late)), House.actor("zhang.wei", "operator")).get(0)).isEqualTo(new HazardImports.Outcome("YH-2025-000001", true, null));
        assertThat(room.history("YH-2025-000001")).containsExactly("hazard.imported");
        Map<String, Object> total = new HazardMonthly(room.house.work(), new SqlHazardMonth(room.house.sql(), room.house.schema("hazard")), room.house.directory())
                .figures(new Period(java.time.LocalDate.of(2025, 3, 1), java.time.LocalDate.of(2025, 3, 31)), Scope.EVERYWHERE).rows().get(1);
        assertThat(total).containsEntry("found", 2L).containsEntry("closed", 1L).containsEntry("due", 2L).containsEntry("inTime", 0L);
    }

    private static Map<String, Object> with(Map<String, Object> base, String... more) {
        Map<String, Object> row = new java.util.LinkedHashMap<>(base);
        for (int i = 0; i < more.length; i += 2) {
            row.put(more[i], more[i + 1]);
        }
        return row;
    }
}
