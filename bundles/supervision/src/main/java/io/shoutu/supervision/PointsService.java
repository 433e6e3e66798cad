package io.shoutu.supervision;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.access.Sight;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.Person;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.supervision.SupervisionFacts;
import io.shoutu.api.time.Numbers;
import io.shoutu.supervision.domain.Addressee;
import io.shoutu.supervision.domain.Dated;
import io.shoutu.supervision.domain.PointStore;
import io.shoutu.supervision.domain.Points;
import io.shoutu.supervision.domain.Proposal;
import io.shoutu.supervision.domain.Reckoning;
import io.shoutu.supervision.domain.Whom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Points of enterprise heads (企业负责人记分): proposed by rule, confirmed by another, reckoned by person and by enterprise, thresholds said aloud. The cycle is the year: what happened in it, whenever it was recorded. */
@Component(service = PointsService.class)
public final class PointsService {
    private final UnitOfWork work;
    private final PointStore store;
    private final SupervisionBook book;
    private final Climbing climbing;
    private final Addressing addressing;
    private final Directory directory;
    private final Numbers numbers;
    private final Journal journal;
    private final Sight sight;

    @Activate
    public PointsService(@Reference UnitOfWork work, @Reference PointStore store, @Reference SupervisionBook book, @Reference Climbing climbing, @Reference Addressing addressing, @Reference Directory directory,
            @Reference Numbers numbers, @Reference Journal journal, @Reference Sight sight) {
        this.work = work;
        this.store = store;
        this.book = book;
        this.climbing = climbing;
        this.addressing = addressing;
        this.directory = directory;
        this.numbers = numbers;
        this.journal = journal;
        this.sight = sight;
    }

    /** An entry as others see it (记分视图). @param whyNot why the asking one cannot revoke it, or null; the others likewise for objecting, for confirming it against an objection, and for confirming or declining it in the first place */
    public record Entry(String number, String person, String personName, String enterprise, String enterpriseName, String rule, String ruleLabel, int points, String source, LocalDate happenedOn, String about, String note,
            String recordedBy, Instant recordedAt, boolean late, String state, String stateLabel, boolean counts, String decidedBy, Instant decidedAt, String decidedNote, String revokedBy, Instant revokedAt, String revokedWhy, Objected objection, LocalDate objectBy, long version,
            String whyNot, String whyNoObjection, String whyNotConfirm, String whyNotDecide) {}

    /** What was said against it (申诉). @param stateLabel 待答复, 成立 or 不成立 */
    public record Objected(String by, Instant at, String text, boolean onBehalf, boolean pending, String stateLabel, String answeredBy, Instant answeredAt, String answer) {}

    /** A share of a total: points of a person at one enterprise (分项). */
    public record Share(String person, String personName, String enterprise, String enterpriseName, boolean heads, int points, int entries) {}

    /** What somebody or some enterprise has come to, with what follows (累计). @param reached the highest threshold reached, or null; {@code next} the next one, or null */
    public record Standing(String id, String name, int points, List<Share> shares, Points.Threshold reached, Points.Threshold next) {}

    /** The points of a year (记分台账). */
    public record Book(int year, List<Standing> people, List<Standing> enterprises, List<Entry> entries, List<Points.Rule> rules, List<Points.Threshold> thresholds) {}

    /** A head with names (任职视图). */
    public record HeadView(String person, String personName, String enterprise, String enterpriseName, String title, LocalDate from, LocalDate to) {}

    /** Proposes points (提出记分): they count for nothing until another confirms them. */
    public Entry record(String person, String enterprise, String rule, LocalDate happenedOn, Subject about, String note, Actor by) {
        return enter(person, enterprise, rule, happenedOn, about, note, false, by);
    }

    /** Points of an earlier ledger (历史记分转入), confirmed there: they count at once. */
    public Entry takeOver(String person, String enterprise, String rule, LocalDate happenedOn, Subject about, String note, Actor by) {
        return enter(person, enterprise, rule, happenedOn, about, note, true, by);
    }

