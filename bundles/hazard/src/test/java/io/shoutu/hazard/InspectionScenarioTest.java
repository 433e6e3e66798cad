package io.shoutu.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.hazard.HazardView;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.reporting.Period;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.testing.House;
import io.shoutu.hazard.domain.inspection.Answer;
import io.shoutu.hazard.domain.inspection.Draw;
import io.shoutu.hazard.domain.inspection.Fix;
import io.shoutu.hazard.domain.inspection.Inspection;
import io.shoutu.hazard.domain.inspection.InspectionKind;
import io.shoutu.hazard.domain.inspection.InspectionState;
import io.shoutu.hazard.domain.inspection.InspectionStore;
import io.shoutu.hazard.domain.inspection.Member;
import io.shoutu.hazard.domain.inspection.Sheet;
import io.shoutu.hazard.domain.inspection.SitePhoto;
import io.shoutu.hazard.domain.inspection.Target;
import io.shoutu.hazard.domain.inspection.Visit;
import io.shoutu.hazard.domain.inspection.YearPlan;
import io.shoutu.hazard.inspection.InspectionHearing;
import io.shoutu.hazard.inspection.InspectionPlaces;
import io.shoutu.hazard.inspection.InspectionService;
import io.shoutu.hazard.inspection.InspectionView;
import io.shoutu.hazard.inspection.Locating;
import io.shoutu.hazard.inspection.PlanningService;
import io.shoutu.hazard.report.InspectionEvidence;
import io.shoutu.hazard.report.InspectionFigures;
import io.shoutu.hazard.report.PatrolFigures;
import io.shoutu.hazard.store.SqlInspectionStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** From the plan to the hazard, seen by the team, by the enterprise and by those who come after. */
class InspectionScenarioTest {
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
        private static final CreditCode FIRM = code("91990101MA0000001");
        private static final AreaCode TOWN = new AreaCode("990101001000");
        private static final Actor PLANNER = House.actor("planner", "planner");
        private static final Actor HEAD = House.actor("head", "inspector");
        private static final Actor SECOND = House.actor("second", "inspector");
        private static final Actor LEADER = House.actor("boss", "leader");
        private static final Actor FIRM_MANAGER = new Actor("firm", "企业", Actor.Kind.PERSON, Set.of("rectifier"), new Scope(false, Set.of(), Set.of(), Set.of(FIRM)));
        private static final Actor TOWNSHIP = new Actor("town", "乡镇", Actor.Kind.PERSON, Set.of("operator"), new Scope(false, Set.of(TOWN), Set.of(), Set.of()));

        private final HazardRoom room;
        private final House house;
        private final InspectionStore store;
        private final InspectionService inspections;
        private final PlanningService planning;
        private int photos;

        Story(House house) {
            this.house = house.and("hazard", SqlInspectionStore.class);
            this.room = new HazardRoom(house);
            store = new SqlInspectionStore(house.sql(), house.schema("hazard"));
            inspections = new InspectionService(house.work(), store, room.hazards, house.journal(), house.numbers(), house.dues(), room.photos, new Locating(house.directory()), house.clock());
            planning = new PlanningService(house.work(), store, inspections, house.journal(), house.numbers(), house.clock());
            house.listen("hazard.inspection-day", new InspectionHearing(inspections)::ranOut, "time.due");
        }

        private static CreditCode code(String first) {
            return new CreditCode(first + CreditCode.checkCharacter(first));
        }

        @BeforeEach
        void county() {
            house.directory().put(new Area(TOWN, "临港镇"), PLANNER);
            house.directory().put(new Enterprise(FIRM, "安澜化工", TOWN, null, "危险化学品", null, null, null), PLANNER);
        }

        @AfterEach
        void leave() {
            room.close();
        }

        private Inspection.Planned planned(InspectionKind kind, boolean unannounced) {
            return new Inspection.Planned(kind, unannounced, "节前突击检查", new Target(FIRM.text(), null, "罐区"),
                    List.of(new Member("head", Member.Part.HEAD, "yjj"), new Member("second", Member.Part.OFFICER, "yjj")), today().plusDays(3), "six-100", null, null, null, null);
        }

        private LocalDate today() {
            return Legal.day(house.clock().instant());
        }

