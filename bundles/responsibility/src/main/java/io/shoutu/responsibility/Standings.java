package io.shoutu.responsibility;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.domain.Act;
import io.shoutu.responsibility.domain.Basis;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.Duty;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.Holding;
import io.shoutu.responsibility.domain.LineState;
import io.shoutu.responsibility.domain.ListLifecycle;
import io.shoutu.responsibility.domain.ListState;
import io.shoutu.responsibility.domain.ListVerb;
import io.shoutu.responsibility.domain.Rhythm;
import io.shoutu.responsibility.domain.Slot;
import io.shoutu.responsibility.domain.Tally;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists and their standing as others see them (清单与履职情况视图), with names instead of ids and a reason for every act that does or does not count. */
@Component(service = Standings.class)
public final class Standings {
    private final DutyLists lists;
    private final Fulfilment fulfilment;
    private final Ledger ledger;
    private final Sources sources;
    private final Directory directory;
    private final Journal journal;
    private final ListWords words;
    private final Clock clock;

    @Activate
    public Standings(@Reference DutyLists lists, @Reference Fulfilment fulfilment, @Reference Ledger ledger, @Reference Sources sources, @Reference Directory directory,
            @Reference Journal journal, @Reference ListWords words, @Reference Clock clock) {
        this.lists = lists;
        this.fulfilment = fulfilment;
        this.ledger = ledger;
        this.sources = sources;
        this.directory = directory;
        this.journal = journal;
        this.words = words;
        this.clock = clock;
    }

    /** Who bears a list: names, the credit code where it is an enterprise, and the holder of this day where it is a post that is held. */
    public record BearerView(String unit, String enterprise, String unitName, String title, String label, String holder, String holderAccount) {}

    /** @param kind class of responsibility, @param rhythm in words */
    public record DutyView(String code, String kind, String kindLabel, String text, Basis basis, Map<String, Object> rhythm, String rhythmLabel, Map<String, String> kinds, boolean shares,
            Integer within, Duty.Coverage coverage, Set<String> marks, String deliverable) {}

    public record EditionView(String id, int edition, ListState state, String stateLabel, LocalDate from, LocalDate to) {}

    /** A list as its page shows it. @param number the id of this edition, as {@code ZR-2026-0001.1} */
    public record ListView(String number, String series, int edition, long version, String title, String category, String layer, BearerView bearer, int year, LocalDate from, LocalDate to,
            ListState state, String stateLabel, Instant since, List<DutyView> duties, String submittedBy, String note, List<EditionView> editions, List<Offer> moves) {}

    /** Figures of a list (履职数字); {@code rate} may exceed 100 and is null where nothing was required yet. */
    public record Figures(int required, int done, int capped, Integer rate, Integer cappedRate, long acts, int reversed, int overdue, int soon) {}

    /** A line of the ledger. */
    public record RowView(String number, String series, int edition, String title, String category, BearerView bearer, int year, ListState state, String stateLabel, int duties, Figures figures) {}

    /**
     * An act and why it counts or not.
     *
     * @param subject the record that proves it
     * @param late recorded after its slot was over
     * @param overdue done after the due day
     * @param also codes of the other duties it counts for
     * @param why in Chinese
     */
    public record ActView(String kind, String kindLabel, String subjectKind, String subject, String title, Instant happened, Instant recorded, String account, String person, String unit,
            boolean late, boolean overdue, List<String> also, String why) {}

    public record ShareView(String person, String account, LocalDate from, LocalDate to, long done) {}

    public record RemarkView(String text, LocalDate planned, String account, String person, Instant made) {}

    public record LineView(String code, String text, String kind, String slot, LocalDate from, LocalDate to, LocalDate due, boolean provisional, int required, int done, int capped,
            LineState state, String stateLabel, String letter, List<ActView> counted, List<ActView> reversed, List<ActView> expired, List<ShareView> shares, List<RemarkView> remarks) {}

    /** @param unchanged whether the acts that count are still those that were signed */
    public record SignatureView(String account, String person, Instant at, int required, int done, int capped, String digest, boolean unchanged) {}

    /** Everything about one edition at a moment. */
    public record StandingView(ListView list, Instant asOf, Figures figures, List<ShareView> holders, List<LineView> lines, List<ActView> uncounted, List<SignatureView> signatures,
            List<String> notes, boolean mayRemark, boolean maySign, String whyNotSign) {}

