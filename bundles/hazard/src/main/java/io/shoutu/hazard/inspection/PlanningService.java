package io.shoutu.hazard.inspection;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.hazard.InspectionFacts;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.hazard.domain.inspection.Campaign;
import io.shoutu.hazard.domain.inspection.Draw;
import io.shoutu.hazard.domain.inspection.Inspection;
import io.shoutu.hazard.domain.inspection.InspectionKind;
import io.shoutu.hazard.domain.inspection.InspectionStore;
import io.shoutu.hazard.domain.inspection.Member;
import io.shoutu.hazard.domain.inspection.Sheet;
import io.shoutu.hazard.domain.inspection.Target;
import io.shoutu.hazard.domain.inspection.YearPlan;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What goes before a visit (检查准备): sheets, campaigns, the yearly plan, the draw. */
@Component(service = PlanningService.class)
public final class PlanningService {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final UnitOfWork work;
    private final InspectionStore store;
    private final InspectionService inspections;
    private final Journal journal;
    private final Numbers numbers;
    private final Clock clock;

    @Activate
    public PlanningService(@Reference UnitOfWork work, @Reference InspectionStore store, @Reference InspectionService inspections, @Reference Journal journal,
            @Reference Numbers numbers, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.inspections = inspections;
        this.journal = journal;
        this.numbers = numbers;
        this.clock = clock;
    }

    public List<Sheet> sheets() {
        return work.run(store::sheets);
    }

    /** Publishes the next version of a sheet; those before it stay as they are. */
    public Sheet publish(Sheet sheet, Actor by) {
        return work.run(tx -> {
            Sheet kept = store.publish(tx, sheet, by.account(), now());
            tell(tx, new Subject("inspection-sheet", kept.code()), InspectionFacts.SHEET_PUBLISHED, by, Map.of("version", kept.version()));
            return kept;
        });
    }

    public List<Campaign> campaigns() {
        return work.run(store::campaigns);
    }

    public Campaign launch(Campaign asked, Actor by) {
        return work.run(tx -> {
            if (asked.parent() != null && store.campaign(tx, asked.parent()).isEmpty()) {
                throw new Problem.Invalid("campaign-parent", "parent", "没有上级专项行动：" + asked.parent());
            }
            Campaign campaign = new Campaign(asked.code(), asked.parent(), asked.title(), asked.sectors(), asked.from(), asked.to(), asked.sheet(), by.account(), now(), null, null, 1);
            store.add(tx, campaign);
            tell(tx, new Subject(Campaign.KIND, campaign.code()), InspectionFacts.CAMPAIGN_LAUNCHED, by, Map.of("title", campaign.title()));
            return campaign;
        });
    }

    public Campaign close(String code, String summary, Actor by) {
        return work.run(tx -> {
            Campaign open = store.campaign(tx, code).orElseThrow(() -> Problem.NotFound.of(new Subject(Campaign.KIND, code)));
            Campaign closed = store.keep(tx, open.closed(summary, now()));
            tell(tx, new Subject(Campaign.KIND, code), InspectionFacts.CAMPAIGN_CLOSED, by, Map.of());
            return closed;
        });
    }

    /**
     * A yearly plan with how far it got (计划进度).
     *
     * @param planned visits its lines ask for
     * @param done visits begun under it
     */
    public record PlanView(String number, String title, YearPlan.State state, long version, YearPlan plan, String stateLabel, long planned, long done, List<Offer> moves) {}

    public List<PlanView> plans(Integer planYear, Actor asking) {
        return work.run(tx -> store.plans(tx, planYear).stream().map(p -> view(tx, p, asking)).toList());
    }

    public PlanView plan(String number, Actor asking) {
        return work.run(tx -> view(tx, open(tx, number, null), asking));
    }

    public PlanView draft(int planYear, String unit, String title, List<YearPlan.Line> lines, Actor by) {
        return work.run(tx -> {
            YearPlan plan = YearPlan.drafted(numbers.next(tx, "JH", today().getYear()), planYear, unit, title, lines, by, now());
            store.add(tx, plan);
            return told(tx, plan, by);
        });
    }

    public PlanView change(String number, Long seen, String title, List<YearPlan.Line> lines, Actor by) {
        return work.run(tx -> told(tx, store.keep(tx, open(tx, number, seen).change(by, title, lines)), by));
    }

