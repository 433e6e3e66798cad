package io.shoutu.supervision;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.supervision.SupervisionFacts;
import io.shoutu.supervision.domain.Addressee;
import io.shoutu.supervision.domain.Draft;
import io.shoutu.supervision.domain.Instrument;
import io.shoutu.supervision.domain.InstrumentStore;
import io.shoutu.supervision.domain.Kind;
import io.shoutu.supervision.domain.LadderStore;
import io.shoutu.supervision.domain.Proposal;
import io.shoutu.supervision.domain.Reckoning;
import io.shoutu.supervision.domain.Rung;
import io.shoutu.supervision.domain.Watch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The ladder (督办阶梯) and what people decide about its proposals. */
@Component(service = LadderService.class)
public final class LadderService {
    private static final int BOARD = 300;

    private final UnitOfWork work;
    private final LadderStore store;
    private final InstrumentStore papers;
    private final SupervisionBook book;
    private final Climbing climbing;
    private final Addressing addressing;

    @Activate
    public LadderService(@Reference UnitOfWork work, @Reference LadderStore store, @Reference InstrumentStore papers, @Reference SupervisionBook book, @Reference Climbing climbing, @Reference Addressing addressing) {
        this.work = work;
        this.store = store;
        this.papers = papers;
        this.book = book;
        this.climbing = climbing;
        this.addressing = addressing;
    }

    /** A proposal as others see it (督办建议视图). @param whyNot why the asking one cannot decide it, or null @param code the refusal's code, or null */
    public record ProposalView(String number, String about, String ladder, int rung, String kind, String kindLabel, String addressee, String addresseeName, String enterprise, String enterpriseName, String title,
            String reason, String demand, String state, String stateLabel, Instant proposedAt, String decidedBy, Instant decidedAt, String note, String paper, LocalDate due, long version, String whyNot, String code) {}

    /** A paper about something overdue, in short (相关文书). */
    public record PaperView(String number, String kind, String kindLabel, String document, String stateLabel, boolean overdue, boolean ended) {}

    /** Something overdue on its way up (阶梯上的事项). @param rung the highest step proposed so far, 0 for none; {@code nextOn} the day of the next one, or null */
    public record Climber(String about, String ladder, String title, String enterprise, String enterpriseName, String addressee, LocalDate due, long daysLate, boolean major, int rung, Integer nextRung, LocalDate nextOn,
            List<ProposalView> proposals, List<PaperView> papers) {}

    /** A rung with the name of its paper (阶梯一级). */
    public record RungView(String ladder, int no, int afterDays, boolean working, String kind, String kindLabel, boolean majorOnly, String source) {}

    /** The board (督办阶梯看板). */
    public record Board(List<RungView> rungs, List<Climber> climbers, int most) {}

    public Board board(Actor asking) {
        return work.run(tx -> {
            Map<String, Kind> kinds = kinds(tx);
            Reckoning days = book.days(tx);
            List<Rung> rungs = store.rungs(tx).stream().filter(r -> r.inForceOn(days.today())).toList();
            List<Climber> climbers = new ArrayList<>();
            for (Watch w : store.climbing(tx, addressing.whom(asking), BOARD)) {
                List<Proposal> proposals = store.about(tx, w.about());
                int at = proposals.stream().filter(p -> !p.due().isBefore(w.due())).mapToInt(Proposal::rung).max().orElse(0);
                Optional<Rung> next = rungs.stream().filter(r -> r.ladder().equals(w.ladder()) && r.no() > at && (!r.majorOnly() || w.major())).findFirst();
                List<PaperView> about = papers(tx, w.about()).stream().map(p -> new PaperView(p.number(), p.draft().kind(), kinds.get(p.draft().kind()).label(), p.document(), p.state().label(), p.overdue(), p.state().ended())).toList();
                climbers.add(new Climber(w.about().toString(), w.ladder(), w.title(), w.enterprise(), addressing.enterprise(w.enterprise()), w.addressee() == null ? null : w.addressee().toString(), w.due(),
                        ChronoUnit.DAYS.between(w.due(), days.today()), w.major(), at, next.map(Rung::no).orElse(null), next.map(r -> r.dayFor(w.due(), days)).orElse(null),
                        proposals.stream().map(p -> view(p, kinds, asking)).toList(), about));
            }
            return new Board(rungs.stream().map(r -> new RungView(r.ladder(), r.no(), r.afterDays(), r.working(), r.kind(), kinds.get(r.kind()).label(), r.majorOnly(), r.source())).toList(), climbers, BOARD);
        });
    }

