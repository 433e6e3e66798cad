package io.shoutu.hazard.domain.registers;

import static io.shoutu.hazard.domain.registers.Blank.Kind.*;
import static io.shoutu.hazard.domain.registers.Blank.choice;
import static io.shoutu.hazard.domain.registers.Blank.may;
import static io.shoutu.hazard.domain.registers.Blank.must;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.access.Roles;
import io.shoutu.api.time.Legal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** 重大安全风险联防联控: at least two members; something done together every year. */
final class JointControlRules extends RegisterRules {
    @Override
    List<Blank> fields() {
        return List.of(must("title", "共同防范的风险", "Risk", LINE), must("members", "成员单位", "Members", TEXT).hint("每行一个，至少两个（安全生产法第八条）"), may("resources", "可共用的应急资源", "Resources", TEXT),
                must("contact", "联络岗位", "Contact post", LINE).hint("写岗位，不写姓名"));
    }

    @Override
    List<Blank> form(Act act) {
        return act == Act.ACTIVITY ? List.of(must("day", "日期", "Day", DAY), choice("sort", "活动", "Activity", "meeting=联席会议", "drill=联合演练", "notice=风险通报", "check=联合检查"),
                must("text", "情况", "What", TEXT)) : reason(act);
    }

    @Override
    boolean adds(Act act) {
        return act == Act.ACTIVITY;
    }

    @Override
    Optional<String> missing(Dossier d, Act act) {
        return act == Act.RUNNING && d.value("members").lines().filter(l -> !l.isBlank()).count() < 2 ? Optional.of("联防联控至少要有两个成员单位") : Optional.empty();
    }

    @Override
    LocalDate due(Dossier d, Known known) {
        LocalDate last = d.last(Act.ACTIVITY);
        return d.stage() != Stage.RUNNING ? null : (last == null ? Legal.day(d.enteredAt()) : last).plusYears(1);
    }

    @Override
    Lifecycle<Stage, Act> moves() {
        return Lifecycle.<Stage, Act>table()
                .move(Stage.BUILT, Act.RUNNING, Stage.RUNNING, OFFICE, "至少两个成员单位")
                .move(Stage.RUNNING, Act.ACTIVITY, Stage.RUNNING, OFFICE)
                .move(Stage.RUNNING, Act.ENDING, Stage.ENDED, Roles.LEADER)
                .build();
    }
}
