package io.shoutu.supervision.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.commons.testing.House;
import io.shoutu.supervision.domain.Addressee;
import io.shoutu.supervision.domain.Dated;
import io.shoutu.supervision.domain.Flow;
import io.shoutu.supervision.domain.Instrument;
import io.shoutu.supervision.domain.InstrumentStore;
import io.shoutu.supervision.domain.Kind;
import io.shoutu.supervision.domain.LadderStore;
import io.shoutu.supervision.domain.PointStore;
import io.shoutu.supervision.domain.Points;
import io.shoutu.supervision.domain.Proposal;
import io.shoutu.supervision.domain.Rung;
import io.shoutu.supervision.domain.Said;
import io.shoutu.supervision.domain.Sheets;
import io.shoutu.supervision.domain.State;
import io.shoutu.supervision.domain.TimeLimit;
import io.shoutu.supervision.domain.Verb;
import io.shoutu.supervision.domain.Watch;
import io.shoutu.supervision.domain.Whom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the stores of this room keep, on both databases. */
class SqlInstrumentStoreTest {
    @Nested
    class OnDerby extends Contract {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends Contract {
        OnPostgres() {
            super(House.onPostgres());
        }
    }

    private abstract static class Contract {
        private static final AreaCode TOWN = new AreaCode("990101001000");
        private static final Place HERE = new Place(TOWN, "yjj", null);
        private final House house;
        private final InstrumentStore store;
        private final LadderStore ladder;
        private final PointStore points;

        Contract(House given) {
            house = given.and("supervision", SqlInstrumentStore.class);
            store = new SqlInstrumentStore(house.sql(), house.schema("supervision"));
            ladder = new SqlLadderStore(house.sql(), house.schema("supervision"));
            points = new SqlPointStore(house.sql(), house.schema("supervision"));
        }

        @AfterEach
        void leave() {
            house.close();
        }

        private static Instrument numbered(Instrument p, String number, String document) {
            return new Instrument(number, p.draft(), p.flow(), p.state(), p.since(), document, p.deadline(), p.firstDeadline(), p.provisional(), p.signBy(), p.overdue(), p.missed(), p.score(), p.lateScore(),
                    p.deeds(), p.draftedBy(), p.draftedAt(), p.chasedOn(), p.version());
        }

        @Test
        void everyRuleIsReadAsItWasWrittenAndWrittenAnewWhereItHasNotBegun() {
            LocalDate day = LocalDate.of(2027, 1, 1);
            SqlRuleStore rules = new SqlRuleStore(house.sql(), house.schema("supervision"));
            List<Dated> all = List.of(new Kind("letter-x", "函", Flow.LETTER, "DBX", "安安委办函", 5, true, -1, -2, "文", day, null), new TimeLimit("sign", "文书签收", 3, false, "文", "第三条", day, null),
                    new Rung("duty", 3, 20, true, "circular", false, Rung.To.SAME, "通报", "文", day, null), new Points.Rule("drill", "未演练", 2, "文", day, null), new Points.Threshold(16, "重点", "后果", null, "文", day, day.plusDays(9)));
            List<Dated> read = house.work().run(tx -> {
                all.forEach(rule -> rules.put(tx, rule.until(day.plusDays(99))));
                all.forEach(rule -> rules.put(tx, rule));
                return Stream.<List<? extends Dated>>of(store.kinds(tx), store.limits(tx), ladder.rungs(tx), points.rules(tx), points.thresholds(tx)).<Dated>flatMap(List::stream).filter(r -> r.from().equals(day)).toList();
            });
            assertThat(read).containsExactlyElementsOf(all);
            assertThat(house.work().<Long>run(tx -> {
                all.forEach(rule -> rules.remove(tx, rule));
                return store.kinds(tx).stream().filter(k -> k.code().equals("letter-x")).count();
            })).isZero();
        }

        @Test
        void everyPaperInEveryStateIsReadAsItWasKept() {
            int i = 0;
            for (Flow flow : Flow.values()) {
                for (State state : flow.table().moves().stream().map(m -> m.from()).distinct().toList()) {
                    Instrument paper = numbered(Sheets.in(flow, state), "DB-2026-0001" + String.format("%02d", i), state.inside() ? null : "文〔2026〕" + ++i + "号");
                    i += state.inside() ? 1 : 0;
                    assertThat(house.work().<Instrument>run(tx -> {
                        store.add(tx, paper, HERE);
                        return store.find(tx, paper.number()).orElseThrow();
                    })).isEqualTo(paper);
                }
            }
        }

