package io.shoutu.hazard.oversight;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Offer;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.hazard.OversightFacts;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Dues;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.hazard.domain.inspection.InspectionKind;
import io.shoutu.hazard.domain.inspection.InspectionState;
import io.shoutu.hazard.domain.inspection.InspectionStore;
import io.shoutu.hazard.domain.oversight.Certificate;
import io.shoutu.hazard.domain.oversight.OversightStore;
import io.shoutu.hazard.domain.oversight.SafetyProject;
import io.shoutu.hazard.domain.oversight.WorkStop;
import io.shoutu.hazard.inspection.Locating;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What can be done with stops of work, projects and certificates (监管事项办理), one method per use case. */
@Component(service = OversightService.class)
public final class OversightService {
    static final String VALID_UNTIL = "valid-until";

    /** A record of oversight as others see it (监管事项视图). */
    public record View<T>(String number, String title, String state, String stateLabel, long version, T record, String enterpriseName, List<Offer> moves) {}

    private final UnitOfWork work;
    private final OversightStore store;
    private final InspectionStore inspections;
    private final Journal journal;
    private final Numbers numbers;
    private final Dues dues;
    private final Locating locating;
    private final Clock clock;

    @Activate
    public OversightService(@Reference UnitOfWork work, @Reference OversightStore store, @Reference InspectionStore inspections, @Reference Journal journal, @Reference Numbers numbers,
            @Reference Dues dues, @Reference Locating locating, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.inspections = inspections;
        this.journal = journal;
        this.numbers = numbers;
        this.dues = dues;
        this.locating = locating;
        this.clock = clock;
    }

    public View<WorkStop> stop(String enterprise, boolean forced, String reason, LocalDate day, Actor by) {
        return work.run(tx -> {
            String firm = new CreditCode(enterprise).text();
            WorkStop stop = new WorkStop(numbers.next(tx, "TG", today().getYear()), firm, forced, reason, day, null, WorkStop.State.STOPPED, by.account(), now(), null, null, null, null, 1);
            store.add(tx, stop, locating.of(firm, null, by));
            return told(tx, stop.subject(), OversightFacts.WORK_STOPPED, stop.state(), firm, null, view(stop, by), by);
        });
    }

    public View<WorkStop> stop(String number, Actor asking) {
        return work.run(tx -> view(openStop(tx, number, null, asking), asking));
    }

    public Page<View<WorkStop>> stops(WorkStop.State state, String cursor, int limit, Actor asking) {
        return work.run(tx -> views(store.stops(tx, state, cursor, limit, asking.scope()), s -> view(s, null)));
    }

    /** @param inspection id or number of the recorded restart check, for {@code CHECK} */
    public View<WorkStop> move(String number, Long seen, WorkStop.Verb verb, String reason, String inspection, Actor by) {
        return work.run(tx -> {
            WorkStop before = openStop(tx, number, seen, by);
            boolean clean = inspection != null && inspections.find(tx, inspection).filter(i -> i.kind() == InspectionKind.RESTART && i.state() == InspectionState.RECORDED
                    && before.enterprise().equals(i.target().enterprise()) && i.visit().failed().isEmpty()).isPresent();
            WorkStop kept = store.keep(tx, before.move(verb, by, reason, inspection, clean, today()));
            voided(tx, verb == WorkStop.Verb.VOIDING, number, reason, by);
            String fact = kept.state() == WorkStop.State.RESUMED ? OversightFacts.WORK_RESUMED : kept.state() == WorkStop.State.UNAPPROVED ? OversightFacts.WORK_RESUMED_UNAPPROVED : OversightFacts.WORK_STOP_MOVED;
            return told(tx, kept.subject(), fact, kept.state(), kept.enterprise(), kept.note(), view(kept, by), by);
        });
    }

    public View<SafetyProject> project(String enterprise, String title, boolean highRisk, Actor by) {
        return work.run(tx -> {
            String firm = new CreditCode(enterprise).text();
            SafetyProject project = new SafetyProject(numbers.next(tx, "ST", today().getYear()), firm, title, highRisk, SafetyProject.State.REGISTERED, by.account(), now(), false, null, null, false, null, 1);
            store.add(tx, project, locating.of(firm, null, by));
            return told(tx, project.subject(), OversightFacts.PROJECT_REGISTERED, project.state(), firm, null, view(project, by), by);
        });
    }

