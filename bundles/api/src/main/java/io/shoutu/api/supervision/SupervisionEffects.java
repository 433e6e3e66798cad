package io.shoutu.api.supervision;

import io.shoutu.api.Subject;
import java.time.LocalDate;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What papers of supervision do to somebody's score (督办对考核的影响). The room {@code supervision} answers; whoever keeps score sheets asks each time anew, so that a paper taken back weighs nothing from then on.
 *
 * <p>Nothing of a fine is ever in it (行政处罚法第七十四条): a paper that rests on one is refused before it is drafted.
 */
@ProviderType
public interface SupervisionEffects {
    /**
     * One effect.
     *
     * @param paper the record, {@code supervision/DB-…}
     * @param document number of the paper, e.g. {@code 安安委办督改〔2026〕3号}
     * @param kindLabel what kind of paper it is, in Chinese
     * @param reason in Chinese: it went out, or how many deadlines were missed
     * @param day the legal day it weighs on: its year is the year it counts in
     * @param points below 0, as the rule said when the paper went out
     */
    record Effect(Subject paper, String document, String kindLabel, String reason, LocalDate day, int points) {}

    /**
     * The effects of a year on one addressee, the earliest first; empty for one nobody ever wrote to. Papers taken back have none. All misses of one paper weigh on the day of its first.
     *
     * @param addressee {@code unit:yjj}, {@code person:ld03} or {@code enterprise:91…}
     */
    List<Effect> effects(String addressee, int year);
}
