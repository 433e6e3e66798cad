package io.shoutu.responsibility;

import static io.shoutu.responsibility.DutyRoom.ASSISTANT;
import static io.shoutu.responsibility.DutyRoom.CLERK;
import static io.shoutu.responsibility.DutyRoom.COMMITTEE;
import static io.shoutu.responsibility.DutyRoom.COUNTY;
import static io.shoutu.responsibility.DutyRoom.HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.notices.Notices;
import io.shoutu.api.notices.Progress;
import io.shoutu.api.supervision.SupervisionFacts;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.testing.House;
import io.shoutu.notices.NoticesRoom;
import io.shoutu.responsibility.DutyRoom.Visits;
import io.shoutu.responsibility.domain.Basis;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.Cycle;
import io.shoutu.responsibility.domain.Deliverable;
import io.shoutu.responsibility.domain.Duty;
import io.shoutu.responsibility.domain.DutyClass;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.Rhythm;
import io.shoutu.responsibility.domain.Stage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is done around a list: reminders that climb, sources that come later, assistants, results, imports, gaps and a dispute, on both databases. */
class DutyCareTest {
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

    abstract static class Story {
        private final DutyRoom room;
        private final House house;
        private final Sources sources;
        private final DutyLists lists;
        private final Fulfilment fulfilment;
        private final Ledger ledger;
        private final Reminders reminders;
        private final Deliverables deliverables;
        private final ListImports imports;
        private final Coverages coverages;
        private final Disputes disputes;

        Story(House house) {
            room = new DutyRoom(house);
            this.house = house;
            sources = room.sources;
            sources.bind(new DeliverableEvidence());
            lists = room.lists;
            fulfilment = room.fulfilment;
            ledger = room.ledger;
            reminders = room.reminders;
            deliverables = room.deliverables;
            imports = room.imports;
            coverages = room.coverages;
            disputes = room.disputes;
        }

        @BeforeEach
        void people() {
            room.people();
        }

        @AfterEach
        void close() {
            room.close();
        }

        private static Duty duty(String kind, Rhythm rhythm) {
            return DutyRoom.duty("1", kind, rhythm);
        }

        private DutyList inForce(Duty duty) {
            return room.inForce(duty);
        }

        private void visit(String number) {
            room.visit(number, "zhao", "visit.led");
        }

