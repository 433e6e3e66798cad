package io.shoutu.hazard.registers;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Roles;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.RegisterFacts;
import io.shoutu.api.hazard.RiskLevel;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Dues;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.api.time.WorkCalendar;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.MajorSource;
import io.shoutu.hazard.domain.RiskCheck;
import io.shoutu.hazard.domain.RiskStore;
import io.shoutu.hazard.domain.SelfChecks;
import io.shoutu.hazard.domain.SubstanceStore;
import io.shoutu.hazard.domain.registers.Act;
import io.shoutu.hazard.domain.registers.Dossier;
import io.shoutu.hazard.domain.registers.DossierStore;
import io.shoutu.hazard.domain.registers.Known;
import io.shoutu.hazard.domain.registers.Register;
import io.shoutu.hazard.domain.registers.Stage;
import io.shoutu.hazard.inspection.Locating;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be done with the county's smaller ledgers (专项台账办理), one method per use case. */
@Component(service = RegisterService.class)
public final class RegisterService {
    static final String DUE = "register-due";
    private static final Logger LOG = LoggerFactory.getLogger("io.shoutu.hazard");

    /** An entry as others see it (台账视图). */
    public record View(String number, String title, Register register, String registerLabel, String word, Stage state, String stateLabel, String enterprise, String enterpriseName, Map<String, String> values,
            List<Dossier.Line> lines, LocalDate due, boolean late, String enteredBy, Instant enteredAt, long version, List<Offer> moves) {}

    /** What the public reads of a published disclosure (公开信息): nothing but what was reviewed, and how the hazard stands now. */
    public record Published(String number, String title, String text, String enterpriseName, String hazardState, LocalDate published) {}

    private final UnitOfWork work;
    private final DossierStore store;
    private final HazardStore hazards;
    private final RiskStore risks;
    private final SubstanceStore substances;
    private final SelfChecks selfChecks;
    private final Journal journal;
    private final Numbers numbers;
    private final Dues dues;
    private final WorkCalendar calendar;
    private final Locating locating;
    private final Clock clock;

    @Activate
    public RegisterService(@Reference UnitOfWork work, @Reference DossierStore store, @Reference HazardStore hazards, @Reference RiskStore risks, @Reference SubstanceStore substances, @Reference SelfChecks selfChecks,
            @Reference Journal journal, @Reference Numbers numbers, @Reference Dues dues, @Reference WorkCalendar calendar, @Reference Locating locating, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.hazards = hazards;
        this.risks = risks;
        this.substances = substances;
        this.selfChecks = selfChecks;
        this.journal = journal;
        this.numbers = numbers;
        this.dues = dues;
        this.calendar = calendar;
        this.locating = locating;
        this.clock = clock;
    }

    public View enter(Register register, Map<String, Object> given, Actor by) {
        if (register.keepers().stream().noneMatch(by::holds)) {
            throw new Problem.Forbidden("role-required", "“" + register.label() + "”须由" + register.keepers().stream().map(Roles::label).collect(Collectors.joining("或")) + "登记，您没有这个角色");
        }
        return work.run(tx -> {
            // Read and reckoned before a number is taken: a refused form leaves no gap.
            Known known = known(tx, by);
            Dossier draft = Dossier.entered("XX-0000-000000", register, given, by, now()).reckoned(known);
            var place = locating.of(draft.enterprise(), null, by);
            Dossier dossier = Dossier.entered(numbers.next(tx, register.series(), today().getYear()), register, given, by, draft.enteredAt()).reckoned(known);
            store.add(tx, dossier, place);
            clock(tx, dossier);
            tell(tx, dossier, RegisterFacts.ENTERED, by, Map.of(), cause(dossier));
            return view(dossier, by);
        });
    }

    public View act(String number, Long seen, Act act, Map<String, Object> given, Actor by) {
        return work.run(tx -> {
            Dossier before = open(tx, number, seen, by);
            Dossier kept = store.keep(tx, before.act(act, given, by, now()).reckoned(known(tx, by)));
            clock(tx, kept);
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("act", act.name());
            data.put("note", kept.register().adds(act) ? null : kept.value("reason"));
            if (act == Act.VOIDING) {
                numbers.declareVoid(tx, number, kept.value("reason"), by);
            }
            tell(tx, kept, RegisterFacts.MOVED, by, data, cause(kept));
            return view(kept, by);
        });
    }

