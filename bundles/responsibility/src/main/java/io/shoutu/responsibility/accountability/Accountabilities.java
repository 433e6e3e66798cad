package io.shoutu.responsibility.accountability;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Sight;
import io.shoutu.api.attachments.Attachments;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.accountability.Accountability;
import io.shoutu.responsibility.domain.accountability.Accountability.State;
import io.shoutu.responsibility.domain.accountability.Accountability.Verb;
import io.shoutu.responsibility.domain.accountability.AccountabilityStore;
import io.shoutu.responsibility.domain.accountability.Sanction;
import io.shoutu.responsibility.domain.accountability.Trigger;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Accountability (追责问责): one method per step, and the figures by form and by unit. */
@Component(service = Accountabilities.class)
public final class Accountabilities {
    private static final String SERIES = "WZ";

    private final UnitOfWork work;
    private final AccountabilityStore store;
    private final Journal journal;
    private final Numbers numbers;
    private final Attachments attachments;
    private final Directory directory;
    private final Sight sight;
    private final Clock clock;

    @Activate
    public Accountabilities(@Reference UnitOfWork work, @Reference AccountabilityStore store, @Reference Journal journal, @Reference Numbers numbers, @Reference Attachments attachments,
            @Reference Directory directory, @Reference Sight sight, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.journal = journal;
        this.numbers = numbers;
        this.attachments = attachments;
        this.directory = directory;
        this.sight = sight;
        this.clock = clock;
    }

    public record FileView(String id, String name, long size, String sha256, String step) {}

    /** @param title what people read: who and why */
    public record AccountabilityView(String number, long version, String title, Trigger trigger, String triggerLabel, Subject about, String matter, String person, String personName, String unit, String unitName,
            State state, String stateLabel, Instant since, String raisedBy, Instant raisedAt, String findings, Sanction sanction, String sanctionLabel, String proposedLabel, String opinion, String proposedBy, String document,
            LocalDate decidedOn, String decidedBy, String execution, String executedBy, String reason, List<FileView> files, List<Offer> moves) {}

    /** How many people and units, of what was decided in a year (问责统计). */
    public record Figure(String label, int people, int units) {}

    public record Figures(int year, List<Figure> byForm, List<Figure> byUnit, int open) {}

    /** Raises a lead. @param about the record that set it off, which the raiser must be able to see, or null */
    public AccountabilityView raise(Trigger trigger, Subject about, String matter, String person, String unit, Actor by) {
        String of = unit;
        if (person != null) {
            Person known = directory.person(person).orElseThrow(() -> new Problem.Invalid("person-unknown", "person", "人员名录中没有：" + person));
            of = of == null ? known.unit() : of;
        }
        if (of != null && directory.unit(of).isEmpty()) {
            throw new Problem.Invalid("unit-unknown", "unit", "名录中没有单位 " + of);
        }
        if (about != null) {
            sight.require(by, about);
        }
        Instant now = now();
        // Checked before a number is taken: a refused one leaves no gap.
        Accountability checked = Accountability.raise("WZ-0000-0000", trigger, about, matter, person, of, by, now);
        if (!new Bearer(checked.unit(), null).place(directory).inside(by.scope())) {
            throw new Problem.Invalid("outside-scope", "unit", "该单位不在您的数据范围内");
        }
        return work.run(tx -> {
            Accountability fresh = Accountability.raise(numbers.next(tx, SERIES, Legal.day(now).getYear()), trigger, about, matter, person, checked.unit(), by, now);
            store.add(tx, fresh);
            tell(tx, fresh, AccountabilityFacts.RAISED, by);
            return view(fresh, by);
        });
    }

    public AccountabilityView verify(String number, Long seen, String findings, List<String> files, Actor by) {
        return move(number, seen, Verb.VERIFICATION, AccountabilityFacts.VERIFIED, files, by, (a, now) -> a.verify(findings, by, self(a, by), now));
    }

    public AccountabilityView propose(String number, Long seen, Sanction sanction, String opinion, Actor by) {
        return move(number, seen, Verb.PROPOSAL, AccountabilityFacts.PROPOSED, List.of(), by, (a, now) -> a.propose(sanction, opinion, by, self(a, by), now));
    }

    public AccountabilityView decide(String number, Long seen, Sanction sanction, String document, LocalDate day, List<String> files, Actor by) {
        return move(number, seen, Verb.DECISION, AccountabilityFacts.DECIDED, files, by, (a, now) -> a.decide(sanction, document, day, Legal.day(now), by, self(a, by), now));
    }

    public AccountabilityView execute(String number, Long seen, String execution, List<String> files, Actor by) {
        return move(number, seen, Verb.EXECUTION, AccountabilityFacts.EXECUTED, files, by, (a, now) -> a.execute(execution, by, self(a, by), now));
    }

    public AccountabilityView close(String number, Long seen, Actor by) {
        return move(number, seen, Verb.CLOSING, AccountabilityFacts.CLOSED, List.of(), by, (a, now) -> a.close(by, self(a, by), now));
    }

    public AccountabilityView dismiss(String number, Long seen, String reason, Actor by) {
        return move(number, seen, Verb.DISMISSAL, AccountabilityFacts.DISMISSED, List.of(), by, (a, now) -> a.dismiss(reason, by, self(a, by), now));
    }

