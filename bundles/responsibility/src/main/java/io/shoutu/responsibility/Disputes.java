package io.shoutu.responsibility;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.responsibility.domain.Dispute;
import io.shoutu.responsibility.domain.DisputeStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What can be done with disputes about who supervises (监管争议裁定). A ruling about an enterprise becomes its lead department in the directory. */
@Component(service = Disputes.class)
public final class Disputes {
    private static final String SERIES = "ZY";

    private final UnitOfWork work;
    private final DisputeStore store;
    private final Journal journal;
    private final Numbers numbers;
    private final Directory directory;
    private final Clock clock;

    @Activate
    public Disputes(@Reference UnitOfWork work, @Reference DisputeStore store, @Reference Journal journal, @Reference Numbers numbers, @Reference Directory directory, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.journal = journal;
        this.numbers = numbers;
        this.directory = directory;
        this.clock = clock;
    }

    public record StatementView(String unit, String unitName, String text, String account, String person, Instant made) {}

    public record DisputeView(String number, long version, String title, String matter, String sector, String enterprise, String enterpriseName, Map<String, String> claimants,
            Dispute.State state, String stateLabel, String raisedBy, Instant raisedAt, List<StatementView> statements, String lead, String leadName, String basis, String reason, String decidedBy,
            Instant decidedAt, List<Offer> moves) {}

    public DisputeView raise(String title, String matter, String sector, String enterprise, List<String> claimants, Actor by) {
        Instant now = now();
        Dispute checked = Dispute.raise("ZY-0000-0000", title, matter, sector, enterprise, claimants, by, now);
        checked.claimants().forEach(this::unit);
        if (enterprise != null && directory.enterprise(new CreditCode(enterprise)).filter(e -> inside(e, by)).isEmpty()) {
            throw new Problem.Invalid("enterprise-unknown", "enterprise", "名录中没有企业 " + enterprise);
        }
        return work.run(tx -> {
            boolean open = store.all(tx, Dispute.State.RAISED).stream().anyMatch(d -> sector != null && sector.equals(d.sector()) || enterprise != null && enterprise.equals(d.enterprise()));
            if (open) {
                throw new Problem.IllegalMove("dispute-open", "该对象已有待裁定的争议，请先办理完毕");
            }
            Dispute dispute = Dispute.raise(numbers.next(tx, SERIES, Legal.day(now).getYear()), title, matter, sector, enterprise, claimants, by, now);
            store.add(tx, dispute);
            tell(tx, dispute, ResponsibilityFacts.DISPUTE_RAISED, by, Map.of());
            return view(dispute, by);
        });
    }

    public DisputeView say(String number, Long seen, String unit, String text, Actor by) {
        return work.run(tx -> {
            Dispute before = open(tx, number, seen, by);
            Dispute.Statement statement = new Dispute.Statement(UUID.randomUUID().getMostSignificantBits() >>> 1, unit, text == null ? null : text.strip(), by.account(), now());
            Dispute kept = store.keep(tx, before.say(statement, by));
            tell(tx, kept, ResponsibilityFacts.DISPUTE_STATED, by, Map.of("unit", unit));
            return view(kept, by);
        });
    }

    /** Rules, and puts the lead department of a disputed enterprise into the directory; who led before keeps supervising it. */
    public DisputeView rule(String number, Long seen, String lead, String basis, String reason, Actor by) {
        return work.run(tx -> {
            Dispute kept = store.keep(tx, open(tx, number, seen, by).rule(lead, basis, reason, by, now()));
            unit(lead);
            tell(tx, kept, ResponsibilityFacts.DISPUTE_RULED, by, Map.of("lead", lead, "basis", kept.basis()));
            if (kept.enterprise() != null) {
                Enterprise e = directory.enterprise(new CreditCode(kept.enterprise())).orElseThrow(() -> Problem.NotFound.of(new Subject("enterprise", kept.enterprise())));
                List<String> others = new ArrayList<>(e.departments());
                if (e.lead() != null && !e.lead().equals(lead) && !others.contains(e.lead())) {
                    others.add(e.lead());
                }
                others.remove(lead);
                directory.put(new Enterprise(e.creditCode(), e.name(), e.area(), e.industry(), e.sector(), lead, e.longitude(), e.latitude(), e.scale(), e.address(), e.safetyManager(), others, e.cell(),
                        e.closed()), by);
            }
            return view(kept, by);
        });
    }