    private Entry enter(String person, String enterprise, String rule, LocalDate happenedOn, Subject about, String note, boolean past, Actor by) {
        if (about != null && !sight.sees(by, about)) {
            throw new Problem.Invalid("cause-unknown", "about", "没有找到来由记录：" + about);
        }
        return work.run(tx -> {
            Place place = place(enterprise, by);
            LocalDate day = happenedOn == null ? book.today() : happenedOn;
            Points.Rule used = store.rules(tx).stream().filter(r -> r.code().equals(rule) && r.inForceOn(day)).findFirst()
                    .orElseThrow(() -> new Problem.Invalid("rule-unknown", "rule", "没有在 " + day + " 有效的这条记分规则：" + rule));
            Points.Head head = store.heads(tx, enterprise, person).stream().filter(h -> h.heldOn(day)).findFirst()
                    .orElseThrow(() -> new Problem.Invalid("not-head-then", "person", "该人员在 " + day + " 不是这家企业的负责人，请核对任职登记"));
            // Checked before a number is taken: a refused entry leaves no gap.
            Points.proposed("JF-0000-000000", head, used, happenedOn, about, note, by, book.today(), book.now());
            Points proposed = Points.proposed(numbers.next(tx, "JF", book.today().getYear()), head, used, happenedOn, about, note, by, book.today(), book.now());
            Points fresh = past ? proposed.takenOver() : proposed;
            int before = store.total(tx, person, fresh.year());
            store.add(tx, fresh, place);
            tell(tx, fresh, past ? SupervisionFacts.POINTS_RECORDED : SupervisionFacts.POINTS_PROPOSED, by, Map.of());
            reached(tx, fresh, before, store.total(tx, person, fresh.year()), place);
            return view(tx, fresh, by);
        });
    }

    /** Confirms what another proposed (确认记分): now it counts, and what follows from the thresholds it crosses is proposed. */
    public Entry approve(String number, Long seen, String words, Actor by) {
        return work.run(tx -> {
            Points before = open(tx, number, seen, by);
            int was = store.total(tx, before.person(), before.year());
            Points kept = store.keep(tx, before.approved(by, words, book.now()));
            tell(tx, kept, SupervisionFacts.POINTS_RECORDED, by, Map.of());
            reached(tx, kept, was, store.total(tx, kept.person(), kept.year()), store.place(tx, number).orElse(Place.UNKNOWN));
            return view(tx, kept, by);
        });
    }

    /** Declines what another proposed (退回记分), with a reason: it never counts and stays to be seen. */
    public Entry decline(String number, Long seen, String why, Actor by) {
        return work.run(tx -> {
            Points kept = store.keep(tx, open(tx, number, seen, by).declined(by, why, book.now()));
            tell(tx, kept, SupervisionFacts.POINTS_DECLINED, by, Map.of("note", kept.decision().note()));
            return view(tx, kept, by);
        });
    }

    /** Says each threshold that was crossed, and proposes the paper of the highest. */
    private void reached(Tx tx, Points fresh, int before, int after, Place place) {
        List<Points.Threshold> crossed = store.thresholds(tx).stream().filter(t -> t.inForceOn(fresh.happenedOn()) && t.points() > before && t.points() <= after).toList();
        crossed.forEach(t -> tell(tx, fresh, SupervisionFacts.POINTS_REACHED, SupervisionBook.PLATFORM, Map.of("total", after, "threshold", t.points(), "consequence", t.consequence())));
        crossed.stream().filter(t -> t.kind() != null).max(Comparator.comparingInt(Points.Threshold::points)).ifPresent(t -> propose(tx, fresh, after, t, place));
    }

