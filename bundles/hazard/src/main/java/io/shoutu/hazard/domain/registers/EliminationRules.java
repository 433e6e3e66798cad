package io.shoutu.hazard.domain.registers;

import static io.shoutu.hazard.domain.registers.Blank.Kind.*;
import static io.shoutu.hazard.domain.registers.Blank.may;
import static io.shoutu.hazard.domain.registers.Blank.must;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.access.Roles;
import java.time.LocalDate;
import java.util.List;

/** 强制淘汰工艺、技术、装备（安全生产法第三十八条）: removed only with proof, and verified by another. */
final class EliminationRules extends RegisterRules {
    @Override
    List<Blank> fields() {
        return List.of(must("enterprise", "使用企业", "Enterprise", ENTERPRISE), must("title", "淘汰的工艺、技术或装备", "What", LINE), must("catalogue", "目录名称、文号和条目", "Catalogue", LINE),
                must("amount", "台（套）数", "Pieces", COUNT), may("place", "所在部位", "Where", LINE));
    }

    @Override
    List<Blank> form(Act act) {
        return switch (act) {
            case ORDER -> List.of(must("deadline", "淘汰期限", "Until", DAY), may("order", "文书编号", "Order", LINE));
            case REMOVAL -> List.of(must("removedOn", "拆除日期", "Removed on", DAY), must("proof", "拆除证明", "Proof", TEXT).hint("去向、报废手续、照片编号"));
            default -> reason(act);
        };
    }

    @Override
    boolean byAnother(Act act) {
        return act == Act.VERIFICATION;
    }

    @Override
    LocalDate due(Dossier d, Known known) {
        return d.stage() == Stage.ORDERED ? d.day("deadline") : null;
    }

    @Override
    Lifecycle<Stage, Act> moves() {
        return Lifecycle.<Stage, Act>table()
                .move(Stage.FOUND, Act.ORDER, Stage.ORDERED, Roles.INSPECTOR)
                .move(Stage.ORDERED, Act.REMOVAL, Stage.REMOVED, FIRM)
                .move(Stage.REMOVED, Act.VERIFICATION, Stage.VERIFIED, Roles.INSPECTOR, "核实人不是报告人")
                .move(Stage.REMOVED, Act.RETURN, Stage.ORDERED, Roles.INSPECTOR)
                .build();
    }
}