        private Visit visit(int... failed) {
            Instant now = house.clock().instant();
            List<Integer> wrong = IntStream.of(failed).boxed().toList();
            List<Answer> answers = IntStream.rangeClosed(1, 6).mapToObj(i -> wrong.contains(i) ? new Answer(i, Answer.Outcome.FAIL, "第" + i + "项未落实", Answer.Demand.BY_DEADLINE, today().plusDays(10), null)
                    : new Answer(i, Answer.Outcome.PASS, null, null, null, null)).toList();
            List<SitePhoto> shown = IntStream.concat(IntStream.of(0), IntStream.of(failed)).mapToObj(i -> new SitePhoto("photo-i" + photos++, i, now, 121.5, 31.2)).toList();
            return new Visit(now.minusSeconds(3600), now, new Fix(121.5, 31.2, 6.0, null), true, true, null, "现场检查完毕", answers, shown);
        }

        private long count(Actor asking) {
            return inspections.list(new InspectionStore.Query(null, null, null, null, null, null, null, null, null, null, 50), asking).total();
        }

        @Test
        void theTargetLearnsOfAnUnannouncedInspectionWhenTheTeamStandsAtTheGate() {
            InspectionView announced = inspections.plan(planned(InspectionKind.ROUTINE, false), PLANNER);
            InspectionView plan = inspections.plan(planned(InspectionKind.ROUTINE, true), PLANNER);
            house.settle();
            assertThat(count(FIRM_MANAGER)).as("one, not two").isEqualTo(1);
            assertThat(count(TOWNSHIP)).isEqualTo(1);
            assertThat(count(HEAD)).isEqualTo(2);
            assertThatThrownBy(() -> inspections.get(plan.id(), FIRM_MANAGER)).isInstanceOf(Problem.NotFound.class).hasMessage("没有找到：inspection/" + plan.id());
            assertThatThrownBy(() -> inspections.begin(plan.id(), null, TOWNSHIP)).isInstanceOf(Problem.NotFound.class);
            assertThat(new InspectionPlaces(house.work(), store).place(new Subject("inspection", plan.id())).orElseThrow().inside(FIRM_MANAGER.scope())).as("journal, chain and live").isFalse();
            assertThat(house.told("hazard.*")).as("no fact of a hidden plan names its target")
                    .allSatisfy(e -> assertThat(e.subject().number().equals(plan.id()) && e.data().toString().contains(FIRM.text())).isFalse());
            assertThat(inspections.get(plan.id(), HEAD).state()).isEqualTo(InspectionState.PLANNED);
            assertThat(house.told("hazard.hidden-plan-viewed")).as("who saw it").extracting(Entry::account).contains("head");

            inspections.begin(announced.id(), null, HEAD);
            InspectionView begun = inspections.begin(plan.id(), null, HEAD);
            assertThat(begun.number()).as("numbers follow one another").isEqualTo("JC-2026-000002");
            assertThat(inspections.get(plan.id(), FIRM_MANAGER).number()).isEqualTo("JC-2026-000002");
            assertThat(count(FIRM_MANAGER)).isEqualTo(2);
        }

