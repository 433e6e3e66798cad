package io.shoutu.responsibility;

import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.WorkCalendar;
import io.shoutu.responsibility.domain.Act;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.DutyListStore;
import io.shoutu.responsibility.domain.Holding;
import io.shoutu.responsibility.domain.Reckoning;
import io.shoutu.responsibility.domain.Rhythm;
import io.shoutu.responsibility.domain.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How far a list is performed (履职统计): reckoned anew from the acts each time it is asked, so that a voided record shows at once. */
@Component(service = Fulfilment.class)
public final class Fulfilment {
    /** A duty before a holiday may be performed in the last days of the year before. */
    private static final int EARLIER = 60;

    private final UnitOfWork work;
    private final DutyListStore store;
    private final Directory directory;
    private final Holders holders;
    private final WorkCalendar calendar;

    @Activate
    public Fulfilment(@Reference UnitOfWork work, @Reference DutyListStore store, @Reference Directory directory, @Reference WorkCalendar calendar) {
        this.work = work;
        this.store = store;
        this.directory = directory;
        this.holders = new Holders(directory, work, store);
        this.calendar = calendar;
    }

    /** Everything a page needs about one edition at a moment. */
    public record Standing(DutyList list, List<Holding> holdings, Tally tally) {}

    /** The standing of this edition, with what was known at that moment. */
    public Standing of(DutyList list, Instant asOf) {
        return of(list, asOf, Legal.day(asOf));
    }

    /** The same, judged as on that day: for a year that is over, with what is known since. */
    public Standing of(DutyList list, Instant asOf, LocalDate judged) {
        LocalDate first = list.term().first().minusDays(EARLIER);
        List<Holding> holdings = holdings(list.bearer(), first, list.term().last());
        List<Act> acts = work.run(tx -> store.acts(tx, holdings, LocalDate.of(first.getYear(), 1, 1), list.term().last())).stream()
                .filter(act -> act.aim() == null || act.aim().startsWith(list.number() + "/"))
                .map(act -> act.aim() == null ? act : act.aimed(act.aim().substring(list.number().length() + 1), act.expires())).toList();
        return new Standing(list, holdings, Reckoning.of(list.duties(), list.term(), holdings, acts, calendar, asOf, judged));
    }

    /** Whether the holidays of the year are published. */
    public boolean holidaysKnown(int year) {
        return Rhythm.BeforeHolidays.known(year, calendar);
    }

    /** Who bore it in these days, the earliest first. */
    private List<Holding> holdings(Bearer bearer, LocalDate first, LocalDate last) {
        if (bearer.body()) {
            // A department acts through its people; whoever holds a position in it acts for it while he does.
            List<Holding> all = new ArrayList<>(List.of(new Holding(null, null, bearer.unit(), first, null, code(bearer))));
            Set<String> seen = new HashSet<>();
            holders.ever(bearer).stream().filter(position -> !position.from().isAfter(last) && (position.to() == null || !position.to().isBefore(first)))
                    .sorted(Comparator.comparing(Position::from)).map(position -> holding(position, bearer)).filter(holding -> holding.account() != null)
                    .filter(holding -> seen.add(holding.account() + holding.from() + holding.to())).forEach(all::add);
            return all;
        }
        return bearer.held(holders.ever(bearer)).stream()
                .filter(position -> !position.from().isAfter(last) && (position.to() == null || !position.to().isBefore(first)))
                .sorted(Comparator.comparing(Position::from)).map(position -> holding(position, bearer)).toList();
    }

    private Holding holding(Position position, Bearer bearer) {
        return new Holding(position.person(), directory.person(position.person()).map(Person::account).orElse(null), null, position.from(), position.to(), code(bearer));
    }

    private static String code(Bearer bearer) {
        return bearer.enterprise().map(CreditCode::text).orElse(null);
    }
}
