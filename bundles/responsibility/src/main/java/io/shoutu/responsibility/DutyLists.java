package io.shoutu.responsibility;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
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
import io.shoutu.responsibility.domain.NoteStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What can be done with duty lists (责任清单办理), one method per use case.
 *
 * <p>{@code seen} is the version the asker has seen, or null for any; another one there is {@link io.shoutu.api.Problem.Stale}. A list whose
 * bearer lies outside the actor's scope is not there for him, unless he holds the position himself.
 */
@Component(service = DutyLists.class)
public final class DutyLists {
    /** Name of the series of numbers. */
    static final String SERIES = "ZR";

    private final UnitOfWork work;
    private final DutyListStore store;
    private final Journal journal;
    private final Numbers numbers;
    private final Directory directory;
    private final Holders holders;
    private final Sources sources;
    private final NoteStore notes;
    private final ListWords words;
    private final Clock clock;

    @Activate
    public DutyLists(@Reference UnitOfWork work, @Reference DutyListStore store, @Reference Journal journal, @Reference Numbers numbers,
            @Reference Directory directory, @Reference Sources sources, @Reference NoteStore notes,
            @Reference ListWords words, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.journal = journal;
        this.numbers = numbers;
        this.directory = directory;
        this.holders = new Holders(directory, work, store);
        this.sources = sources;
        this.notes = notes;
        this.words = words;
        this.clock = clock;
    }

    /** A new list in draft. The unit must be in the directory, the kinds of its duties known to a room or plugin that is there. */
    public DutyList draft(String title, Bearer bearer, int year, List<Duty> duties, Actor by) {
        return draft(title, bearer, year, duties, DutyList.LEADERS, null, by);
    }

    /**
     * The same, with its sort and layer.
     *
     * @param category one of the county's categories
     * @param layer one of the county's layers, or null
     */
    public DutyList draft(String title, Bearer bearer, int year, List<Duty> duties, String category, String layer, Actor by) {
        check(bearer, duties);
        if (year < 2000 || year > 2100) {
            throw new Problem.Invalid("list-year", "year", "年度须在 2000 到 2100 之间：" + year);
        }
        words.check(category, layer);
        if (!place(bearer).inside(by.scope())) {
            throw new Problem.Invalid("outside-scope", "unit", "所选单位不在您的数据范围内");
        }
        return work.run(tx -> {
            Instant now = now();
            DutyList list = DutyList.draft(numbers.next(tx, SERIES, Legal.day(now).getYear()), title, bearer, year, duties, category, layer, now);
            store.add(tx, list);
            tell(tx, list, ResponsibilityFacts.LIST_DRAFTED, by, Map.of("unit", bearer.unit(), "year", year, "title", title, "category", category));
            return list;
        });
    }

    /** The next edition of a list in force, in draft. A second draft beside one that is not published yet is refused. */
    public DutyList revise(String number, Actor by) {
        return work.run(tx -> {
            List<DutyList> editions = store.editions(tx, number);
            DutyList last = open(editions.isEmpty() ? Optional.empty() : Optional.of(editions.get(editions.size() - 1)), new Subject(DutyList.KIND, number), by);
            DutyList next = last.revise(now());
            store.add(tx, next);
            tell(tx, next, ResponsibilityFacts.LIST_DRAFTED, by, Map.of("unit", next.bearer().unit(), "revises", last.edition()));
            return next;
        });
    }

    public DutyList edit(String number, int edition, Long seen, String title, List<Duty> duties, Actor by) {
        return move(number, edition, seen, by, ResponsibilityFacts.LIST_EDITED, Map.of("duties", duties.size()), (list, now) -> {
            check(list.bearer(), duties);
            return list.edit(title, duties, now);
        });
    }

    public DutyList submit(String number, int edition, Long seen, Actor by) {
        return move(number, edition, seen, by, ResponsibilityFacts.LIST_SUBMITTED, Map.of(), (list, now) -> list.submit(by, now));
    }

    public DutyList giveBack(String number, int edition, Long seen, String reason, Actor by) {
        if (reason == null || reason.isBlank() || reason.length() > 1000) {
            throw new Problem.Invalid("text-required", "reason", "请填写退回理由（不超过 1000 字）");
        }
        return move(number, edition, seen, by, ResponsibilityFacts.LIST_RETURNED, Map.of("note", reason.strip()), (list, now) -> list.giveBack(reason.strip(), now));
    }

    public DutyList approve(String number, int edition, Long seen, Actor by) {
        return move(number, edition, seen, by, ResponsibilityFacts.LIST_APPROVED, Map.of(), (list, now) -> list.approve(by, now));
    }

    /** Puts an approved edition into force from that day; the edition before ends the day before it. Both stand in the journal. */
    public DutyList publish(String number, int edition, Long seen, LocalDate from, Actor by) {
        if (from == null) {
            throw new Problem.Invalid("required", "from", "请填写生效日期");
        }
        return work.run(tx -> {
            Instant now = now();
            for (DutyList other : store.editions(tx, number)) {
                if (other.edition() < edition && other.state() == ListState.PUBLISHED) {
                    DutyList ended = store.keep(tx, other.supersede(from, now));
                    tell(tx, ended, ResponsibilityFacts.LIST_SUPERSEDED, by, Map.of("by", edition, "until", ended.term().last().toString()));
                }
            }
            return move(number, edition, seen, by, ResponsibilityFacts.LIST_PUBLISHED, Map.of("from", from.toString()), (list, at) -> list.publish(from, at));
        });
    }

