package io.shoutu.supervision;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.supervision.SupervisionFacts;
import io.shoutu.api.time.Numbers;
import io.shoutu.supervision.domain.Addressee;
import io.shoutu.supervision.domain.Instrument;
import io.shoutu.supervision.domain.Kind;
import io.shoutu.supervision.domain.LadderStore;
import io.shoutu.supervision.domain.Proposal;
import io.shoutu.supervision.domain.Reckoning;
import io.shoutu.supervision.domain.Rung;
import io.shoutu.supervision.domain.Watch;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The climbing of the ladder (督办升级), always in the caller's transaction: what is overdue is watched, each day the step whose day has come is proposed, what is settled falls off. */
@Component(service = Climbing.class)
public final class Climbing {
    private final LadderStore store;
    private final SupervisionBook book;
    private final SupervisionRules rules;
    private final Directory directory;
    private final Numbers numbers;
    private final Journal journal;

    @Activate
    public Climbing(@Reference LadderStore store, @Reference SupervisionBook book, @Reference SupervisionRules rules, @Reference Directory directory, @Reference Numbers numbers, @Reference Journal journal) {
        this.store = store;
        this.book = book;
        this.rules = rules;
        this.directory = directory;
        this.numbers = numbers;
        this.journal = journal;
    }

    /** Begins to watch what is overdue, and proposes at once where a step is due already. */
    void watch(Tx tx, Watch watch, Fact.Cause cause) {
        if (!rules.climbing()) {
            return;
        }
        store.watch(tx, watch, place(watch));
        climb(tx, watch, cause);
    }

    /** A paper nobody answered climbs by itself, unless what it is about is climbing already: one matter, one ladder. */
    void watchPaper(Tx tx, Instrument paper, Fact.Cause cause) {
        Subject about = paper.draft().about();
        if (about != null && store.watched(tx, about).filter(w -> w.endedAt() == null).isPresent()) {
            return;
        }
        watch(tx, new Watch(paper.subject(), "letter", paper.draft().title(), paper.draft().enterprise(), paper.draft().addressee(), paper.deadline(), false, book.now(), null, null), cause);
    }

    /** What was overdue is settled: open proposals about it lapse. Not watched is no error. */
    void settle(Tx tx, Subject about, String why) {
        if (store.settle(tx, about, why, book.now())) {
            lapse(tx, about, "事项已了结：" + why);
        }
    }

    /** The step whose day has come, where there is one. */
    void climb(Tx tx, Watch watch, Fact.Cause cause) {
        Reckoning days = book.days(tx);
        List<Proposal> earlier = store.about(tx, watch.about()).stream().filter(p -> !p.due().isBefore(watch.due())).toList();
        int proposed = earlier.stream().mapToInt(Proposal::rung).max().orElse(0);
        watch.next(store.rungs(tx), proposed, days).ifPresent(rung -> {
            Kind kind = book.kind(tx, rung.kind());
            lapse(tx, watch.about(), "逾期未确认，由上一级“" + kind.label() + "”代替");
            propose(tx, watch, rung, kind, cause);
        });
    }

    private void propose(Tx tx, Watch watch, Rung rung, Kind kind, Fact.Cause cause) {
        LocalDate today = book.today();
        long late = ChronoUnit.DAYS.between(watch.due(), today);
        String thing = switch (watch.ladder()) {
            case "hazard" -> watch.major() ? "重大事故隐患" : "隐患";
            case "letter" -> "督办文书";
            case "report" -> "群众举报";
            case "points" -> "负责人记分";
            default -> "履职事项";
        };
        String title = cut("关于“" + watch.title() + "”的" + kind.label(), 200);
        String reason = thing + " " + Watch.record(watch.about()).number() + (watch.ladder().equals("duty") ? " " + watch.title() : "") + " 期限 " + watch.due() + " 已过 " + late + " 天，仍未办结；依据“" + rung.source() + "”第" + rung.no() + "级（逾期满" + rung.afterDays()
                + (rung.working() ? "个工作日" : "日") + "）。";
        put(tx, new Proposal(numbers.next(tx, "DBJY", today.getYear()), watch.about(), watch.ladder(), rung.no(), rung.kind(), addressee(watch, rung), watch.enterprise(), title, reason, rung.demand(),
                Proposal.State.OPEN, book.now(), null, null, null, null, watch.due(), 1), place(watch), cause);
    }

    /** Puts a proposal before people. */
    void put(Tx tx, Proposal fresh, Place place, Fact.Cause cause) {
        store.add(tx, fresh, place);
        tell(tx, fresh, SupervisionFacts.PROPOSED, SupervisionBook.PLATFORM, cause != null ? cause : new Fact.Cause(Watch.record(fresh.about()), null));
    }

    private void lapse(Tx tx, Subject about, String why) {
        store.about(tx, about).stream().filter(p -> p.state() == Proposal.State.OPEN).forEach(p -> lapse(tx, p, why));
    }

    /** What it was proposed for is no longer so. */
    void lapse(Tx tx, Proposal open, String why) {
        tell(tx, store.keep(tx, open.lapsed(cut(why, 500), SupervisionBook.PLATFORM, book.now())), SupervisionFacts.PROPOSAL_LAPSED, SupervisionBook.PLATFORM, null);
    }

    /** What was ever proposed on one ladder, all of the county's. */
    List<Proposal> proposed(Tx tx, String ladder) {
        return store.of(tx, ladder);
    }

    void tell(Tx tx, Proposal p, String fact, io.shoutu.api.Actor by, Fact.Cause cause) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("about", Watch.record(p.about()).toString());
        data.put("ladder", p.ladder());
        data.put("rung", p.rung());
        data.put("kind", p.kind());
        data.put("title", p.title());
        data.put("addressee", p.addressee() == null ? null : p.addressee().toString());
        data.put("state", p.state().name());
        data.put("instrument", p.paper());
        data.put("note", p.note());
        journal.write(tx, new Fact(p.subject(), fact, book.now(), by, data, cause));
    }

    private Optional<Enterprise> enterprise(Watch watch) {
        return watch.enterprise() == null ? Optional.empty() : directory.enterprise(new CreditCode(watch.enterprise()));
    }

    Place place(Watch watch) {
        Optional<Enterprise> enterprise = enterprise(watch);
        String unit = watch.addressee() != null && watch.addressee().sort() == Addressee.Sort.UNIT ? watch.addressee().id() : enterprise.map(Enterprise::lead).orElse(null);
        return new Place(enterprise.map(Enterprise::area).orElse(null), unit, watch.enterprise() == null ? null : new CreditCode(watch.enterprise()));
    }

    private Addressee addressee(Watch watch, Rung rung) {
        return switch (rung.whom()) {
            case SAME -> watch.addressee();
            case ENTERPRISE -> watch.enterprise() == null ? watch.addressee() : new Addressee(Addressee.Sort.ENTERPRISE, watch.enterprise());
            case LEAD_UNIT -> enterprise(watch).map(Enterprise::lead).map(lead -> new Addressee(Addressee.Sort.UNIT, lead)).orElse(watch.addressee());
        };
    }

    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
