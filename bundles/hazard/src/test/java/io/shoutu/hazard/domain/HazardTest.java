package io.shoutu.hazard.domain;

import static io.shoutu.hazard.domain.Hazards.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.hazard.Criterion;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.RectificationMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HazardTest {
    private static final Instant LATER = NOW.plus(Duration.ofDays(11));

    // ---- grading ----

    @Test
    void aMajorHazardNeedsAClauseOfAPublishedCriterion() {
        refused("criterion-required", "criterion", () -> new Grading(HazardGrade.MAJOR, null, RectificationMode.BY_DEADLINE));
        refused("criterion-required", "criterion.clause", () -> new Criterion("应急管理部令第10号", " ", "…"));
        Hazard major = registered().verify(DUTY, NOW).grade(DUTY, new Grading(HazardGrade.MAJOR, criterion(), RectificationMode.BY_DEADLINE), "fixer", NOW);
        assertThat(major.grading().criterion().clause()).isEqualTo("第十一条第（一）项");
    }

    @Test
    void aMajorHazardIsNeverPutRightAtOnce() {
        refused("major-by-deadline", "mode", () -> new Grading(HazardGrade.MAJOR, criterion(), RectificationMode.AT_ONCE));
    }

    @Test
    void aGradedHazardIsNotGradedAgainAndSaysWhy() {
        assertThatThrownBy(() -> doing(HazardVerb.GRADING, rectifying())).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("上级审批");
    }

    // ---- the gate ----

    @ParameterizedTest
    @CsvSource({"measures,措施", "responsible,责任人", "funds,资金", "deadline,时限", "contingency,预案"})
    void noPlanWithoutAllFiveGuarantees(String field, String label) {
        assertThatThrownBy(() -> new Plan(field.equals("measures") ? " " : "更换", field.equals("responsible") ? null : "王工",
                field.equals("funds") ? null : new Funds("5000", null), field.equals("deadline") ? null : TODAY,
                field.equals("contingency") ? "" : "停泵")).isInstanceOfSatisfying(Problem.Invalid.class, p -> {
                    assertThat(p.code()).isEqualTo("five-guarantees");
                    assertThat(p.field()).isEqualTo(field);
                    assertThat(p.getMessage()).contains("“" + label + "”");
                });
    }

    @Test
    void fundsAreNeverNegative() {
        refused("funds-negative", "funds", () -> new Funds("-1", "自筹"));
        refused("funds-negative", "funds", () -> new Funds("-5000元", null));
        assertThat(new Funds("0", "无需资金")).hasToString("0元，来源：无需资金");
        assertThat(new Funds("3000元 自筹", null)).hasToString("3000元 自筹");
    }

    @Test
    void theDeadlineIsTodayInChinaOrLater() {
        Hazard graded = graded(RectificationMode.BY_DEADLINE);
        Instant justAfterMidnightInChina = Instant.parse("2026-02-13T16:30:00Z");
        refused("deadline-past", "deadline", () -> graded.plan(FIXER, plan(TODAY), List.of(), justAfterMidnightInChina));
        assertThat(graded.plan(FIXER, plan(TODAY), List.of(), NOW).state()).isEqualTo(HazardState.RECTIFYING);
    }

    // ---- evidence ----

    @Test
    void overdueHazardCannotBeClosedWithoutEvidence() {
        Hazard overdue = rectifying().ranOut(LATER).orElseThrow();
        refused("photo-required", "after", () -> overdue.submit(FIXER, photos(), List.of(), LATER));
        Hazard closed = overdue.submit(FIXER, List.of(), photos(), LATER).accept(CHECKER, List.of(), LATER);
        assertThat(closed.state()).isEqualTo(HazardState.CLOSED);
        assertThat(closed.overdue()).isFalse();
    }

    @Test
    void withoutAPhotoFromBeforeItIsNotClosed() {
        Hazard fromAlarm = Hazard.registered("YH-2026-000001", finding("报警"), Origin.NONE, List.of(), DUTY, NOW)
                .verify(DUTY, NOW).grade(DUTY, general(RectificationMode.BY_DEADLINE), "fixer", NOW).plan(DUTY, plan(TODAY), List.of(), NOW);
        Hazard halfShown = fromAlarm.submit(FIXER, List.of(), photos(), NOW);
        illegal("photo-pair-missing", () -> halfShown.accept(CHECKER, List.of(), NOW));
        Hazard shown = halfShown.reject(CHECKER, null, NOW).submit(FIXER, photos(), photos(), NOW);
        assertThat(shown.accept(CHECKER, List.of(), NOW).state()).isEqualTo(HazardState.CLOSED);
    }

    @Test
    void onePictureDoesNotShowBothBeforeAndAfter() {
        List<String> same = photos();
        refused("photo-used-twice", "after", () -> rectifying().submit(FIXER, same, same, NOW));
        Hazard rejected = rectifying().submit(FIXER, List.of(), same, NOW).reject(CHECKER, null, NOW);
        refused("photo-used-twice", "after", () -> rejected.submit(FIXER, List.of(), same, NOW));
    }

    @Test
    void anAtOnceItemIsHandedInWithBothPhotosOnOneForm() {
        Hazard bare = Hazard.registered("YH-2026-000001", finding("灭火器被挡"), Origin.NONE, List.of(), DUTY, NOW)
                .verify(DUTY, NOW).grade(DUTY, general(RectificationMode.AT_ONCE), "fixer", NOW);
        refused("photo-required", "before", () -> bare.rectify(FIXER, List.of(), photos(), NOW));
        refused("photo-required", "after", () -> bare.rectify(FIXER, photos(), List.of(), NOW));
        Hazard done = bare.rectify(FIXER, photos(), photos(), NOW);
        assertThat(done.accept(CHECKER, List.of(), NOW).plan()).isNull();
    }

    @Test
    void whatFailedAtOnceGoesOnByPlanAndNeverSlipsThroughTheGate() {
        Hazard failed = graded(RectificationMode.AT_ONCE).rectify(FIXER, photos(), photos(), NOW).reject(CHECKER, null, NOW);
        assertThat(failed.state()).isEqualTo(HazardState.GRADED);
        assertThat(failed.grading().mode()).isEqualTo(RectificationMode.BY_DEADLINE);
        illegal("not-at-once", () -> failed.rectify(FIXER, photos(), photos(), NOW));
    }

    // ---- rectifier and acceptor ----

    @Test
    void whoRectifiedNeverAcceptsWhateverRolesTheAccountHolds() {
        Actor everything = actor("fixer", "operator", "rectifier", "acceptor", "admin");
        illegal("rectifier-is-acceptor", () -> submitted().accept(everything, List.of(), NOW));
        illegal("rectifier-is-acceptor", () -> submitted().accept(actor("fixer", "admin"), List.of(), NOW));
        illegal("rectifier-is-acceptor", () -> submitted().reject(everything, TODAY.plusYears(1), NOW));
    }

    @Test
    void whoHandedInWorkOnceNeverAcceptsItEvenAfterATransfer() {
        Hazard handedOn = submitted().reject(CHECKER, null, NOW).transfer(DUTY, "successor", NOW);
        Hazard again = handedOn.submit(actor("successor", "rectifier"), List.of(), photos(), NOW);
        illegal("rectifier-is-acceptor", () -> again.accept(actor("fixer", "acceptor"), List.of(), NOW));
        illegal("rectifier-is-acceptor", () -> again.accept(actor("successor", "acceptor"), List.of(), NOW));
        assertThat(again.accept(CHECKER, List.of(), NOW).state()).isEqualTo(HazardState.CLOSED);
    }

    @Test
    void theAdministratorIsNoStandIn() {
        assertThatThrownBy(() -> submitted().accept(actor("boss", "admin"), List.of(), NOW)).isInstanceOfSatisfying(Problem.Forbidden.class,
                p -> assertThat(p.code()).isEqualTo("role-required"));
    }

    // ---- deadlines ----

    @Test
    void atMostTwoExtensionsAreGrantedAndTheFirstDeadlineStaysVisible() {
        Hazard once = rectifying().requestExtension(FIXER, TODAY.plusDays(20), "配件未到", NOW, 2).grantExtension(DUTY, "同意", NOW, 2);
        Hazard twice = once.requestExtension(FIXER, TODAY.plusDays(30), "仍未到", NOW, 2).grantExtension(DUTY, null, NOW, 2);
        illegal("extension-limit", () -> twice.requestExtension(FIXER, TODAY.plusDays(40), "又未到", NOW, 2));
        assertThat(twice.firstDeadline()).isEqualTo(TODAY.plusDays(10));
        assertThat(twice.deadline()).isEqualTo(TODAY.plusDays(30));
        assertThat(twice.extensions()).extracting(Extension::reason, Extension::decidedBy).containsExactly(
                org.assertj.core.groups.Tuple.tuple("配件未到", "duty"), org.assertj.core.groups.Tuple.tuple("仍未到", "duty"));
    }

    @Test
    void aRefusedRequestLeavesTheDeadlineAndCostsNoGrant() {
        Hazard refused = doing(HazardVerb.EXTENSION_REQUEST, rectifying()).refuseExtension(DUTY, "抓紧", NOW);
        assertThat(refused.deadline()).isEqualTo(TODAY.plusDays(10));
        assertThat(refused.grants()).isZero();
        assertThat(refused.obstacle(HazardVerb.EXTENSION_REQUEST, FIXER, 2)).isEmpty();
    }

    @Test
    void nobodyGrantsTheirOwnRequestAndOnlyOneWaitsAtATime() {
        Actor both = actor("both", "operator", "rectifier");
        Hazard asked = rectifying().requestExtension(both, TODAY.plusDays(20), "配件", NOW, 2);
        illegal("requester-is-approver", () -> asked.grantExtension(both, null, NOW, 2));
        illegal("extension-pending", () -> asked.requestExtension(FIXER, TODAY.plusDays(21), "配件", NOW, 2));
        illegal("no-extension-request", () -> rectifying().grantExtension(DUTY, null, NOW, 2));
        assertThat(asked.submit(FIXER, List.of(), photos(), NOW).extensions().get(0).outcome()).isEqualTo(Extension.Outcome.LAPSED);
    }

    @Test
    void anExtensionLeadsBeyondTheDeadlineThatIsThere() {
        refused("extension-deadline", "deadline", () -> rectifying().requestExtension(FIXER, TODAY.plusDays(10), "…", NOW, 2));
        refused("extension-deadline", "deadline", () -> rectifying().requestExtension(FIXER, null, "…", NOW, 2));
    }

    @Test
    void theDeadlineIsMissedWithTheFirstInstantAfterItsDayInChina() {
        Instant end = LocalDate.of(2026, 2, 24).atStartOfDay(io.shoutu.api.time.Legal.ZONE).toInstant();
        assertThat(rectifying().due()).contains(end);
        assertThat(rectifying().ranOut(end.minusMillis(1))).isEmpty();
        assertThat(rectifying().ranOut(end).orElseThrow().overdue()).isTrue();
    }

    @Test
    void rejectionExtensionAndTransferSetTheClockAnew() {
        Hazard overdue = rectifying().ranOut(LATER).orElseThrow();
        assertThat(overdue.due()).isEmpty();
        assertThat(overdue.submit(FIXER, List.of(), photos(), LATER).reject(CHECKER, null, LATER).due()).isPresent();
        assertThat(overdue.transfer(DUTY, "successor", LATER).due()).isPresent();
        Hazard extended = overdue.requestExtension(FIXER, TODAY.plusDays(20), "配件", LATER, 2).grantExtension(DUTY, null, LATER, 2);
        assertThat(extended.overdue()).isFalse();
        assertThat(extended.due()).contains(io.shoutu.api.time.Legal.endOf(TODAY.plusDays(20)));
    }

    // ---- merging ----

    @Test
    void anUnmergedHazardIsWhereItWasBefore() {
        for (HazardState state : List.of(HazardState.REGISTERED, HazardState.VERIFIED, HazardState.GRADED, HazardState.RECTIFYING)) {
            Hazard before = in(state);
            Hazard merged = before.merge(DUTY, registered(), NOW);
            assertThat(merged.due()).isEmpty();
            assertThat(merged.unmerge(DUTY, NOW)).isEqualTo(before);
        }
    }

    @Test
    void aHazardMergesNeitherIntoItselfNorIntoOneThatEnded() {
        Hazard one = registered();
        refused("merged-into-itself", "into", () -> one.merge(DUTY, one, NOW));
        illegal("merged-into-ended", () -> one.merge(DUTY, in(HazardState.CLOSED), NOW));
        illegal("merged-into-ended", () -> one.merge(DUTY, in(HazardState.MERGED), NOW));
    }

    private static void refused(String code, String field, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.Invalid.class, p -> {
            assertThat(p.code()).isEqualTo(code);
            assertThat(p.field()).isEqualTo(field);
        });
    }

    private static void illegal(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.IllegalMove.class, p -> assertThat(p.code()).isEqualTo(code));
    }
}
