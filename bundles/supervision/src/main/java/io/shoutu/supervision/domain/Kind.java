package io.shoutu.supervision.domain;

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
public record Kind(String code, String label, Flow flow, String series, String prefix, int answerDays, boolean working, int score, int lateScore, String source, LocalDate from, LocalDate to) {
    public boolean inForceOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    /** The number of a paper in the form of official documents: hexagonal brackets round the year, no zeros before the number (党政机关公文格式 GB/T 9704-2012). */
    public String document(int year, long number) {
        return prefix + "〔" + year + "〕" + number + "号";
    }
}
