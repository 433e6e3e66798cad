package io.shoutu.hazard;

import static io.shoutu.hazard.domain.Hazards.general;
import static io.shoutu.hazard.domain.Hazards.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.directory.Unit;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Area;
import io.shoutu.api.access.Places;
import io.shoutu.api.Scope;
import io.shoutu.api.Page;
import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.hazard.HazardQuery;
import io.shoutu.api.hazard.HazardReport;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.HazardView;
import io.shoutu.api.hazard.RectificationMode;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.commons.testing.House;
import io.shoutu.hazard.domain.HazardVerb;
import java.time.Duration;
import java.util.Set;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HazardServiceTest {
    private static final Actor DUTY = House.actor("lin.duty", "operator");
    private static final Actor RECTIFIER = House.actor("sun.rectifier", "rectifier");

    private final HazardRoom room = new HazardRoom();
    private final HazardService hazards = room.hazards;

    @AfterEach
    void leave() {
        room.close();
    }

    // ---- alarms ----

    @Test
    void onlyTheConfiguredPrioritiesOpenAHazard() {
        room.alarm("BJ-2026-000001", "MEDIUM", "AL-1.t", "GZ-1");
        room.alarm("BJ-2026-000002", "CRITICAL", "AL-1.t", "GZ-2");
        assertThat(all()).extracting(HazardView::causedBy).containsExactly("alarm/BJ-2026-000002");
    }

    @Test
    void theSameAlarmHeardTwiceOpensOneHazard() {
        room.alarm("BJ-2026-000001", "HIGH", "AL-1.t", "GZ-1");
        Entry alarm = room.house.told("sensor.alarm-raised").get(0);
        room.alarms.calls(alarm);
        hazards.dismiss("YH-2026-000001", null, "误报", DUTY);
        room.alarms.calls(alarm);
        assertThat(all()).hasSize(1);
        assertThat(room.history("YH-2026-000001")).doesNotContain("hazard.alarm-linked");
    }

    @Test
    void aFurtherAlarmOfTheSameSeriesAndRuleIsLinkedToTheOpenHazardOnce() {
        room.alarm("BJ-2026-000001", "HIGH", "AL-1.t", "GZ-1");
        room.alarm("BJ-2026-000002", "HIGH", "AL-1.t", "GZ-1");
        room.alarms.calls(room.house.told("sensor.alarm-raised").get(1));
        assertThat(all()).hasSize(1);
        assertThat(room.house.told("hazard.alarm-linked")).extracting(Entry::causedBy).containsExactly(new Subject("alarm", "BJ-2026-000002"));
        assertThat(room.house.journal().chain(new Subject("hazard", "YH-2026-000001")).nodes()).hasSize(5);
    }

    @Test
    void anAlarmThatWasEscalatedOpensItsHazardThenAndOnlyOnce() {
        room.alarm("BJ-2026-000001", "MEDIUM", "AL-1.t", "GZ-1");
        assertThat(all()).isEmpty();
        room.tellAlarm("sensor.alarm-escalated", "BJ-2026-000001", "HIGH", "UNACK", "AL-1.t", "GZ-1");
        assertThat(all()).singleElement().satisfies(h -> {
            assertThat(h.causedBy()).isEqualTo("alarm/BJ-2026-000001");
            assertThat(h.description()).contains("升级时间");
        });
        room.tellAlarm("sensor.alarm-deescalated", "BJ-2026-000001", "MEDIUM", "UNACK", "AL-1.t", "GZ-1");
        room.tellAlarm("sensor.alarm-escalated", "BJ-2026-000001", "CRITICAL", "UNACK", "AL-1.t", "GZ-1");
        hazards.dismiss("YH-2026-000001", null, "误报", DUTY);
        room.tellAlarm("sensor.alarm-realarmed", "BJ-2026-000001", "CRITICAL", "UNACK", "AL-1.t", "GZ-1");
        assertThat(all()).hasSize(1);
        assertThat(room.history("YH-2026-000001")).containsExactly("hazard.registered", "hazard.dismissed");
    }

    @Test
    void anAlarmRaisedAtAnOpeningPriorityOpensNoSecondHazardWhenItIsEscalated() {
        room.alarm("BJ-2026-000001", "HIGH", "AL-1.t", "GZ-1");
        room.tellAlarm("sensor.alarm-escalated", "BJ-2026-000001", "CRITICAL", "UNACK", "AL-1.t", "GZ-1");
        assertThat(all()).hasSize(1);
        assertThat(room.house.told("hazard.alarm-linked")).isEmpty();
    }

    @Test
    void anAlarmThatIsLinkedAlreadyIsNotLinkedAgainWhenItIsEscalated() {
        room.alarm("BJ-2026-000001", "HIGH", "AL-1.t", "GZ-1");
        room.alarm("BJ-2026-000002", "HIGH", "AL-1.t", "GZ-1");
        room.tellAlarm("sensor.alarm-escalated", "BJ-2026-000002", "CRITICAL", "UNACK", "AL-1.t", "GZ-1");
        assertThat(all()).hasSize(1);
        assertThat(room.house.told("hazard.alarm-linked")).hasSize(1);
    }

    @Test
    void anAlarmEscalatedWhileItIsShelvedOpensItsHazardWhenItCallsAgain() {
        room.alarm("BJ-2026-000001", "MEDIUM", "AL-1.t", "GZ-1");
        room.tellAlarm("sensor.alarm-escalated", "BJ-2026-000001", "CRITICAL", "SHLVD", "AL-1.t", "GZ-1");
        assertThat(all()).isEmpty();
        room.tellAlarm("sensor.alarm-realarmed", "BJ-2026-000001", "CRITICAL", "UNACK", "AL-1.t", "GZ-1");
        assertThat(all()).hasSize(1);
    }

    @Test
    void afterItsHazardEndedTheNextAlarmOpensANewOne() {
        room.alarm("BJ-2026-000001", "HIGH", "AL-1.t", "GZ-1");
        hazards.dismiss("YH-2026-000001", null, "误报", DUTY);
        room.alarm("BJ-2026-000002", "HIGH", "AL-1.t", "GZ-1");
        assertThat(all()).hasSize(2);
    }

    @Test
    void whereTheHazardWasMergedTheAlarmIsLinkedToTheOneThatStandsForIt() {
        room.alarm("BJ-2026-000001", "HIGH", "AL-1.t", "GZ-1");
        HazardView other = report("泵房过热");
        hazards.merge("YH-2026-000001", null, other.number(), "同一处", DUTY);
        room.alarm("BJ-2026-000002", "HIGH", "AL-1.t", "GZ-1");
        assertThat(room.history(other.number())).containsExactly("hazard.registered", "hazard.absorbed", "hazard.alarm-linked");
    }

    @Test
    void aRoomThatReportsTheSameEntryTwiceHasOneHazard() {
        HazardReport found = new HazardReport("群众反映", null, null, null, null, "citizen", List.of());
        Fact.Cause call = new Fact.Cause(new Subject("call", "DH-1"), 4711L);
        Actor line = Actor.system("hotline");
        assertThat(hazards.report(found, line, call).number()).isEqualTo(hazards.report(found, line, call).number());
        assertThat(all()).hasSize(1);
    }

    // ---- moves ----

    @Test
    void aRefusedMoveLeavesNoTrace() {
        HazardView hazard = report("通道堵塞");
        hazards.verify(hazard.number(), null, null, DUTY);
        hazards.grade(hazard.number(), null, general(RectificationMode.BY_DEADLINE), RECTIFIER.account(), DUTY);
        assertThatThrownBy(() -> hazards.plan(hazard.number(), null, plan(room.today()), List.of("no-such-photo"), RECTIFIER))
                .isInstanceOf(Problem.Invalid.class);
        assertThat(hazards.get(hazard.number()).state()).isEqualTo(HazardState.GRADED);
        assertThat(room.history(hazard.number())).doesNotContain("hazard.planned");
        assertThat(room.house.dues().pending(new Subject("hazard", hazard.number()))).isEmpty();
    }

    @Test
    void whoSawAnOlderVersionIsToldSo() {
        HazardView hazard = report("通道堵塞");
        hazards.verify(hazard.number(), hazard.version(), null, DUTY);
        assertThatThrownBy(() -> hazards.dismiss(hazard.number(), hazard.version(), "误报", DUTY)).isInstanceOf(Problem.Stale.class);
    }

    @Test
    void everyVerbIsOfferedWithItsAddressOrTheReasonWhyNot() {
        List<Offer> moves = report("通道堵塞").moves();
        assertThat(moves).hasSize(HazardVerb.values().length).allSatisfy(m -> assertThat(m.allowed()).isEqualTo(m.whyNot() == null));
        assertThat(moves.get(0)).isEqualTo(Offer.allowed("verification", "核实", "/api/hazards/YH-2026-000001/verification", "operator, rectifier"));
        assertThat(moves).filteredOn(m -> m.verb().equals("plan")).extracting(Offer::whyNot)
                .containsExactly("当前状态为“已登记”，不能制定整改方案；只有在“已定级”时才可以");
        assertThat(moves).filteredOn(m -> m.verb().equals("submission")).extracting(Offer::whyNot)
                .containsExactly("“提交复查”须由整改责任人（rectifier）办理，您没有这个角色");
        assertThat(moves).filteredOn(m -> m.verb().equals("plan") || m.verb().equals("submission")).extracting(Offer::code).containsExactly("illegal-move", "role-required");
    }

    @Test
    void anUnmergedHazardKeepsItsDeadlineAndBothHistoriesSaySo() {
        HazardView duplicate = rectifying("泵房过热");
        HazardView other = report("泵房高温");
        hazards.merge(duplicate.number(), null, other.number(), "同一处", DUTY);
        assertThat(room.house.dues().pending(new Subject("hazard", duplicate.number()))).isEmpty();
        HazardView back = hazards.unmerge(duplicate.number(), null, "不是同一处", DUTY);
        assertThat(back.state()).isEqualTo(HazardState.RECTIFYING);
        assertThat(back.mergedInto()).isNull();
        assertThat(room.house.dues().pending(new Subject("hazard", duplicate.number()))).hasSize(1);
        assertThat(room.history(other.number())).containsExactly("hazard.registered", "hazard.absorbed", "hazard.released");
        assertThat(room.history(duplicate.number())).endsWith("hazard.merged", "hazard.unmerged");
    }

    // ---- chasing ----

    @Test
    void aHazardNobodyVerifiesIsRemindedEveryMorningAfterThreeWorkingDays() {
        HazardView hazard = report("通道堵塞");
        room.days(6);
        assertThat(room.reminders(hazard)).containsExactly("unverified@02-19");
        hazards.verify(hazard.number(), hazard.version(), null, DUTY);
        assertThat(hazards.get(hazard.number()).version()).as("reminders change no version").isEqualTo(hazard.version() + 1);
    }

    @Test
    void afterADowntimeEachHazardIsRemindedOnceAndTheMissedDeadlineIsTold() {
        HazardView hazard = rectifying("泵房过热");
        room.house.clock().advance(Duration.ofDays(9));
        room.house.settle();
        assertThat(room.reminders(hazard)).containsExactly("overdue@02-22");
        assertThat(room.history(hazard.number())).containsOnlyOnce("hazard.overdue");
    }

    @Test
    void aTransferOfAnOverdueHazardTellsTheNewRectifierAtOnce() {
        HazardView hazard = rectifying("泵房过热");
        room.days(6);
        hazards.transfer(hazard.number(), null, "li.successor", "人员调整", DUTY);
        room.house.settle();
        assertThat(room.house.told("hazard.overdue")).extracting(e -> e.text("rectifier")).containsExactly("sun.rectifier", "li.successor");
        assertThat(hazards.get(hazard.number()).overdue()).isTrue();
    }

    // ---- scope ----

    @Test
    void anotherUnitsHazardIsAsIfItWereNotThere() {
        AreaCode here = new AreaCode("350122101000");
        AreaCode there = new AreaCode("350122102000");
        CreditCode works = new CreditCode("91350100M000100Y43");
        room.house.directory().put(new Area(here, "甲镇"), DUTY);
        room.house.directory().put(new Area(there, "乙镇"), DUTY);
        room.house.directory().put(new Unit("yjj", "应急局", here, null), DUTY);
        room.house.directory().put(new Enterprise(works, "乙镇机械厂", there, null, null, "yjj", null, null), DUTY);
        HazardView theirs = hazards.report(new HazardReport("乙镇的", null, works.text(), null, null, "inspection", List.of()), DUTY, null);
        Actor town = scoped(new Scope(false, Set.of(here), Set.of(), Set.of()));
        for (Scope wide : List.of(new Scope(false, Set.of(there), Set.of(), Set.of()), new Scope(false, Set.of(), Set.of("yjj"), Set.of()), new Scope(false, Set.of(), Set.of(), Set.of(works)))) {
            assertThat(hazards.get(theirs.number(), scoped(wide)).number()).as("seen with %s", wide).isEqualTo(theirs.number());
            assertThat(hazards.find(HazardQuery.newest(10), scoped(wide)).total()).isEqualTo(1);
        }
        String unknown = message(() -> hazards.get("YH-2026-999999", town)).replace("YH-2026-999999", "?");
        assertThat(message(() -> hazards.get(theirs.number(), town)).replace(theirs.number(), "?")).isEqualTo(unknown);
        assertThat(message(() -> hazards.verify(theirs.number(), null, null, town)).replace(theirs.number(), "?")).isEqualTo(unknown);
        assertThat(message(() -> hazards.verify(theirs.number(), 77L, null, town)).replace(theirs.number(), "?")).as("with a version").isEqualTo(unknown);
        assertThat(hazards.find(HazardQuery.newest(10), town)).isEqualTo(new Page<HazardView>(List.of(), null, 0));
        HazardView own = hazards.report(new HazardReport("甲镇的", null, null, here.text(), null, "inspection", List.of()), town, null);
        assertThat(message(() -> hazards.merge(own.number(), null, theirs.number(), "同一处", town)).replace(theirs.number(), "?")).isEqualTo(unknown);
        assertThatThrownBy(() -> hazards.report(new HazardReport("别处", null, works.text(), null, null, "inspection", List.of()), town, null))
                .isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo("outside-scope"));
        HazardPlaces places = new HazardPlaces(room.house.work(), room.store, room.riskStore);
        assertThat(places.place(new Subject("hazard", theirs.number()))).contains(new Places.Place(there, "yjj", works));
        assertThat(places.place(new Subject("hazard", "YH-2026-999999"))).isEmpty();
    }

    private static Actor scoped(Scope scope) {
        return new Actor("zhou.town", "周", Actor.Kind.PERSON, Set.of("operator"), scope);
    }

    private static String message(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(call);
        assertThat(thrown).isInstanceOf(Problem.NotFound.class);
        return thrown.getMessage();
    }

    private HazardView report(String title) {
        return hazards.report(new HazardReport(title, null, null, null, null, "inspection", List.of()), DUTY, null);
    }

    /** In rectifying, due in five days. */
    private HazardView rectifying(String title) {
        String number = report(title).number();
        hazards.verify(number, null, null, DUTY);
        hazards.grade(number, null, general(RectificationMode.BY_DEADLINE), RECTIFIER.account(), DUTY);
        return hazards.plan(number, null, plan(room.today().plusDays(5)), List.of(), RECTIFIER);
    }

    private List<HazardView> all() {
        return hazards.find(HazardQuery.newest(100)).items();
    }
}
