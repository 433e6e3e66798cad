package io.shoutu.responsibility.domain.yearend;

import io.shoutu.api.Subject;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.domain.Act;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.Holding;
import io.shoutu.responsibility.domain.Span;
import io.shoutu.responsibility.domain.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What one edition of a list came to (年度履职结果): every figure with the acts it is made of, in a text that is the same for the same result.
 *
 * @param list number of the list, e.g. ZR-2026-0001
 * @param asOf what was recorded later is not in it
 * @param holders who bore it and when
 * @param lines one per slot of each duty, in the order of the list
 */
public record YearResult(String list, int edition, String title, String category, Bearer bearer, Span term, Instant asOf, List<Holder> holders, List<Line> lines) {
    public YearResult {
        holders = List.copyOf(holders);
        lines = List.copyOf(lines);
    }

    /** Who bore it (任职期间). @param who person id, or for a body the unit id */
    public record Holder(String who, String account, LocalDate from, LocalDate to) {}

    /**
     * An act as it counted.
     *
     * @param who account, or for a body {@code unit:} and its id
     * @param late recorded after its slot was over
     * @param overdue done after the due day
     */
    public record Done(long entry, String kind, Subject subject, String who, Instant happened, Instant recorded, boolean late, boolean overdue, String title) {
        static Done of(Act act, boolean late, boolean overdue) {
            return new Done(act.entry(), act.kind(), act.subject(), act.unit() == null ? act.account() : "unit:" + act.unit(), act.happened(), act.recorded(), late, overdue,
                    act.title() == null ? "" : act.title());
        }

        /** What tells it from all others: the entry alone may prove several. */
        public String identity() {
            return entry + " " + kind + " " + subject + " " + who;
        }
    }

    /** One duty in one slot. @param reversed what counted once and was taken back; @param expired what had become too old */
    public record Line(String code, String text, Span slot, LocalDate due, int required, int done, int capped, boolean provisional, List<Done> counted, List<Done> reversed, List<Done> expired) {
        public Line {
            counted = List.copyOf(counted);
            reversed = List.copyOf(reversed);
            expired = List.copyOf(expired);
        }

        public String identity() {
            return code + " " + slot.first();
        }
    }

    /** The result as it was reckoned. */
    public static YearResult of(DutyList list, List<Holding> holdings, Tally tally, Instant asOf) {
        List<Holder> holders = holdings.stream().map(h -> new Holder(h.unit() == null ? h.person() : h.unit(), h.account(), h.from(), h.to())).toList();
        List<Line> lines = tally.lines().stream().map(line -> new Line(line.duty().code(), line.duty().text(), line.slot().span(), line.slot().due(), line.slot().required(), line.done(), line.capped(),
                line.slot().provisional(), line.counted().stream().map(c -> Done.of(c.act(), c.late(), c.overdue())).toList(), line.reversed().stream().map(a -> Done.of(a, false, false)).toList(),
                line.expired().stream().map(a -> Done.of(a, false, false)).toList())).toList();
        return new YearResult(list.number(), list.edition(), list.title(), list.category(), list.bearer(), list.term(), asOf, holders, lines);
    }

    /** The edition, as {@code ZR-2026-0001.1}. */
    public String id() {
        return list + "." + edition;
    }

    public int year() {
        return term.first().getYear();
    }

    /** The last moment of the year: evidence is judged as it stood then, whenever it is reckoned. */
    public static Instant end(int year) {
        return Legal.endOf(LocalDate.of(year, 12, 31)).minusMillis(1);
    }

    public int required() {
        return lines.stream().mapToInt(Line::required).sum();
    }

    public int done() {
        return lines.stream().mapToInt(Line::done).sum();
    }

    public int capped() {
        return lines.stream().mapToInt(Line::capped).sum();
    }

    /** In percent, rounded down; may exceed 100. Null where nothing was required. */
    public Integer rate() {
        return required() == 0 ? null : (int) (100L * done() / required());
    }

    /** At most 100: much of one duty does not hide the lack of another. Null where nothing was required. */
    public Integer cappedRate() {
        return required() == 0 ? null : (int) (100L * capped() / required());
    }

    /** How many different acts stand behind it (履职次数): one that counts for two duties is one act. */
    public long acts() {
        return lines.stream().flatMap(line -> line.counted().stream()).map(act -> act.entry() + " " + act.subject()).distinct().count();
    }

