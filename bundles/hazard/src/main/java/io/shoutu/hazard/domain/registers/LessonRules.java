package io.shoutu.hazard.domain.registers;

import static io.shoutu.hazard.domain.registers.Blank.Kind.*;
import static io.shoutu.hazard.domain.registers.Blank.may;
import static io.shoutu.hazard.domain.registers.Blank.must;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Roles;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** 复盘推演、举一反三: an accident, here or elsewhere, taken apart; handed to units by name; closed only when each of them has said what it did. */
final class LessonRules extends RegisterRules {
    @Override
    List<Blank> fields() {
        return List.of(must("title", "事故名称", "Accident", LINE), must("happenedOn", "发生日期", "Happened on", DAY), must("place", "发生地", "Where", LINE), must("source", "材料来源", "Source", LINE).hint("调查报告、通报的名称和文号"),
                may("description", "经过", "What happened", TEXT));
    }

    @Override
    List<Blank> form(Act act) {
        return switch (act) {
            case ANALYSIS -> List.of(must("causes", "原因", "Causes", TEXT), must("equivalents", "本县同类点位", "The same here", TEXT).hint("哪些企业、哪些环节可能发生同样的事故"), may("replay", "推演情况", "Replay", TEXT));
            case DISTRIBUTION -> List.of(must("units", "分发单位", "Units", TEXT).hint("每行一个"), must("demand", "整改要求", "Demand", TEXT), must("deadline", "反馈期限", "Until", DAY));
            case ACTIVITY -> List.of(must("unit", "单位", "Unit", LINE).hint("与分发单位写法一致"), must("day", "日期", "Day", DAY), must("text", "做了什么", "What was done", TEXT), may("record", "关联记录编号", "Record", LINE).hint("如查出的隐患编号"));
            default -> reason(act);
        };
    }

    @Override
    boolean adds(Act act) {
        return act == Act.ACTIVITY;
    }

    @Override
    void admit(Dossier before, Act act, Map<String, String> said) {
        if (act == Act.ACTIVITY && units(before).stream().noneMatch(said.get("unit")::equals)) {
            throw new Problem.Invalid("unit", "unit", "没有分发给“" + said.get("unit") + "”；分发单位：" + String.join("、", units(before)));
        }
    }

    private static List<String> units(Dossier d) {
        return d.value("units") == null ? List.of() : d.value("units").lines().map(String::strip).filter(l -> !l.isEmpty()).distinct().toList();
    }

    @Override
    Optional<String> missing(Dossier d, Act act) {
        return act == Act.CLOSING && d.value("missing") != null ? Optional.of("还没有反馈的单位：" + d.value("missing")) : Optional.empty();
    }

    @Override
    List<Blank> reckons() {
        return List.of(may("answered", "已反馈", "Answered", LINE), may("missing", "未反馈", "Missing", LINE));
    }

    @Override
    Map<String, String> reckon(Dossier d, Known known) {
        Map<String, String> all = new LinkedHashMap<>();
        List<String> answered = units(d).stream().filter(unit -> d.lines(Act.ACTIVITY).stream().anyMatch(l -> unit.equals(l.values().get("unit")))).toList();
        List<String> left = units(d).stream().filter(unit -> !answered.contains(unit)).toList();
        put(all, "answered", answered.isEmpty() ? null : String.join("、", answered));
        put(all, "missing", left.isEmpty() ? null : String.join("、", left));
        return all;
    }

    @Override
    LocalDate due(Dossier d, Known known) {
        return d.stage() == Stage.DISTRIBUTED ? d.day("deadline") : null;
    }

    @Override
    Lifecycle<Stage, Act> moves() {
        return Lifecycle.<Stage, Act>table()
                .move(Stage.COLLECTED, Act.ANALYSIS, Stage.ANALYSED, OFFICE)
                .move(Stage.ANALYSED, Act.ANALYSIS, Stage.ANALYSED, OFFICE)
                .move(Stage.ANALYSED, Act.DISTRIBUTION, Stage.DISTRIBUTED, OFFICE)
                .move(Stage.DISTRIBUTED, Act.ACTIVITY, Stage.DISTRIBUTED, OFFICE)
                .move(Stage.DISTRIBUTED, Act.CLOSING, Stage.CLOSED, Roles.LEADER, "各单位都已反馈")
                .build();
    }
}