    public View get(String number, Actor asking) {
        return work.run(tx -> view(open(tx, number, null, asking), asking));
    }

    public Page<View> list(DossierStore.Query query, Actor asking) {
        return work.run(tx -> {
            Page<Dossier> page = store.list(tx, query, asking.scope());
            return new Page<>(page.items().stream().map(d -> view(d, null)).toList(), page.next(), page.total());
        });
    }

    public List<DossierStore.Count> counts(Actor asking) {
        return work.run(tx -> store.counts(tx, asking.scope(), today()));
    }

    /** What is published now, newest first, for anybody. */
    public List<Published> published() {
        return work.run(tx -> store.list(tx, new DossierStore.Query(Register.DISCLOSURE, Stage.PUBLISHED, null, null, null, null, 200), io.shoutu.api.Scope.EVERYWHERE).items().stream().map(d -> {
            String state = hazards.find(tx, d.value("hazard")).map(h -> h.state().label()).orElse(d.value("hazardState"));
            return new Published(d.number(), d.value("title"), d.value("text"), locating.name(d.enterprise()), state, d.day("publishedOn"));
        }).toList());
    }

    /** Its day came (heard from {@code time.due}); moved on meanwhile it finds nothing to say. */
    void dayCame(String number) {
        work.execute(tx -> store.find(tx, number).filter(d -> d.due() != null && !d.due().isAfter(today()))
                .ifPresent(d -> tell(tx, d, RegisterFacts.DUE, Actor.system("hazard"), Map.of("due", d.due().toString()), null)));
    }

    /** Whose row of the register the enterprise is, and what hangs on it: outside the scope there is none. */
    private Dossier open(Tx tx, String number, Long seen, Actor by) {
        Subject subject = new Subject(Dossier.KIND, number);
        Dossier dossier = store.find(tx, number).filter(d -> by.scope().everywhere() || store.place(tx, number).filter(p -> p.inside(by.scope())).isPresent()).orElseThrow(() -> Problem.NotFound.of(subject));
        Problem.Stale.check(subject, seen, dossier.version());
        return dossier;
    }

    private void clock(Tx tx, Dossier d) {
        if (d.due() == null) {
            dues.cancel(tx, d.subject(), DUE);
        } else {
            dues.set(tx, new Dues.Due(d.subject(), DUE, Legal.startOf(d.due())));
        }
    }

    private static Fact.Cause cause(Dossier d) {
        return d.value("hazard") != null ? new Fact.Cause(new Subject(HazardFacts.KIND, d.value("hazard")), null) : null;
    }

