package io.shoutu.supervision;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Roles;
import io.shoutu.api.access.Sight;
import io.shoutu.api.attachments.Attachments;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.WorkCalendar;
import io.shoutu.supervision.domain.Addressee;
import io.shoutu.supervision.domain.Dated;
import io.shoutu.supervision.domain.Deed;
import io.shoutu.supervision.domain.Draft;
import io.shoutu.supervision.domain.Flow;
import io.shoutu.supervision.domain.Instrument;
import io.shoutu.supervision.domain.InstrumentStore;
import io.shoutu.supervision.domain.Kind;
import io.shoutu.supervision.domain.Past;
import io.shoutu.supervision.domain.Reckoning;
import io.shoutu.supervision.domain.Said;
import io.shoutu.supervision.domain.State;
import io.shoutu.supervision.domain.TimeLimit;
import io.shoutu.supervision.domain.Verb;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What can be done with instruments of supervision (督办办理), one method per use case. */
@Component(service = SupervisionService.class)
public final class SupervisionService {
    private final UnitOfWork work;
    private final InstrumentStore store;
    private final SupervisionBook book;
    private final Climbing climbing;
    private final Addressing addressing;
    private final Attachments attachments;
    private final Sight sight;

    @Activate
    public SupervisionService(@Reference UnitOfWork work, @Reference InstrumentStore store, @Reference SupervisionBook book, @Reference Climbing climbing, @Reference Addressing addressing,
            @Reference Attachments attachments, @Reference Sight sight) {
        this.work = work;
        this.store = store;
        this.book = book;
        this.climbing = climbing;
        this.addressing = addressing;
        this.attachments = attachments;
        this.sight = sight;
    }

    public SupervisionView draft(Draft draft, Actor by) {
        seesCause(draft, by);
        return work.run(tx -> view(tx, book.draft(tx, draft, by, null), by));
    }

    public SupervisionView revise(String number, Long seen, Draft draft, Actor by) {
        seesCause(draft, by);
        return work.run(tx -> {
            Instrument before = book.open(tx, number, seen, by);
            Kind kind = book.kind(tx, before.draft().kind());
            Instrument after = before.revise(draft, by, kind, book.days(tx), book.now());
            book.fits(draft, kind);
            book.place(draft, by);
            Instrument kept = book.keep(tx, after);
            book.tell(tx, kept, kind, Verb.REVISION.fact(), by, Map.of(), null);
            return view(tx, kept, by);
        });
    }

    private void seesCause(Draft draft, Actor by) {
        if (draft.about() != null && !sight.sees(by, draft.about())) {
            throw new Problem.Invalid("cause-unknown", "about", "没有找到来由记录：" + draft.about());
        }
    }

    public SupervisionView move(String number, Long seen, Verb verb, Said said, Actor by) {
        return work.run(tx -> {
            Instrument before = book.open(tx, number, seen, by);
            Kind kind = book.kind(tx, before.draft().kind());
            book.headless(before, verb, by).filter(p -> before.flow().roles(verb).stream().anyMatch(by::holds)).ifPresent(p -> {
                throw p;
            });
            Instrument after = before.move(verb, by, said, book.addressed(before, by), kind, book.days(tx), book.now());
            if (verb == Verb.ISSUE || verb == Verb.LISTING) {
                after = after.numbered(book.document(tx, kind, book.today()));
            }
            if (verb == Verb.WITHDRAWAL) {
                book.voided(tx, before, kind, after.last(verb).orElseThrow().said(), by);
            }
            Instrument kept = book.keep(tx, after);
            if (!said.files().isEmpty()) {
                attachments.bind(tx, said.files(), kept.subject(), verb.word(), by);
            }
            if (!kept.state().clockRuns()) {
                climbing.settle(tx, kept.subject(), verb.label());
            }
            book.tell(tx, kept, kind, verb.fact(), by, details(kept, verb), null);
            return view(tx, kept, by);
        });
    }

    private static Map<String, Object> details(Instrument kept, Verb verb) {
        Deed deed = kept.last(verb).orElseThrow();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("note", deed.said());
        if (deed.day() != null) {
            details.put("day", deed.day().toString());
        }
        if (deed.month() != null) {
            details.put("month", deed.month());
        }
        if (deed.onBehalf()) {
            details.put("onBehalf", true);
        }
        if (verb == Verb.ISSUE || verb == Verb.LISTING) {
            details.put("signBy", kept.signBy().toString());
            details.put("score", kept.score());
        }
        if (verb == Verb.WITHDRAWAL) {
            details.put("score", 0);
        }
        return details;
    }

