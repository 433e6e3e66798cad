package io.shoutu.hazard.domain.registers;

import static io.shoutu.hazard.domain.registers.Blank.Kind.*;
import static io.shoutu.hazard.domain.registers.Blank.choice;
import static io.shoutu.hazard.domain.registers.Blank.may;
import static io.shoutu.hazard.domain.registers.Blank.must;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Roles;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** 安全生产标准化自评与定级申请: at most three years; to be renewed three months before its end. */
final class SelfAssessmentRules extends RegisterRules {
    @Override
    List<Blank> fields() {
        return List.of(must("enterprise", "企业", "Enterprise", ENTERPRISE), choice("grade", "申请等级", "Grade", "1=一级", "2=二级", "3=三级"), must("standard", "评定标准", "Standard", LINE), must("score", "自评得分", "Own score", COUNT),
                must("assessedOn", "自评日期", "Assessed on", DAY), may("findings", "自评发现的问题", "Findings", TEXT));
    }

    @Override
    List<Blank> form(Act act) {
        return switch (act) {
            case REVIEW -> List.of(must("reviewer", "评审单位", "Reviewer", LINE), must("reviewScore", "评审得分", "Score", COUNT), must("reviewedOn", "评审日期", "Day", DAY));
            case CERTIFICATION -> List.of(must("certificate", "证书编号", "Certificate", LINE), must("certifiedOn", "定级日期", "Day", DAY), must("validUntil", "有效期至", "Valid until", DAY));
            default -> reason(act);
        };
    }

    @Override
    void admit(Dossier before, Act act, Map<String, String> said) {
        for (String field : List.of("score", "reviewScore")) {
            if (said.get(field) != null && Integer.parseInt(said.get(field)) > 100) {
                throw new Problem.Invalid("score", field, "得分按百分制填写");
            }
        }
        if (act == Act.CERTIFICATION && LocalDate.parse(said.get("validUntil")).isAfter(LocalDate.parse(said.get("certifiedOn")).plusYears(3))) {
            throw new Problem.Invalid("valid-until", "validUntil", "标准化等级有效期不超过三年");
        }
    }

    @Override
    Stage first(Map<String, String> values) {
        admit(null, null, values);
        return super.first(values);
    }

    @Override
    LocalDate due(Dossier d, Known known) {
        return d.stage() == Stage.CERTIFIED ? d.day("validUntil").minusMonths(3) : null;
    }

    @Override
    String title(Dossier d) {
        return "标准化" + "一二三".charAt(Integer.parseInt(d.value("grade")) - 1) + "级自评 " + d.value("assessedOn");
    }

    @Override
    Lifecycle<Stage, Act> moves() {
        return Lifecycle.<Stage, Act>table()
                .move(Stage.DRAFTED, Act.APPLICATION, Stage.APPLIED, FIRM)
                .move(Stage.APPLIED, Act.REVIEW, Stage.REVIEWED, Roles.INSPECTOR)
                .move(Stage.APPLIED, Act.RETURN, Stage.DRAFTED, Roles.INSPECTOR)
                .move(Stage.REVIEWED, Act.CERTIFICATION, Stage.CERTIFIED, Roles.LEADER)
                .move(Stage.REVIEWED, Act.REFUSAL, Stage.REFUSED, Roles.LEADER)
                .build();
    }

    @Override
    List<String> keepers() {
        return FIRM_KEEPERS;
    }
}