    /** The paper of a threshold, in the place of what was proposed for a lower one; a threshold of a year that is over proposes nothing any more. */
    private void propose(Tx tx, Points entry, int total, Points.Threshold t, Place place) {
        if (entry.year() != book.today().getYear()) {
            return;
        }
        proposed(tx, entry).stream().filter(p -> p.state() == Proposal.State.OPEN).forEach(p -> climbing.lapse(tx, p, "累计 " + total + " 分，由门槛“" + t.label() + "”（" + t.points() + " 分）代替"));
        Addressee person = new Addressee(Addressee.Sort.PERSON, entry.person());
        climbing.put(tx, new Proposal(numbers.next(tx, "DBJY", book.today().getYear()), entry.subject(), "points", t.points(), t.kind(), person, entry.enterprise(),
                Climbing.cut("关于企业负责人" + addressing.name(person) + "记分达到" + t.points() + "分的" + book.kind(tx, t.kind()).label(), 200), entry.year() + " 年度累计记 " + total + " 分，达到“" + t.label() + "”门槛（" + t.points() + " 分）："
                        + t.consequence() + "。依据：" + t.source() + "。", "请针对记分事项逐项整改，书面报告整改和履职情况。", Proposal.State.OPEN, book.now(), null, null, null, null, entry.happenedOn(), 1), place, null);
    }

    /** All that was proposed because of this person's points in that year. */
    private List<Proposal> proposed(Tx tx, Points entry) {
        String person = new Addressee(Addressee.Sort.PERSON, entry.person()).toString();
        return climbing.proposed(tx, "points").stream().filter(p -> p.addressee() != null && p.addressee().toString().equals(person)
                && store.find(tx, p.about().number()).filter(e -> e.year() == entry.year()).isPresent()).toList();
    }

    public Entry revoke(String number, Long seen, String why, Actor by) {
        return work.run(tx -> {
            Points before = open(tx, number, seen, by);
            int was = store.total(tx, before.person(), before.year());
            Points kept = store.keep(tx, before.revoked(by, why, book.now()));
            tell(tx, kept, SupervisionFacts.POINTS_REVOKED, by, Map.of("note", kept.revokedWhy()));
            int total = store.total(tx, kept.person(), kept.year());
            // Taking back what took points away brings them back.
            reached(tx, kept, was, total, store.place(tx, number).orElse(Place.UNKNOWN));
            lapse(tx, kept, total);
            return view(tx, kept, by);
        });
    }

    /** Says something against it (申诉): by the head or for his enterprise, or by the office for what came in on paper. It counts meanwhile. */
    public Entry object(String number, Long seen, String text, Actor by) {
        return work.run(tx -> {
            Points before = open(tx, number, seen, by);
            Points kept = store.keep(tx, before.objected(by, concerned(before, by), text, book.days(tx), book.now()));
            tell(tx, kept, SupervisionFacts.POINTS_OBJECTED, by, Map.of());
            return view(tx, kept, by);
        });
    }

    /** Confirms it against an objection (维持记分). */
    public Entry confirm(String number, Long seen, String answer, Actor by) {
        return work.run(tx -> {
            Points kept = store.keep(tx, open(tx, number, seen, by).confirmed(by, answer, book.now()));
            tell(tx, kept, SupervisionFacts.POINTS_CONFIRMED, by, Map.of("note", kept.objection().answer()));
            return view(tx, kept, by);
        });
    }

    private boolean concerned(Points points, Actor by) {
        return addressing.addressed(new Addressee(Addressee.Sort.PERSON, points.person()), by) || addressing.addressed(new Addressee(Addressee.Sort.ENTERPRISE, points.enterprise()), by);
    }

