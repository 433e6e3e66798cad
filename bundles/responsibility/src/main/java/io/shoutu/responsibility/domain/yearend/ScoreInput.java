package io.shoutu.responsibility.domain.yearend;

import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a score may be reckoned from (评分指标). Fines are none of it and never will be: 行政处罚法第七十四条 forbids to tie the appraisal of an
 * authority or its people to fines and confiscations, directly or in disguise.
 */
public enum ScoreInput implements Term {
    CAPPED_RATE("封顶完成率", "%", "Σ min(完成, 应完成) ÷ Σ 应完成 × 100；某项超额不能掩盖另一项缺失"),
    RAW_RATE("总量完成率", "%", "Σ 完成 ÷ Σ 应完成 × 100，可超过 100"),
    ON_TIME_RATE("按期履职率", "%", "期限内履职次数 ÷ 计入次数 × 100"),
    UNFULFILLED("未完成时段", "个", "已到期而应完成次数没有满足的条目时段数；年度进行中尚未到期的不算"),
    LATE_RECORDED("补录", "次", "时段结束后才录入的履职次数"),
    REVERSED("冲销", "次", "计入后又被作废、更正的履职次数"),
    RESOLUTION_RATE("议定事项按期办结率", "%", "会议议定由本单位办理、已到期或已办结的事项中，按期办结的比例"),
    SUPERVISION("督办扣分", "分", "当年发给本单位（岗位清单为任职期间发给本人）的督办文书，印发和逾期应扣的分值合计；撤回的不计"),
    EVALUATION("述职测评", "分", "当年述职测评的平均分（百分制）");

    private static final Pattern FINES = Pattern.compile("罚款|罚没|罚金|没收|处罚金额|收缴|fine|penalt|confiscat", Pattern.CASE_INSENSITIVE);

    private final String label;
    private final String unit;
    private final String meaning;

    ScoreInput(String label, String unit, String meaning) {
        this.label = label;
        this.unit = unit;
        this.meaning = meaning;
    }

    @Override
    public String label() {
        return label;
    }

    public String unit() {
        return unit;
    }

    /** How it is reckoned, in Chinese. */
    public String meaning() {
        return meaning;
    }

    /**
     * The input of that name.
     *
     * @throws Problem.Invalid code {@code fines-never-count} where it speaks of fines, {@code score-input} where nobody knows it
     */
    public static ScoreInput named(String name) {
        refuseFines(name, "input");
        return Arrays.stream(values()).filter(each -> each.name().equals(name) || each.word().equals(name)).findFirst().orElseThrow(() -> new Problem.Invalid("score-input", "input",
                "没有评分指标“" + name + "”；可选的有：" + Arrays.stream(values()).map(each -> each.word() + "（" + each.label() + "）").collect(Collectors.joining("、"))));
    }

    /** Refuses words that bring fines in by another name. */
    static void refuseFines(String words, String field) {
        if (words != null && FINES.matcher(words).find()) {
            throw new Problem.Invalid("fines-never-count", field, "“" + words.strip()
                    + "”不能作为评分指标：行政处罚法第七十四条规定，罚款、没收的违法所得不得同作出行政处罚决定的行政机关及其工作人员的考核、考评直接或者变相挂钩");
        }
    }
}