        @Test
        void aFailedItemBecomesAHazardAsksForItsOrderAndCountsForTheTeam() {
            InspectionView plan = inspections.plan(planned(InspectionKind.ROUTINE, true), PLANNER);
            InspectionView done = inspections.record(plan.id(), visit(2, 5), "phone-record-0000001", HEAD);
            house.settle();
            assertThat(done.state()).isEqualTo(InspectionState.RECORDED);
            List<String> made = done.visit().answers().stream().map(Answer::hazard).filter(h -> h != null).toList();
            assertThat(made).hasSize(2);
            HazardView hazard = room.hazards.get(made.get(0));
            assertThat(hazard.title()).isEqualTo("第2项未落实");
            assertThat(hazard.causedBy()).isEqualTo("inspection/" + done.id());
            assertThat(hazard.photos()).hasSize(1);
            assertThat(hazard.description()).contains("物料堆放覆盖100%", done.number());
            List<Entry> asked = house.told("hazard.order-requested");
            assertThat(asked).hasSize(2).allSatisfy(e -> assertThat(e.text("demand")).isEqualTo("BY_DEADLINE"));
            assertThat(asked.get(0).subject().toString()).isEqualTo("hazard/" + made.get(0));
            Entry recorded = house.told("hazard.inspection-recorded").get(0);
            assertThat(recorded.happened()).as("when the visit ended, not when its record came").isEqualTo(done.visit().endedAt());
            assertThat(new InspectionEvidence().of(recorded)).extracting(DutyEvidence.Evidence::kind, DutyEvidence.Evidence::account)
                    .containsExactlyInAnyOrder(org.assertj.core.api.Assertions.tuple("hazard.inspection-done", "head"), org.assertj.core.api.Assertions.tuple("hazard.inspection-led", "head"),
                            org.assertj.core.api.Assertions.tuple("hazard.unannounced-led", "head"), org.assertj.core.api.Assertions.tuple("hazard.inspection-done", "second"));
            var all = new InspectionFigures(house.work(), store).figures(new Period(today(), today()), Scope.EVERYWHERE).rows();
            assertThat(all.get(all.size() - 1)).containsEntry("visits", 1L).containsEntry("items", 6L).containsEntry("failed", 2L).containsEntry("hazards", 2L).containsEntry("unannounced", 1L);

            // Written down of the wrong day: declared void, it is nobody's duty performed; what it found stays found.
            assertThat(inspections.voided(done.id(), null, "记到了别家企业", PLANNER).state()).isEqualTo(InspectionState.VOIDED);
            assertThat(new InspectionEvidence().of(house.told("hazard.inspection-voided").get(0))).hasSize(4).allMatch(DutyEvidence.Evidence::withdrawn);
            assertThat(room.hazards.find(io.shoutu.api.hazard.HazardQuery.newest(50)).total()).isEqualTo(2);
            var left = new InspectionFigures(house.work(), store).figures(new Period(today(), today()), Scope.EVERYWHERE).rows();
            assertThat(left).noneMatch(row -> Long.valueOf(1).equals(row.get("visits")));
        }

        @Test
        void patrolsOfAGridMemberAreCountedWithWhatBecameOfTheirFindings() {
            Actor grid = House.actor("grid", "grid-member");
            Inspection.Planned patrol = new Inspection.Planned(InspectionKind.PATROL, false, "网格巡查", new Target(FIRM.text(), null, "罐区"), List.of(new Member("grid", null, null)), today(), "six-100", null, null, null, null);
            InspectionView walked = inspections.plan(patrol, PLANNER);
            inspections.plan(patrol, PLANNER);
            Visit seen = visit(2);
            List<Answer> answers = seen.answers().stream().map(a -> a.outcome() == Answer.Outcome.FAIL ? new Answer(a.item(), a.outcome(), a.note(), null, null, null) : a).toList();
            InspectionView done = inspections.record(walked.id(), new Visit(seen.begunAt(), seen.endedAt(), seen.fix(), false, true, null, null, answers, seen.photos()), "phone-patrol-0000001", grid);
            String found = done.visit().answers().get(1).hazard();
            PatrolFigures figures = new PatrolFigures(house.work(), store);
            Period month = Period.monthOf(today());
            assertThat(figures.figures(month, Scope.EVERYWHERE).rows()).element(0).satisfies(row -> assertThat(row).containsEntry("member", "grid").containsEntry("planned", 2L).containsEntry("done", 1L)
                    .containsEntry("rate", new BigDecimal("50.0")).containsEntry("found", 1L).containsEntry("adopted", 0L).containsEntry("adoption", new BigDecimal("0.0")));

            room.hazards.verify(found, null, null, House.actor("zhang.wei", "operator"));
            assertThat(figures.figures(month, Scope.EVERYWHERE).rows()).last().satisfies(all -> assertThat(all).containsEntry("member", "合计").containsEntry("adopted", 1L).containsEntry("adoption", new BigDecimal("100.0")));
            assertThat(figures.figures(month, new Scope(false, Set.of(new AreaCode("990102000000")), Set.of(), Set.of())).rows()).as("another town sees none of it").singleElement()
                    .satisfies(all -> assertThat(all).containsEntry("planned", 0L).containsEntry("rate", null));
        }