    /** What was proposed for a threshold he no longer reaches in that year falls off, the one he still reaches is proposed where nobody decided it; a paper that has gone out stays with whoever decided it. */
    private void lapse(Tx tx, Points revoked, int total) {
        List<Proposal> all = proposed(tx, revoked);
        List<Proposal> gone = all.stream().filter(p -> p.state() == Proposal.State.OPEN && p.rung() > total).toList();
        gone.forEach(p -> climbing.lapse(tx, p, "记分 " + revoked.number() + " 已撤销，" + revoked.year() + " 年度累计 " + total + " 分，不到门槛 " + p.rung() + " 分"));
        if (gone.isEmpty()) {
            return;
        }
        store.thresholds(tx).stream().filter(t -> t.inForceOn(revoked.happenedOn()) && t.points() <= total && t.kind() != null).max(Comparator.comparingInt(Points.Threshold::points))
                .filter(t -> all.stream().noneMatch(p -> p.rung() == t.points() && p.state() != Proposal.State.LAPSED))
                .ifPresent(t -> store.list(tx, revoked.year(), revoked.person(), null, Whom.EVERYBODY, 500).stream().filter(Points::counts).findFirst()
                        .ifPresent(entry -> propose(tx, entry, total, t, store.place(tx, entry.number()).orElse(Place.UNKNOWN))));
    }

    public Entry get(String number, Actor asking) {
        return work.run(tx -> view(tx, open(tx, number, null, asking), asking));
    }

    private Points open(Tx tx, String number, Long seen, Actor by) {
        Subject subject = new Subject(SupervisionFacts.POINTS, number);
        Points points = store.find(tx, number).filter(p -> by.scope().everywhere() || addressing.addressed(new Addressee(Addressee.Sort.PERSON, p.person()), by) || store.place(tx, number).filter(place -> place.inside(by.scope())).isPresent()).orElseThrow(() -> Problem.NotFound.of(subject));
        Problem.Stale.check(subject, seen, points.version());
        return points;
    }

    /** Who heads what. */
    public List<HeadView> heads(String enterprise, String person, Actor asking) {
        return work.run(tx -> store.heads(tx, enterprise, person)).stream()
                .filter(h -> directory.enterprise(new CreditCode(h.enterprise())).filter(e -> asking.scope().admits(e.area(), e.lead(), e.creditCode())).isPresent())
                .map(h -> new HeadView(h.person(), personName(h.person()), h.enterprise(), addressing.enterprise(h.enterprise()), h.title(), h.from(), h.to())).toList();
    }

    /** Registers that somebody heads an enterprise from a day on; the same first day again changes title and last day. Points stay where they are. */
    public HeadView head(Points.Head head, Actor by) {
        return work.run(tx -> {
            place(head.enterprise(), by);
            if (directory.person(head.person()).isEmpty()) {
                throw new Problem.Invalid("person-unknown", "person", "人员名录中没有：" + head.person());
            }
            store.put(tx, head);
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("person", head.person());
            data.put("title", head.title());
            data.put("from", head.from().toString());
            data.put("to", head.to() == null ? null : head.to().toString());
            journal.write(tx, new Fact(new Subject("enterprise", head.enterprise()), SupervisionFacts.HEAD_CHANGED, book.now(), by, data));
            return new HeadView(head.person(), personName(head.person()), head.enterprise(), addressing.enterprise(head.enterprise()), head.title(), head.from(), head.to());
        });
    }

    public Book book(Integer year, String person, String enterprise, Actor asking) {
        int cycle = year == null ? book.today().getYear() : year;
        LocalDate end = LocalDate.of(cycle, 12, 31);
        LocalDate judged = book.today().isBefore(end) ? book.today() : end;
        return work.run(tx -> {
            List<Points.Threshold> thresholds = store.thresholds(tx).stream().filter(t -> t.inForceOn(judged)).toList();
            List<PointStore.Sum> sums = store.sums(tx, cycle, addressing.whom(asking));
            List<Points.Head> heads = store.heads(tx, null, null);
            Map<String, List<Share>> people = new LinkedHashMap<>();
            Map<String, List<Share>> enterprises = new LinkedHashMap<>();
            for (PointStore.Sum s : sums) {
                boolean now = heads.stream().anyMatch(h -> h.person().equals(s.person()) && h.enterprise().equals(s.enterprise()) && h.heldOn(book.today()));
                Share share = new Share(s.person(), personName(s.person()), s.enterprise(), addressing.enterprise(s.enterprise()), now, s.points(), s.entries());
                people.computeIfAbsent(s.person(), k -> new ArrayList<>()).add(share);
                enterprises.computeIfAbsent(s.enterprise(), k -> new ArrayList<>()).add(share);
            }
            return new Book(cycle, standings(people, thresholds, shares -> shares.get(0).personName()), standings(enterprises, List.of(), shares -> shares.get(0).enterpriseName()),
                    store.list(tx, cycle, person, enterprise, addressing.whom(asking), 500).stream().map(p -> view(tx, p, asking)).toList(), Dated.standing(store.rules(tx), judged), thresholds);
        });
    }

