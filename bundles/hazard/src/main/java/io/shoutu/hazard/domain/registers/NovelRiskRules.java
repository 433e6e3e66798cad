package io.shoutu.hazard.domain.registers;

import static io.shoutu.hazard.domain.registers.Blank.Kind.*;
import static io.shoutu.hazard.domain.registers.Blank.choice;
import static io.shoutu.hazard.domain.registers.Blank.may;
import static io.shoutu.hazard.domain.registers.Blank.must;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.access.Roles;
import java.time.LocalDate;
import java.util.List;

/** 新材料、新工艺、新业态风险评估: controlled only when somebody is named who supervises it. */
final class NovelRiskRules extends RegisterRules {
    @Override
    List<Blank> fields() {
        return List.of(may("enterprise", "企业", "Enterprise", ENTERPRISE), must("title", "名称", "What", LINE), choice("sort", "类别", "Sort", "material=新材料", "process=新工艺", "technology=新技术", "business=新业态"),
                must("description", "情况和可能的风险", "Description", TEXT));
    }

    @Override
    List<Blank> form(Act act) {
        return switch (act) {
            case ASSESSMENT -> List.of(choice("level", "风险等级", "Level", LEVELS), must("conclusion", "评估结论", "Conclusion", TEXT), must("assessor", "评估单位", "Assessor", LINE), must("assessedOn", "评估日期", "Day", DAY));
            case CONTROL -> List.of(must("regulator", "监管部门", "Regulator", LINE), must("measures", "管控措施", "Measures", TEXT), must("review", "下次评审日期", "Next review", DAY));
            default -> reason(act);
        };
    }

    @Override
    LocalDate due(Dossier d, Known known) {
        return d.stage() == Stage.CONTROLLED ? d.day("review") : null;
    }

    @Override
    Lifecycle<Stage, Act> moves() {
        return Lifecycle.<Stage, Act>table()
                .move(Stage.REPORTED, Act.ASSESSMENT, Stage.ASSESSED, OFFICE)
                .move(Stage.ASSESSED, Act.CONTROL, Stage.CONTROLLED, OFFICE)
                .move(Stage.CONTROLLED, Act.ASSESSMENT, Stage.ASSESSED, OFFICE)
                .move(Stage.CONTROLLED, Act.CLOSING, Stage.CLOSED, Roles.LEADER)
                .build();
    }
}
