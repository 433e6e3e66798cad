package io.shoutu.responsibility;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.Duty;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.DutyListStore;
import io.shoutu.responsibility.domain.ListState;
import io.shoutu.responsibility.domain.Span;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes many items at once (清单批量导入): rows of a workbook become drafts, one list per bearer, sort and year; lists a county had in force before it had this platform come
 * in as they stood. A wrong row is answered with its reason and keeps no other from coming in; the same file again changes nothing.
 */
@Component(service = ListImports.class)
public final class ListImports {
    private final UnitOfWork work;
    private final DutyListStore store;
    private final Journal journal;
    private final Numbers numbers;
    private final Directory directory;
    private final Sources sources;
    private final ListWords words;
    private final Clock clock;

    @Activate
    public ListImports(@Reference UnitOfWork work, @Reference DutyListStore store, @Reference Journal journal, @Reference Numbers numbers, @Reference Directory directory,
            @Reference Sources sources, @Reference ListWords words, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.journal = journal;
        this.numbers = numbers;
        this.directory = directory;
        this.sources = sources;
        this.words = words;
        this.clock = clock;
    }

    /** An item with the list it belongs to; {@code title} may be null, then the list is called after its bearer. */
    public record Row(Bearer bearer, String category, String layer, int year, String title, Duty duty) {}

    /**
     * What became of a row or list.
     *
     * @param number of the list, or null where it was refused
     * @param known whether exactly this stood there before
     * @param problem why it was refused, or null
     */
    public record Outcome(String number, boolean known, Problem problem) {}

    /** Takes rows, each into the draft of its list; answers what became of each, in their order. @param rows each answers its row, or raises {@link Problem.Invalid} */
    public List<Outcome> take(List<Supplier<Row>> rows, Actor by) {
        Outcome[] outcomes = new Outcome[rows.size()];
        Map<String, List<Integer>> lists = new LinkedHashMap<>();
        Row[] read = new Row[rows.size()];
        for (int i = 0; i < read.length; i++) {
            try {
                read[i] = rows.get(i).get();
                check(read[i].bearer(), List.of(read[i].duty()), read[i].category(), read[i].layer(), by);
                lists.computeIfAbsent(read[i].bearer() + "|" + read[i].category() + "|" + read[i].layer() + "|" + read[i].year(), key -> new ArrayList<>()).add(i);
            } catch (Problem.Invalid refused) {
                outcomes[i] = new Outcome(null, false, refused);
            }
        }
        for (List<Integer> lines : lists.values()) {
            Map<String, Integer> first = new LinkedHashMap<>();
            List<Integer> good = new ArrayList<>();
            for (int line : lines) {
                Integer before = first.putIfAbsent(read[line].duty().code(), line);
                if (before == null) {
                    good.add(line);
                } else {
                    outcomes[line] = new Outcome(null, false, new Problem.Invalid("duty-code-twice", "code", "同一清单中条目编号重复：" + read[line].duty().code()));
                }
            }
            merge(good, read, outcomes, by);
        }
        return List.of(outcomes);
    }

    private void merge(List<Integer> lines, Row[] read, Outcome[] outcomes, Actor by) {
        Row any = read[lines.get(0)];
        work.execute(tx -> {
            List<DutyList> same = same(tx, any.bearer(), any.category(), any.layer(), any.year());
            DutyList draft = same.stream().filter(list -> list.state() == ListState.DRAFT).findFirst().orElse(null);
            DutyList other = same.stream().filter(list -> list.state() != ListState.DRAFT).reduce((a, b) -> b).orElse(null);
            if (draft == null && other != null) {
                for (int line : lines) {
                    boolean there = other.duties().contains(read[line].duty());
                    outcomes[line] = there ? new Outcome(other.number(), true, null)
                            : new Outcome(null, false, new Problem.IllegalMove("list-in-force", "该责任主体本年度已有清单 " + other.number() + "（" + other.state().label() + "），请在平台上修订新版后再导入"));
                }
                return;
            }
            Map<String, Duty> duties = new LinkedHashMap<>();
            (draft == null ? List.<Duty>of() : draft.duties()).forEach(duty -> duties.put(duty.code(), duty));
            List<Integer> fresh = lines.stream().filter(line -> !read[line].duty().equals(duties.get(read[line].duty().code()))).toList();
            fresh.forEach(line -> duties.put(read[line].duty().code(), read[line].duty()));
            DutyList list = draft;
            Instant now = now();
            if (draft == null) {
                list = DutyList.draft(numbers.next(tx, DutyLists.SERIES, Legal.day(now).getYear()), title(any), any.bearer(), any.year(), List.copyOf(duties.values()), any.category(), any.layer(), now);
                store.add(tx, list);
            } else if (!fresh.isEmpty()) {
                list = store.keep(tx, draft.edit(draft.title(), List.copyOf(duties.values()), now));
            }
            if (!fresh.isEmpty()) {
                tell(tx, list, draft == null ? ResponsibilityFacts.LIST_DRAFTED : ResponsibilityFacts.LIST_EDITED, now, by);
            }
            for (int line : lines) {
                outcomes[line] = new Outcome(list.number(), !fresh.contains(line), null);
            }
        });
    }