    public io.shoutu.api.Page<ProposalView> proposals(Proposal.State state, int limit, Actor asking) {
        return work.run(tx -> {
            Map<String, Kind> kinds = kinds(tx);
            io.shoutu.api.Page<Proposal> page = store.list(tx, state, addressing.whom(asking), limit);
            return new io.shoutu.api.Page<>(page.items().stream().map(p -> view(p, kinds, asking)).toList(), null, page.total());
        });
    }

    public ProposalView proposal(String number, Actor asking) {
        return work.run(tx -> view(open(tx, number, null, asking), kinds(tx), asking));
    }

    /** What whoever confirms changes of a proposal; null keeps what it says (确认建议表单). */
    public record Changes(String kind, Addressee addressee, String title, String problem, String basis, String demand, LocalDate deadline, String leader, String note) {}

    /** Makes a draft of a proposal; answers the number of the draft. */
    public String confirm(String number, Long seen, Changes changes, Actor by) {
        return work.run(tx -> {
            Proposal before = open(tx, number, seen, by);
            before.obstacle(by).ifPresent(p -> {
                throw p;
            });
            Addressee to = changes.addressee() != null ? changes.addressee() : before.addressee();
            if (to == null) {
                throw new Problem.Invalid("addressee", "addressee", "名录里没有查到应发给谁，请选择收件单位、个人或企业");
            }
            Subject about = Watch.record(before.about());
            String follows = papers(tx, before.about()).stream().filter(p -> p.outOn().isPresent()).map(Instrument::number).findFirst()
                    .orElse(about.kind().equals(SupervisionFacts.KIND) ? about.number() : null);
            Draft draft = new Draft(or(changes.kind(), before.kind()), or(changes.title(), before.title()), or(changes.problem(), before.reason()), changes.basis(), or(changes.demand(), before.demand()), to, List.of(),
                    before.enterprise(), about, follows, changes.deadline(), changes.leader());
            Instrument fresh = book.draft(tx, draft, by, null);
            climbing.tell(tx, store.keep(tx, before.confirmed(by, fresh.number(), changes.note(), book.now())), SupervisionFacts.PROPOSAL_CONFIRMED, by, new Fact.Cause(about, null));
            return fresh.number();
        });
    }

    public ProposalView decline(String number, Long seen, String note, Actor by) {
        return work.run(tx -> {
            Proposal kept = store.keep(tx, open(tx, number, seen, by).declined(by, note, book.now()));
            climbing.tell(tx, kept, SupervisionFacts.PROPOSAL_DECLINED, by, null);
            return view(kept, kinds(tx), by);
        });
    }

    /** The papers about a matter, newest first; where its record holds several, those its own proposals became. */
    private List<Instrument> papers(Tx tx, Subject about) {
        List<Instrument> all = papers.about(tx, Watch.record(about));
        if (Watch.record(about).equals(about)) {
            return all;
        }
        Set<String> own = store.about(tx, about).stream().map(Proposal::paper).filter(Objects::nonNull).collect(Collectors.toSet());
        return all.stream().filter(p -> own.contains(p.number())).toList();
    }

    private static String or(String said, String proposed) {
        return said == null || said.isBlank() ? proposed : said;
    }

    private Proposal open(Tx tx, String number, Long seen, Actor by) {
        Subject subject = new Subject(SupervisionFacts.PROPOSAL, number);
        Proposal proposal = store.proposal(tx, number).filter(p -> addressing.whom(by).drafts() && (by.scope().everywhere() || store.place(tx, number).filter(place -> place.inside(by.scope())).isPresent()))
                .orElseThrow(() -> Problem.NotFound.of(subject));
        Problem.Stale.check(subject, seen, proposal.version());
        return proposal;
    }

    private Map<String, Kind> kinds(Tx tx) {
        return book.kinds(tx).stream().collect(Collectors.toMap(Kind::code, k -> k));
    }

    private ProposalView view(Proposal p, Map<String, Kind> kinds, Actor asking) {
        Optional<Problem> obstacle = p.obstacle(asking);
        return new ProposalView(p.number(), p.about().toString(), p.ladder(), p.rung(), p.kind(), kinds.get(p.kind()).label(), p.addressee() == null ? null : p.addressee().toString(),
                p.addressee() == null ? null : addressing.name(p.addressee()), p.enterprise(), addressing.enterprise(p.enterprise()), p.title(), p.reason(), p.demand(), p.state().name(), p.state().label(), p.proposedAt(),
                p.decidedBy(), p.decidedAt(), p.note(), p.paper(), p.due(), p.version(), obstacle.map(Problem::getMessage).orElse(null), obstacle.map(Problem::code).orElse(null));
    }
}