    public DisputeView withdraw(String number, Long seen, String reason, Actor by) {
        return work.run(tx -> {
            Dispute kept = store.keep(tx, open(tx, number, seen, by).withdraw(reason, by, now()));
            tell(tx, kept, ResponsibilityFacts.DISPUTE_WITHDRAWN, by, Map.of("note", kept.reason()));
            return view(kept, by);
        });
    }

    public DisputeView get(String number, Actor asking) {
        return view(work.run(tx -> open(tx, number, null, asking)), asking);
    }

    /** The latest first. @param state only these, or null */
    public List<DisputeView> all(Dispute.State state, Actor asking) {
        return seenBy(state, asking).stream().map(dispute -> view(dispute, asking)).toList();
    }

    /** Those that lie within somebody's scope, the latest first: he supervises one of the units named, or the enterprise it is about. */
    public List<Dispute> seenBy(Dispute.State state, Actor asking) {
        return work.run(tx -> store.all(tx, state)).stream().filter(dispute -> sees(dispute, asking)).toList();
    }

    private boolean sees(Dispute dispute, Actor asking) {
        return asking.scope().everywhere()
                || dispute.claimants().stream().anyMatch(id -> asking.scope().admits(directory.unit(id).map(Unit::area).orElse(null), id, null))
                || dispute.enterprise() != null && directory.enterprise(new CreditCode(dispute.enterprise())).filter(e -> inside(e, asking)).isPresent();
    }

    private static boolean inside(Enterprise e, Actor asking) {
        return asking.scope().admits(e.area(), e.lead(), e.creditCode());
    }

    private Dispute open(Tx tx, String number, Long seen, Actor by) {
        Dispute dispute = store.find(tx, number).filter(found -> sees(found, by)).orElseThrow(() -> Problem.NotFound.of(new Subject(Dispute.KIND, number)));
        Problem.Stale.check(dispute.subject(), seen, dispute.version());
        return dispute;
    }

    private Unit unit(String id) {
        return directory.unit(id).orElseThrow(() -> new Problem.Invalid("unit-unknown", "unit", "名录中没有单位 " + id));
    }

    private DisputeView view(Dispute d, Actor asking) {
        Map<String, String> claimants = new LinkedHashMap<>();
        d.claimants().forEach(id -> claimants.put(id, name(id)));
        List<Offer> moves = Arrays.stream(Dispute.Verb.values()).map(verb -> {
            String address = "/api/duty-disputes/" + d.number() + "/" + verb.word();
            String roles = Dispute.TABLE.moves().stream().filter(m -> m.verb() == verb).findFirst().orElseThrow().role();
            Problem why = d.obstacle(verb, asking);
            return why == null ? Offer.allowed(verb.word(), verb.label(), address, roles) : Offer.refused(verb.word(), verb.label(), address, roles, why);
        }).toList();
        return new DisputeView(d.number(), d.version(), d.title(), d.matter(), d.sector(), d.enterprise(),
                d.enterprise() == null ? null : directory.enterprise(new CreditCode(d.enterprise())).map(Enterprise::name).orElse(d.enterprise()), claimants, d.state(), d.state().label(), d.raisedBy(),
                d.raisedAt(), d.statements().stream().map(s -> new StatementView(s.unit(), name(s.unit()), s.text(), s.account(), person(s.account()), s.made())).toList(), d.lead(),
                d.lead() == null ? null : name(d.lead()), d.basis(), d.reason(), d.decidedBy(), d.decidedAt(), moves);
    }

    private String name(String unit) {
        return directory.unit(unit).map(Unit::name).orElse(unit);
    }

    private String person(String account) {
        return directory.personOfAccount(account).map(Person::name).orElse(account);
    }

    private void tell(Tx tx, Dispute dispute, String fact, Actor by, Map<String, Object> details) {
        Map<String, Object> data = new LinkedHashMap<>(details);
        data.put("state", dispute.state().name());
        data.put("title", dispute.title());
        data.put("sector", dispute.sector());
        data.put("enterprise", dispute.enterprise());
        journal.write(tx, new Fact(dispute.subject(), fact, now(), by, data));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
