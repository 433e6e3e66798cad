package io.shoutu.hazard.domain.reports;

import io.shoutu.api.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * What a report is worth, and how long each step may take (举报奖励规则): law as data. {@code inside}, the days and the fixed sum are a matter of the place.
 *
 * @param share of the final fine, e.g. 0.15, or null
 * @param rates per death by accident grade 一般、较大、重大、特别重大; {@code general} is also the fixed sum
 * @param inside how much more an employee of the reported enterprise gets, e.g. 0.2; 0 for nothing
 * @param acceptDays working days to accept; the other terms are calendar days
 */
public record RewardRule(String code, PublicReport.Kind kind, Basis basis, BigDecimal share, BigDecimal least, BigDecimal most, BigDecimal general, BigDecimal larger, BigDecimal major,
        BigDecimal grave, BigDecimal inside, int acceptDays, int handleDays, int extendDays, int collectDays, String source, String article, LocalDate effectiveFrom, LocalDate effectiveTo) {
    /** By what it is reckoned (计奖方式). */
    public enum Basis { FINE_SHARE, PER_DEATH, FIXED }

    /** 事故等级. */
    public enum AccidentGrade { GENERAL, LARGER, MAJOR, GRAVE }

    public boolean inForce(LocalDate day) {
        return !day.isBefore(effectiveFrom) && (effectiveTo == null || !day.isAfter(effectiveTo));
    }

    /** The sum and how it was reckoned (奖励测算). */
    public record Reward(BigDecimal amount, String text) {}

    /**
     * The reward.
     *
     * @param fine the final fine in yuan, for {@code FINE_SHARE}
     * @param deaths as finally confirmed, for {@code PER_DEATH}
     * @param employee whether an employee of the reported enterprise reported it
     */
    public Reward reward(BigDecimal fine, Integer deaths, AccidentGrade grade, boolean employee) {
        BigDecimal sum;
        String how;
        switch (basis) {
            case FINE_SHARE -> {
                if (fine == null || fine.signum() <= 0) {
                    throw new Problem.Invalid("fine-required", "fineFinal", "请填写生效处罚决定的罚款金额：奖励按最终罚款计算");
                }
                sum = fine.multiply(share);
                how = "罚款" + fine.toPlainString() + "元×" + share.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
            }
            case PER_DEATH -> {
                if (deaths == null || deaths < 1 || grade == null) {
                    throw new Problem.Invalid("deaths-required", "deaths", "请填写最终确认的死亡人数和事故等级");
                }
                BigDecimal rate = switch (grade) {
                    case GENERAL -> general;
                    case LARGER -> larger;
                    case MAJOR -> major;
                    case GRAVE -> grave;
                };
                sum = rate.multiply(BigDecimal.valueOf(deaths));
                how = deaths + "人×" + rate.stripTrailingZeros().toPlainString() + "元";
            }
            default -> {
                sum = general;
                how = "定额";
            }
        }
        if (least != null && sum.compareTo(least) < 0) {
            sum = least;
            how += "，低于最低额，按" + least.stripTrailingZeros().toPlainString() + "元";
        }
        if (employee && inside.signum() > 0) {
            sum = sum.multiply(BigDecimal.ONE.add(inside));
            how += "，企业内部人员上浮" + inside.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
        }
        if (sum.compareTo(most) > 0) {
            sum = most;
            how += "，超过最高额，按" + most.stripTrailingZeros().toPlainString() + "元";
        }
        return new Reward(sum.setScale(2, RoundingMode.HALF_UP), how + "（" + source + "）");
    }
}
