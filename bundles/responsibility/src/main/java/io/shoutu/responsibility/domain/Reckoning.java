package io.shoutu.responsibility.domain;

import io.shoutu.api.time.Legal;
import io.shoutu.api.time.WorkCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts acts for duties (计次). A pure function of the list, its holders, the acts and a moment: reckoning again gives the same answer,
 * so a figure is never stored except where a year is frozen.
 *
 * <p>The rules, in their order:
 * <ol>
 * <li>An act counts for a duty that names its kind, in the slot that contains the day on which it <em>happened</em>, for the holder of that day.
 * <li>One act, under however many names its record proves it, counts for one duty: the first of the list that still lacks acts in that slot, else the first. It counts for another as well only
 *     where both allow it.
 * <li>The same record proves the same kind of duty once: who edits an inspection twice has inspected once.
 * <li>What was taken back does not count and stays to be seen; what was recorded after its slot counts and is flagged.
 * <li>A body's acts are its own and those of whoever holds a position in it; for a body the same record counts once, whoever of its people it names.
 * </ol>
 */
public final class Reckoning {
    private Reckoning() {}

    /**
     * The tally of one year.
     *
     * @param term the days in which this edition of the list is in force; a slot belongs to the edition in force on the day it is due
     * @param asOf what was recorded later is not known yet; slots that begin later are not required yet
     */
    public static Tally of(List<Duty> duties, Span term, List<Holding> holdings, List<Act> acts, WorkCalendar calendar, Instant asOf) {
        return of(duties, term, holdings, acts, calendar, asOf, Legal.day(asOf));
    }

    /**
     * The same, judged as on an earlier day: a year that is over is known better later, but its evidence has not grown older for it.
     *
     * @param today which slots have begun and what evidence has become too old is judged as on this day
     */
    public static Tally of(List<Duty> duties, Span term, List<Holding> holdings, List<Act> acts, WorkCalendar calendar, Instant asOf, LocalDate today) {
        Map<Duty, List<Slot>> slots = new LinkedHashMap<>();
        for (Duty duty : duties) {
            slots.put(duty, slots(duty, term, calendar).stream().filter(slot -> !slot.span().first().isAfter(today)).toList());
        }
        Map<Cell, Cellful> cells = new LinkedHashMap<>();
        slots.forEach((duty, all) -> all.forEach(slot -> cells.put(new Cell(duty, slot), new Cellful())));

        List<Act> uncounted = new ArrayList<>();
        List<Act> repeated = new ArrayList<>();
        boolean body = holdings.stream().anyMatch(holding -> holding.unit() != null);
        Set<String> proved = new LinkedHashSet<>();
        List<Act> inOrder = acts.stream().filter(act -> !act.recorded().isAfter(asOf))
                .sorted(Comparator.comparing(Act::happened).thenComparingLong(Act::entry)).toList();
        // What one entry of the journal says of one record is one act, under however many names: a visit that was led and unannounced is one visit.
        Map<String, List<Proof>> deeds = new LinkedHashMap<>();
        for (Act act : inOrder) {
            Holding holding = holdings.stream().filter(h -> h.did(act)).findFirst().orElse(null);
            List<Cell> candidates = cells.keySet().stream().filter(cell -> fits(cell.duty(), act) && cell.slot().span().contains(act.day())).toList();
            if (holding == null || candidates.isEmpty()) {
                if (act.stood(asOf) && duties.stream().anyMatch(duty -> fits(duty, act))) {
                    uncounted.add(act);
                }
                continue;
            }
            if (act.reversed(asOf)) {
                candidates.forEach(cell -> cells.get(cell).reversed.add(act));
                continue;
            }
            if (!proved.add(act.kind() + " " + act.subject() + (body ? "" : " " + holding))) {
                repeated.add(act);
                continue;
            }
            deeds.computeIfAbsent(act.entry() + " " + act.subject() + (body ? "" : " " + holding), key -> new ArrayList<>()).add(new Proof(act, holding, candidates));
        }
        for (List<Proof> deed : deeds.values()) {
            count(deed, cells, today, repeated);
        }
        List<Tally.Line> lines = new ArrayList<>();
        cells.forEach((cell, full) -> lines.add(new Tally.Line(cell.duty(), cell.slot(), full.counted, full.reversed, full.expired)));
        return new Tally(lines, uncounted, repeated);
    }

    /** The slots of a duty that are due while an edition is in force, the earliest first. */
    public static List<Slot> slots(Duty duty, Span term, WorkCalendar calendar) {
        List<Slot> slots = new ArrayList<>();
        for (int year = term.first().getYear(); year <= term.last().getYear(); year++) {
            duty.rhythm().slots(year, calendar).stream().filter(slot -> term.contains(slot.due())).forEach(slots::add);
        }
        return slots;
    }

    /** Counts one act, proved under one or several names, in the cells its duties allow. */
    private static void count(List<Proof> deed, Map<Cell, Cellful> cells, LocalDate today, List<Act> repeated) {
        Map<Cell, Proof> candidates = new LinkedHashMap<>();
        // In the order of the list, whatever the order of the names.
        cells.keySet().forEach(cell -> deed.stream().filter(proof -> proof.cells().contains(cell)).findFirst().ifPresent(proof -> candidates.put(cell, proof)));
        Cell first = candidates.entrySet().stream().filter(e -> !old(e.getKey().duty(), e.getValue().act(), today) && cells.get(e.getKey()).counted.size() < e.getKey().slot().required())
                .map(Map.Entry::getKey).findFirst().orElse(candidates.keySet().iterator().next());
        List<Cell> chosen = !first.duty().shares() ? List.of(first) : candidates.keySet().stream().filter(cell -> cell == first || cell.duty().shares()).toList();
        for (Cell cell : chosen) {
            Act act = candidates.get(cell).act();
            if (old(cell.duty(), act, today)) {
                cells.get(cell).expired.add(act);
            } else {
                List<String> also = chosen.stream().filter(other -> other != cell).map(other -> other.duty().code()).toList();
                cells.get(cell).counted.add(new Tally.Counted(act, candidates.get(cell).holding(), act.late(cell.slot().span()), act.day().isAfter(cell.slot().due()), also));
            }
        }
        deed.stream().filter(proof -> proof.cells().stream().noneMatch(chosen::contains)).forEach(proof -> repeated.add(proof.act()));
    }

    private static boolean fits(Duty duty, Act act) {
        return duty.kinds().contains(act.kind()) && (act.aim() == null || act.aim().equals(duty.code()));
    }

    private static boolean old(Duty duty, Act act, LocalDate today) {
        return duty.within() != null && act.day().plusDays(duty.within()).isBefore(today) || act.expires() != null && act.expires().isBefore(today);
    }

    private record Proof(Act act, Holding holding, List<Cell> cells) {}

    private record Cell(Duty duty, Slot slot) {}

    private static final class Cellful {
        final List<Tally.Counted> counted = new ArrayList<>();
        final List<Act> reversed = new ArrayList<>();
        final List<Act> expired = new ArrayList<>();
    }
}