    /** A list that was in force already (历史清单), with the day from which. */
    public record Past(String title, Bearer bearer, String category, String layer, int year, LocalDate from, List<Duty> duties) {}

    /** Takes lists over as they stood, in force from their day; one that is there already is left alone. @param rows each answers its list, or raises {@link Problem.Invalid} */
    public List<Outcome> takePast(List<Supplier<Past>> rows, Actor by) {
        return rows.stream().map(row -> {
            try {
                Past past = row.get();
                check(past.bearer(), past.duties(), past.category(), past.layer(), by);
                return work.run(tx -> {
                    List<DutyList> same = same(tx, past.bearer(), past.category(), past.layer(), past.year());
                    if (!same.isEmpty()) {
                        return new Outcome(same.get(0).number(), true, null);
                    }
                    Instant now = now();
                    Span term = new Span(past.from(), LocalDate.of(past.year(), 12, 31), past.year() + "年");
                    if (past.from().getYear() != past.year()) {
                        throw new Problem.Invalid("publish-day", "from", "生效日期须在" + past.year() + "年内");
                    }
                    // Checked before a number is taken: a refused list leaves no gap.
                    DutyList checked = new DutyList("ZR-0000-0000", 1, 0, past.title(), past.bearer(), term, ListState.PUBLISHED, now, past.duties(), null, "历史清单导入", past.category(), past.layer());
                    DutyList list = new DutyList(numbers.next(tx, DutyLists.SERIES, past.year()), 1, 0, checked.title(), checked.bearer(), term, ListState.PUBLISHED, now, checked.duties(), null,
                            checked.note(), checked.category(), checked.layer());
                    store.add(tx, list);
                    tell(tx, list, ResponsibilityFacts.LIST_IMPORTED, now, by);
                    return new Outcome(list.number(), false, null);
                });
            } catch (Problem.Invalid refused) {
                return new Outcome(null, false, refused);
            }
        }).toList();
    }

    private List<DutyList> same(Tx tx, Bearer bearer, String category, String layer, int year) {
        return store.ofYear(tx, year, null).stream()
                .filter(list -> list.bearer().equals(bearer) && list.category().equals(category) && java.util.Objects.equals(list.layer(), layer)).toList();
    }

    private void check(Bearer bearer, List<Duty> duties, String category, String layer, Actor by) {
        words.check(category, layer);
        String name = bearer.known(directory).orElseThrow(() -> new Problem.Invalid("unit-unknown", "unit", "名录中没有单位或企业“" + bearer.unit() + "”，请先在“名录”中登记"));
        if (!bearer.place(directory).inside(by.scope())) {
            throw new Problem.Invalid("outside-scope", "unit", "“" + name + "”不在您的数据范围内");
        }
        Set<String> known = sources.codes();
        for (Duty duty : duties) {
            Set<String> unknown = new TreeSet<>(duty.kinds());
            unknown.removeAll(known);
            if (!unknown.isEmpty()) {
                throw new Problem.Invalid("duty-kind-unknown", "kinds", "没有这样的履职方式：" + String.join("、", unknown));
            }
        }
    }

    private String title(Row row) {
        if (row.title() != null) {
            return row.title();
        }
        return row.bearer().unitName(directory) + (row.bearer().body() ? "" : row.bearer().title()) + row.year() + "年" + row.category();
    }

    private void tell(Tx tx, DutyList list, String fact, Instant now, Actor by) {
        journal.write(tx, new Fact(list.subject(), fact, now, by,
                Map.of("state", list.state().name(), "title", list.title(), "unit", list.bearer().unit(), "category", list.category(), "duties", list.duties().size())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