    public Page<RowView> rows(Integer year, ListState state, String unit, String category, String text, String cursor, int limit, Actor asking) {
        Page<DutyList> page = lists.find(year, state, unit, category, text, cursor, limit, asking);
        return new Page<>(page.items().stream().map(list -> row(list, clock.instant())).toList(), page.next(), page.total());
    }

    /** The lists of the year that are in force, ended or done with and are this actor's: his posts', those he assists, and those of bodies he belongs to. */
    public List<RowView> mine(int year, Actor asking) {
        Set<Bearer> posts = lists.posts(asking.account());
        Set<String> bodies = posts.stream().map(Bearer::unit).collect(Collectors.toCollection(LinkedHashSet::new));
        directory.personOfAccount(asking.account()).map(Person::unit).ifPresent(bodies::add);
        return lists.ofYear(year, null, asking).stream().filter(list -> list.state() == ListState.PUBLISHED || list.state() == ListState.SUPERSEDED || list.state() == ListState.ARCHIVED)
                .filter(list -> posts.contains(list.bearer()) || list.bearer().body() && bodies.contains(list.bearer().unit()))
                .sorted(Comparator.comparing((DutyList list) -> list.bearer().body()).thenComparing(DutyList::state).thenComparing(DutyList::number)).map(list -> row(list, clock.instant())).toList();
    }

    /** A cell of the matrix: one item over the year. @param letter one character for its state */
    public record Cell(String code, String text, int required, int done, LineState state, String stateLabel, String letter) {}

    public record MatrixRow(String number, String title, String category, BearerView bearer, Figures figures, List<Cell> cells) {}

    /** @param codes the items that appear, in their order; a list without an item has no cell for it */
    public record Matrix(int year, String category, List<String> codes, List<MatrixRow> rows) {}

    /** Posts and bodies × items, of the lists in force or ended that the asker may see. The state of an item is that of its worst slot. */
    public Matrix matrix(int year, String category, Actor asking) {
        LocalDate today = Legal.day(clock.instant());
        Set<String> codes = new LinkedHashSet<>();
        List<MatrixRow> rows = lists.ofYear(year, null, asking).stream().filter(list -> list.state() == ListState.PUBLISHED || list.state() == ListState.ARCHIVED)
                .filter(list -> category == null || list.category().equals(category)).map(list -> {
                    Tally tally = fulfilment.of(list, clock.instant()).tally();
                    List<Cell> cells = new ArrayList<>();
                    for (Duty duty : list.duties()) {
                        List<Tally.Line> lines = tally.lines().stream().filter(line -> line.duty().equals(duty)).toList();
                        codes.add(duty.code());
                        if (lines.isEmpty()) {
                            cells.add(new Cell(duty.code(), duty.text(), 0, 0, null, "尚未开始", "—"));
                            continue;
                        }
                        LineState worst = lines.stream().map(line -> line.state(today, words.near())).min(Comparator.naturalOrder()).orElseThrow();
                        int required = lines.stream().mapToInt(line -> line.slot().required()).sum();
                        int done = lines.stream().mapToInt(Tally.Line::done).sum();
                        cells.add(new Cell(duty.code(), duty.text(), required, done, worst, worst.label(), worst.letter()));
                    }
                    return new MatrixRow(list.subject().number(), list.title(), list.category(), bearer(list.bearer()), figures(tally, today), cells);
                }).toList();
        return new Matrix(year, category, codes.stream().sorted(Standings::byCode).toList(), rows);
    }

