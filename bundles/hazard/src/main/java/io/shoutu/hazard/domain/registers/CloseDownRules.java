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

/**
 * 关停提请（拒不整改或整改仍不达标）: proposed on a hazard of the ledger that is major, overdue or was sent back, decided by a leader who did not propose it, executed, watched. It says what the
 * government decided; the case, its amount and its papers belong to those who enforce: “四个一律” is a word for what was done and reckons no fine.
 */
final class CloseDownRules extends RegisterRules {
    @Override
    List<Blank> fields() {
        return List.of(must("hazard", "隐患编号", "Hazard", LINE), must("title", "提请事项", "Proposal", LINE), must("basis", "依据", "Basis", LINE).hint("如 安全生产法第一百一十三条，以法律文书为准"), must("facts", "事实", "Facts", TEXT));
    }

    @Override
    List<Blank> form(Act act) {
        return switch (act) {
            case DECISION -> List.of(must("decision", "决定文号", "Decision", LINE), choice("measure", "处置方式", "Measure", "close=关闭取缔", "suspend=停产整顿", "limit=按上限处罚建议", "justice=移送司法机关"), must("decidedOn", "决定日期", "Day", DAY));
            case EXECUTION -> List.of(must("executedOn", "执行日期", "Day", DAY), must("how", "执行情况", "How", TEXT).hint("断电、收缴许可证、封存设备等"));
            case VISIT -> List.of(must("day", "日期", "Day", DAY), must("visitor", "到场岗位", "Post", LINE), must("text", "是否擅自恢复", "Found", TEXT));
            default -> reason(act);
        };
    }

    @Override
    boolean adds(Act act) {
        return act == Act.VISIT;
    }

    @Override
    boolean byAnother(Act act) {
        return act == Act.DECISION;
    }

    @Override
    List<Blank> reckons() {
        return List.of(may("hazardState", "隐患状态", "State of the hazard", LINE), may("enterprise", "企业", "Enterprise", ENTERPRISE), may("why", "提请时的情形", "Why", LINE));
    }

    @Override
    Map<String, String> reckon(Dossier d, Known known) {
        return d.stage() == Stage.PROPOSED ? known.refusal(d.value("hazard")) : kept(d);
    }

    @Override
    LocalDate due(Dossier d, Known known) {
        return d.stage() == Stage.EXECUTED ? (d.last(Act.VISIT) == null ? d.day("executedOn") : d.last(Act.VISIT)).plusMonths(1) : null;
    }

    @Override
    Lifecycle<Stage, Act> moves() {
        return Lifecycle.<Stage, Act>table()
                .move(Stage.PROPOSED, Act.DECISION, Stage.DECIDED, Roles.LEADER, "决定人不是提请人")
                .move(Stage.PROPOSED, Act.REFUSAL, Stage.REFUSED, Roles.LEADER)
                .move(Stage.DECIDED, Act.EXECUTION, Stage.EXECUTED, Roles.INSPECTOR)
                .move(Stage.EXECUTED, Act.VISIT, Stage.EXECUTED, OFFICE)
                .move(Stage.EXECUTED, Act.RELEASE, Stage.RELEASED, Roles.LEADER)
                .move(Stage.EXECUTED, Act.CLOSING, Stage.CLOSED, Roles.LEADER)
                .build();
    }
}
