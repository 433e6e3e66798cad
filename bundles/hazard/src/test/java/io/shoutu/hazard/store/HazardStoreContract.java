package io.shoutu.hazard.store;

import static io.shoutu.hazard.domain.Hazards.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardQuery;
import io.shoutu.api.hazard.HazardSort;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.RectificationMode;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.hazard.domain.Finding;
import io.shoutu.hazard.domain.Grading;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.HazardVerb;
import io.shoutu.hazard.domain.Origin;
import io.shoutu.hazard.domain.Recurrence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store of hazards must do. A store proves it by answering these two questions. */
interface HazardStoreContract {
    HazardStore store();

    UnitOfWork work();

    @ParameterizedTest
    @EnumSource(HazardState.class)
    default void aHazardComesBackAsItWasKept(HazardState state) {
        Hazard hazard = kept(in(state));
        assertThat(find(hazard.number())).isEqualTo(hazard);
    }

    @Test
    default void everyPartOfAHazardSurvives() {
        Origin origin = new Origin(new Fact.Cause(new Subject("alarm", "BJ-2026-000001"), 77L), "AL-1", "AL-1.t", "GZ-1");
        Finding finding = new Finding("冷库隐患", "长\n描述", "91350100M000100Y43", "350181000000", "二层", "self-check",
                "fire", "GB 50016-2014 第7.1.3条", "FX-2026-000001", "ZJ-77");
        Hazard hazard = Hazard.registered("YH-2026-900001", finding, origin, photos(), DUTY, NOW).verify(DUTY, NOW)
                .grade(DUTY, new Grading(HazardGrade.MAJOR, criterion(), RectificationMode.BY_DEADLINE), "fixer", new Recurrence(2, "YH-2025-000001"), NOW)
                .plan(FIXER, sixParts(TODAY.plusDays(3)), photos(), NOW).requestRegrading(DUTY, "条款有误", NOW);
        hazard = doing(HazardVerb.ESCALATION, doing(HazardVerb.EXTENSION_GRANT, doing(HazardVerb.EXTENSION_REQUEST, hazard)));
        hazard = hazard.ranOut(NOW.plusSeconds(90 * 86_400)).orElseThrow();
        kept(hazard);
        assertThat(find("YH-2026-900001")).isEqualTo(hazard);
        assertThat(work().<Optional<Hazard>>run(tx -> store().referred(tx, "self-check", "ZJ-77"))).contains(hazard);
        assertThat(work().<Optional<Hazard>>run(tx -> store().referred(tx, "inspection", "ZJ-77"))).isEmpty();
        assertThat(work().<List<Hazard>>run(tx -> store().openIn(tx, "FX-2026-000001"))).containsExactly(hazard);
        assertThat(broke(hazard.rule(), "YH-2026-000009")).containsExactly("YH-2026-900001");
        assertThat(broke(hazard.rule(), "YH-2026-900001")).as("it is no recurrence of itself").isEmpty();
        Hazard looked = kept(in(HazardState.CLOSED).scheduleLookBack(DUTY, TODAY.plusDays(60), NOW).rebound(CHECKER, "又漏", "YH-2026-900009", NOW));
        assertThat(find(looked.number())).isEqualTo(looked);
    }

    @Test
    default void keepingRaisesTheVersionAndAnOlderOneIsRefused() {
        Hazard first = kept(registered());
        Hazard second = work().run(tx -> store().keep(tx, first.verify(DUTY, NOW)));
        assertThat(second.version()).isEqualTo(first.version() + 1);
        assertThat(find(first.number())).isEqualTo(second);
        assertThatThrownBy(() -> work().run(tx -> store().keep(tx, first.dismiss(DUTY, NOW)))).isInstanceOf(Problem.Stale.class);
        assertThat(find(first.number())).isEqualTo(second);
    }