    private static List<Standing> standings(Map<String, List<Share>> shares, List<Points.Threshold> thresholds, java.util.function.Function<List<Share>, String> name) {
        return shares.entrySet().stream().map(e -> {
            int total = Math.max(0, e.getValue().stream().mapToInt(Share::points).sum());
            Optional<Points.Threshold> reached = thresholds.stream().filter(t -> t.points() <= total).max(Comparator.comparingInt(Points.Threshold::points));
            Optional<Points.Threshold> next = thresholds.stream().filter(t -> t.points() > total).min(Comparator.comparingInt(Points.Threshold::points));
            return new Standing(e.getKey(), name.apply(e.getValue()), total, e.getValue(), reached.orElse(null), next.orElse(null));
        }).sorted(Comparator.comparingInt(Standing::points).reversed().thenComparing(Standing::id)).toList();
    }

    private Place place(String enterprise, Actor by) {
        Enterprise known = (CreditCode.valid(enterprise) ? directory.enterprise(new CreditCode(enterprise)) : Optional.<Enterprise>empty())
                .orElseThrow(() -> new Problem.Invalid("enterprise-unknown", "enterprise", "企业名录中没有：" + enterprise));
        Place place = new Place(known.area(), known.lead(), known.creditCode());
        if (!place.inside(by.scope())) {
            throw new Problem.Invalid("outside-scope", "enterprise", "该企业不在您的数据范围内，请核对");
        }
        return place;
    }

    private String personName(String id) {
        return directory.person(id).map(Person::name).orElse(id);
    }

    private void tell(Tx tx, Points p, String fact, Actor by, Map<String, Object> details) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("person", p.person());
        data.put("enterprise", p.enterprise());
        data.put("rule", p.rule());
        data.put("points", p.points());
        data.put("day", p.happenedOn().toString());
        data.put("title", p.ruleLabel());
        data.putAll(details);
        journal.write(tx, new Fact(p.subject(), fact, book.now(), by, data, SupervisionBook.cause(p.about())));
    }

    private Entry view(Tx tx, Points p, Actor asking) {
        Reckoning days = book.days(tx);
        return new Entry(p.number(), p.person(), personName(p.person()), p.enterprise(), addressing.enterprise(p.enterprise()), p.rule(), p.ruleLabel(), p.points(), p.source(), p.happenedOn(),
                p.about() == null ? null : p.about().toString(), p.note(), p.recordedBy(), p.recordedAt(), io.shoutu.api.time.Legal.day(p.recordedAt()).getYear() > p.year(), p.state().name(), p.state().label(), p.counts(),
                p.decision() == null ? null : p.decision().by(), p.decision() == null ? null : p.decision().at(), p.decision() == null ? null : p.decision().note(), p.revokedBy(), p.revokedAt(),
                p.revokedWhy(), objected(p.objection()), p.objectBy(days), p.version(), p.obstacle(asking).map(Problem::getMessage).orElse(null),
                p.unobjectable(asking, concerned(p, asking), days).map(Problem::getMessage).orElse(null), p.unconfirmable(asking).map(Problem::getMessage).orElse(null),
                p.undecidable(asking).map(Problem::getMessage).orElse(null));
    }

    private static Objected objected(Points.Objection said) {
        return said == null ? null : new Objected(said.by(), said.at(), said.text(), said.onBehalf(), said.pending(), said.pending() ? "待答复" : said.upheld() ? "成立，已撤销" : "不成立，维持记分", said.answeredBy(), said.answeredAt(), said.answer());
    }
}