        @Test
        void remindersClimbOnceEachWithTheReceiptOfEachUntilTheDutyIsPerformed() {
            NoticesRoom desk = new NoticesRoom(house);
            desk.account("zhao", "leader");
            desk.account("committee", "leader");
            reminders.bind(desk.desk);
            sources.bind(new Visits());
            DutyList list = inForce(duty("visit.led", new Rhythm.Every(Cycle.QUARTER, 1, null)));
            desk.settle();
            // The mornings on which something is due, and those around them, on which nothing is.
            for (String day : List.of("2026-03-15", "2026-03-16", "2026-03-17", "2026-03-24", "2026-03-28", "2026-03-30", "2026-03-31", "2026-04-01", "2026-04-02", "2026-04-07", "2026-04-08", "2026-04-09")) {
                house.clock().set(Instant.parse(day + "T01:00:00Z"));
                desk.settle();
            }
            // Due on 31 March: 15, 7 and 3 days before, on the day, the day after, a week after. Each was given once, as a notice of its own that lies with its addressee.
            List<Reminders.Told> ladder = reminders.of(list);
            assertThat(ladder).extracting(told -> told.reminder().on() + " " + told.reminder().stage() + " " + told.reminder().addressee()).containsExactly("2026-04-07 SUPERIOR role:leader",
                    "2026-04-01 OVERDUE account:zhao", "2026-03-31 DUE account:zhao", "2026-03-28 DUE_SOON account:zhao", "2026-03-24 DUE_SOON account:zhao", "2026-03-16 DUE_SOON account:zhao");
            assertThat(ladder).extracting(told -> told.reminder().notice()).doesNotContainNull().doesNotHaveDuplicates();
            assertThat(ladder).allSatisfy(told -> {
                Notices.View notice = desk.desk.about(list.subject()).stream().filter(each -> each.id().equals(told.reminder().notice())).findFirst().orElseThrow();
                assertThat(notice.title()).contains(told.reminder().stage().label());
                assertThat(notice.text()).contains("应履职 1 次，已履职 0 次", "2026-03-31");
                assertThat(notice.receipts()).as("the receipt that is stored is the receipt that is shown").isEqualTo(told.receipts());
                assertThat(told.receipts()).isNotEmpty().allSatisfy(receipt -> {
                    assertThat(receipt.channel()).isEqualTo("in-app");
                    assertThat(receipt.progress()).isEqualTo(Progress.DELIVERED);
                    assertThat(Legal.day(receipt.deliveredAt())).isEqualTo(told.reminder().on());
                });
            });
            assertThat(ladder.get(0).receipts()).extracting(Notices.Receipted::to).as("every superior").containsExactlyInAnyOrder("account:zhao", "account:committee");
            assertThat(ladder.subList(1, 6)).allSatisfy(told -> assertThat(told.receipts()).extracting(Notices.Receipted::to).containsExactly("account:zhao"));
            desk.desk.read(ladder.get(1).reminder().notice(), HEAD);
            assertThat(reminders.of(list).get(1).receipts()).singleElement().satisfies(receipt -> assertThat(receipt.readAt()).as("he read it, and that is seen").isEqualTo(house.clock().instant()));
            assertThat(house.told("responsibility.reminded")).hasSize(6).last().satisfies(e -> assertThat(e.text("bearer")).isEqualTo("person:p1"));

            // A visit of March, recorded in April, performs it after all: said once, and the superior is told anew where that visit is taken back.
            room.visit("march", "zhao", "visit.led", Instant.parse("2026-03-20T02:00:00Z"), null);
            room.days(2);
            assertThat(house.told("responsibility.caught-up")).singleElement().satisfies(e -> assertThat(e.text("code")).isEqualTo("1"));
            assertThat(reminders.of(list).get(0).reminder().stage()).isEqualTo(Stage.CAUGHT_UP);
            room.visit("march", "zhao", "visit.voided");
            room.days(1);
            assertThat(house.told("responsibility.reminded").stream().filter(e -> "SUPERIOR".equals(e.text("stage")))).hasSize(2);
        }

        @Test
        void whoIsPerformedIsNotRemindedAndASourceThatComesLaterMissesNothing() {
            DutyEvidence visits = new Visits();
            sources.bind(visits);
            DutyList list = inForce(duty("visit.led", new Rhythm.Every(Cycle.QUARTER, 1, null)));
            sources.unbind(visits);
            visit("1");
            house.settle();
            assertThat(fulfilment.of(list, house.clock().instant()).tally().done()).as("nobody there to judge it").isZero();
            sources.bind(visits);
            CatchingUp catching = new CatchingUp(house.work(), room.reminderStore, room.hearing, house.journal(), house.listeners(), house.clock());
            assertThat(catching.read(visits)).isEqualTo(1);
            assertThat(catching.read(visits)).as("once").isZero();
            assertThat(fulfilment.of(list, house.clock().instant()).tally().done()).isEqualTo(1);
            house.clock().advance(Duration.ofDays(46));
            house.settle();
            assertThat(reminders.of(list)).isEmpty();
        }

        @Test
        void anAssistantEntersAndNeverSigns() {
            sources.bind(new Visits());
            DutyList list = inForce(duty("visit.led", new Rhythm.Every(Cycle.QUARTER, 1, null)));
            ledger.appoint(list.bearer(), "miao", "代为填报履职说明", LocalDate.of(2026, 1, 1), CLERK);
            assertThat(ledger.remark(list.number(), "1", LocalDate.of(2026, 1, 1), "月底前安排", LocalDate.of(2026, 2, 27), ASSISTANT).planned()).isEqualTo(LocalDate.of(2026, 2, 27));
            assertThatThrownBy(() -> ledger.sign(list.number(), ASSISTANT)).isInstanceOf(Problem.Forbidden.class).hasMessageContaining("不能代为签认");
            assertThat(ledger.sign(list.number(), HEAD).digest()).isEqualTo(ledger.signatures(list).get(0).digest());
            assertThatThrownBy(() -> ledger.remark(list.number(), "1", LocalDate.of(2026, 1, 1), "我来填", null, House.actor("nobody"))).isInstanceOf(Problem.Forbidden.class);
        }

