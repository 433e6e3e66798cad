package io.shoutu.hazard.domain.registers;

import static io.shoutu.hazard.domain.registers.Blank.Kind.*;
import static io.shoutu.hazard.domain.registers.Blank.choice;
import static io.shoutu.hazard.domain.registers.Blank.may;
import static io.shoutu.hazard.domain.registers.Blank.must;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.access.Roles;
import io.shoutu.api.time.Legal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** 风险“六项机制”: a topic is closed only when each of the six stages has its evidence. */
final class RiskTopicRules extends RegisterRules {
    private static final String[] SIX = {"finding=查找", "judging=研判", "warning=预警", "preventing=防范", "handling=处置", "accountability=责任"};

    @Override
    List<Blank> fields() {
        return List.of(must("title", "风险专题", "Topic", LINE), must("owner", "牵头单位", "Lead", LINE), may("description", "情况", "Situation", TEXT),
                may("everyMonths", "每几个月研判一次", "Judged every (months)", COUNT).hint("不填为每月一次"));
    }

    @Override
    List<Blank> form(Act act) {
        return act == Act.JUDGING ? List.of(choice("mechanism", "环节", "Mechanism", SIX), must("day", "日期", "Day", DAY), must("owner", "责任人岗位", "Post", LINE), must("evidence", "做了什么", "Evidence", TEXT),
                may("record", "关联记录编号", "Record", LINE)) : reason(act);
    }

    @Override
    boolean adds(Act act) {
        return act == Act.JUDGING;
    }

    @Override
    Optional<String> missing(Dossier d, Act act) {
        String left = d.value("missing");
        return act == Act.CLOSING && left != null ? Optional.of("六项机制还缺：" + left + "，六个环节都有材料才能闭环") : Optional.empty();
    }

    @Override
    List<Blank> reckons() {
        return List.of(may("done", "已有材料的环节", "Done", LINE), may("missing", "还缺的环节", "Missing", LINE));
    }

    @Override
    Map<String, String> reckon(Dossier d, Known known) {
        List<String> done = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (String each : SIX) {
            String code = code(each);
            (d.lines(Act.JUDGING).stream().anyMatch(l -> code.equals(l.values().get("mechanism"))) ? done : left).add(label(each));
        }
        Map<String, String> all = new LinkedHashMap<>();
        put(all, "done", done.isEmpty() ? null : String.join("、", done));
        put(all, "missing", left.isEmpty() ? null : String.join("、", left));
        return all;
    }

    @Override
    LocalDate due(Dossier d, Known known) {
        if (d.stage() != Stage.OPEN) {
            return null;
        }
        int months = d.value("everyMonths") == null ? 1 : Math.max(1, Integer.parseInt(d.value("everyMonths")));
        LocalDate judged = d.lines(Act.JUDGING).stream().filter(l -> "judging".equals(l.values().get("mechanism"))).map(l -> LocalDate.parse(l.values().get("day"))).max(LocalDate::compareTo)
                .orElse(Legal.day(d.enteredAt()));
        return judged.plusMonths(months);
    }

    @Override
    Lifecycle<Stage, Act> moves() {
        return Lifecycle.<Stage, Act>table()
                .move(Stage.OPEN, Act.JUDGING, Stage.OPEN, OFFICE)
                .move(Stage.OPEN, Act.CLOSING, Stage.CLOSED, Roles.LEADER, "六个环节都有材料")
                .build();
    }
}
