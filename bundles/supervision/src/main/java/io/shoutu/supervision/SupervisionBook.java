package io.shoutu.supervision;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.supervision.SupervisionFacts;
import io.shoutu.api.time.Dues;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.api.time.WorkCalendar;
import io.shoutu.supervision.domain.Dated;
import io.shoutu.supervision.domain.Draft;
import io.shoutu.supervision.domain.Flow;
import io.shoutu.supervision.domain.Instrument;
import io.shoutu.supervision.domain.InstrumentStore;
import io.shoutu.supervision.domain.Kind;
import io.shoutu.supervision.domain.Reckoning;
import io.shoutu.supervision.domain.Verb;
import io.shoutu.supervision.domain.Whom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The book of instruments (督办簿): draft, open, keep and tell, always in the caller's transaction. */
@Component(service = SupervisionBook.class)
public final class SupervisionBook {
    static final Actor PLATFORM = Actor.system("supervision");
    static final String DEADLINE = "deadline";
    private static final Logger LOG = LoggerFactory.getLogger(SupervisionBook.class);

    private final InstrumentStore store;
    private final Journal journal;
    private final Numbers numbers;
    private final Dues dues;
    private final WorkCalendar calendar;
    private final Addressing addressing;
    private final Majors majors;
    private final Clock clock;

    @Activate
    public SupervisionBook(@Reference InstrumentStore store, @Reference Journal journal, @Reference Numbers numbers, @Reference Dues dues, @Reference WorkCalendar calendar,
            @Reference Addressing addressing, @Reference Majors majors, @Reference Clock clock) {
        this.store = store;
        this.journal = journal;
        this.numbers = numbers;
        this.dues = dues;
        this.calendar = calendar;
        this.addressing = addressing;
        this.majors = majors;
        this.clock = clock;
    }

    /** As fine as the rows keep it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    LocalDate today() {
        return Legal.day(clock.instant());
    }

    Reckoning days(Tx tx) {
        return new Reckoning(today(), calendar, store.limits(tx));
    }

    /** A kind as it stands today. */
    Kind kind(Tx tx, String code) {
        return kinds(tx).stream().filter(k -> k.code().equals(code)).findFirst().orElseThrow(() -> new Problem.Invalid("kind-unknown", "kind", "没有这种督办文书：" + code));
    }

    /** A kind as it was on a day; before its first version began, or after its last ended, as it stands today. */
    Kind kind(Tx tx, String code, LocalDate day) {
        return Dated.on(store.kinds(tx), code, day).orElseGet(() -> kind(tx, code));
    }

    /** Each kind as it stands today, ended ones as they were last, in the county's order. */
    List<Kind> kinds(Tx tx) {
        return Dated.standing(store.kinds(tx), today());
    }

    /** Writes a draft under the next number of the year. @param cause what brought it about, or null for the record it is about */
    Instrument draft(Tx tx, Draft draft, Actor by, Fact.Cause cause) {
        Kind kind = kind(tx, draft.kind());
        if (!kind.inForceOn(today())) {
            throw new Problem.Invalid("kind-ended", "kind", "“" + kind.label() + "”已停用，请选择现行文书种类");
        }
        fits(draft, kind);
        Place place = place(draft, by);
        Instrument fresh = Instrument.drafted(nextNumber(tx, today()), draft, kind, by, now());
        store.add(tx, fresh, place);
        tell(tx, fresh, kind, SupervisionFacts.DRAFTED, by, Map.of(), cause != null ? cause : cause(draft.about()));
        return fresh;
    }

    /** Whether its addressees are known, and what it lists may be listed: a hazard is listed once it is found to be a major one by a published criterion (重大事故隐患), not before. */
    void fits(Draft draft, Kind kind) {
        addressing.known(draft.addressee(), "addressee");
        draft.cc().forEach(each -> addressing.known(each, "cc"));
        if (kind.flow() == Flow.LISTING && draft.about() != null && draft.about().kind().equals("hazard") && !majors.major(draft.about().number()).orElse(true)) {
            throw new Problem.Invalid("not-major", "about", "隐患 " + draft.about().number() + " 没有认定为重大事故隐患，不能挂牌督办；请先在隐患页面按判定标准定级，或改用通知书、约谈");
        }
    }

    String nextNumber(Tx tx, LocalDate day) {
        return numbers.next(tx, "DB", day.getYear());
    }

    Place place(Draft draft, Actor by) {
        Place place = addressing.place(draft);
        if (!place.inside(by.scope())) {
            throw new Problem.Invalid("outside-scope", draft.enterprise() == null ? "addressee" : "enterprise", "所填的对象不在您的数据范围内，请核对；确需发文的请由县安委办办理");
        }
        return place;
    }