    /** One edition; outside the scope it is not there. */
    public DutyList get(String number, int edition, Actor asking) {
        return work.run(tx -> open(store.find(tx, number, edition), new Subject(DutyList.KIND, number + "." + edition), asking));
    }

    /** The edition meant by {@code ZR-2026-0001.2}, or by the number alone the one in force, else the last; outside the scope it is not there. */
    public DutyList get(String id, Actor asking) {
        int dot = id.lastIndexOf('.');
        if (dot > 0 && id.substring(dot + 1).matches("[0-9]{1,6}")) {
            return get(id.substring(0, dot), Integer.parseInt(id.substring(dot + 1)), asking);
        }
        List<DutyList> all = work.run(tx -> store.editions(tx, id));
        DutyList meant = all.stream().filter(list -> list.state() == ListState.PUBLISHED).findFirst().orElse(all.isEmpty() ? null : all.get(all.size() - 1));
        return open(Optional.ofNullable(meant), new Subject(DutyList.KIND, id), asking);
    }

    /** All editions of a number that the actor may see, the first first. */
    public List<DutyList> editions(String number, Actor asking) {
        return seenBy(work.run(tx -> store.editions(tx, number)), asking);
    }

    /** A page of the lists the actor may see. */
    public Page<DutyList> find(Integer year, ListState state, String unit, String category, String text, String cursor, int limit, Actor asking) {
        Set<String> units = asking.scope().everywhere() ? null
                : seen(asking);
        DutyListStore.Query query = new DutyListStore.Query(year, state, unit, category, text, units, posts(asking.account()), cursor, limit);
        return work.run(tx -> store.find(tx, query));
    }

    /** Units whose lists lie within somebody's scope, and enterprises that bear one. */
    private Set<String> seen(Actor asking) {
        Set<String> units = directory.units().stream().filter(each -> asking.scope().admits(each.area(), each.id(), null)).map(Unit::id).collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        work.run(store::enterprises).stream().map(code -> Bearer.of(code, null)).filter(bearer -> place(bearer).inside(asking.scope())).map(Bearer::unit).forEach(units::add);
        return units;
    }

    /** Who held a position in the unit or enterprise of a bearer on that day. */
    List<Position> holders(Bearer bearer, LocalDate day) {
        return holders.on(bearer, day);
    }

    /** Who ever held one there. */
    List<Position> holders(Bearer bearer) {
        return holders.ever(bearer);
    }

    /** The posts this account holds today, and those it assists. */
    public Set<Bearer> posts(String account) {
        LocalDate today = Legal.day(clock.instant());
        Set<Bearer> posts = new java.util.LinkedHashSet<>();
        directory.personOfAccount(account).ifPresent(person -> holders.of(person.id()).stream().filter(position -> position.heldOn(today))
                .forEach(position -> posts.add(new Bearer(position.unit(), position.title()))));
        work.run(tx -> notes.assistants(tx, null, account)).stream().filter(assistant -> assistant.on(today)).forEach(assistant -> posts.add(assistant.post()));
        return posts;
    }

    /** The lists of a year that the actor may see, by number and edition. */
    public List<DutyList> ofYear(int year, ListState state, Actor asking) {
        return seenBy(work.run(tx -> store.ofYear(tx, year, state)), asking);
    }

    /** How every move is made: open, verb, keep, tell. */
    private DutyList move(String number, int edition, Long seen, Actor by, String fact, Map<String, Object> details, BiFunction<DutyList, Instant, DutyList> verb) {
        return work.run(tx -> {
            DutyList before = open(store.find(tx, number, edition), new Subject(DutyList.KIND, number + "." + edition), by);
            Problem.Stale.check(before.subject(), seen, before.version());
            DutyList kept = store.keep(tx, verb.apply(before, now()));
            tell(tx, kept, fact, by, details);
            return kept;
        });
    }

    private DutyList open(Optional<DutyList> list, Subject subject, Actor by) {
        return list.filter(found -> !seenBy(List.of(found), by).isEmpty()).orElseThrow(() -> Problem.NotFound.of(subject));
    }

    private List<DutyList> seenBy(List<DutyList> all, Actor asking) {
        if (asking.scope().everywhere()) {
            return all;
        }
        Set<Bearer> posts = posts(asking.account());
        return all.stream().filter(list -> place(list.bearer()).inside(asking.scope()) || posts.contains(list.bearer())).toList();
    }

    private Place place(Bearer bearer) {
        return bearer.place(directory);
    }

    private void check(Bearer bearer, List<Duty> duties) {
        if (bearer.known(directory).isEmpty()) {
            throw new Problem.Invalid("unit-unknown", bearer.enterprise().isPresent() ? "enterprise" : "unit", bearer.enterprise().map(code -> "名录中没有企业 " + code.text()).orElse("名录中没有单位 " + bearer.unit()));
        }
        Set<String> known = sources.codes();
        Set<String> unknown = new TreeSet<>();
        duties.forEach(duty -> unknown.addAll(duty.kinds()));
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new Problem.Invalid("duty-kind-unknown", "kinds", "没有这样的履职方式：" + String.join("、", unknown) + "；可选的有：" + String.join("、", known));
        }
    }

    private void tell(Tx tx, DutyList list, String fact, Actor by, Map<String, Object> details) {
        Map<String, Object> data = new LinkedHashMap<>(details);
        data.put("state", list.state().name());
        journal.write(tx, new Fact(list.subject(), fact, now(), by, data));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