        @Test
        void aRecordSentAgainCountsOnceAndASecondOneIsKeptToBeReviewed() {
            InspectionView plan = inspections.plan(planned(InspectionKind.ROUTINE, true), PLANNER);
            Visit mine = visit(2);
            InspectionView first = inspections.record(plan.id(), mine, "phone-of-head-000001", HEAD);
            InspectionView again = inspections.record(plan.id(), mine, "phone-of-head-000001", HEAD);
            assertThat(again.id()).isEqualTo(first.id());
            assertThat(room.hazards.find(io.shoutu.api.hazard.HazardQuery.newest(50)).total()).isEqualTo(1);

            InspectionView rival = inspections.record(plan.id(), visit(3), "phone-of-second-0001", SECOND);
            assertThat(rival.state()).isEqualTo(InspectionState.IN_REVIEW);
            assertThat(rival.reason()).contains("已记录", "head");
            assertThat(rival.conflictsWith()).isEqualTo(first.id());
            assertThat(inspections.get(first.id(), HEAD).visit().answers().get(2).outcome()).as("the first stands").isEqualTo(Answer.Outcome.PASS);
            InspectionView adopted = inspections.adopt(rival.id(), null, "两组同时到场，都是真的", PLANNER);
            assertThat(adopted.number()).isEqualTo("JC-2026-000002");
            assertThat(room.hazards.find(io.shoutu.api.hazard.HazardQuery.newest(50)).total()).isEqualTo(2);
        }

        @Test
        void aDayThatGoesByIsTold() {
            InspectionView plan = inspections.plan(planned(InspectionKind.ROUTINE, true), PLANNER);
            for (int i = 0; i < 4; i++) {
                house.clock().advance(Duration.ofDays(1));
                house.settle();
            }
            assertThat(house.told("hazard.inspection-missed")).singleElement().satisfies(e -> assertThat(e.subject().number()).isEqualTo(plan.id()));
        }

        @Test
        void aDrawIsKeptProvedAndSentOut() {
            Draw draw = planning.draw("双随机", new Draw.Pool(List.of(FIRM.text()), List.of(new Draw.Officer("head", "yjj"), new Draw.Officer("second", "yjj")), List.of(), 1, 2), PLANNER);
            assertThat(planning.proof(draw.number()).holds()).isTrue();
            assertThat(planning.draw(draw.number()).picks()).isEqualTo(draw.picks());
            List<InspectionView> sent = planning.assign(draw.number(), today().plusDays(1), "general", PLANNER);
            assertThat(sent).singleElement().satisfies(i -> assertThat(i.unannounced()).isTrue());
            assertThat(count(FIRM_MANAGER)).isZero();
            assertThat(planning.voided(draw.number(), "底册有误", PLANNER).state()).isEqualTo(Draw.State.VOIDED);
            assertThatThrownBy(() -> planning.assign(draw.number(), today(), "general", PLANNER)).hasMessageContaining("作废");
        }

        @Test
        void aSheetHasVersionsAndAPlanItsProgress() {
            Sheet own = planning.publish(new Sheet("six-100", 0, "六个百分之百（本县）", "六个100%", today(), null, null, List.of(new Sheet.Item(1, null, "围挡100%", null))), PLANNER);
            assertThat(own.version()).isEqualTo(2);
            PlanningService.PlanView plan = planning.draft(2026, "yjj", "2026年度监督检查计划", List.of(new YearPlan.Line(FIRM.text(), null, null, "six-100", 2, 2, true)), PLANNER);
            planning.move(plan.plan().number(), null, YearPlan.Verb.SUBMISSION, null, PLANNER);
            planning.move(plan.plan().number(), null, YearPlan.Verb.APPROVAL, null, LEADER);
            Inspection.Planned p = planned(InspectionKind.ROUTINE, true);
            InspectionView i = inspections.plan(new Inspection.Planned(p.kind(), true, p.title(), p.target(), p.team(), p.day(), "six-100", plan.plan().number(), null, null, null), PLANNER);
            assertThat(i.sheetVersion()).isEqualTo(2);
            inspections.begin(i.id(), null, HEAD);
            PlanningService.PlanView now = planning.plan(plan.plan().number(), PLANNER);
            assertThat(List.of(now.planned(), now.done())).containsExactly(2L, 1L);
            assertThat(now.moves()).anySatisfy(o -> assertThat(o.whyNot()).isNotBlank());
        }
    }
}