    @Test
    default void chasingLeavesTheVersionAlone() {
        Hazard hazard = kept(registered());
        work().execute(tx -> store().chased(tx, hazard.number(), TODAY.plusDays(4)));
        assertThat(find(hazard.number()).chasedOn()).isEqualTo(TODAY.plusDays(4));
        assertThat(find(hazard.number()).version()).isEqualTo(hazard.version());
    }

    @Test
    default void whatWaitsForSomebodyIsFoundWithItsExactNumber() {
        Hazard fresh = kept(registered());
        Hazard graded = kept(in(HazardState.GRADED));
        Hazard working = kept(in(HazardState.RECTIFYING));
        Hazard handedIn = kept(in(HazardState.SUBMITTED));
        kept(in(HazardState.CLOSED));
        Hazard asked = kept(doing(HazardVerb.EXTENSION_REQUEST, in(HazardState.RECTIFYING)));
        Hazard late = kept(in(HazardState.RECTIFYING).ranOut(NOW.plusSeconds(90 * 86_400)).orElseThrow());
        assertThat(waiting(new HazardStore.Whom(true, null, null), Scope.EVERYWHERE, 10)).containsExactlyInAnyOrder(fresh.number(), asked.number(), late.number());
        assertThat(waiting(new HazardStore.Whom(false, FIXER.account(), null), Scope.EVERYWHERE, 10)).containsExactlyInAnyOrder(graded.number(), working.number(), asked.number(), late.number());
        assertThat(waiting(new HazardStore.Whom(false, null, CHECKER.account()), Scope.EVERYWHERE, 10)).containsExactly(handedIn.number());
        assertThat(waiting(new HazardStore.Whom(false, null, FIXER.account()), Scope.EVERYWHERE, 10)).isEmpty();
        assertThat(waiting(new HazardStore.Whom(false, null, null), Scope.EVERYWHERE, 10)).isEmpty();
        assertThat(waiting(new HazardStore.Whom(true, null, null), Scope.NOWHERE, 10)).isEmpty();
        Page<Hazard> one = work().run(tx -> store().waiting(tx, new HazardStore.Whom(false, FIXER.account(), null), Scope.EVERYWHERE, 1));
        assertThat(one.total()).isEqualTo(4);
        assertThat(one.items()).hasSize(2);
    }

    private List<String> waiting(HazardStore.Whom whom, Scope scope, int limit) {
        Page<Hazard> page = work().run(tx -> store().waiting(tx, whom, scope, limit));
        assertThat(page.total()).isEqualTo(page.items().size());
        return page.items().stream().map(Hazard::number).toList();
    }

    @Test
    default void anEntryCausesOneHazardAtMost() {
        kept(fromAlarm("YH-2026-900001", 5L));
        assertThat(work().<Hazard>run(tx -> store().causedBy(tx, 5L).orElseThrow()).number()).isEqualTo("YH-2026-900001");
        assertThatThrownBy(() -> kept(fromAlarm("YH-2026-900002", 5L))).isNotInstanceOf(Problem.class);
        assertThat(total(HazardQuery.newest(1))).isEqualTo(1);
    }

    @Test
    default void theNewestHazardOfASeriesAndRuleIsFoundWhileItIsNotOver() {
        Hazard hazard = kept(fromAlarm("YH-2026-900001", 5L));
        assertThat(openedFor("AL-1.t", "GZ-1")).contains(hazard);
        assertThat(openedFor("AL-1.t", "GZ-2")).isEmpty();
        work().run(tx -> store().keep(tx, hazard.dismiss(DUTY, NOW)));
        assertThat(openedFor("AL-1.t", "GZ-1")).isEmpty();
    }

    @Test
    default void onlyOpenHazardsNotLookedAtThatDayAreChased() {
        Hazard open = kept(rectifying());
        kept(in(HazardState.CLOSED));
        kept(in(HazardState.MERGED));
        assertThat(toChase(TODAY)).isEmpty();
        assertThat(toChase(TODAY.plusDays(1))).containsExactly(open);
    }

