package io.shoutu.responsibility.yearend;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Dues;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.DutyLists;
import io.shoutu.responsibility.Fulfilment;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.DutyListStore;
import io.shoutu.responsibility.domain.ListState;
import io.shoutu.responsibility.domain.yearend.Adjustment;
import io.shoutu.responsibility.domain.yearend.Frozen;
import io.shoutu.responsibility.domain.yearend.YearEndStore;
import io.shoutu.responsibility.domain.yearend.YearResult;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Freezes years and shows what came after (年终冻结). On 1 January every list of the year before is frozen with what was recorded by the last
 * moment of 31 December; a year that was over before the platform came is frozen by hand, with what is known then.
 */
@Component(service = YearEnds.class)
public final class YearEnds {
    private static final Logger log = LoggerFactory.getLogger(YearEnds.class);

    private final UnitOfWork work;
    private final YearEndStore store;
    private final DutyListStore lists;
    private final DutyLists access;
    private final Fulfilment fulfilment;
    private final Journal journal;
    private final Clock clock;

    @Activate
    public YearEnds(@Reference UnitOfWork work, @Reference YearEndStore store, @Reference DutyListStore lists, @Reference DutyLists access, @Reference Fulfilment fulfilment,
            @Reference Journal journal, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.lists = lists;
        this.access = access;
        this.fulfilment = fulfilment;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * A list of a year: frozen or not.
     *
     * @param frozen null while the year is not frozen; the result is then today's
     * @param result what was frozen, or what stands now
     * @param adjustments what came after the freeze; empty while it is not frozen
     * @param now what stands today
     */
    public record Standing(DutyList list, Frozen frozen, YearResult result, List<Adjustment> adjustments, YearResult now) {}

    /**
     * Whether what is stored is what was frozen (核验).
     *
     * @param told the hash the journal has, or null where it has none
     * @param entry id of that entry, or null
     */
    public record Verification(String stored, String recomputed, String told, Long entry, boolean holds) {}

    /** Hears {@code day.began}: on 1 January the year before is frozen. Heard again, it finds everything frozen. */
    public void heard(Entry entry) {
        if (!Dues.DAY_BEGAN.equals(entry.name())) {
            return;
        }
        LocalDate day = LocalDate.parse(entry.subject().number());
        if (day.getMonthValue() == 1 && day.getDayOfMonth() == 1) {
            int year = day.getYear() - 1;
            int frozen = freeze(year, YearResult.end(year), Actor.system("responsibility")).size();
            if (frozen > 0) {
                log.info("{} duty lists of {} are frozen", frozen, year);
            }
        }
    }

    /**
     * Freezes what is not frozen yet of a year that is over, with what is known now (补冻结).
     *
     * @throws Problem.IllegalMove code {@code year-not-over}
     */
    public List<Frozen> freeze(int year, Actor by) {
        if (!Legal.day(clock.instant()).isAfter(LocalDate.of(year, 12, 31))) {
            throw new Problem.IllegalMove("year-not-over", year + " 年还没有结束，12 月 31 日 24 时后由平台自动冻结");
        }
        return freeze(year, now(), by);
    }

    private List<Frozen> freeze(int year, Instant asOf, Actor by) {
        return work.run(tx -> lists.ofYear(tx, year, null)).stream().filter(YearEnds::counted).filter(list -> list.term().first().getYear() == year).flatMap(list -> freeze(list, asOf, by).stream()).toList();
    }

    private Optional<Frozen> freeze(DutyList list, Instant asOf, Actor by) {
        return work.run(tx -> {
            if (store.frozen(tx, list.subject().number()).isPresent()) {
                return Optional.empty();
            }
            Frozen frozen = Frozen.of(result(list, asOf), by.account(), now());
            store.add(tx, frozen);
            YearResult result = frozen.result();
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("title", result.title());
            data.put("year", result.year());
            data.put("unit", result.bearer().unit());
            data.put("asOf", asOf.toString());
            data.put("required", result.required());
            data.put("done", result.done());
            data.put("capped", result.capped());
            data.put("sha256", frozen.sha256());
            journal.write(tx, new Fact(frozen.subject(), YearEndFacts.FROZEN, now(), by, data));
            return Optional.of(frozen);
        });
    }

    /** What a list's year comes to with what was recorded by then, judged as on its last day, or as then where the year is not over. */
    public YearResult result(DutyList list, Instant asOf) {
        int year = list.term().first().getYear();
        LocalDate end = LocalDate.of(year, 12, 31);
        LocalDate day = Legal.day(asOf);
        Fulfilment.Standing standing = fulfilment.of(list, asOf, day.isAfter(end) ? end : day);
        return YearResult.of(list, standing.holdings(), standing.tally(), asOf);
    }

    /** The lists of a year that this actor may see, frozen and not. */
    public List<Standing> ofYear(int year, Actor asking) {
        Map<String, Frozen> frozen = new LinkedHashMap<>();
        work.run(tx -> store.frozen(tx, year)).forEach(each -> frozen.put(each.id(), each));
        return access.ofYear(year, null, asking).stream().filter(YearEnds::counted).map(list -> standing(list, frozen.get(list.subject().number()))).toList();
    }

    /** One edition's year. */
    public Standing of(String id, Actor asking) {
        DutyList list = access.get(id, asking);
        if (!counted(list)) {
            throw new Problem.IllegalMove("list-not-in-force", "清单当前为“" + list.state().label() + "”，还没有年度结果");
        }
        return standing(list, work.run(tx -> store.frozen(tx, list.subject().number())).orElse(null));
    }

    private Standing standing(DutyList list, Frozen frozen) {
        YearResult now = result(list, now());
        return frozen == null ? new Standing(list, null, now, List.of(), now) : new Standing(list, frozen, frozen.result(), Adjustment.between(frozen.result(), now), now);
    }

    /** Holds what is stored against its own hash and against the journal's. */
    public Verification verify(Frozen frozen) {
        Entry told = journal.timeline(frozen.subject()).stream().filter(entry -> entry.name().equals(YearEndFacts.FROZEN)).findFirst().orElse(null);
        String sha = told == null ? null : told.text("sha256");
        return new Verification(frozen.sha256(), frozen.recomputed(), sha, told == null ? null : told.id(), frozen.sha256().equals(frozen.recomputed()) && frozen.sha256().equals(sha));
    }

    /** The frozen text of an edition. @throws Problem.NotFound where it is not frozen */
    public Frozen frozen(String id, Actor asking) {
        Standing standing = of(id, asking);
        if (standing.frozen() == null) {
            throw Problem.NotFound.of(new Subject(Frozen.KIND, id));
        }
        return standing.frozen();
    }

    private static boolean counted(DutyList list) {
        return list.state() == ListState.PUBLISHED || list.state() == ListState.SUPERSEDED || list.state() == ListState.ARCHIVED;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