        @Test
        void aMoveIsKeptOnceAndTheSecondOneIsStale() {
            Instrument fresh = Sheets.fresh(Flow.LETTER);
            house.work().execute(tx -> store.add(tx, fresh, HERE));
            Instrument after = fresh.move(Verb.SUBMISSION, Sheets.DRAFTER, Said.of("请审"), false, Sheets.kind(Flow.LETTER), Sheets.DAYS, Sheets.NOW);
            Instrument kept = house.work().run(tx -> store.keep(tx, after));
            assertThat(kept.version()).isEqualTo(2);
            assertThat(kept.deeds()).hasSize(1);
            assertThat(kept.draft().cc()).extracting(Addressee::toString).containsExactly("unit:xz400");
            assertThatThrownBy(() -> house.work().run(tx -> store.keep(tx, after))).isInstanceOf(Problem.Stale.class);
        }

        @Test
        void aListIsPagedCountedFilteredAndKeptToTheScope() {
            house.work().execute(tx -> {
                for (int i = 1; i <= 5; i++) {
                    store.add(tx, numbered(Sheets.in(Flow.LETTER, i == 5 ? State.DRAFTED : State.ISSUED), "DB-2026-00000" + i, i == 5 ? null : "安安委办〔2026〕" + i + "号"), HERE);
                }
            });
            Whom all = Whom.EVERYBODY;
            Page<Instrument> first = house.work().run(tx -> store.list(tx, query(null, null, null, 2), all));
            assertThat(first.total()).isEqualTo(5);
            assertThat(first.items()).extracting(Instrument::number).containsExactly("DB-2026-000005", "DB-2026-000004");
            assertThat(house.work().<Page<Instrument>>run(tx -> store.list(tx, query(null, null, first.next(), 2), all)).items()).extracting(Instrument::number).containsExactly("DB-2026-000003", "DB-2026-000002");
            assertThat(house.work().<Page<Instrument>>run(tx -> store.list(tx, query(null, "〔2026〕3", null, 9), all)).items()).extracting(Instrument::number).containsExactly("DB-2026-000003");
            assertThat(house.work().<Page<Instrument>>run(tx -> store.list(tx, query(null, "%", null, 9), all)).items()).isEmpty();
            assertThat(house.work().<Page<Instrument>>run(tx -> store.list(tx, query(State.DRAFTED, null, null, 9), all)).total()).isEqualTo(1);
            assertThat(total(new Whom(Scope.EVERYWHERE, Set.of(), false))).as("drafts are the office's own").isEqualTo(4);
            assertThat(total(new Whom(new Scope(false, Set.of(TOWN), Set.of(), Set.of()), Set.of(), true))).isEqualTo(5);
            assertThat(total(new Whom(Scope.NOWHERE, Set.of(), true))).isZero();
            assertThat(total(new Whom(Scope.NOWHERE, Set.of("unit:yjj"), false))).as("addressed").isEqualTo(4);
            assertThatThrownBy(() -> house.work().run(tx -> store.list(tx, query(null, null, "x'--", 9), all))).isInstanceOf(Problem.Invalid.class);
            assertThat(house.work().<List<Instrument>>run(tx -> store.about(tx, new Subject("hazard", "YH-2026-000001")))).hasSize(5);
            assertThat(house.work().<List<InstrumentStore.Count>>run(tx -> store.counts(tx, 2026, all))).singleElement().satisfies(c -> assertThat(c.issued()).isEqualTo(4));
            assertThat(house.work().<Page<Instrument>>run(tx -> store.waiting(tx, Set.of(State.ISSUED), null, Set.of("unit:yjj"), all, 2)).total()).isEqualTo(4);
        }

        private long total(Whom whom) {
            return house.work().<Page<Instrument>>run(tx -> store.list(tx, InstrumentStore.Query.newest(9), whom)).total();
        }

        private static InstrumentStore.Query query(State state, String text, String cursor, int limit) {
            return new InstrumentStore.Query(null, null, state, null, null, text, null, null, null, null, cursor, limit);
        }

        @Test
        void whoIsRemindedTodayIsNotFoundAgainToday() {
            house.work().execute(tx -> store.add(tx, Sheets.in(Flow.LETTER, State.ISSUED), HERE));
            assertThat(house.work().<List<Instrument>>run(tx -> store.toChase(tx, Sheets.TODAY, "", 9))).hasSize(1);
            house.work().execute(tx -> store.chased(tx, "DB-2026-000001", Sheets.TODAY));
            assertThat(house.work().<List<Instrument>>run(tx -> store.toChase(tx, Sheets.TODAY, "", 9))).isEmpty();
            assertThat(house.work().<List<Instrument>>run(tx -> store.toChase(tx, Sheets.TODAY.plusDays(1), "", 9))).hasSize(1);
        }