    public View<SafetyProject> project(String number, Actor asking) {
        return work.run(tx -> view(openProject(tx, number, null, asking), asking));
    }

    public Page<View<SafetyProject>> projects(SafetyProject.State state, Boolean vetoed, String cursor, int limit, Actor asking) {
        return work.run(tx -> views(store.projects(tx, state, vetoed, cursor, limit, asking.scope()), p -> view(p, null)));
    }

    public View<SafetyProject> move(String number, Long seen, SafetyProject.Verb verb, String reason, boolean health, Actor by) {
        return work.run(tx -> {
            SafetyProject kept = store.keep(tx, openProject(tx, number, seen, by).move(verb, by, reason, health));
            voided(tx, verb == SafetyProject.Verb.VOIDING, number, reason, by);
            String fact = verb == SafetyProject.Verb.VETO ? OversightFacts.PROJECT_VETOED : verb == SafetyProject.Verb.LIFTING ? OversightFacts.PROJECT_VETO_LIFTED
                    : verb == SafetyProject.Verb.EARLY_USE ? OversightFacts.PROJECT_USED_EARLY : OversightFacts.PROJECT_MOVED;
            return told(tx, kept.subject(), fact, kept.state(), kept.enterprise(), kept.note(), view(kept, by), by);
        });
    }

    public View<Certificate> certificate(String enterprise, Certificate.Kind kind, String ownNumber, String what, Integer grade, LocalDate validUntil, Actor by) {
        return work.run(tx -> {
            String firm = new CreditCode(enterprise).text();
            Certificate fresh = Certificate.registered(numbers.next(tx, "ZS", today().getYear()), firm, kind, ownNumber, what, grade, validUntil, by, now());
            store.add(tx, fresh, locating.of(firm, null, by));
            Certificate certificate = fresh.ranOut(today()).map(late -> store.keep(tx, late)).orElse(fresh);
            clocks(tx, certificate);
            return told(tx, certificate.subject(), OversightFacts.CERTIFICATE_REGISTERED, certificate.state(), firm, null, view(certificate, by), by);
        });
    }

    public View<Certificate> certificate(String number, Actor asking) {
        return work.run(tx -> view(openCertificate(tx, number, null, asking), asking));
    }

    public Page<View<Certificate>> certificates(Certificate.Kind kind, Certificate.State state, LocalDate until, Boolean claimed, String cursor, int limit, Actor asking) {
        return work.run(tx -> views(store.certificates(tx, kind, state, until, claimed, cursor, limit, asking.scope()), c -> view(c, null)));
    }

    public View<Certificate> move(String number, Long seen, Certificate.Verb verb, String reason, LocalDate until, Actor by) {
        return work.run(tx -> {
            Certificate moved = store.keep(tx, openCertificate(tx, number, seen, by).move(verb, by, reason, until, today()));
            // What was claimed weeks ago may have run out before somebody looked.
            Certificate kept = moved.ranOut(today()).map(late -> store.keep(tx, late)).orElse(moved);
            clocks(tx, kept);
            voided(tx, verb == Certificate.Verb.VOIDING, number, reason, by);
            String fact = switch (verb) {
                case RENEWAL, CONFIRMATION -> OversightFacts.CERTIFICATE_RENEWED;
                case CLAIM, RETURN -> OversightFacts.CERTIFICATE_MOVED;
                case STOPPING, WITHDRAWAL, VOIDING -> OversightFacts.CERTIFICATE_ENDED;
            };
            return told(tx, kept.subject(), fact, kept.state(), kept.enterprise(), kept.note(), view(kept, by), by);
        });
    }

    /** Its last day went by (heard from {@code time.due}). */
    void ranOut(String number) {
        work.execute(tx -> store.certificate(tx, number).flatMap(c -> c.ranOut(today())).ifPresent(late -> {
            Certificate kept = store.keep(tx, late);
            told(tx, kept.subject(), OversightFacts.CERTIFICATE_EXPIRED, kept.state(), kept.enterprise(), null, view(kept, null), Actor.system("hazard"));
        }));
    }

