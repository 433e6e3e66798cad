package io.shoutu.supervision.domain;

import io.shoutu.api.Problem;
import java.time.LocalDate;
import java.util.Set;

/**
 * A rung of the ladder (督办阶梯的一级): data with its source.
 *
 * @param ladder what climbs it: {@code hazard}, {@code letter}, {@code report}, {@code duty}
 * @param afterDays days after the missed deadline from which it is proposed
 * @param kind code of the paper it proposes
 * @param majorOnly whether only for major hazards
 */
public record Rung(String ladder, int no, int afterDays, boolean working, String kind, boolean majorOnly, To whom, String demand, String source, LocalDate from, LocalDate to) implements Dated {
    /** What can climb (阶梯). */
    public static final Set<String> LADDERS = Set.of("hazard", "letter", "report", "duty");

    /** Whom it is for (对象规则): the lead department, the enterprise, or whoever is late. */
    public enum To { LEAD_UNIT, ENTERPRISE, SAME }

    public Rung {
        if (ladder == null || !LADDERS.contains(ladder)) {
            throw new Problem.Invalid("ladder", "ladder", "请选择阶梯：隐患、督办文书、举报或履职事项");
        }
        Dated.within(no, 1, 20, "no", "级次");
        Dated.within(afterDays, 1, 365, "afterDays", "逾期天数");
        if (kind == null || whom == null) {
            throw new Problem.Invalid("required", kind == null ? "kind" : "whom", kind == null ? "请选择建议的文书种类" : "请选择发给谁");
        }
        demand = Words.required(demand, "demand", "工作要求", 500);
        source = Dated.sourced(source, from, to);
    }

    @Override
    public Rung until(LocalDate last) {
        return new Rung(ladder, no, afterDays, working, kind, majorOnly, whom, demand, source, from, last);
    }

    @Override
    public String key() {
        return ladder + "." + no;
    }

    @Override
    public String called() {
        return switch (ladder) {
            case "hazard" -> "隐患逾期";
            case "letter" -> "督办文书逾期";
            case "report" -> "举报逾期";
            default -> "履职逾期";
        } + "第" + no + "级";
    }

    /** The first day on which it is proposed. */
    public LocalDate dayFor(LocalDate due, Reckoning days) {
        return days.add(due, afterDays, working).date();
    }
}
