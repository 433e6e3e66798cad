package io.shoutu.hazard.domain.registers;

import static io.shoutu.hazard.domain.registers.Blank.Kind.*;
import static io.shoutu.hazard.domain.registers.Blank.may;
import static io.shoutu.hazard.domain.registers.Blank.must;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.access.Roles;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** 企业自查自改自报月报: the figures are those of the ledger, not typed; one for an enterprise and month; nothing found for months is said aloud. */
final class SelfReportRules extends RegisterRules {
    @Override
    List<Blank> fields() {
        return List.of(must("enterprise", "企业", "Enterprise", ENTERPRISE), must("reportMonth", "月份", "Month", MONTH).hint("如 2026-10"), must("statement", "自查情况", "Statement", TEXT));
    }

    @Override
    List<Blank> form(Act act) {
        return switch (act) {
            case SAMPLING -> List.of(must("sample", "抽查情况", "Sampled", TEXT));
            case SUBMISSION -> List.of(must("statement", "自查情况", "Statement", TEXT));
            default -> reason(act);
        };
    }

    @Override
    List<Blank> reckons() {
        return List.of(may("found", "自查发现隐患", "Found", COUNT), may("closed", "其中已销号", "Closed", COUNT), may("major", "其中重大", "Major", COUNT), may("open", "尚未销号", "Open", COUNT), may("late", "超期未整改", "Overdue", COUNT),
                may("zeroMonths", "连续零发现月数", "Months with none", COUNT));
    }

    @Override
    Map<String, String> reckon(Dossier d, Known known) {
        // Frozen once an office has looked at it: what it sampled must not change under its hands.
        return d.stage() == Stage.SUBMITTED || d.stage() == Stage.RETURNED ? known.selfChecks(d.enterprise(), YearMonth.parse(d.value("reportMonth"))) : kept(d);
    }

    @Override
    Optional<String> missing(Dossier d, Act act) {
        return Optional.empty();
    }

    @Override
    String only(Dossier d) {
        return d.enterprise() + " " + d.value("reportMonth");
    }

    @Override
    String title(Dossier d) {
        return d.value("reportMonth") + " 自查自报月报";
    }

    @Override
    Lifecycle<Stage, Act> moves() {
        return Lifecycle.<Stage, Act>table()
                .move(Stage.SUBMITTED, Act.SAMPLING, Stage.SAMPLED, Roles.INSPECTOR)
                .move(Stage.SUBMITTED, Act.RETURN, Stage.RETURNED, Roles.INSPECTOR)
                .move(Stage.RETURNED, Act.SUBMISSION, Stage.SUBMITTED, FIRM)
                .build();
    }

    @Override
    List<String> keepers() {
        return FIRM_KEEPERS;
    }
}
