package io.shoutu.hazard.domain.registers;

import static io.shoutu.hazard.domain.registers.Blank.Kind.*;
import static io.shoutu.hazard.domain.registers.Blank.choice;
import static io.shoutu.hazard.domain.registers.Blank.may;
import static io.shoutu.hazard.domain.registers.Blank.must;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * 职业健康（职业病危害因素）: one factor at one place of work, who is exposed, each monitoring and each health check. A result over the limit stands until a later one is within it. How often
 * to monitor and to examine depends on the factor and its degree: two fields of the entry. Results of persons never enter here, counts do.
 */
final class OccupationalHealthRules extends RegisterRules {
    @Override
    List<Blank> fields() {
        return List.of(must("enterprise", "企业", "Enterprise", ENTERPRISE), must("factor", "职业病危害因素", "Factor", LINE).hint("如 矽尘、噪声、苯"), must("place", "工作场所或岗位", "Place of work", LINE),
                must("exposed", "接触人数", "Exposed", COUNT), choice("degree", "危害程度", "Degree", "serious=严重", "general=一般"), may("limit", "接触限值", "Limit", LINE).hint("如 GBZ 2.1 矽尘总尘 PC-TWA 1 mg/m³"),
                must("monitorMonths", "几个月检测一次", "Monitored every (months)", COUNT).hint("严重的一般为12，其余36（工作场所职业卫生管理规定第二十条，以正式文本为准）"),
                must("examineMonths", "几个月体检一次", "Examined every (months)", COUNT).hint("按 GBZ 188 该因素的在岗体检周期"));
    }

    @Override
    List<Blank> form(Act act) {
        return switch (act) {
            case MONITORING -> List.of(must("day", "检测日期", "Day", DAY), must("agency", "检测机构", "Agency", LINE), must("result", "检测结果", "Result", LINE), may("over", "超过限值", "Over the limit", FLAG));
            case EXAMINATION -> List.of(must("day", "体检日期", "Day", DAY), must("agency", "体检机构", "Agency", LINE), must("examined", "体检人数", "Examined", COUNT), must("abnormal", "其中需复查或调离", "Abnormal", COUNT).hint("只填人数，不填姓名和结果"));
            default -> reason(act);
        };
    }

    @Override
    boolean adds(Act act) {
        return act == Act.MONITORING || act == Act.EXAMINATION;
    }

    @Override
    Stage first(Map<String, String> values) {
        for (String field : List.of("monitorMonths", "examineMonths")) {
            if (Integer.parseInt(values.get(field)) < 1 || Integer.parseInt(values.get(field)) > 120) {
                throw new Problem.Invalid("number", field, "周期按月填写，1到120");
            }
        }
        return super.first(values);
    }

    @Override
    void admit(Dossier before, Act act, Map<String, String> said) {
        if (act == Act.EXAMINATION && Integer.parseInt(said.get("abnormal")) > Integer.parseInt(said.get("examined"))) {
            throw new Problem.Invalid("number", "abnormal", "需复查或调离的人数不能多于体检人数");
        }
    }

    @Override
    Stage to(Dossier after, Act act) {
        if (act != Act.MONITORING) {
            return super.to(after, act);
        }
        return over(after) ? Stage.EXCEEDED : Stage.WITHIN;
    }

    /** By the latest day of monitoring, whatever order they were entered in. */
    private static boolean over(Dossier d) {
        Dossier.Line latest = d.lines(Act.MONITORING).stream().reduce((a, b) -> b.values().get("day").compareTo(a.values().get("day")) >= 0 ? b : a).orElseThrow();
        return "true".equals(latest.values().get("over"));
    }

    @Override
    List<Blank> reckons() {
        return List.of(may("monitorNext", "下次检测", "Next monitoring", DAY), may("examineNext", "下次体检", "Next examination", DAY), may("examinedRate", "最近体检率（%）", "Examined (%)", LINE));
    }

    @Override
    Map<String, String> reckon(Dossier d, Known known) {
        Map<String, String> all = new LinkedHashMap<>();
        put(all, "monitorNext", next(d, Act.MONITORING, "monitorMonths"));
        put(all, "examineNext", next(d, Act.EXAMINATION, "examineMonths"));
        d.lines(Act.EXAMINATION).stream().reduce((a, b) -> b.values().get("day").compareTo(a.values().get("day")) >= 0 ? b : a).ifPresent(latest -> {
            BigDecimal exposed = new BigDecimal(d.value("exposed"));
            put(all, "examinedRate", exposed.signum() == 0 ? null : new BigDecimal(latest.values().get("examined")).movePointRight(2).divide(exposed, 1, RoundingMode.HALF_UP).toPlainString());
        });
        return all;
    }

    /** From the last time; where there was none, it is due now. */
    private static String next(Dossier d, Act act, String months) {
        LocalDate last = d.last(act);
        return (last == null ? io.shoutu.api.time.Legal.day(d.enteredAt()) : last.plusMonths(Integer.parseInt(d.value(months)))).toString();
    }

    @Override
    LocalDate due(Dossier d, Known known) {
        return d.stage() == Stage.ENDED ? null : Stream.of("monitorNext", "examineNext").map(d::day).min(LocalDate::compareTo).orElseThrow();
    }

    @Override
    String title(Dossier d) {
        return d.value("factor") + "（" + d.value("place") + "）";
    }

    @Override
    List<String> keepers() {
        return FIRM_KEEPERS;
    }

    @Override
    Lifecycle<Stage, Act> moves() {
        Lifecycle.Builder<Stage, Act> table = Lifecycle.table();
        for (Stage stage : List.of(Stage.DECLARED, Stage.WITHIN, Stage.EXCEEDED)) {
            table.move(stage, Act.MONITORING, Stage.WITHIN, FIRM, "未超限").move(stage, Act.MONITORING, Stage.EXCEEDED, FIRM, "超限").move(stage, Act.EXAMINATION, stage, FIRM);
        }
        return table.move(Stage.DECLARED, Act.ENDING, Stage.ENDED, OFFICE).move(Stage.WITHIN, Act.ENDING, Stage.ENDED, OFFICE).build();
    }
}