    /** 2 before 10, 3 before 3.1. */
    private static int byCode(String a, String b) {
        String[] left = a.split("[.\\-]");
        String[] right = b.split("[.\\-]");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean numbers = left[i].matches("[0-9]{1,9}") && right[i].matches("[0-9]{1,9}");
            int order = numbers ? Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i])) : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    public RowView row(DutyList list, Instant asOf) {
        boolean counted = list.state() == ListState.PUBLISHED || list.state() == ListState.SUPERSEDED || list.state() == ListState.ARCHIVED;
        return new RowView(list.subject().number(), list.number(), list.edition(), list.title(), list.category(), bearer(list.bearer()), list.term().first().getYear(), list.state(),
                list.state().label(), list.duties().size(), counted ? figures(fulfilment.of(list, asOf).tally(), Legal.day(asOf)) : null);
    }

    public Figures figures(Tally tally, LocalDate today) {
        int overdue = 0;
        int soon = 0;
        for (Tally.Line line : tally.lines()) {
            LineState state = line.state(today, words.near());
            overdue += state == LineState.OVERDUE ? 1 : 0;
            soon += state == LineState.DUE || state == LineState.DUE_SOON ? 1 : 0;
        }
        int reversed = (int) tally.lines().stream().flatMap(line -> line.reversed().stream()).map(act -> act.entry() + " " + act.kind()).distinct().count();
        return new Figures(tally.required(), tally.done(), tally.capped(), tally.rate(), tally.cappedRate(), tally.acts(), reversed, overdue, soon);
    }

    public ListView view(DutyList list, Actor asking) {
        List<EditionView> editions = lists.editions(list.number(), asking).stream()
                .map(each -> new EditionView(each.subject().number(), each.edition(), each.state(), each.state().label(), each.term().first(), each.term().last())).toList();
        Map<String, String> labels = labels();
        return new ListView(list.subject().number(), list.number(), list.edition(), list.version(), list.title(), list.category(), list.layer(), bearer(list.bearer()),
                list.term().first().getYear(), list.term().first(), list.term().last(), list.state(), list.state().label(), list.since(),
                list.duties().stream().map(duty -> duty(duty, labels)).toList(), list.submittedBy(), list.note(), editions, moves(list, asking));
    }

    /** @param asOf what was known then, or null for now; a moment to come is refused */
    public StandingView standing(DutyList list, Instant asOf, Actor asking) {
        if (asOf != null && asOf.isAfter(clock.instant())) {
            throw new Problem.Invalid("as-of", "asOf", "统计时点不能晚于现在");
        }
        Instant moment = asOf == null ? clock.instant() : asOf;
        LocalDate today = Legal.day(moment);
        Fulfilment.Standing standing = fulfilment.of(list, moment);
        Tally tally = standing.tally();
        Map<String, String> labels = labels();
        Map<String, String> names = names();
        var remarks = ledger.remarks(list);
        List<LineView> lines = tally.lines().stream().map(line -> {
            Slot slot = line.slot();
            LineState state = line.state(today, words.near());
            return new LineView(line.duty().code(), line.duty().text(), line.duty().kind().label(), slot.span().label(), slot.span().first(), slot.span().last(), slot.due(), slot.provisional(),
                    slot.required(), line.done(), line.capped(), state, state.label(), state.letter(),
                    line.counted().stream().map(c -> act(c.act(), labels, names, c.late(), c.overdue(), c.also(), why(c))).toList(),
                    line.reversed().stream().map(act -> act(act, labels, names, false, false, List.of(), withdrawn(act))).toList(),
                    line.expired().stream().map(act -> act(act, labels, names, false, false, List.of(), expired(line.duty(), act))).toList(),
                    shares(standing.holdings(), line, names),
                    remarks.stream().filter(r -> r.code().equals(line.duty().code()) && r.slot().equals(slot.span().first()))
                            .map(r -> new RemarkView(r.text(), r.planned(), r.account(), names.getOrDefault(r.account(), r.account()), r.made())).toList());
        }).toList();
        List<ActView> uncounted = new ArrayList<>();
        tally.uncounted().forEach(act -> uncounted.add(act(act, labels, names, false, false, List.of(), whyNot(list, standing.holdings(), act))));
        tally.repeated().forEach(act -> uncounted.add(act(act, labels, names, false, false, List.of(), "同一记录已计过一次；同一行为只计一个条目，除非双方条目都允许合并计次")));
        List<ShareView> holders = standing.holdings().stream().map(h -> new ShareView(name(h, names), h.account(), h.from(), h.to(),
                tally.lines().stream().mapToLong(line -> line.by(h)).sum())).toList();
        String digest = Ledger.digest(tally);
        List<SignatureView> signatures = ledger.signatures(list).stream().map(s -> new SignatureView(s.account(), names.getOrDefault(s.account(), s.account()), s.at(), s.required(), s.done(),
                s.capped(), s.digest(), s.digest().equals(digest))).toList();
        return new StandingView(view(list, asking), moment, figures(tally, today), holders, lines, uncounted, signatures, notes(list, standing.holdings()),
                list.state() == ListState.PUBLISHED && (ledger.holds(list, asking) || ledger.assists(list, asking)), list.state() == ListState.PUBLISHED && ledger.holds(list, asking), ledger.unsignable(tally, remarks).orElse(null));
    }

    /** What a reader must know to read the figures rightly. */
    private List<String> notes(DutyList list, List<Holding> holdings) {
        List<String> notes = new ArrayList<>();
        Set<String> unknown = list.duties().stream().flatMap(duty -> duty.kinds().stream()).collect(Collectors.toCollection(java.util.TreeSet::new));
        unknown.removeAll(sources.codes());
        if (!unknown.isEmpty()) {
            notes.add("以下履职方式目前没有组件采集，相应次数可能偏低：" + String.join("、", unknown));
        }
        if (holdings.isEmpty()) {
            notes.add("名录中没有人担任“" + label(list.bearer()) + "”，无法归集履职记录，请在名录中登记任职");
        }
        holdings.stream().filter(h -> h.unit() == null && h.account() == null).findFirst()
                .ifPresent(h -> notes.add("任职人员 " + h.person() + " 没有平台账号，其履职记录无法自动归集"));
        boolean holidays = list.duties().stream().anyMatch(duty -> duty.rhythm() instanceof Rhythm.BeforeHolidays);
        if (holidays && !fulfilment.holidaysKnown(list.term().first().getYear())) {
            notes.add(list.term().first().getYear() + "年节假日安排尚未发布，节前履职条目的时段为暂定或暂缺");
        }
        return notes;
    }

    private static String why(Tally.Counted counted) {
        StringBuilder text = new StringBuilder("发生在本时段内，计 1 次");
        if (counted.late()) {
            text.append("；时段结束后才录入（补录）");
        }
        if (counted.overdue()) {
            text.append("；超过应完成日期后补做");
        }
        if (!counted.also().isEmpty()) {
            text.append("；条目双方均允许合并计次，同时计入条目 ").append(String.join("、", counted.also()));
        }
        return text.toString();
    }

    private String withdrawn(Act act) {
        Entry entry = journal.timeline(act.subject()).stream().filter(each -> each.id() == act.withdrawn()).findFirst().orElse(null);
        String note = entry == null ? null : entry.text("note");
        return "原已计次，" + Legal.day(act.withdrawnAt()) + " 因记录作废或更正冲销" + (note == null ? "" : "：" + note) + (entry == null ? "" : "（" + entry.actorName() + "）");
    }

    private static String expired(Duty duty, Act act) {
        return act.expires() != null ? "证明材料有效期至 " + act.expires() + "，已过期，不再计次" : "证明已超过 " + duty.within() + " 天有效期，不再计次";
    }

    private String whyNot(DutyList list, List<Holding> holdings, Act act) {
        if (holdings.stream().noneMatch(h -> h.on(act.day()))) {
            return "行为发生在 " + act.day() + "，当日不在任，不计入本清单";
        }
        if (holdings.stream().allMatch(h -> h.elsewhere(act))) {
            return "所涉企业为“" + Bearer.of(new CreditCode(act.enterprise()), null).unitName(directory) + "”，不是本清单的企业，不计入";
        }
        if (act.day().isBefore(list.term().first()) || act.day().isAfter(list.term().last())) {
            return "行为发生在 " + act.day() + "，不在本版清单执行期（" + list.term().first() + " 至 " + list.term().last() + "）";
        }
        return "行为发生在 " + act.day() + "，不在任何应履职时段内";
    }

    private ActView act(Act act, Map<String, String> labels, Map<String, String> names, boolean late, boolean overdue, List<String> also, String why) {
        String who = act.account() == null ? new Bearer(act.unit(), null).unitName(directory) : names.getOrDefault(act.account(), act.account());
        return new ActView(act.kind(), labels.getOrDefault(act.kind(), act.kind()), act.subject().kind(), act.subject().number(), act.title(), act.happened(), act.recorded(), act.account(), who,
                act.unit(), late, overdue, also, why);
    }

    private List<ShareView> shares(List<Holding> holdings, Tally.Line line, Map<String, String> names) {
        return holdings.size() < 2 ? List.of()
                : holdings.stream().filter(h -> line.by(h) > 0).map(h -> new ShareView(name(h, names), h.account(), h.from(), h.to(), line.by(h))).toList();
    }

    private String name(Holding holding, Map<String, String> names) {
        return holding.unit() != null ? new Bearer(holding.unit(), null).unitName(directory)
                : holding.account() != null ? names.getOrDefault(holding.account(), holding.account()) : directory.person(holding.person()).map(Person::name).orElse(holding.person());
    }

    private Map<String, String> names() {
        return directory.people().stream().filter(person -> person.account() != null).collect(Collectors.toMap(Person::account, Person::name, (a, b) -> a));
    }

    /** What people call the kinds of duty, by code. */
    public Map<String, String> labels() {
        return sources.kinds().stream().collect(Collectors.toMap(kind -> kind.code(), kind -> kind.label(), (a, b) -> a, LinkedHashMap::new));
    }

    public String label(Bearer bearer) {
        return bearer.label(directory);
    }

    public BearerView bearer(Bearer bearer) {
        Person holder = bearer.body() ? null : bearer.held(lists.holders(bearer, Legal.day(clock.instant()))).stream().findFirst().map(Position::person).flatMap(directory::person).orElse(null);
        return new BearerView(bearer.unit(), bearer.enterprise().map(CreditCode::text).orElse(null), bearer.unitName(directory), bearer.title(), label(bearer), holder == null ? null : holder.name(), holder == null ? null : holder.account());
    }

    private static DutyView duty(Duty duty, Map<String, String> labels) {
        Map<String, String> kinds = new LinkedHashMap<>();
        duty.kinds().stream().sorted().forEach(code -> kinds.put(code, labels.getOrDefault(code, code)));
        return new DutyView(duty.code(), duty.kind().name(), duty.kind().label(), duty.text(), duty.basis(), rhythm(duty.rhythm()), duty.rhythm().label(), kinds, duty.shares(), duty.within(),
                duty.coverage(), duty.marks(), duty.deliverable());
    }

    /** A rhythm as it is sent and taken. */
    public static Map<String, Object> rhythm(Rhythm rhythm) {
        Map<String, Object> view = new LinkedHashMap<>();
        if (rhythm instanceof Rhythm.Every every) {
            view.put("cycle", every.cycle().name());
            view.put("times", every.times());
            view.put("byDay", every.by() == null ? null : every.by().day());
            view.put("byNth", every.by() == null ? null : every.by().nth());
        } else if (rhythm instanceof Rhythm.BeforeHolidays holidays) {
            view.put("times", holidays.times());
            view.put("withinDays", holidays.within());
        }
        return view;
    }

    /** Every verb with why not where it is not. Editing has an editor of its own, superseding is done by publishing the next edition, archiving by freezing the year. */
    private List<Offer> moves(DutyList list, Actor asking) {
        List<Offer> offers = new ArrayList<>();
        Arrays.stream(ListVerb.values()).filter(verb -> verb != ListVerb.EDIT && verb != ListVerb.SUPERSESSION && verb != ListVerb.ARCHIVING).forEach(verb -> {
            String word = verb.name().toLowerCase(java.util.Locale.ROOT);
            String roles = String.join(", ", ListLifecycle.roles(verb));
            Problem obstacle = obstacle(list, verb, asking);
            String address = "/api/duty-lists/" + list.subject().number() + "/" + word;
            offers.add(obstacle == null ? Offer.allowed(word, verb.label(), address, roles) : Offer.refused(word, verb.label(), address, roles, obstacle));
        });
        String address = "/api/duty-lists/" + list.subject().number() + "/revision";
        String roles = String.join(", ", ListLifecycle.roles(ListVerb.EDIT));
        boolean mayRevise = ListLifecycle.roles(ListVerb.EDIT).stream().anyMatch(asking::holds);
        Problem why = list.state() != ListState.PUBLISHED ? new Problem.IllegalMove("not-in-force", "只有“执行中”的清单才能修订出新版")
                : mayRevise ? null : new Problem.Forbidden("role-required", "由检查计划员办理");
        offers.add(why == null ? Offer.allowed("revision", "修订新版", address, roles) : Offer.refused("revision", "修订新版", address, roles, why));
        return offers;
    }

    private static Problem obstacle(DutyList list, ListVerb verb, Actor asking) {
        if (ListLifecycle.TABLE.find(list.state(), verb).isEmpty()) {
            return new Problem.IllegalMove("illegal-move", ListLifecycle.TABLE.whyNot(list.state(), verb));
        }
        if (ListLifecycle.roles(verb).stream().noneMatch(asking::holds)) {
            return new Problem.Forbidden("role-required", "由" + ListLifecycle.roles(verb).stream().map(io.shoutu.api.access.Roles::label).collect(Collectors.joining("、")) + "办理");
        }
        if (verb == ListVerb.SUBMISSION && list.duties().isEmpty()) {
            return new Problem.IllegalMove("list-empty", "清单还没有条目，请先填写条目再提交审定");
        }
        if (verb == ListVerb.APPROVAL && asking.account().equals(list.submittedBy())) {
            return new Problem.IllegalMove("submitter-is-approver", "提交人不能审定自己提交的清单，请由其他有权人员审定");
        }
        return null;
    }
}