    public SupervisionView get(String number, Actor asking) {
        return work.run(tx -> view(tx, book.open(tx, number, null, asking), asking));
    }

    public Page<SupervisionView> list(InstrumentStore.Query query, Actor asking) {
        return work.run(tx -> {
            Page<Instrument> page = store.list(tx, query, addressing.whom(asking));
            Map<String, Kind> kinds = kinds(tx);
            Reckoning days = book.days(tx);
            return new Page<>(page.items().stream().map(p -> view(p, kinds.get(p.draft().kind()), days, List.of())).toList(), page.next(), page.total());
        });
    }

    /** The kinds of papers and the time limits in force today, as data with their sources. */
    public record Rulebook(List<Kind> kinds, List<TimeLimit> limits) {}

    public Rulebook rulebook() {
        return work.run(tx -> new Rulebook(book.kinds(tx).stream().filter(k -> k.inForceOn(book.today())).toList(), Dated.standing(store.limits(tx), book.today())));
    }

    /** Figures of a kind in a year (督办统计). */
    public record Figure(String kind, String label, long issued, long answered, long onTime, long overdue, long open) {}

    public List<Figure> figures(int year, Actor asking) {
        return work.run(tx -> {
            Map<String, InstrumentStore.Count> counts = store.counts(tx, year, addressing.whom(asking)).stream().collect(Collectors.toMap(InstrumentStore.Count::kind, c -> c));
            return book.kinds(tx).stream().map(k -> {
                InstrumentStore.Count c = counts.getOrDefault(k.code(), new InstrumentStore.Count(k.code(), 0, 0, 0, 0, 0));
                return new Figure(k.code(), k.label(), c.issued(), c.answered(), c.onTime(), c.overdue(), c.open());
            }).toList();
        });
    }

    /** What became of a row of an earlier ledger (历史转入结果). */
    public record Outcome(String number, boolean known, String field, String problem) {}