        @Test
        void rulesHaveSourcesAndEveryRungProposesAKindThereIs() {
            house.work().execute(tx -> {
                List<String> kinds = store.kinds(tx).stream().map(k -> k.code()).toList();
                assertThat(store.kinds(tx)).hasSize(7).allSatisfy(k -> assertThat(k.source()).isNotBlank());
                assertThat(store.kinds(tx).stream().map(k -> k.flow()).distinct()).containsExactlyInAnyOrder(Flow.values());
                assertThat(store.kinds(tx).stream().map(k -> k.series())).doesNotHaveDuplicates().allMatch(s -> s.matches("[A-Z]{1,10}"));
                assertThat(store.limits(tx)).extracting(l -> l.code()).containsAll(Sheets.DAYS.limits().stream().map(l -> l.code()).toList());
                assertThat(ladder.rungs(tx)).isNotEmpty().allSatisfy(r -> assertThat(kinds).contains(r.kind()));
                assertThat(points.thresholds(tx)).allSatisfy(t -> assertThat(kinds).contains(t.kind()));
                assertThat(points.rules(tx)).allSatisfy(r -> assertThat(r.source()).isNotBlank());
            });
        }

        @Test
        void whatIsWatchedIsSettledOnceAndCanBeginAgain() {
            Subject hazard = new Subject("hazard", "YH-2026-000001");
            Watch watch = new Watch(hazard, "hazard", "罐区", null, new Addressee(Addressee.Sort.UNIT, "yjj"), Sheets.TODAY, true, Sheets.NOW, null, null);
            house.work().execute(tx -> {
                ladder.watch(tx, watch, HERE);
                assertThat(ladder.watched(tx, hazard)).contains(watch);
                assertThat(ladder.climbing(tx, Whom.EVERYBODY, 9)).containsExactly(watch);
                assertThat(ladder.climbing(tx, new Whom(Scope.NOWHERE, Set.of(), true), 9)).isEmpty();
                assertThat(ladder.climbingAfter(tx, "", 9)).hasSize(1);
                assertThat(ladder.climbingAfter(tx, hazard.toString(), 9)).isEmpty();
                assertThat(ladder.settle(tx, hazard, "已验收", Sheets.NOW)).isTrue();
                assertThat(ladder.settle(tx, hazard, "已验收", Sheets.NOW)).isFalse();
                ladder.watch(tx, watch, HERE);
                assertThat(ladder.watched(tx, hazard).orElseThrow().endedAt()).isNull();
                Proposal proposal = new Proposal("DBJY-2026-000001", hazard, "hazard", 1, "reminder", null, null, "标题", "理由", "要求", Proposal.State.OPEN, Sheets.NOW, null, null, null, null, Sheets.TODAY, 1);
                ladder.add(tx, proposal, HERE);
                assertThat(ladder.about(tx, hazard)).containsExactly(proposal);
                assertThat(ladder.keep(tx, proposal.declined(Sheets.DRAFTER, "不必", Sheets.NOW)).state()).isEqualTo(Proposal.State.DECLINED);
                assertThat(ladder.list(tx, Proposal.State.OPEN, Whom.EVERYBODY, 9).total()).isZero();
            });
        }

