package io.shoutu.hazard.domain.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PublicReportTest {
    private static final Instant NOW = Instant.parse("2026-02-13T01:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 13);
    private static final Actor CLERK = actor("clerk", "report-clerk");
    private static final Actor KEEPER = actor("keeper", "report-keeper");
    static final RewardRule FINE = rule(PublicReport.Kind.VIOLATION, RewardRule.Basis.FINE_SHARE, "0.15", "3000", "300000", "0.2");
    private static final RewardRule DEATHS = new RewardRule("d", PublicReport.Kind.CONCEALED_ACCIDENT, RewardRule.Basis.PER_DEATH, null, null, new BigDecimal("300000"), new BigDecimal("30000"),
            new BigDecimal("40000"), new BigDecimal("50000"), new BigDecimal("60000"), BigDecimal.ZERO, 7, 60, 30, 60, "安监总财〔2018〕19号", "x", LocalDate.of(2018, 1, 4), null);

    private static Actor actor(String account, String... roles) {
        return new Actor(account, account, Actor.Kind.PERSON, Set.of(roles));
    }

    private static RewardRule rule(PublicReport.Kind kind, RewardRule.Basis basis, String share, String least, String most, String inside) {
        return new RewardRule("r", kind, basis, new BigDecimal(share), new BigDecimal(least), new BigDecimal(most), null, null, null, null, new BigDecimal(inside), 7, 60, 30, 60,
                "安监总财〔2018〕19号", "x", LocalDate.of(2018, 1, 4), null);
    }

    @ParameterizedTest
    @CsvSource({"100000, false, 15000.00", "10000, false, 3000.00", "20000, false, 3000.00", "20001, false, 3000.15", "2000000, false, 300000.00", "5000000, true, 300000.00", "100000, true, 18000.00",
        "10000, true, 3600.00"})
    void aShareOfTheFineNotLessThanTheLeastAndNeverMoreThanTheMost(String fine, boolean employee, String expected) {
        assertThat(FINE.reward(new BigDecimal(fine), null, null, employee).amount()).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, GENERAL, 30000", "2, GENERAL, 60000", "3, LARGER, 120000", "7, LARGER, 280000", "8, LARGER, 300000", "10, MAJOR, 300000", "30, GRAVE, 300000"})
    void aHiddenAccidentByItsDeathsAndGrade(int deaths, RewardRule.AccidentGrade grade, String expected) {
        assertThat(DEATHS.reward(null, deaths, grade, false).amount()).isEqualByComparingTo(expected);
    }

    @Test
    void aRewardWithoutAFineOrBeforeItHoldsIsRefused() {
        assertThatThrownBy(() -> FINE.reward(null, null, null, false)).hasMessageContaining("罚款金额");
        assertThatThrownBy(() -> in(ReportState.REPLIED).propose(CLERK, FINE, new BigDecimal("100"), TODAY.plusDays(1), null, null, TODAY, NOW)).hasMessageContaining("生效后");
    }

    private static PublicReport received(PublicReport.Kind kind) {
        return new PublicReport("JB-2026-000001", PublicReport.Channel.WEB, kind, false, false, 1, "0".repeat(64), null, null, null, null, NOW, "system:hazard", ReportState.RECEIVED, NOW, TODAY, null,
                false, false, false, null, null, null, null, null, null, null, null, List.of(), 1);
    }

    private static PublicReport.Check conclusion(PublicReport.Finding finding, boolean firstReport, boolean known) {
        return new PublicReport.Check(finding, "现场核查", firstReport, known, true);
    }

    private static PublicReport in(ReportState state) {
        PublicReport fresh = received(PublicReport.Kind.VIOLATION);
        return switch (state) {
            case RECEIVED -> fresh;
            case REGISTERED -> doing(ReportVerb.REGISTRATION, fresh);
            case ACCEPTED -> doing(ReportVerb.ACCEPTANCE, in(ReportState.REGISTERED));
            case REFUSED -> doing(ReportVerb.REFUSAL, in(ReportState.REGISTERED));
            case TRANSFERRED -> doing(ReportVerb.TRANSFER, in(ReportState.REGISTERED));
            case CHECKED -> doing(ReportVerb.CHECK, in(ReportState.ACCEPTED));
            case REPLIED -> doing(ReportVerb.REPLY, in(ReportState.CHECKED));
            case PROPOSED -> doing(ReportVerb.PROPOSAL, in(ReportState.REPLIED));
            case REWARDED -> doing(ReportVerb.APPROVAL, in(ReportState.PROPOSED));
            case PAID -> doing(ReportVerb.PAYMENT, in(ReportState.REWARDED));
            case WAIVED -> doing(ReportVerb.WAIVER, in(ReportState.REWARDED));
            case ARCHIVED -> doing(ReportVerb.ARCHIVING, in(ReportState.PAID));
        };
    }

    private static PublicReport doing(ReportVerb verb, PublicReport r) {
        return switch (verb) {
            case REGISTRATION -> r.register(CLERK, r.kind(), "车间无证作业", null, null, null, NOW);
            case ACCEPTANCE -> r.accept(CLERK, TODAY.plusDays(60), NOW);
            case REFUSAL -> r.refuse(CLERK, "不属于安全生产", NOW);
            case TRANSFER -> r.transfer(CLERK, "县住建局", "属其职责", NOW);
            case HAZARD -> r.became(CLERK, "YH-2026-000001", NOW);
            case EXTENSION -> r.extend(CLERK, TODAY.plusDays(90), "情况复杂");
            case CHECK -> r.check(CLERK, conclusion(PublicReport.Finding.TRUE, true, false), NOW);
            case REPLY -> r.reply(CLERK, "经核查属实，已责令整改", NOW);
            case PROPOSAL -> r.propose(CLERK, FINE, new BigDecimal("100000"), TODAY, null, null, TODAY, NOW);
            case APPROVAL -> r.approve(KEEPER, TODAY.plusDays(60), NOW);
            case RETURN -> r.giveBack(KEEPER, "罚款金额不符", NOW);
            case PAYMENT -> r.pay(KEEPER, NOW);
            case WAIVER -> r.waive(KEEPER, TODAY.plusDays(61), NOW);
            case ARCHIVING -> r.archive(CLERK, NOW);
        };
    }

    static Stream<Arguments> everyVerbInEveryState() {
        return Arrays.stream(ReportState.values()).flatMap(s -> Arrays.stream(ReportVerb.values()).map(v -> Arguments.of(s, v)));
    }

    @ParameterizedTest
    @MethodSource("everyVerbInEveryState")
    void whatTheTableNamesIsPossibleAndNothingElse(ReportState state, ReportVerb verb) {
        List<ReportState> leadsTo = ReportLifecycle.TABLE.moves().stream().filter(m -> m.from() == state && m.verb() == verb).map(Lifecycle.Move::to).toList();
        if (leadsTo.isEmpty()) {
            assertThatThrownBy(() -> doing(verb, in(state))).isInstanceOfSatisfying(Problem.IllegalMove.class, p -> assertThat(p.getMessage()).contains(state.label()));
        } else {
            assertThat(leadsTo).contains(doing(verb, in(state)).state());
        }
    }

    @ParameterizedTest
    @EnumSource(ReportVerb.class)
    void aVerbTakesItsOwnRoleAndNoOther(ReportVerb verb) {
        for (String role : List.of("admin", "operator", "leader", "report-clerk", "report-keeper")) {
            boolean refused = in(ReportState.ACCEPTED).obstacle(verb, actor("x", role)).filter(Problem.Forbidden.class::isInstance).isPresent();
            assertThat(refused).as("%s by %s", verb, role).isEqualTo(!role.equals(ReportLifecycle.role(verb)));
        }
    }

    @Test
    void onlyATrueFirstAndNewReportIsRewardedAndNobodyApprovesHisOwn() {
        PublicReport accepted = in(ReportState.ACCEPTED);
        assertThatThrownBy(() -> doing(ReportVerb.PROPOSAL, accepted.check(CLERK, conclusion(PublicReport.Finding.FALSE, true, false), NOW).reply(CLERK, "不属实", NOW))).hasMessageContaining("不属实");
        assertThatThrownBy(() -> doing(ReportVerb.PROPOSAL, accepted.check(CLERK, conclusion(PublicReport.Finding.TRUE, false, false), NOW).reply(CLERK, "属实", NOW))).hasMessageContaining("首次");
        assertThatThrownBy(() -> doing(ReportVerb.PROPOSAL, accepted.check(CLERK, conclusion(PublicReport.Finding.TRUE, true, true), NOW).reply(CLERK, "属实", NOW))).hasMessageContaining("掌握");
        Actor both = actor("clerk", "report-clerk", "report-keeper");
        assertThatThrownBy(() -> in(ReportState.PROPOSED).approve(both, TODAY, NOW)).hasMessageContaining("自己申报");
    }

    @Test
    void whereSomebodyDiedAGovernmentChecks() {
        PublicReport accident = received(PublicReport.Kind.CONCEALED_ACCIDENT).register(CLERK, PublicReport.Kind.CONCEALED_ACCIDENT, "隐瞒死亡一人", null, null, null, NOW).accept(CLERK, TODAY, NOW);
        assertThatThrownBy(() -> accident.check(CLERK, new PublicReport.Check(PublicReport.Finding.TRUE, "属实", true, false, false), NOW)).hasMessageContaining("第七十三条");
        assertThat(doing(ReportVerb.CHECK, accident).state()).isEqualTo(ReportState.CHECKED);
    }

    @Test
    void aTextThatNamesTheReporterIsRefusedWithoutRepeatingHim() {
        Reporter reporter = new Reporter("张不凡", "138 0013 8000", null, null, null, null, null);
        for (String text : List.of("反映人张不凡称", "请回电13800138000", "电话：138-0013-8000", "张 不凡")) {
            assertThatThrownBy(() -> reporter.absentFrom("matter", text)).isInstanceOf(Problem.Invalid.class).hasMessageNotContaining("张").hasMessageNotContaining("138");
        }
        reporter.absentFrom("matter", "三号车间通道堵塞");
        assertThat(reporter.toString()).doesNotContain("张", "138");
    }

    @Test
    void aPictureLosesEverythingTheCameraWroteBesideIt() {
        byte[] exif = "OWNER-张不凡".getBytes(StandardCharsets.UTF_8);
        java.io.ByteArrayOutputStream jpeg = new java.io.ByteArrayOutputStream();
        jpeg.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
        for (int marker : new int[] {0xe0, 0xe1, 0xfe, 0xdb}) {
            jpeg.writeBytes(new byte[] {(byte) 0xff, (byte) marker, 0, (byte) (exif.length + 2)});
            jpeg.writeBytes(marker == 0xe1 || marker == 0xfe ? exif : new byte[exif.length]);
        }
        jpeg.writeBytes(new byte[] {(byte) 0xff, (byte) 0xda, 0, 2, 1, 2, (byte) 0xff, 0, 3, (byte) 0xff, (byte) 0xd9});
        jpeg.writeBytes(exif);
        byte[] clean = CleanPicture.of(jpeg.toByteArray());
        assertThat(new String(clean, StandardCharsets.ISO_8859_1)).doesNotContain("OWNER").endsWith("\u0003\u00ff\u00d9");
        assertThat(CleanPicture.of(clean)).isEqualTo(clean);
        assertThatThrownBy(() -> CleanPicture.of("%PDF-1.7".getBytes(StandardCharsets.US_ASCII))).hasMessageContaining("拍照");
        assertThatThrownBy(() -> CleanPicture.of(Arrays.copyOf(jpeg.toByteArray(), 20))).isInstanceOf(Problem.Invalid.class);
    }
}
