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
import java.util.Optional;

/** “不放心”点位环节: watched by a post until somebody who decides releases it, not before it was visited. */
final class WatchedSpotRules extends RegisterRules {
    @Override
    List<Blank> fields() {
        return List.of(may("enterprise", "企业", "Enterprise", ENTERPRISE), must("title", "点位或环节", "Spot", LINE), must("why", "不放心的原因", "Why", TEXT), choice("level", "盯防级别", "Level", LEVELS),
                must("watcher", "盯防责任岗位", "Watched by", LINE), must("watchFrom", "盯防起", "From", DAY), must("watchTo", "盯防止", "To", DAY));
    }

    @Override
    List<Blank> form(Act act) {
        return act == Act.VISIT ? List.of(must("day", "日期", "Day", DAY), must("visitor", "到场岗位", "Post", LINE), must("text", "现场情况", "Found", TEXT)) : reason(act);
    }

    @Override
    boolean adds(Act act) {
        return act == Act.VISIT;
    }

    @Override
    Stage first(Map<String, String> values) {
        if (values.get("watchTo").compareTo(values.get("watchFrom")) < 0) {
            throw new Problem.Invalid("days", "watchTo", "盯防截止不得早于开始");
        }
        return super.first(values);
    }

    @Override
    Optional<String> missing(Dossier d, Act act) {
        return act == Act.RELEASE && d.lines(Act.VISIT).isEmpty() ? Optional.of("还没有一次到场盯防记录，不能解除") : Optional.empty();
    }

    @Override
    LocalDate due(Dossier d, Known known) {
        return d.stage() == Stage.LISTED ? d.day("watchFrom") : d.stage() == Stage.WATCHED ? d.day("watchTo") : null;
    }

    @Override
    Lifecycle<Stage, Act> moves() {
        return Lifecycle.<Stage, Act>table()
                .move(Stage.LISTED, Act.WATCH, Stage.WATCHED, OFFICE)
                .move(Stage.WATCHED, Act.VISIT, Stage.WATCHED, OFFICE + ", " + Roles.GRID_MEMBER + ", " + Roles.LEADER)
                .move(Stage.WATCHED, Act.RELEASE, Stage.RELEASED, Roles.LEADER, "至少一次到场")
                .build();
    }
}