        @Test
        void aListIsNotSignedWhileAnOverdueItemIsNeitherPerformedNorExplained() {
            sources.bind(new Visits());
            DutyList list = inForce(duty("visit.led", new Rhythm.Every(Cycle.QUARTER, 1, null)));
            Standings standings = new Standings(lists, fulfilment, ledger, sources, house.directory(), house.journal(), room.words, house.clock());
            assertThat(standings.standing(list, null, HEAD).whyNotSign()).as("not due yet").isNull();
            house.clock().advance(Duration.ofDays(80));
            assertThat(standings.standing(list, null, HEAD).whyNotSign()).contains("条目 1（2026年第一季度）", "填报说明");
            assertThatThrownBy(() -> ledger.sign(list.number(), HEAD)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("条目 1（2026年第一季度）");
            assertThat(ledger.signatures(list)).isEmpty();
            ledger.remark(list.number(), "1", LocalDate.of(2026, 1, 1), "因防汛推迟", null, HEAD);
            assertThat(standings.standing(list, null, HEAD).whyNotSign()).isNull();
            assertThat(ledger.sign(list.number(), HEAD).done()).as("explained, not performed").isZero();
        }

        @Test
        void aResultCountsOnceAcceptedAndNoLongerWhenItHasExpiredOrIsVoid() throws IOException {
            DutyList list = inForce(duty(DeliverableEvidence.CODE, new Rhythm.Every(Cycle.YEAR, 1, null)));
            String file = house.attachments().store("report.pdf", "application/pdf", new ByteArrayInputStream("%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII)), HEAD).id();
            var handed = deliverables.handIn(list.number(), "1", "检查总结", null, LocalDate.of(2026, 2, 10), LocalDate.of(2026, 3, 31), List.of(file), HEAD);
            house.settle();
            assertThat(fulfilment.of(list, house.clock().instant()).tally().done()).as("not accepted yet").isZero();
            assertThatThrownBy(() -> deliverables.accept(handed.number(), null, HEAD)).hasMessageContaining("提交人不能验收");
            deliverables.accept(handed.number(), null, COMMITTEE);
            house.settle();
            assertThat(fulfilment.of(list, house.clock().instant()).tally().done()).isEqualTo(1);
            assertThat(deliverables.get(handed.number(), HEAD).files()).singleElement().satisfies(each -> assertThat(each.sha256()).hasSize(64));
            house.clock().advance(Duration.ofDays(60));
            assertThat(fulfilment.of(list, house.clock().instant()).tally().lines().get(0)).satisfies(line -> {
                assertThat(line.fulfilled()).as("its validity is over").isFalse();
                assertThat(line.expired()).hasSize(1);
            });
            assertThat(deliverables.voided(handed.number(), null, "材料不实", COMMITTEE).state()).isEqualTo(Deliverable.State.VOIDED);
            house.settle();
            assertThat(fulfilment.of(list, house.clock().instant()).tally().lines().get(0).reversed()).hasSize(1);
        }

        @Test
        void fiftyNineDepartmentsWithTwoHundredAndThirtySixItemsComeInRowByRow() {
            sources.bind(new Visits());
            List<Supplier<ListImports.Row>> rows = new ArrayList<>();
            for (int d = 1; d <= 59; d++) {
                String unit = "dep" + d;
                room.department(unit, "县第" + d + "局");
                IntStream.rangeClosed(1, 4).forEach(i -> rows.add(() -> new ListImports.Row(new Bearer(unit, null), "部门监管责任清单", null, 2026, null, new Duty(i + "", DutyClass.REGULATORY, "监管事项" + i,
                        new Basis("三定方案", null, null), new Rhythm.Every(Cycle.QUARTER, 1, null), Set.of("visit.led"), false, null))));
            }
            rows.add(() -> new ListImports.Row(new Bearer("nowhere", null), "部门监管责任清单", null, 2026, null, duty("visit.led", new Rhythm.Every(Cycle.YEAR, 1, null))));
            List<ListImports.Outcome> first = imports.take(rows, CLERK);
            assertThat(first.subList(0, 236)).allSatisfy(outcome -> assertThat(outcome.problem()).isNull());
            assertThat(first.get(236).problem()).isInstanceOf(Problem.Invalid.class).hasMessageContaining("nowhere");
            assertThat(lists.find(2026, null, null, "部门监管责任清单", null, null, 500, CLERK)).satisfies(page -> {
                assertThat(page.total()).isEqualTo(59);
                assertThat(page.items()).allSatisfy(list -> assertThat(list.duties()).hasSize(4));
            });
            assertThat(imports.take(rows, CLERK).subList(0, 236)).as("the same file again").allSatisfy(outcome -> assertThat(outcome.known()).isTrue());
            assertThat(lists.find(2026, null, null, "部门监管责任清单", null, null, 20, CLERK)).satisfies(page -> assertThat(page.next()).isNotNull());
        }

        @Test
        void anEnterpriseNobodySupervisesIsAGapAndADisputeGivesItALead() {
            sources.bind(new Visits());
            for (String unit : List.of("yjj", "gxj")) {
                room.department(unit, unit);
                Duty covering = new Duty("1", DutyClass.REGULATORY, "监管工贸企业", new Basis("安全生产法", "第十条", null), new Rhythm.Every(Cycle.YEAR, 1, null), Set.of("visit.led"), false, null,
                        new Duty.Coverage(true, Set.of("工贸")), Set.of("三定已写入"), null);
                imports.takePast(List.of(() -> new ListImports.Past(unit + "清单", new Bearer(unit, null), "部门监管责任清单", null, 2026, LocalDate.of(2026, 1, 1), List.of(covering))), CLERK);
            }
            CreditCode code = DutyRoom.firm(1);
            house.directory().put(new Enterprise(code, "安澜某厂", COUNTY, "3411", "工贸", null, null, null), CLERK);
            assertThat(coverages.gaps(2026, CLERK).enterprises()).singleElement().satisfies(gap -> assertThat(gap.why()).isEqualTo("没有牵头监管部门"));
            assertThat(coverages.overlaps(2026, CLERK)).singleElement().satisfies(overlap -> assertThat(overlap.sector()).isEqualTo("工贸"));
            var dispute = disputes.raise("某厂由谁牵头", "两局清单都牵头工贸", null, code.text(), List.of("yjj", "gxj"), CLERK);
            assertThatThrownBy(() -> disputes.rule(dispute.number(), null, "gxj", "业务相近", null, COMMITTEE)).hasMessageContaining("未陈述意见");
            disputes.say(dispute.number(), null, "yjj", "属于工业企业，应由工信部门牵头", CLERK);
            disputes.say(dispute.number(), null, "gxj", "同意牵头", CLERK);
            assertThat(disputes.rule(dispute.number(), null, "gxj", "安全生产法第十条，业务相近", null, COMMITTEE).stateLabel()).isEqualTo("已裁定");
            assertThat(house.directory().enterprise(code).orElseThrow().lead()).isEqualTo("gxj");
            assertThat(coverages.gaps(2026, CLERK).enterprises()).as("must be 0").isEmpty();
        }

        @Test
        void anEnterprisesListIsPerformedByWhoeverHeadedItThatDayAndSeenWhereTheEnterpriseIs() {
            sources.bind(new Visits());
            house.listen("responsibility.heads", new HeadHearing(house.work(), room.store)::heard, "supervision.*");
            CreditCode code = DutyRoom.firm(1);
            room.department("yjj", "县应急管理局");
            house.directory().put(new Enterprise(code, "安澜某厂", COUNTY, "3411", "工贸", "yjj", null, null), CLERK);
            assertThat(imports.takePast(List.of(() -> past(Bearer.of(DutyRoom.firm(2), Bearer.HEAD))), CLERK).get(0).problem())
                    .as("one nobody knows").hasMessageContaining("名录中没有");
            String number = imports.takePast(List.of(() -> past(Bearer.of(code, Bearer.HEAD))), CLERK).get(0).number();
            head(code, "p1", LocalDate.of(2025, 1, 1), LocalDate.of(2026, 2, 12));
            head(code, "p3", LocalDate.of(2026, 2, 13), null);
            visit("1");
            room.visit("2", "zhao", "visit.led", house.clock().instant().minus(Duration.ofDays(2)), null);
            room.visit("3", "miao", "visit.led");
            DutyList list = lists.get(number, CLERK);
            var standing = fulfilment.of(list, house.clock().instant());
            assertThat(standing.holdings()).extracting(h -> h.person()).containsExactly("p1", "p3");
            assertThat(standing.tally().done()).as("his visit after he left does not count, hers does").isEqualTo(2);
            // What she does at another firm is that firm's: it is shown with the reason and does not count here.
            house.directory().put(new Enterprise(DutyRoom.firm(2), "安澜别厂", COUNTY, "3411", "工贸", "yjj", null, null), CLERK);
            room.visit("4", "miao", "visit.led", house.clock().instant(), code.text());
            room.visit("5", "miao", "visit.led", house.clock().instant(), DutyRoom.firm(2).text());
            Standings standings = new Standings(lists, fulfilment, ledger, sources, house.directory(), house.journal(), room.words, house.clock());
            assertThat(standings.standing(list, null, CLERK)).satisfies(seen -> {
                assertThat(seen.figures().done()).isEqualTo(3);
                assertThat(seen.uncounted()).filteredOn(act -> act.subject().equals("5")).singleElement().satisfies(act -> assertThat(act.why()).contains("安澜别厂", "不计入"));
            });
            Actor own = new Actor("plant", "企业", Actor.Kind.PERSON, Set.of("rectifier"), new Scope(false, Set.of(), Set.of(), Set.of(code)));
            Actor other = new Actor("other", "别处", Actor.Kind.PERSON, Set.of("rectifier"), new Scope(false, Set.of(), Set.of("gxj"), Set.of()));
            assertThat(lists.get(number, own).bearer().label(house.directory())).isEqualTo("安澜某厂 主要负责人");
            assertThat(lists.find(2026, null, null, null, null, null, 50, own).items()).hasSize(1);
            assertThat(lists.find(2026, null, null, null, null, null, 50, other).items()).isEmpty();
            assertThatThrownBy(() -> lists.get(number, other)).isInstanceOf(Problem.NotFound.class);
            assertThat(coverages.gaps(2026, CLERK).allStaff()).satisfies(all -> assertThat(all.built() + "/" + all.of()).isEqualTo("1/2"));
        }

        private static ListImports.Past past(Bearer bearer) {
            return new ListImports.Past("主要负责人清单", bearer, "部门监管责任清单", null, 2026, LocalDate.of(2026, 1, 1), List.of(duty("visit.led", new Rhythm.Every(Cycle.YEAR, 1, null))));
        }

        private void head(CreditCode code, String person, LocalDate from, LocalDate to) {
            Map<String, Object> data = new java.util.HashMap<>(Map.of("person", person, "title", Bearer.HEAD, "from", from.toString()));
            data.put("to", to == null ? null : to.toString());
            house.work().execute(tx -> house.journal().write(tx, new Fact(new Subject("enterprise", code.text()), SupervisionFacts.HEAD_CHANGED, house.clock().instant(), CLERK, data)));
        }
    }
}
