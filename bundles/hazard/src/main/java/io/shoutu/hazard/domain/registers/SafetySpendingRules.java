package io.shoutu.hazard.domain.registers;

import static io.shoutu.hazard.domain.registers.Blank.Kind.*;
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

/** 安全投入（安全生产费用）: what was set aside and what was used, line by line; the rate is reckoned. One entry for an enterprise and year. */
final class SafetySpendingRules extends RegisterRules {
    @Override
    List<Blank> fields() {
        return List.of(must("enterprise", "企业", "Enterprise", ENTERPRISE), must("spendingYear", "年度", "Year", YEAR), must("accrued", "应提取（元）", "To set aside", MONEY), must("setAside", "已提取（元）", "Set aside", MONEY),
                may("basis", "提取依据", "Basis", LINE).hint("如 财资〔2022〕136号 及适用比例"));
    }

    @Override
    List<Blank> form(Act act) {
        return act == Act.SPENDING ? List.of(must("day", "日期", "Day", DAY), must("category", "用途", "For", LINE), must("amount", "金额（元）", "Amount", MONEY), may("voucher", "凭证号", "Voucher", LINE)) : reason(act);
    }

    @Override
    boolean adds(Act act) {
        return act == Act.SPENDING;
    }

    @Override
    void admit(Dossier before, Act act, Map<String, String> said) {
        if (act == Act.SPENDING && !said.get("day").startsWith(before.value("spendingYear"))) {
            throw new Problem.Invalid("year", "day", "这是" + before.value("spendingYear") + "年度的台账，日期应在该年度内");
        }
    }

    @Override
    List<Blank> reckons() {
        return List.of(may("used", "已使用（元）", "Used", MONEY), may("left", "结余（元）", "Left", LINE), may("accrualRate", "提取率（%）", "Set aside (%)", LINE), may("useRate", "使用率（%）", "Used (%)", LINE));
    }

    @Override
    Map<String, String> reckon(Dossier d, Known known) {
        BigDecimal used = d.lines(Act.SPENDING).stream().map(l -> new BigDecimal(l.values().get("amount"))).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal aside = new BigDecimal(d.value("setAside"));
        Map<String, String> all = new LinkedHashMap<>();
        put(all, "used", used.toPlainString());
        put(all, "left", aside.subtract(used).toPlainString());
        put(all, "accrualRate", rate(aside, new BigDecimal(d.value("accrued"))));
        put(all, "useRate", rate(used, aside));
        return all;
    }

    /** Not clipped at 100. */
    private String rate(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? null : part.movePointRight(2).divide(whole, 1, RoundingMode.HALF_UP).toPlainString();
    }

    @Override
    LocalDate due(Dossier d, Known known) {
        return d.stage() == Stage.RUNNING_YEAR ? LocalDate.of(Integer.parseInt(d.value("spendingYear")) + 1, 1, 31) : null;
    }

    @Override
    String only(Dossier d) {
        return d.enterprise() + " " + d.value("spendingYear");
    }

    @Override
    String title(Dossier d) {
        return d.value("spendingYear") + "年度安全生产费用";
    }

    @Override
    Lifecycle<Stage, Act> moves() {
        return Lifecycle.<Stage, Act>table()
                .move(Stage.RUNNING_YEAR, Act.SPENDING, Stage.RUNNING_YEAR, FIRM)
                .move(Stage.RUNNING_YEAR, Act.SETTLEMENT, Stage.SETTLED, FIRM)
                .build();
    }

    @Override
    List<String> keepers() {
        return FIRM_KEEPERS;
    }
}
