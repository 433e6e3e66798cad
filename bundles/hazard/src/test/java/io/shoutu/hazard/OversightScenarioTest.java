package io.shoutu.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.testing.House;
import io.shoutu.hazard.domain.oversight.Certificate;
import io.shoutu.hazard.domain.oversight.SafetyProject;
import io.shoutu.hazard.domain.oversight.WorkStop;
import io.shoutu.hazard.inspection.Locating;
import io.shoutu.hazard.oversight.OversightHearing;
import io.shoutu.hazard.oversight.OversightService;
import io.shoutu.hazard.store.SqlInspectionStore;
import io.shoutu.hazard.store.SqlOversightStore;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Stops of work, projects and certificates as they are kept and told, on both databases. */
class OversightScenarioTest {
    @Nested
    class OnDerby extends Story {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends Story {
        OnPostgres() {
            super(House.onPostgres());
        }
    }

    private abstract static class Story {
        private static final CreditCode FIRM = new CreditCode("91990101MA0000001" + CreditCode.checkCharacter("91990101MA0000001"));
        private static final AreaCode TOWN = new AreaCode("990101001000");
        private static final Actor INSPECTOR = House.actor("head", "inspector");
        private static final Actor LEADER = House.actor("boss", "leader");
        private static final Actor ELSEWHERE = new Actor("other", "邻镇", Actor.Kind.PERSON, Set.of("inspector"), new Scope(false, Set.of(new AreaCode("990101002000")), Set.of(), Set.of()));

        private final House house;
        private final OversightService oversight;

        Story(House given) {
            house = given.and("hazard", SqlOversightStore.class);
            oversight = new OversightService(house.work(), new SqlOversightStore(house.sql(), house.schema("hazard")), new SqlInspectionStore(house.sql(), house.schema("hazard")), house.journal(),
                    house.numbers(), house.dues(), new Locating(house.directory()), house.clock());
            house.listen("hazard.certificate-end", new OversightHearing(oversight)::ranOut, "time.due");
            house.directory().put(new Area(TOWN, "临港镇"), INSPECTOR);
            house.directory().put(new Enterprise(FIRM, "安澜化工", TOWN, null, "危险化学品", null, null, null), INSPECTOR);
        }

        @AfterEach
        void leave() {
            house.close();
        }

        private LocalDate today() {
            return Legal.day(house.clock().instant());
        }

        @Test
        void aCertificateExpiresByItselfOnTheDayAfterItsLast() {
            var sheet = oversight.certificate(FIRM.text(), Certificate.Kind.EQUIPMENT, "梯11990001", "乘客电梯", null, today().plusDays(2), INSPECTOR);
            assertThatThrownBy(() -> oversight.certificate(FIRM.text(), Certificate.Kind.EQUIPMENT, "梯11990001", "同一台", null, today().plusDays(9), INSPECTOR)).hasMessageContaining("已经登记");
            assertThatThrownBy(() -> oversight.certificate(sheet.number(), ELSEWHERE)).isInstanceOf(Problem.NotFound.class);
            house.clock().advance(Duration.ofDays(2));
            house.settle();
            assertThat(oversight.certificate(sheet.number(), INSPECTOR).state()).isEqualTo("VALID");
            house.clock().advance(Duration.ofDays(1));
            house.settle();
            assertThat(oversight.certificate(sheet.number(), INSPECTOR).state()).isEqualTo("EXPIRED");
            assertThat(house.told("hazard.certificate-expired")).hasSize(1);
            oversight.move(sheet.number(), null, Certificate.Verb.RENEWAL, null, today().plusYears(1), INSPECTOR);
            assertThat(oversight.certificates(Certificate.Kind.EQUIPMENT, Certificate.State.VALID, null, null, null, 10, INSPECTOR).total()).isEqualTo(1);
            assertThat(oversight.certificates(null, null, null, null, null, 10, ELSEWHERE).total()).isZero();
        }

        @Test
        void aStopEndsOnlyWithACleanCheckOfThatEnterprise() {
            var stop = oversight.stop(FIRM.text(), true, "重大隐患未消除", today(), INSPECTOR);
            oversight.move(stop.number(), null, WorkStop.Verb.APPLICATION, "已整改", null, House.actor("firm", "rectifier"));
            assertThatThrownBy(() -> oversight.move(stop.number(), null, WorkStop.Verb.CHECK, null, "JC-2026-000001", INSPECTOR)).hasMessageContaining("复工复产核查编号");
            oversight.move(stop.number(), null, WorkStop.Verb.VIOLATION, "夜间开工", null, INSPECTOR);
            assertThat(house.told("hazard.unapproved-work-resumed")).hasSize(1);
            assertThatThrownBy(() -> oversight.move(stop.number(), 1L, WorkStop.Verb.STOPPING, null, null, INSPECTOR)).isInstanceOf(Problem.Stale.class);
            assertThat(oversight.stops(WorkStop.State.UNAPPROVED, null, 10, INSPECTOR).items()).hasSize(1);
        }

        @Test
        void aVetoedProjectIsFoundAndSaysWhy() {
            var project = oversight.project(FIRM.text(), "扩建罐区", true, INSPECTOR);
            oversight.move(project.number(), null, SafetyProject.Verb.VETO, "与居民区距离不足", false, LEADER);
            var vetoed = oversight.project(project.number(), INSPECTOR);
            assertThat(vetoed.moves()).filteredOn(o -> o.verb().equals("assessment")).singleElement().satisfies(o -> assertThat(o.whyNot()).contains("与居民区距离不足"));
            assertThat(oversight.projects(null, true, null, 10, LEADER).total()).isEqualTo(1);
            assertThat(oversight.projects(null, false, null, 10, LEADER).total()).isZero();
        }
    }
}
