package io.shoutu.supervision.domain;

import io.shoutu.api.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Something overdue that climbs the ladder (逾期事项).
 *
 * @param about the record; where one record holds several matters, each as {@code <number>#<which>}, see {@link #matter}
 * @param addressee who is late, or null where only the enterprise is known
 * @param due the deadline it missed
 * @param major whether it is a major hazard, as far as known
 * @param endedAt when it was settled, or null while it climbs
 */
public record Watch(Subject about, String ladder, String title, String enterprise, Addressee addressee, LocalDate due, boolean major, Instant beganAt, Instant endedAt, String endedWhy) {

    /** One of several matters in a record, e.g. an item of a duty list in one period. */
    public static Subject matter(Subject record, String which) {
        String part = which.replaceAll("[\\s/\\p{Cntrl}#]+", "-");
        return new Subject(record.kind(), record.number() + "#" + part.substring(0, Math.min(part.length(), 119 - record.number().length())));
    }

    /** The record a matter stands in: itself, or what stands before the {@code #}. */
    public static Subject record(Subject about) {
        int mark = about.number().indexOf('#');
        return mark < 1 ? about : new Subject(about.kind(), about.number().substring(0, mark));
    }

    /**
     * The rung to propose today: the highest one whose day has come and that lies above all proposed so far. A rung nobody confirmed is passed over, never gone back to.
     *
     * @param proposed the highest rung proposed since it became overdue, 0 for none
     */
    public Optional<Rung> next(List<Rung> rungs, int proposed, Reckoning days) {
        return rungs.stream().filter(r -> r.ladder().equals(ladder) && r.inForceOn(days.today()) && r.no() > proposed && (!r.majorOnly() || major) && !days.today().isBefore(r.dayFor(due, days)))
                .max(java.util.Comparator.comparingInt(Rung::no));
    }
}
