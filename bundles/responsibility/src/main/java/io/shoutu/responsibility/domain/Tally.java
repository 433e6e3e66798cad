package io.shoutu.responsibility.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * How far a duty list was performed at a moment (履职统计): every figure with the acts it is made of.
 *
 * @param lines one per slot of each duty, in the order of the list
 * @param uncounted acts of its holders that fit a kind of the list and no slot of this year counts, e.g. before the holding began
 * @param repeated acts whose record has proved the same kind of duty already, or counts for a duty that does not share it
 */
public record Tally(List<Line> lines, List<Act> uncounted, List<Act> repeated) {
    public Tally {
        lines = List.copyOf(lines);
        uncounted = List.copyOf(uncounted);
        repeated = List.copyOf(repeated);
    }

    /**
     * An act as it counts.
     *
     * @param holding who of the holders did it
     * @param late recorded after its slot was over
     * @param overdue done after the due day, within the slot
     * @param also codes of the other duties it counts for, none where it counts once
     */
    public record Counted(Act act, Holding holding, boolean late, boolean overdue, List<String> also) {
        public Counted {
            also = List.copyOf(also);
        }
    }

    /**
     * One duty in one slot.
     *
     * @param counted what counts
     * @param reversed what counted once and was taken back; it stays to be seen (R7)
     * @param expired what no longer proves the duty, because the evidence has become too old (R11)
     */
    public record Line(Duty duty, Slot slot, List<Counted> counted, List<Act> reversed, List<Act> expired) {
        public Line {
            counted = List.copyOf(counted);
            reversed = List.copyOf(reversed);
            expired = List.copyOf(expired);
        }

        public int done() {
            return counted.size();
        }

        /** Not above what is required, so that much of one duty does not hide the lack of another. */
        public int capped() {
            return Math.min(done(), slot.required());
        }

        public boolean fulfilled() {
            return done() >= slot.required();
        }

        /**
         * Where it stands on that day.
         *
         * @param soon how many days before the due day count as near
         */
        public LineState state(LocalDate today, int soon) {
            if (fulfilled()) {
                return done() > slot.required() ? LineState.EXCEEDED : LineState.DONE;
            }
            if (today.isAfter(slot.due())) {
                return LineState.OVERDUE;
            }
            if (today.equals(slot.due())) {
                return LineState.DUE;
            }
            return today.plusDays(soon).isBefore(slot.due()) ? LineState.OPEN : LineState.DUE_SOON;
        }

        /** How many this holder did. */
        public long by(Holding holding) {
            return counted.stream().filter(c -> c.holding().equals(holding)).count();
        }
    }

    /** Slots whose due day is over, that were not performed and that nobody explained (未答复条目): while there is one the holder does not sign (R5). @param remarks what was said beside the list */
    public List<Line> unanswered(List<Remark> remarks, LocalDate today) {
        return lines.stream().filter(line -> line.state(today, 0) == LineState.OVERDUE)
                .filter(line -> remarks.stream().noneMatch(r -> r.code().equals(line.duty().code()) && r.slot().equals(line.slot().span().first()))).toList();
    }

    public int required() {
        return lines.stream().mapToInt(line -> line.slot().required()).sum();
    }

    public int done() {
        return lines.stream().mapToInt(Line::done).sum();
    }

    public int capped() {
        return lines.stream().mapToInt(Line::capped).sum();
    }

    /** Acts done over acts required in percent, rounded down; may exceed 100 (总量完成率). Null where nothing was required yet. */
    public Integer rate() {
        return required() == 0 ? null : (int) (100L * done() / required());
    }

    /** The same with no duty above what it requires (封顶完成率), at most 100. */
    public Integer cappedRate() {
        return required() == 0 ? null : (int) (100L * capped() / required());
    }

    /** How many different acts stand behind it: one that counts for two duties is one act. */
    public long acts() {
        return lines.stream().flatMap(line -> line.counted().stream()).map(c -> c.act().entry() + " " + c.act().subject()).distinct().count();
    }
}