    private void voided(Tx tx, boolean is, String number, String reason, Actor by) {
        if (is) {
            numbers.declareVoid(tx, number, reason, by);
        }
    }

    private void clocks(Tx tx, Certificate c) {
        if (c.state() == Certificate.State.VALID) {
            dues.set(tx, new Dues.Due(c.subject(), VALID_UNTIL, Legal.endOf(c.validUntil())));
        } else {
            dues.cancel(tx, c.subject(), VALID_UNTIL);
        }
    }

    private WorkStop openStop(Tx tx, String number, Long seen, Actor by) {
        return open(tx, new Subject(WorkStop.KIND, number), store.stop(tx, number), WorkStop::version, seen, by);
    }

    private SafetyProject openProject(Tx tx, String number, Long seen, Actor by) {
        return open(tx, new Subject(SafetyProject.KIND, number), store.project(tx, number), SafetyProject::version, seen, by);
    }

    private Certificate openCertificate(Tx tx, String number, Long seen, Actor by) {
        return open(tx, new Subject(Certificate.KIND, number), store.certificate(tx, number), Certificate::version, seen, by);
    }

    private <T> T open(Tx tx, Subject subject, Optional<T> found, Function<T, Long> version, Long seen, Actor by) {
        T record = found.filter(r -> by.scope().everywhere() || store.place(tx, subject).filter(p -> p.inside(by.scope())).isPresent()).orElseThrow(() -> Problem.NotFound.of(subject));
        Problem.Stale.check(subject, seen, version.apply(record));
        return record;
    }

    private <T> View<T> told(Tx tx, Subject subject, String fact, Term state, String enterprise, String note, View<T> view, Actor by) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", ((Enum<?>) state).name());
        data.put("enterprise", enterprise);
        data.put("note", note);
        journal.write(tx, new Fact(subject, fact, clock.instant(), by, data));
        return view;
    }

    private static <T> Page<View<T>> views(Page<T> page, Function<T, View<T>> view) {
        return new Page<>(page.items().stream().map(view).toList(), page.next(), page.total());
    }

    private View<WorkStop> view(WorkStop s, Actor asking) {
        return new View<>(s.number(), (s.forced() ? "责令停产停业：" : "停工停产：") + s.reason(), s.state().name(), s.state().label(), s.version(), s, locating.name(s.enterprise()),
                offers(WorkStop.Verb.values(), WorkStop.TABLE, "/api/work-stops/" + s.number() + "/", asking, v -> s.obstacle(v, asking)));
    }

    private View<SafetyProject> view(SafetyProject p, Actor asking) {
        return new View<>(p.number(), p.title(), p.state().name(), p.state().label(), p.version(), p, locating.name(p.enterprise()),
                offers(SafetyProject.Verb.values(), SafetyProject.TABLE, "/api/safety-projects/" + p.number() + "/", asking, v -> p.obstacle(v, asking)));
    }

    private View<Certificate> view(Certificate c, Actor asking) {
        return new View<>(c.number(), c.kind().label() + " " + c.what(), c.state().name(), c.state().label(), c.version(), c, locating.name(c.enterprise()),
                offers(Certificate.Verb.values(), Certificate.TABLE, "/api/certificates/" + c.number() + "/", asking, v -> c.obstacle(v, asking)));
    }

    private static <S extends Enum<S> & Term, V extends Enum<V> & Term> List<Offer> offers(V[] verbs, Lifecycle<S, V> table, String address, Actor asking, Function<V, Optional<Problem>> obstacle) {
        return asking == null ? List.of() : Arrays.stream(verbs).map(v -> {
            String role = table.moves().stream().filter(m -> m.verb() == v).findFirst().orElseThrow().role();
            return obstacle.apply(v).map(o -> Offer.refused(v.word(), v.label(), address + v.word(), role, o)).orElseGet(() -> Offer.allowed(v.word(), v.label(), address + v.word(), role));
        }).toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private LocalDate today() {
        return Legal.day(clock.instant());
    }
}