    @Test
    default void thousandsAreChasedWithNoneLost() {
        work().execute(tx -> IntStream.range(0, 1_203).forEach(i -> store().add(tx, registered(), Place.UNKNOWN)));
        assertThat(toChase(TODAY.plusDays(1))).hasSize(1_203).allSatisfy(h -> assertThat(h.photos()).hasSize(1));
    }

    @Test
    default void pagesWalkNewestFirstWithoutGapOrDoubleAndWithTheExactTotal() {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // Two at a time in the same instant: the number decides.
            numbers.add(0, kept(Hazard.registered("YH-2026-90000" + i, finding("隐患"), Origin.NONE, List.of(), DUTY, NOW.plusSeconds(i / 2))).number());
        }
        List<String> walked = new ArrayList<>();
        String cursor = null;
        do {
            Page<Hazard> page = list(new HazardQuery(null, null, null, null, null, null, cursor, 3));
            assertThat(page.total()).isEqualTo(7);
            page.items().forEach(h -> walked.add(h.number()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(walked).isEqualTo(numbers);
    }

    @Test
    default void aForeignCursorIsRefused() {
        assertThatThrownBy(() -> list(new HazardQuery(null, null, null, null, null, null, "'; drop", 3))).isInstanceOfSatisfying(
                Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo("bad-parameter"));
    }

    @Test
    default void filtersNarrowAndTheirTotalsAreExact() {
        kept(registered());
        kept(graded(RectificationMode.AT_ONCE));
        kept(rectifying().ranOut(NOW.plusSeconds(30 * 86_400)).orElseThrow());
        kept(in(HazardState.CLOSED));
        assertThat(total(new HazardQuery(HazardState.GRADED, null, null, null, null, null, null, 1))).isEqualTo(1);
        assertThat(total(new HazardQuery(null, true, null, null, null, null, null, 1))).isEqualTo(3);
        assertThat(total(new HazardQuery(null, false, null, null, null, null, null, 1))).isEqualTo(1);
        assertThat(total(new HazardQuery(null, null, null, HazardGrade.GENERAL, null, null, null, 1))).isEqualTo(3);
        assertThat(total(new HazardQuery(null, null, null, null, true, null, null, 1))).isEqualTo(1);
        assertThat(total(new HazardQuery(null, null, "91350100M000100Y43", null, null, null, null, 1))).isZero();
    }

    @Test
    default void textIsFoundAnywhereInAnyCaseAndItsSignsMeanThemselves() {
        kept(Hazard.registered("YH-2026-900001", new Finding("阀门A-1漏气 50%", null, null, null, "Hall_7", null), Origin.NONE, List.of(), DUTY, NOW));
        kept(registered());
        for (String found : List.of("漏气", "a-1", "50%", "hall_7", "900001")) {
            assertThat(total(text(found))).as(found).isEqualTo(1);
        }
        for (String absent : List.of("%%", "hall?7", "_-1", "'", "\\", "!")) {
            assertThat(total(text(absent))).as(absent).isZero();
        }
    }

    private List<String> broke(String rule, String except) {
        return work().run(tx -> store().broke(tx, "91350100M000100Y43", rule, NOW.minusSeconds(60), except));
    }

    @Test
    default void everyFurtherFilterNarrowsAndEveryOrderWalksWithoutGapOrDouble() {
        for (int i = 0; i < 5; i++) {
            Finding finding = new Finding("隐患" + i, null, i == 0 ? "91350100M000100Y43" : null, "350122101000", null, i % 2 == 0 ? "self-check" : "inspection",
                    i == 1 ? "fire" : null, null, i == 2 ? "FX-2026-000001" : null, null);
            Hazard hazard = Hazard.registered("YH-2026-80000" + i, finding, Origin.NONE, photos(), DUTY, NOW.plusSeconds(86_400L * i)).verify(DUTY, NOW)
                    .grade(DUTY, general(RectificationMode.BY_DEADLINE), "fixer" + i, i == 3 ? new Recurrence(1, "YH-2025-000001") : null, NOW);
            Hazard planned = i == 4 ? hazard : hazard.plan(FIXER, plan(TODAY.plusDays(20 - i)), List.of(), NOW);
            work().execute(tx -> store().add(tx, planned, new Place(new AreaCode("350122101000"), null, null)));
        }
        assertThat(numbers(more(null, "self-check", null, null, null, null, null, null), HazardSort.NEWEST, null)).containsExactly("4", "2", "0");
        assertThat(numbers(more(null, null, "fire", null, null, null, null, null), HazardSort.NEWEST, null)).containsExactly("1");
        assertThat(numbers(more(null, null, null, "FX-2026-000001", null, null, null, null), HazardSort.NEWEST, null)).containsExactly("2");
        assertThat(numbers(more(null, null, null, null, "fixer3", null, null, null), HazardSort.NEWEST, null)).containsExactly("3");
        assertThat(numbers(more(null, null, null, null, null, true, null, null), HazardSort.NEWEST, null)).containsExactly("3");
        assertThat(numbers(more("350122101000", null, null, null, null, null, null, null), HazardSort.OLDEST, null)).containsExactly("0", "1", "2", "3", "4");
        assertThat(numbers(more("350122102000", null, null, null, null, null, null, null), HazardSort.OLDEST, null)).isEmpty();
        assertThat(numbers(more(null, null, null, null, null, null, TODAY.plusDays(1), TODAY.plusDays(2)), HazardSort.NEWEST, null)).containsExactly("2", "1");
        assertThat(numbers(null, HazardSort.DEADLINE, null)).as("without a deadline there is no place in this order").containsExactly("3", "2", "1", "0");
        assertThat(numbers(null, HazardSort.NEWEST, TODAY.plusDays(2).toString())).containsExactly("2", "1", "0");
        assertThat(numbers(null, HazardSort.OLDEST, TODAY.plusDays(2).toString())).containsExactly("2", "3", "4");
        assertThat(numbers(null, HazardSort.NEWEST, "YH-2026-800003")).containsExactly("3", "2", "1", "0");
        assertThat(numbers(null, HazardSort.DEADLINE, "YH-2026-800001")).containsExactly("1", "0");
        assertThatThrownBy(() -> numbers(null, HazardSort.NEWEST, "YH-2026-999999")).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo("start-unknown"));
        assertThatThrownBy(() -> numbers(null, HazardSort.NEWEST, "2026-13-01")).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo("start"));
        HazardQuery uncounted = new HazardQuery(null, null, null, null, null, null, null, 2, null, null, null, false);
        assertThat(list(uncounted).total()).isEqualTo(-1);
        assertThat(work().<Long>run(tx -> store().count(tx, uncounted, Scope.EVERYWHERE))).isEqualTo(5);
    }