    static Fact.Cause cause(Subject about) {
        return about == null ? null : new Fact.Cause(about, null);
    }

    /** The next number of a kind of paper, gap-free per kind and year. */
    String document(Tx tx, Kind kind, LocalDate day) {
        String running = numbers.next(tx, kind.series(), day.getYear());
        return kind.document(day.getYear(), Long.parseLong(running.substring(running.lastIndexOf('-') + 1)));
    }

    /** Declares the number of a paper void; it stays visible with its reason. */
    void voided(Tx tx, Instrument paper, Kind kind, String reason, Actor by) {
        String digits = paper.document().replaceAll("^.*〕(\\d+)号$", "$1");
        int year = paper.outOn().orElseThrow().getYear();
        numbers.declareVoid(tx, String.format(Locale.ROOT, "%s-%d-%06d", kind.series(), year, Long.parseLong(digits)), reason, by);
    }

    /**
     * Opens the book at an instrument.
     *
     * @param expected the version the asker has seen, or null for any
     * @param by who opens it; what he may not see does not exist for him
     */
    Instrument open(Tx tx, String number, Long expected, Actor by) {
        Subject subject = new Subject(SupervisionFacts.KIND, number);
        Instrument paper = store.find(tx, number).filter(p -> sees(tx, p, by)).orElseThrow(() -> Problem.NotFound.of(subject));
        Problem.Stale.check(subject, expected, paper.version());
        return paper;
    }

    private boolean sees(Tx tx, Instrument paper, Actor by) {
        Whom whom = addressing.whom(by);
        boolean out = paper.outOn().isPresent();
        return (whom.drafts() || out) && (by.scope().everywhere() || store.place(tx, paper.number()).filter(p -> p.inside(by.scope())).isPresent())
                || out && whom.addressed().contains(paper.draft().addressee().toString());
    }

    boolean addressed(Instrument paper, Actor by) {
        return addressing.addressed(paper.draft().addressee(), by);
    }

    /** An instruction of the head is given and confirmed by the head himself (县长督办由县长批示、县长确认); empty for everything else. */
    Optional<Problem> headless(Instrument paper, Verb verb, Actor by) {
        return paper.flow() != Flow.INSTRUCTION || verb != Verb.APPROVAL && verb != Verb.CONFIRMATION || addressing.head(by, today()) ? Optional.empty()
                : Optional.of(new Problem.Forbidden("head-required", "“" + verb.label() + "”须由" + addressing.headTitles() + "本人办理；任职以“单位与任职”的登记为准"));
    }

    /** Keeps an instrument after a move: its rows and its clock. */
    Instrument keep(Tx tx, Instrument after) {
        Instrument kept = store.keep(tx, after);
        kept.due().ifPresentOrElse(end -> dues.set(tx, new Dues.Due(kept.subject(), DEADLINE, end)), () -> dues.cancel(tx, kept.subject(), DEADLINE));
        return kept;
    }

    /** Takes over one of an earlier ledger as it stood. */
    void take(Tx tx, Instrument paper, Kind kind, String reference, Actor by) {
        store.add(tx, paper, place(paper.draft(), by));
        store.refer(tx, paper.number(), reference);
        paper.due().ifPresent(end -> dues.set(tx, new Dues.Due(paper.subject(), DEADLINE, end)));
        journal.write(tx, new Fact(paper.subject(), SupervisionFacts.IMPORTED, paper.draftedAt(), by, data(paper, kind, Map.of("issued", paper.outOn().orElseThrow().toString(), "score", paper.score())), cause(paper.draft().about())));
    }

    /** Tells what happened, in the journal and in one line of the log. */
    long tell(Tx tx, Instrument paper, Kind kind, String fact, Actor by, Map<String, Object> details, Fact.Cause cause) {
        long entry = journal.write(tx, new Fact(paper.subject(), fact, clock.instant(), by, data(paper, kind, details), cause));
        tx.afterCommit(() -> LOG.info("supervision {} {} by {}", paper.number(), fact.substring(fact.indexOf('.') + 1).toUpperCase(Locale.ROOT), by.account()));
        return entry;
    }

    private Map<String, Object> data(Instrument paper, Kind kind, Map<String, Object> details) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", kind.code());
        data.put("kindLabel", kind.label());
        data.put("state", paper.state().name());
        data.put("title", paper.draft().title());
        data.put("addressee", paper.draft().addressee().toString());
        data.put("enterprise", paper.draft().enterprise());
        data.put("document", paper.document());
        data.put("deadline", paper.deadline() == null ? null : paper.deadline().toString());
        data.put("to", addressing.notified(paper.draft().addressee()));
        data.putAll(details);
        return data;
    }

    /** Whether a kind of course lists something in public. */
    static boolean lists(Instrument paper) {
        return paper.flow() == Flow.LISTING;
    }
}
