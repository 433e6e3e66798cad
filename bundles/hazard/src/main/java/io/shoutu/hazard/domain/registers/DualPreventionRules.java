package io.shoutu.hazard.domain.registers;

import static io.shoutu.hazard.domain.registers.Blank.Kind.*;
import static io.shoutu.hazard.domain.registers.Blank.choice;
import static io.shoutu.hazard.domain.registers.Blank.may;
import static io.shoutu.hazard.domain.registers.Blank.must;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.access.Roles;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 双重预防机制建设: how far an enterprise has come with risk grading and hazard screening. Built means that risk units of it are approved in the list of risks; how many those are is counted
 * here, never typed. Running well or not is said by an office, each year anew.
 */
final class DualPreventionRules extends RegisterRules {
    @Override
    List<Blank> fields() {
        return List.of(must("enterprise", "企业", "Enterprise", ENTERPRISE), must("post", "责任岗位", "Post", LINE).hint("写岗位，不写姓名"), may("description", "建设情况", "Situation", TEXT));
    }

    @Override
    List<Blank> form(Act act) {
        return act == Act.RATING ? List.of(choice("rating", "运行成效", "Rating", "excellent=优秀", "good=良好", "qualified=合格", "failed=不合格"), must("ratedOn", "评定日期", "Rated on", DAY),
                must("finding", "评定情况", "Finding", TEXT)) : reason(act);
    }

    @Override
    Optional<String> missing(Dossier d, Act act) {
        return act == Act.BUILDING && "0".equals(d.value("units")) ? Optional.of("风险清单中还没有该企业审定公布的风险点，辨识、评估、审定后才算建成") : Optional.empty();
    }

    @Override
    List<Blank> reckons() {
        return List.of(may("units", "审定公布的风险点", "Risk units", COUNT), may("high", "其中重大、较大", "Red and orange", COUNT), may("missedChecks", "到期未做的管控检查", "Checks missed", COUNT));
    }

    @Override
    Map<String, String> reckon(Dossier d, Known known) {
        return known.prevention(d.enterprise());
    }

    @Override
    LocalDate due(Dossier d, Known known) {
        return d.stage() == Stage.RATED ? d.day("ratedOn").plusYears(1) : null;
    }

    @Override
    String only(Dossier d) {
        return d.enterprise();
    }

    @Override
    String title(Dossier d) {
        return "双重预防机制建设";
    }

    @Override
    List<String> keepers() {
        return FIRM_KEEPERS;
    }

    @Override
    Lifecycle<Stage, Act> moves() {
        return Lifecycle.<Stage, Act>table()
                .move(Stage.NOT_BUILT, Act.BUILDING, Stage.BUILT, FIRM, "有审定公布的风险点")
                .move(Stage.BUILT, Act.RUNNING, Stage.RUNNING, FIRM)
                .move(Stage.RUNNING, Act.RATING, Stage.RATED, Roles.INSPECTOR)
                .move(Stage.RATED, Act.RATING, Stage.RATED, Roles.INSPECTOR)
                .build();
    }
}