    private static HazardQuery.More more(String area, String source, String category, String unit, String rectifier, Boolean recurring, LocalDate from, LocalDate to) {
        return new HazardQuery.More(area, source, category, unit, rectifier, recurring, null, from, to, null);
    }

    /** The last figures of the numbers, walked two at a time. */
    private List<String> numbers(HazardQuery.More more, HazardSort sort, String start) {
        List<String> walked = new ArrayList<>();
        String cursor = null;
        do {
            Page<Hazard> page = list(new HazardQuery(null, null, null, null, null, null, cursor, 2, more, sort, start, false));
            page.items().forEach(h -> walked.add(h.number().substring(13)));
            cursor = page.next();
        } while (cursor != null);
        return walked;
    }

    @Test
    default void rareAndFrequentWordsAreFoundAlike() {
        work().execute(tx -> IntStream.range(0, 3_100).forEach(i -> store().add(tx, Hazard.registered("YH-2025-" + String.format("%06d", i),
                finding(i == 0 ? "最早的一条：液氨泄漏，第310077号阀" : i == 1 ? "第310078号阀旁消防通道堵塞" : "消防通道堵塞"), Origin.NONE, List.of(), DUTY, NOW.plusSeconds(i)), Place.UNKNOWN)));
        assertThat(list(text("液氨泄漏")).items()).extracting(Hazard::number).containsExactly("YH-2025-000000");
        assertThat(total(text("液氨"))).isEqualTo(1);
        assertThat(total(text("通道"))).isEqualTo(3_099);
        assertThat(list(text("第310077号")).items()).extracting(Hazard::number).containsExactly("YH-2025-000000");
        assertThat(total(text("第31007"))).as("a number begun, not whole").isEqualTo(2);
        assertThat(total(text("10077号"))).isEqualTo(1);
        assertThat(total(text("第31007号"))).isZero();
        assertThat(total(text("道通"))).isZero();
        assertThat(total(text("yh-2025-000077"))).isEqualTo(1);
    }