    /** Takes papers of an earlier ledger, in their order; each reference once. @param rows each answers its row, or raises {@link Problem.Invalid} */
    public List<Outcome> take(List<Supplier<Past>> rows, Actor by) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Supplier<Past> row : rows) {
            try {
                outcomes.add(take(row.get(), by));
            } catch (Problem.Invalid refused) {
                outcomes.add(new Outcome(null, false, refused.field(), refused.getMessage()));
            }
        }
        return outcomes;
    }

    private Outcome take(Past past, Actor by) {
        return work.run(tx -> {
            Optional<String> there = store.referred(tx, past.reference());
            if (there.isPresent()) {
                return new Outcome(there.get(), true, null, null);
            }
            Kind kind = book.kind(tx, past.draft().kind(), past.issuedOn());
            addressing.known(past.draft().addressee(), "addressee");
            // Checked before a number is taken: a refused row leaves no gap.
            past.taken("DB-0000-000000", "-", kind, by, book.days(tx));
            String paper = past.document() != null ? past.document() : book.document(tx, kind, past.issuedOn());
            Instrument taken = past.taken(book.nextNumber(tx, past.issuedOn()), paper, kind, by, book.days(tx));
            book.take(tx, taken, kind, past.reference(), by);
            if (taken.overdue()) {
                climbing.watchPaper(tx, taken, null);
            }
            return new Outcome(taken.number(), false, null, null);
        });
    }

    private Map<String, Kind> kinds(Tx tx) {
        return book.kinds(tx).stream().collect(Collectors.toMap(Kind::code, k -> k));
    }

    private SupervisionView view(Tx tx, Instrument p, Actor asking) {
        Kind kind = book.kind(tx, p.draft().kind());
        Reckoning days = book.days(tx);
        boolean addressed = book.addressed(p, asking);
        List<Offer> moves = p.flow().verbs().stream().map(verb -> {
            String address = "/api/supervision/" + p.number() + "/" + verb.word();
            String roles = p.flow().roles(verb).contains("*") ? Roles.OPERATOR : String.join(", ", p.flow().roles(verb));
            return p.obstacle(verb, asking, addressed, kind, days).or(() -> book.headless(p, verb, asking)).map(o -> Offer.refused(verb.word(), verb.label(), address, roles, o))
                    .orElseGet(() -> Offer.allowed(verb.word(), verb.label(), address, roles));
        }).toList();
        return view(p, kind, days, moves);
    }

    private SupervisionView view(Instrument p, Kind kind, Reckoning days, List<Offer> moves) {
        Draft d = p.draft();
        return new SupervisionView(p.number(), kind.code(), kind.label(), p.flow().name(), p.flow().label(), p.state().name(), p.state().label(), p.document(), d.title(), d.problem(), d.basis(), d.demand(),
                d.addressee().toString(), addressing.name(d.addressee()), d.cc().stream().map(this::named).toList(), d.enterprise(), addressing.enterprise(d.enterprise()),
                d.about() == null ? null : d.about().toString(), d.follows(), d.leader(), d.deadline(), p.outOn().orElse(null), p.deadline(), p.firstDeadline(), p.provisional(), p.signBy(), p.unsigned(days.today()), p.overdue(),
                p.lateSince(), p.missed().size(), p.pendingExtension().map(Deed::day).orElse(null), clocks(p, days), p.reported(), p.missingMonths(days), p.effects(), p.deeds().stream().map(SupervisionView.Step::of).toList(),
                p.draftedBy(), p.draftedAt(), p.state().ended(), p.version(), moves);
    }

    private SupervisionView.Named named(Addressee a) {
        return new SupervisionView.Named(a.toString(), addressing.name(a));
    }

    /** The limits of its steps: publication and filing of a listing, answer to an extension, acceptance, delisting. */
    private static List<SupervisionView.Clock> clocks(Instrument p, Reckoning days) {
        List<SupervisionView.Clock> clocks = new ArrayList<>();
        p.outOn().ifPresent(out -> clocks.add(clock(days, Reckoning.SIGN, out, p.last(Verb.SIGNING).map(d -> Legal.day(d.at())))));
        if (p.flow() == Flow.LISTING) {
            p.last(Verb.APPROVAL).ifPresent(d -> clocks.add(clock(days, Reckoning.PUBLISH, Legal.day(d.at()), p.last(Verb.LISTING).map(Deed::day))));
            p.last(Verb.LISTING).ifPresent(d -> clocks.add(clock(days, Reckoning.FILE, d.day(), p.last(Verb.FILING).map(Deed::day))));
            p.pendingExtension().ifPresent(d -> clocks.add(clock(days, Reckoning.ANSWER_EXTENSION, Legal.day(d.at()), Optional.empty())));
            p.last(Verb.ACCEPTANCE_REQUEST).ifPresent(d -> clocks.add(clock(days, Reckoning.ACCEPT, Legal.day(d.at()), p.last(Verb.ACCEPTANCE).map(a -> Legal.day(a.at())))));
            p.last(Verb.DELISTING_APPROVAL).ifPresent(d -> clocks.add(clock(days, Reckoning.PUBLISH_DELISTING, Legal.day(d.at()), p.last(Verb.DELISTING).map(Deed::day))));
            if (p.state() == State.LISTED || p.state() == State.SIGNED || p.state() == State.TREATING) {
                TimeLimit ahead = days.limit(Reckoning.ASK_EXTENSION);
                WorkCalendar.Answer last = days.add(p.deadline(), -ahead.amount(), ahead.working());
                clocks.add(new SupervisionView.Clock(ahead.label(), last.date(), ahead.source(), last.provisional(), null));
            }
        }
        // What an earlier ledger does not tell is not known to be missed.
        return p.state().ended() && p.last(Verb.SUBMISSION).isEmpty() ? clocks.stream().filter(c -> Boolean.TRUE.equals(c.kept())).toList() : clocks;
    }

    private static SupervisionView.Clock clock(Reckoning days, String code, LocalDate from, Optional<LocalDate> done) {
        TimeLimit limit = days.limit(code, from);
        WorkCalendar.Answer end = days.add(from, limit.amount(), limit.working());
        return new SupervisionView.Clock(limit.label() + "（" + limit.words() + "）", end.date(), limit.source(), end.provisional(),
                done.map(day -> !day.isAfter(end.date())).orElse(end.date().isBefore(days.today()) ? Boolean.FALSE : null));
    }
}