    private void tell(Tx tx, Dossier d, String fact, Actor by, Map<String, Object> details, Fact.Cause cause) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("register", d.register().name());
        data.put("state", d.stage().name());
        data.put("title", d.title());
        data.put("enterprise", d.enterprise());
        d.register().reckonedFields().forEach(f -> data.put(f.name(), d.value(f.name())));
        data.putAll(details);
        journal.write(tx, new Fact(d.subject(), fact, clock.instant(), by, data, cause));
        tx.afterCommit(() -> LOG.info("register {} {} {} by {}", d.number(), fact, d.stage(), by.account()));
    }

    private View view(Dossier d, Actor asking) {
        List<Offer> moves = asking == null ? List.of() : d.register().table().moves().stream().map(m -> m.verb()).distinct().map(act -> {
            String address = "/api/registers/entries/" + d.number() + "/" + act.word();
            String role = d.register().table().moves().stream().filter(m -> m.verb() == act).findFirst().orElseThrow().role();
            return d.obstacle(act, asking).map(o -> Offer.refused(act.word(), act.label(), address, role, o)).orElseGet(() -> Offer.allowed(act.word(), act.label(), address, role));
        }).toList();
        return new View(d.number(), d.title(), d.register(), d.register().label(), d.register().word(), d.stage(), d.stage().label(), d.enterprise(), locating.name(d.enterprise()), d.values(), d.lines(), d.due(),
                d.due() != null && d.due().isBefore(today()), d.enteredBy(), d.enteredAt(), d.version(), moves);
    }

    private Known known(Tx tx, Actor by) {
        return new Known() {
            @Override
            public LocalDate today() {
                return RegisterService.this.today();
            }

            @Override
            public LocalDate workingDays(LocalDate from, int days) {
                return calendar.add(from, days).date();
            }

            @Override
            public MajorSource source(String stock, int people) {
                List<MajorSource.Substance> all = substances.all(tx);
                List<MajorSource.Stock> lines = new ArrayList<>();
                stock.lines().filter(l -> !l.isBlank()).forEach(line -> {
                    String[] parts = line.strip().split("[\\s\\u3000]+");
                    if (parts.length != 2 || !parts[1].matches("[0-9]{1,9}(\\.[0-9]{1,4})?")) {
                        throw new Problem.Invalid("stock", "stock", "每行一种：名称或类别符号、空格、吨数，如“甲醇 200”；这一行不对：" + line);
                    }
                    MajorSource.Substance substance = all.stream().filter(s -> s.name().equals(parts[0]) || parts[0].equals(s.cas())).findFirst()
                            .orElseThrow(() -> new Problem.Invalid("substance", "stock", "临界量表中没有“" + parts[0] + "”，请用表1的名称、CAS号或表2的类别符号（如 W5.3）"));
                    lines.add(new MajorSource.Stock(substance, new BigDecimal(parts[1])));
                });
                return MajorSource.of(lines, people);
            }

            @Override
            public Map<String, String> selfChecks(String enterprise, YearMonth month) {
                if (month.isAfter(YearMonth.from(today()))) {
                    throw new Problem.Invalid("in-the-future", "reportMonth", "不能报送还没有到的月份：" + month);
                }
                return selfChecks.of(tx, enterprise, month);
            }

            @Override
            public Map<String, String> prevention(String enterprise) {
                var units = risks.ofEnterprise(tx, enterprise);
                long high = units.stream().filter(u -> u.current() == RiskLevel.MAJOR || u.current() == RiskLevel.CONSIDERABLE).count();
                return Map.of("units", String.valueOf(units.size()), "high", String.valueOf(high), "missedChecks",
                        String.valueOf(risks.checks(tx, RiskCheck.State.MISSED, enterprise, null, 1, io.shoutu.api.Scope.EVERYWHERE).total()));
            }

            @Override
            public Map<String, String> refusal(String number) {
                Hazard hazard = seen(number);
                List<String> why = new ArrayList<>();
                if (hazard.grading() != null && hazard.grading().grade() == HazardGrade.MAJOR) {
                    why.add("重大事故隐患");
                }
                if (hazard.overdue()) {
                    why.add("逾期未整改");
                }
                if (hazard.marks().returned() > 0) {
                    why.add("整改被退回" + hazard.marks().returned() + "次");
                }
                if (why.isEmpty() || !hazard.state().open()) {
                    throw new Problem.Invalid("not-refused", "hazard", "隐患" + number + "“" + hazard.state().label() + "”，既不是未销号的重大隐患，也没有逾期或被退回，不能据此提请关停");
                }
                return of(hazard, Map.of("why", String.join("、", why)));
            }

            @Override
            public Map<String, String> hazard(String number) {
                Hazard hazard = seen(number);
                if (hazard.state() == HazardState.REGISTERED || hazard.state() == HazardState.DISMISSED || hazard.state() == HazardState.MERGED) {
                    throw new Problem.Invalid("hazard-not-verified", "hazard", "隐患" + number + "“" + hazard.state().label() + "”，核实后才能公开");
                }
                return of(hazard, Map.of());
            }

            private Hazard seen(String number) {
                return hazards.find(tx, number).filter(h -> by.scope().everywhere() || hazards.place(tx, number).filter(p -> p.inside(by.scope())).isPresent())
                        .orElseThrow(() -> new Problem.Invalid("hazard-unknown", "hazard", "没有这条隐患：" + number));
            }

            private Map<String, String> of(Hazard hazard, Map<String, String> more) {
                Map<String, String> all = new LinkedHashMap<>(more);
                all.put("hazardState", hazard.state().label());
                if (hazard.finding().enterprise() != null) {
                    all.put("enterprise", hazard.finding().enterprise());
                }
                return all;
            }
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private LocalDate today() {
        return Legal.day(clock.instant());
    }
}