        @Test
        void pointsAreSummedByPersonAndEnterpriseWithoutTheRevoked() {
            String firm = "91990101MA0000001X";
            Points one = new Points("JF-2026-000001", "p1", firm, "r", "规则", 6, "示例", LocalDate.of(2026, 1, 5), 2026, null, null, "a", Instant.EPOCH, Points.State.EFFECTIVE, new Points.Decision("b", Sheets.NOW, "属实"), null, null, null, null, 1);
            Points two = new Points("JF-2026-000002", "p1", firm, "r", "规则", 3, "示例", LocalDate.of(2026, 1, 6), 2026, new Subject("hazard", "YH-2026-000001"), "说明", "a", Instant.EPOCH, Points.State.EFFECTIVE, new Points.Decision("b", Sheets.NOW, "属实"), null, null, null, null, 1);
            house.work().execute(tx -> {
                points.put(tx, new Points.Head("p1", firm, LocalDate.of(2024, 1, 1), null, "厂长"));
                points.put(tx, new Points.Head("p1", firm, LocalDate.of(2024, 1, 1), LocalDate.of(2026, 1, 31), "厂长"));
                assertThat(points.heads(tx, firm, "p1")).singleElement().satisfies(h -> assertThat(h.to()).isEqualTo(LocalDate.of(2026, 1, 31)));
                points.add(tx, one, HERE);
                points.add(tx, two, HERE);
                assertThat(points.find(tx, two.number())).contains(two);
                assertThat(points.total(tx, "p1", 2026)).isEqualTo(9);
                assertThat(points.total(tx, "p1", 2025)).isZero();
                points.keep(tx, one.revoked(Sheets.actor("boss", "leader"), "误记", Sheets.NOW));
                assertThat(points.sums(tx, 2026, Whom.EVERYBODY)).containsExactly(new PointStore.Sum("p1", firm, 3, 1));
                assertThat(points.list(tx, 2026, "p1", firm, Whom.EVERYBODY, 9)).hasSize(2);
                assertThat(points.list(tx, 2026, null, null, new Whom(Scope.NOWHERE, Set.of(), true), 9)).isEmpty();
                assertThat(points.list(tx, 2026, null, null, new Whom(Scope.NOWHERE, Set.of("person:p1"), false), 9)).as("his own he sees wherever they lie").hasSize(2);
                Points said = points.keep(tx, new Points(two.number(), "p1", firm, "r", "规则", 3, "示例", two.happenedOn(), 2026, two.about(), "说明", "a", Instant.EPOCH, Points.State.EFFECTIVE, null, null, null, null,
                        new Points.Objection("p1", Sheets.NOW, "不属实", false, null, null, null, false), 1));
                assertThat(said.contested()).isTrue();
                assertThat(points.contested(tx, Whom.EVERYBODY, 9)).satisfies(page -> assertThat(page.items() + " " + page.total()).isEqualTo(List.of(said) + " 1"));
                assertThat(points.keep(tx, said.revoked(Sheets.actor("boss", "leader"), "属实", Sheets.NOW)).objection()).satisfies(answered -> assertThat(answered.upheld() + " " + answered.answer()).isEqualTo("true 属实"));
                assertThat(points.contested(tx, Whom.EVERYBODY, 9).items()).isEmpty();
                Points open = new Points("JF-2026-000003", "p2", firm, "r", "规则", 6, "示例", LocalDate.of(2026, 1, 7), 2026, null, null, "a", Instant.EPOCH, Points.State.PROPOSED, null, null, null, null, null, 1);
                points.add(tx, open, HERE);
                assertThat(points.find(tx, open.number())).contains(open);
                assertThat(points.total(tx, "p2", 2026)).as("counts for nothing yet").isZero();
                assertThat(points.sums(tx, 2026, Whom.EVERYBODY)).noneMatch(sum -> sum.person().equals("p2"));
                assertThat(points.proposed(tx, "boss", Whom.EVERYBODY, 9)).satisfies(page -> assertThat(page.items() + " " + page.total()).isEqualTo(List.of(open) + " 1"));
                assertThat(points.proposed(tx, "a", Whom.EVERYBODY, 9).total()).as("not for whoever proposed it").isZero();
                Points counting = points.keep(tx, open.approved(Sheets.actor("boss", "leader"), null, Sheets.NOW));
                assertThat(counting.decision()).isEqualTo(new Points.Decision("boss", Sheets.NOW, null));
                assertThat(points.total(tx, "p2", 2026)).isEqualTo(6);
                assertThat(points.proposed(tx, "boss", Whom.EVERYBODY, 9).items()).isEmpty();
            });
        }

        @Test
        void aPaperWeighsInEachYearInWhichItMissedADeadline() {
            Instrument out = numbered(Sheets.in(Flow.LETTER, State.SIGNED), "DB-2026-000077", "安安委办〔2026〕77号");
            Instrument late = new Instrument(out.number(), out.draft(), out.flow(), out.state(), out.since(), out.document(), out.deadline(), out.firstDeadline(), false, out.signBy(), true,
                    List.of(LocalDate.of(2026, 12, 30), LocalDate.of(2027, 1, 20)), -1, -2, out.deeds(), out.draftedBy(), out.draftedAt(), null, 1);
            house.work().execute(tx -> {
                store.add(tx, late, HERE);
                assertThat(store.find(tx, late.number()).orElseThrow().missed()).isEqualTo(late.missed());
                assertThat(store.weighing(tx, late.draft().addressee().toString(), 2027)).singleElement()
                        .satisfies(paper -> assertThat(paper.effects()).extracting(e -> e.day().getYear() + " " + e.points()).contains("2026 -2", "2027 -2"));
                assertThat(store.weighing(tx, late.draft().addressee().toString(), 2028)).isEmpty();
            });
        }
    }
}