    private Hazard kept(Hazard hazard) {
        work().execute(tx -> store().add(tx, hazard, Place.UNKNOWN));
        return hazard;
    }

    @Test
    default void whatLiesOutsideTheScopeIsNeitherListedNorCounted() {
        AreaCode town = new AreaCode("350122101000");
        AreaCode other = new AreaCode("350122102000");
        Hazard near = registered();
        Hazard led = registered();
        Hazard far = registered();
        Hazard nowhere = registered();
        work().execute(tx -> {
            store().add(tx, near, new Place(new AreaCode("350122101203"), null, null));
            store().add(tx, led, new Place(other, "yjj", null));
            store().add(tx, far, new Place(other, "slj", null));
            store().add(tx, nowhere, Place.UNKNOWN);
        });
        assertThat(seen(new Scope(false, Set.of(town), Set.of("yjj"), Set.of()))).containsExactlyInAnyOrder(near.number(), led.number());
        assertThat(seen(new Scope(false, Set.of(new AreaCode("350122000000")), Set.of(), Set.of()))).containsExactlyInAnyOrder(near.number(), led.number(), far.number());
        assertThat(seen(Scope.NOWHERE)).isEmpty();
        assertThat(seen(Scope.EVERYWHERE)).contains(near.number(), led.number(), far.number(), nowhere.number());
        assertThat(work().<Optional<Place>>run(tx -> store().place(tx, led.number()))).contains(new Place(other, "yjj", null));
        assertThat(work().<Optional<Place>>run(tx -> store().place(tx, "YH-1999-000001"))).isEmpty();
    }

    private List<String> seen(Scope scope) {
        Page<Hazard> page = work().run(tx -> store().list(tx, HazardQuery.newest(500), scope));
        assertThat(page.total()).isEqualTo(page.items().size());
        return page.items().stream().map(Hazard::number).toList();
    }

    private Hazard fromAlarm(String number, long entry) {
        Origin origin = new Origin(new Fact.Cause(new Subject("alarm", "BJ-2026-000001"), entry), "AL-1", "AL-1.t", "GZ-1");
        return Hazard.registered(number, finding("报警"), origin, List.of(), DUTY, NOW);
    }

    private Hazard find(String number) {
        return work().run(tx -> store().find(tx, number)).orElseThrow();
    }

    private Optional<Hazard> openedFor(String series, String rule) {
        return work().run(tx -> store().openedFor(tx, series, rule));
    }

    private List<Hazard> toChase(LocalDate day) {
        return work().run(tx -> store().toChase(tx, day, "", 5_000));
    }

    private Page<Hazard> list(HazardQuery query) {
        return work().run(tx -> store().list(tx, query, Scope.EVERYWHERE));
    }

    private long total(HazardQuery query) {
        return list(query).total();
    }

    private static HazardQuery text(String text) {
        return new HazardQuery(null, null, null, null, null, text, null, 1);
    }
}