    public PlanView move(String number, Long seen, YearPlan.Verb verb, String note, Actor by) {
        return work.run(tx -> told(tx, store.keep(tx, open(tx, number, seen).move(verb, by, note, now())), by));
    }

    private YearPlan open(Tx tx, String number, Long seen) {
        YearPlan plan = store.plan(tx, number).orElseThrow(() -> Problem.NotFound.of(new Subject(YearPlan.KIND, number)));
        Problem.Stale.check(plan.subject(), seen, plan.version());
        return plan;
    }

    private PlanView told(Tx tx, YearPlan plan, Actor by) {
        tell(tx, plan.subject(), InspectionFacts.PLAN_DECIDED, by, Map.of("state", plan.state().name(), "year", plan.planYear()));
        return view(tx, plan, by);
    }

    private PlanView view(Tx tx, YearPlan plan, Actor asking) {
        List<Offer> moves = Arrays.stream(YearPlan.Verb.values()).map(v -> {
            String address = "/api/inspection-plans/" + plan.number() + "/" + v.word();
            String role = YearPlan.TABLE.moves().stream().filter(m -> m.verb() == v).findFirst().orElseThrow().role();
            return plan.obstacle(v, asking).map(o -> Offer.refused(v.word(), v.label(), address, role, o)).orElseGet(() -> Offer.allowed(v.word(), v.label(), address, role));
        }).toList();
        return new PlanView(plan.number(), plan.title(), plan.state(), plan.version(), plan, plan.state().label(), plan.lines().stream().mapToLong(YearPlan.Line::visits).sum(), store.visits(tx, plan.number()), moves);
    }

    public List<Draw> draws() {
        return work.run(tx -> store.draws(tx, 200));
    }

    public Draw draw(String number) {
        return work.run(tx -> draw(tx, number));
    }

    /** Draws. The digest of the lists is fixed before the seed is made, and both are told in the journal in the same transaction. */
    public Draw draw(String title, Draw.Pool pool, Actor by) {
        return work.run(tx -> {
            byte[] seed = new byte[32];
            RANDOM.nextBytes(seed);
            Draw draw = Draw.drawn(numbers.next(tx, "SJ", today().getYear()), title, pool, HexFormat.of().formatHex(seed), by, now());
            store.add(tx, draw);
            tell(tx, draw.subject(), InspectionFacts.DRAWN, by, Map.of("digest", draw.digest(), "seed", draw.seed(), "targets", draw.targets().size(), "algorithm", Draw.ALGORITHM));
            return draw;
        });
    }

    /** Draws again from what is kept and says whether it is the same. */
    public Draw.Proof proof(String number) {
        return draw(number).again();
    }

    public Draw voided(String number, String reason, Actor by) {
        return work.run(tx -> {
            Draw draw = store.keep(tx, draw(tx, number).voided(reason));
            tell(tx, draw.subject(), InspectionFacts.DRAW_VOIDED, by, Map.of("note", draw.reason()));
            return draw;
        });
    }

    /** Plans an inspection for each enterprise drawn, with the officers drawn for it; the first of them is the head. */
    public List<InspectionView> assign(String number, LocalDate day, String sheet, Actor by) {
        return work.run(tx -> {
            Draw draw = draw(tx, number);
            if (draw.state() == Draw.State.VOIDED) {
                throw new Problem.IllegalMove("illegal-move", "这次抽取已经作废，不能下达检查");
            }
            List<InspectionView> planned = new ArrayList<>();
            for (Draw.Pick pick : draw.picks()) {
                List<Member> team = new ArrayList<>();
                for (String officer : pick.officers()) {
                    team.add(new Member(officer, team.isEmpty() ? Member.Part.HEAD : Member.Part.OFFICER, null));
                }
                planned.add(inspections.plan(new Inspection.Planned(InspectionKind.RANDOM, true, draw.title(), new Target(pick.enterprise(), null, null), team, day, sheet, null,
                        draw.number(), null, null), by));
            }
            return planned;
        });
    }

    private Draw draw(Tx tx, String number) {
        return store.draw(tx, number).orElseThrow(() -> Problem.NotFound.of(new Subject(Draw.KIND, number)));
    }

    private void tell(Tx tx, Subject subject, String fact, Actor by, Map<String, Object> data) {
        journal.write(tx, new Fact(subject, fact, clock.instant(), by, data));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private LocalDate today() {
        return Legal.day(clock.instant());
    }
}