    /** The text that is hashed; {@link #parse} reads it back. */
    public String canonical() {
        StringBuilder out = new StringBuilder("shoutu-year-end/1\n");
        row(out, "list", list, edition, title, category);
        row(out, "bearer", bearer.unit(), bearer.title());
        row(out, "term", term.first(), term.last(), term.label());
        row(out, "as-of", asOf);
        row(out, "figures", required(), done(), capped());
        holders.forEach(h -> row(out, "holder", h.who(), h.account(), h.from(), h.to()));
        for (Line line : lines) {
            row(out, "duty", line.code(), line.slot().label(), line.slot().first(), line.slot().last(), line.due(), line.required(), line.done(), line.capped(), line.provisional(), line.text());
            line.counted().forEach(act -> act(out, "act", act));
            line.reversed().forEach(act -> act(out, "reversed", act));
            line.expired().forEach(act -> act(out, "expired", act));
        }
        return out.toString();
    }

    private static void act(StringBuilder out, String word, Done act) {
        row(out, word, act.entry(), act.kind(), act.subject(), act.who(), act.happened(), act.recorded(), act.late(), act.overdue(), act.title());
    }

    private static void row(StringBuilder out, String word, Object... values) {
        out.append(word);
        for (Object value : values) {
            out.append('\t').append(value == null ? "-" : "=" + value.toString().replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n"));
        }
        out.append('\n');
    }

    /** Reads {@link #canonical} back. @throws IllegalArgumentException where it is not such a text */
    public static YearResult parse(String text) {
        String[] rows = text.split("\n");
        if (!rows[0].equals("shoutu-year-end/1")) {
            throw new IllegalArgumentException("not a frozen result: " + rows[0]);
        }
        String[] list = null;
        String[] bearer = null;
        String[] term = null;
        Instant asOf = null;
        List<Holder> holders = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i < rows.length; i++) {
            String[] v = rows[i].split("\t");
            switch (v[0]) {
                case "list" -> list = v;
                case "bearer" -> bearer = v;
                case "term" -> term = v;
                case "as-of" -> asOf = Instant.parse(said(v[1]));
                case "figures" -> { }
                case "holder" -> holders.add(new Holder(said(v[1]), said(v[2]), day(v[3]), day(v[4])));
                case "duty" -> lines.add(new Line(said(v[1]), said(v[10]), new Span(day(v[3]), day(v[4]), said(v[2])), day(v[5]), number(v[6]), number(v[7]), number(v[8]),
                        Boolean.parseBoolean(said(v[9])), List.of(), List.of(), List.of()));
                case "act", "reversed", "expired" -> {
                    Line last = lines.remove(lines.size() - 1);
                    Done act = new Done(Long.parseLong(said(v[1])), said(v[2]), Subject.parse(said(v[3])), said(v[4]), Instant.parse(said(v[5])), Instant.parse(said(v[6])),
                            Boolean.parseBoolean(said(v[7])), Boolean.parseBoolean(said(v[8])), said(v[9]));
                    lines.add(new Line(last.code(), last.text(), last.slot(), last.due(), last.required(), last.done(), last.capped(), last.provisional(),
                            v[0].equals("act") ? and(last.counted(), act) : last.counted(), v[0].equals("reversed") ? and(last.reversed(), act) : last.reversed(),
                            v[0].equals("expired") ? and(last.expired(), act) : last.expired()));
                }
                default -> throw new IllegalArgumentException("unknown row of a frozen result: " + v[0]);
            }
        }
        if (list == null || bearer == null || term == null || asOf == null) {
            throw new IllegalArgumentException("a frozen result without list, bearer, term or moment");
        }
        return new YearResult(said(list[1]), number(list[2]), said(list[3]), said(list[4]), new Bearer(said(bearer[1]), said(bearer[2])), new Span(day(term[1]), day(term[2]), said(term[3])), asOf, holders,
                lines);
    }

    private static List<Done> and(List<Done> some, Done one) {
        List<Done> all = new ArrayList<>(some);
        all.add(one);
        return all;
    }

    private static String said(String value) {
        if (value.equals("-")) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                char next = value.charAt(++i);
                out.append(next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static LocalDate day(String value) {
        String text = said(value);
        return text == null ? null : LocalDate.parse(text);
    }

    private static int number(String value) {
        return Integer.parseInt(said(value));
    }
}
