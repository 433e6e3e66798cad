package io.shoutu.hazard.domain.registers;

import static io.shoutu.hazard.domain.registers.Blank.Kind.*;
import static io.shoutu.hazard.domain.registers.Blank.choice;
import static io.shoutu.hazard.domain.registers.Blank.may;
import static io.shoutu.hazard.domain.registers.Blank.must;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.access.Roles;
import io.shoutu.hazard.domain.MajorSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * 重大危险源（GB 18218-2018）: S and R are reckoned here from the stock of each assessment and kept with it; assessed again at least every three years and on change, filed anew after each;
 * three persons answer for it, with a check each quarter, month and week.
 */
final class InstallationRules extends RegisterRules {
    @Override
    List<Blank> fields() {
        return List.of(must("enterprise", "企业", "Enterprise", ENTERPRISE), must("title", "单元名称", "Unit", LINE), choice("sort", "单元类别", "Sort", "production=生产单元", "storage=储存单元"), may("place", "位置", "Where", LINE),
                may("devices", "监控设备编号", "Devices", LINE));
    }

    @Override
    List<Blank> form(Act act) {
        return switch (act) {
            case ASSESSMENT -> List.of(must("day", "评估日期", "Day", DAY), must("assessor", "评估单位", "Assessor", LINE), must("people", "厂界外500米内可能暴露人数", "People within 500 m", COUNT),
                    must("stock", "危险化学品和设计最大量", "Stock", TEXT).hint("每行一种：名称或类别符号 吨数，如 甲醇 200"));
            case FILING -> List.of(must("filing", "备案编号", "Filing", LINE), must("filedOn", "备案日期", "Filed on", DAY), must("principal", "主要负责人（包保）", "Principal", LINE), must("technical", "技术负责人（包保）", "Technical", LINE),
                    must("operating", "操作负责人（包保）", "Operating", LINE));
            case CHECK -> List.of(choice("part", "包保责任人", "Who", "principal=主要负责人", "technical=技术负责人", "operating=操作负责人"), must("day", "检查日期", "Day", DAY), must("text", "检查情况", "Found", TEXT));
            default -> reason(act);
        };
    }

    @Override
    boolean adds(Act act) {
        return act == Act.ASSESSMENT || act == Act.CHECK;
    }

    @Override
    Optional<String> missing(Dossier d, Act act) {
        if (act == Act.FILING && d.value("grade") == null) {
            return Optional.of("最近一次评估不构成重大危险源（S小于1），不需要备案");
        }
        return act == Act.DELISTING && d.value("grade") != null ? Optional.of("最近一次评估仍构成" + d.value("verdict") + "，重新评估不再构成后才能核销") : Optional.empty();
    }

    @Override
    List<Blank> reckons() {
        return List.of(may("verdict", "辨识分级结论", "Verdict", LINE), may("s", "S", "S", LINE), may("r", "R", "R", LINE), may("grade", "等级", "Grade", LINE), may("assessedOn", "最近评估", "Assessed", DAY),
                may("assessAgain", "最迟重新评估", "Assess again by", DAY), may("principalNext", "主要负责人下次检查", "Principal's next", DAY), may("technicalNext", "技术负责人下次检查", "Technical next", DAY),
                may("operatingNext", "操作负责人下次检查", "Operating next", DAY));
    }

    @Override
    Map<String, String> reckon(Dossier d, Known known) {
        Map<String, String> all = new LinkedHashMap<>();
        List<Dossier.Line> assessments = d.lines(Act.ASSESSMENT);
        if (assessments.isEmpty()) {
            return all;
        }
        Map<String, String> last = assessments.get(assessments.size() - 1).values();
        MajorSource source = known.source(last.get("stock"), Integer.parseInt(last.get("people")));
        put(all, "verdict", source.verdict());
        put(all, "s", source.s().toPlainString());
        put(all, "r", source.grade() == null ? null : source.r().toPlainString());
        put(all, "grade", source.grade() == null ? null : String.valueOf(source.grade()));
        put(all, "assessedOn", last.get("day"));
        put(all, "assessAgain", LocalDate.parse(last.get("day")).plusYears(3).toString());
        if (d.stage() == Stage.FILED) {
            put(all, "principalNext", next(d, "principal").plusMonths(3).toString());
            put(all, "technicalNext", next(d, "technical").plusMonths(1).toString());
            put(all, "operatingNext", next(d, "operating").plusDays(7).toString());
        }
        return all;
    }

    private LocalDate next(Dossier d, String part) {
        return d.lines(Act.CHECK).stream().filter(l -> part.equals(l.values().get("part"))).map(l -> LocalDate.parse(l.values().get("day"))).max(LocalDate::compareTo).orElse(d.day("filedOn"));
    }

    @Override
    LocalDate due(Dossier d, Known known) {
        if (d.stage() == Stage.ASSESSED && d.value("grade") != null) {
            return d.day("assessedOn").plusDays(15);
        }
        return d.stage() != Stage.FILED ? null : Stream.of("assessAgain", "principalNext", "technicalNext", "operatingNext").map(d::day).min(LocalDate::compareTo).orElseThrow();
    }

    @Override
    Lifecycle<Stage, Act> moves() {
        return Lifecycle.<Stage, Act>table()
                .move(Stage.IDENTIFIED, Act.ASSESSMENT, Stage.ASSESSED, FIRM)
                .move(Stage.ASSESSED, Act.ASSESSMENT, Stage.ASSESSED, FIRM)
                .move(Stage.FILED, Act.ASSESSMENT, Stage.ASSESSED, FIRM)
                .move(Stage.ASSESSED, Act.FILING, Stage.FILED, Roles.INSPECTOR, "S≥1")
                .move(Stage.FILED, Act.CHECK, Stage.FILED, FIRM)
                .move(Stage.ASSESSED, Act.DELISTING, Stage.DELISTED, Roles.LEADER, "S<1")
                .build();
    }

    @Override
    List<String> keepers() {
        return FIRM_KEEPERS;
    }
}