    public AccountabilityView get(String number, Actor asking) {
        return view(work.run(tx -> open(tx, number, null, asking)), asking);
    }

    /** The latest first, of units within the scope. @param state only these, or null */
    public List<AccountabilityView> all(State state, Actor asking) {
        return work.run(tx -> store.all(tx, state)).stream().filter(a -> sees(a, asking)).map(a -> view(a, asking)).toList();
    }

    /** What was decided in a year and not dismissed, by form and by unit, and what is still open of whatever year. */
    public Figures figures(int year, Actor asking) {
        List<Accountability> all = work.run(tx -> store.all(tx, null)).stream().filter(a -> sees(a, asking)).toList();
        List<Accountability> decided = all.stream().filter(a -> a.decision() != null && a.decision().day().getYear() == year).toList();
        List<Figure> byForm = Arrays.stream(Sanction.values()).map(s -> figure(s.label(), decided.stream().filter(a -> a.sanction() == s).toList())).toList();
        Map<String, List<Accountability>> units = new LinkedHashMap<>();
        decided.forEach(a -> units.computeIfAbsent(a.unit(), key -> new java.util.ArrayList<>()).add(a));
        List<Figure> byUnit = units.entrySet().stream().map(e -> figure(new Bearer(e.getKey(), null).unitName(directory), e.getValue())).toList();
        return new Figures(year, byForm, byUnit, (int) all.stream().filter(a -> a.state() != State.CLOSED && a.state() != State.DISMISSED).count());
    }

    private static Figure figure(String label, List<Accountability> some) {
        return new Figure(label, (int) some.stream().filter(a -> a.person() != null).map(Accountability::person).distinct().count(), (int) some.stream().filter(a -> a.person() == null).map(Accountability::unit).distinct().count());
    }

    /** How every step is made: open, verb, keep, bind what came along, tell. */
    private AccountabilityView move(String number, Long seen, Verb verb, String fact, List<String> files, Actor by, BiFunction<Accountability, Instant, Accountability> step) {
        return work.run(tx -> {
            Accountability kept = store.keep(tx, step.apply(open(tx, number, seen, by), now()));
            if (files != null && !files.isEmpty()) {
                attachments.bind(tx, files, kept.subject(), verb.word(), by);
            }
            tell(tx, kept, fact, by);
            return view(kept, by);
        });
    }

    private boolean self(Accountability a, Actor by) {
        return a.person() != null && directory.person(a.person()).map(Person::account).filter(by.account()::equals).isPresent();
    }

    private boolean sees(Accountability a, Actor asking) {
        return new Bearer(a.unit(), null).place(directory).inside(asking.scope());
    }

    private Accountability open(Tx tx, String number, Long seen, Actor by) {
        Accountability found = store.find(tx, number).filter(a -> sees(a, by)).orElseThrow(() -> Problem.NotFound.of(new Subject(Accountability.KIND, number)));
        Problem.Stale.check(found.subject(), seen, found.version());
        return found;
    }

    private AccountabilityView view(Accountability a, Actor asking) {
        boolean self = self(a, asking);
        List<Offer> moves = Arrays.stream(Verb.values()).map(verb -> {
            String address = "/api/accountability/" + a.number() + "/" + verb.word();
            String roles = String.join(", ", Accountability.roles(verb));
            return a.obstacle(verb, asking, self).map(why -> Offer.refused(verb.word(), verb.label(), address, roles, why)).orElseGet(() -> Offer.allowed(verb.word(), verb.label(), address, roles));
        }).toList();
        String unit = directory.unit(a.unit()).map(Unit::name).orElse(a.unit());
        String person = a.person() == null ? null : directory.person(a.person()).map(Person::name).orElse(a.person());
        List<FileView> files = attachments.of(a.subject()).stream().map(f -> new FileView(f.id(), f.name(), f.size(), f.sha256(), f.purpose())).toList();
        return new AccountabilityView(a.number(), a.version(), (person == null ? unit : person + "（" + unit + "）") + "：" + a.trigger().label(), a.trigger(), a.trigger().label(), a.about(), a.matter(), a.person(),
                person, a.unit(), unit, a.state(), a.state().label(), a.since(), a.raisedBy(), a.raisedAt(), a.findings(), a.sanction(), a.sanction() == null ? null : a.sanction().label(),
                said(a.proposal(), p -> p.sanction().label()), said(a.proposal(), Accountability.Proposal::opinion), said(a.proposal(), Accountability.Proposal::by), said(a.decision(), Accountability.Decision::document),
                said(a.decision(), Accountability.Decision::day), said(a.decision(), Accountability.Decision::by), said(a.execution(), Accountability.Execution::text), said(a.execution(), Accountability.Execution::by), a.reason(), files, moves);
    }

    /** Of a step that may not have been taken yet. */
    private static <S, T> T said(S step, Function<S, T> what) {
        return step == null ? null : what.apply(step);
    }

    private void tell(Tx tx, Accountability a, String fact, Actor by) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", a.state().name());
        data.put("title", a.trigger().label());
        data.put("unit", a.unit());
        data.put("sanction", a.sanction() == null ? null : a.sanction().name());
        journal.write(tx, new Fact(a.subject(), fact, now(), by, data, a.about() == null ? null : new Fact.Cause(a.about(), null)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
