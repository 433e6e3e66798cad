package io.shoutu.supervision.domain;

import io.shoutu.api.Problem;
import java.time.LocalDate;

/**
 * A kind of paper (督办文书种类): data of the county, because the list of 两书一函 differs from place to place.
 *
 * @param code stable word, e.g. {@code reminder}
 * @param label what people call it, e.g. 提醒敦促函
 * @param flow the course it takes
 * @param series capital letters of its running number, one series per kind and year
 * @param prefix what stands before 〔year〕 in the number of the paper, e.g. 安安委办提醒
 * @param answerDays days the addressee has where the draft names no deadline; 0 where it must
 * @param working whether these are working days
 * @param score effect on the addressee's work score when it goes out, 0 or negative
 * @param lateScore further effect for each deadline missed, 0 or negative
 * @param source where the kind and its figures come from
 */
public record Kind(String code, String label, Flow flow, String series, String prefix, int answerDays, boolean working, int score, int lateScore, String source, LocalDate from, LocalDate to) implements Dated {
    public Kind {
        if (code == null || !code.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new Problem.Invalid("code", "code", "代号应为小写字母开头的字母、数字或短横，如 reminder：" + code);
        }
        label = Words.required(label, "label", "文书名称", 60);
        if (flow == null) {
            throw new Problem.Invalid("flow", "flow", "请选择办理流程");
        }
        if (series == null || !series.matches("[A-Z]{2,10}")) {
            throw new Problem.Invalid("series", "series", "编号序列应为 2 到 10 个大写字母，如 DBTX：" + series);
        }
        prefix = Words.required(prefix, "prefix", "文号字头", 60);
        if (prefix.matches(".*[〔〕\\[\\]0-9].*")) {
            throw new Problem.Invalid("prefix", "prefix", "文号字头只写机关代字，年份和顺序号由平台编排：" + prefix);
        }
        Dated.within(answerDays, 0, 365, "answerDays", "答复天数");
        Dated.within(score, -100, 0, "score", "印发计分");
        Dated.within(lateScore, -100, 0, "lateScore", "逾期计分");
        source = Dated.sourced(source, from, to);
    }

    @Override
    public Kind until(LocalDate last) {
        return new Kind(code, label, flow, series, prefix, answerDays, working, score, lateScore, source, from, last);
    }

    @Override
    public String key() {
        return code;
    }

    @Override
    public String called() {
        return label;
    }

    /** The number of a paper in the form of official documents: hexagonal brackets round the year, no zeros before the number (党政机关公文格式 GB/T 9704-2012). */
    public String document(int year, long number) {
        return prefix + "〔" + year + "〕" + number + "号";
    }
}
