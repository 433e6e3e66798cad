package io.shoutu.responsibility.township;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.township.AccidentMonth;
import io.shoutu.responsibility.domain.township.Decline;
import io.shoutu.responsibility.domain.township.Office;
import io.shoutu.responsibility.domain.township.Staff;
import io.shoutu.responsibility.domain.township.TownshipStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Staffing of township safety offices (镇街安办队伍) and the double decline (双下降): what is written down, and the figures leaders ask for. */
@Component(service = Townships.class)
public final class Townships {
    public static final String OFFICE_KEPT = "responsibility.office-kept";
    public static final String STAFF_KEPT = "responsibility.staff-kept";
    public static final String MONTH_ENTERED = "responsibility.accident-month-entered";
    private static final Set<Unit.Kind> WITH_OFFICE = Set.of(Unit.Kind.TOWNSHIP, Unit.Kind.PARK);

    private final UnitOfWork work;
    private final TownshipStore store;
    private final Journal journal;
    private final Directory directory;
    private final Clock clock;

    @Activate
    public Townships(@Reference UnitOfWork work, @Reference TownshipStore store, @Reference Journal journal, @Reference Directory directory, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.journal = journal;
        this.directory = directory;
        this.clock = clock;
    }

    /** Somebody in a post. @param certified today, @param trained this year, @param current whether he is there today */
    public record StaffView(String id, String post, String person, String personName, boolean dedicated, String certificate, LocalDate certifiedUntil, LocalDate trainedOn, LocalDate from, LocalDate to,
            boolean certified, boolean trained, boolean current) {}

    /** One post: how many there should be and are. */
    public record PostView(String title, int wanted, int filled) {}

    /** One township. @param known whether anybody wrote down what it should have; figures are of today */
    public record OfficeView(String unit, String unitName, boolean known, long version, String document, String equipment, int wanted, int filled, int certified, int trained, List<PostView> posts,
            List<StaffView> staff) {}

    /** All townships (镇街安办统计). */
    public record Staffing(int wanted, int filled, int certified, int trained, List<OfficeView> offices) {}

    /** Every township and park within the scope, also those of which nothing is known. */
    public Staffing staffing(Actor asking) {
        LocalDate today = Legal.day(clock.instant());
        List<Office> offices = work.run(store::offices);
        List<Staff> staff = work.run(store::staff);
        List<OfficeView> views = directory.units().stream().filter(unit -> unit.closed() == null && unit.kind() != null && WITH_OFFICE.contains(unit.kind()))
                .filter(unit -> asking.scope().admits(unit.area(), unit.id(), null))
                .map(unit -> view(unit, offices.stream().filter(o -> o.unit().equals(unit.id())).findFirst().orElse(null), staff.stream().filter(s -> s.unit().equals(unit.id())).toList(), today)).toList();
        return new Staffing(views.stream().mapToInt(OfficeView::wanted).sum(), views.stream().mapToInt(OfficeView::filled).sum(), views.stream().mapToInt(OfficeView::certified).sum(),
                views.stream().mapToInt(OfficeView::trained).sum(), views);
    }

    private OfficeView view(Unit unit, Office office, List<Staff> staff, LocalDate today) {
        List<StaffView> people = staff.stream().map(s -> new StaffView(s.id(), s.post(), s.person(), directory.person(s.person()).map(Person::name).orElse(s.person()), s.dedicated(), s.certificate(),
                s.certifiedUntil(), s.trainedOn(), s.from(), s.to(), s.certified(today), s.trainedOn() != null && s.trainedOn().getYear() == today.getYear(), s.on(today))).toList();
        List<StaffView> now = people.stream().filter(StaffView::current).toList();
        List<PostView> posts = new ArrayList<>();
        if (office != null) {
            office.posts().forEach((title, wanted) -> posts.add(new PostView(title, wanted, (int) now.stream().filter(s -> s.post().equals(title)).count())));
        }
        return new OfficeView(unit.id(), unit.name(), office != null, office == null ? 0 : office.version(), office == null ? null : office.document(), office == null ? null : office.equipment(),
                office == null ? 0 : office.wanted(), now.size(), (int) now.stream().filter(StaffView::certified).count(), (int) now.stream().filter(StaffView::trained).count(), posts, people);
    }

    /** Writes down what an office should have. @param seen version that was read, 0 or null for a new one */
    public void keep(String unit, Long seen, String document, String equipment, Map<String, Integer> posts, Actor by) {
        Office office = new Office(unit, seen == null ? 0 : seen, document, equipment, posts);
        township(unit, by);
        work.execute(tx -> {
            store.keep(tx, office);
            journal.write(tx, new Fact(new Subject("safety-office", unit), OFFICE_KEPT, now(), by, Map.of("document", office.document(), "wanted", office.wanted())));
        });
    }

    /** Puts somebody into a post, or changes what is known of him. @param id of who is there, or null for somebody new */
    public Staff keep(String id, String unit, String post, String person, boolean dedicated, String certificate, LocalDate certifiedUntil, LocalDate trainedOn, LocalDate from, LocalDate to, Actor by) {
        Staff staff = new Staff(id == null ? UUID.randomUUID().toString() : id, unit, post, person, dedicated, certificate, certifiedUntil, trainedOn, from, to);
        township(unit, by);
        if (directory.person(staff.person()).isEmpty()) {
            throw new Problem.Invalid("person-unknown", "person", "人员名录中没有：" + staff.person());
        }
        return work.run(tx -> {
            if (id != null && store.staff(tx).stream().noneMatch(s -> s.id().equals(id) && s.unit().equals(unit))) {
                throw Problem.NotFound.of(new Subject("office-staff", id));
            }
            Office office = store.office(tx, unit).orElseThrow(() -> new Problem.IllegalMove("office-unknown", "请先登记该安办的岗位设置，再登记人员"));
            if (!office.posts().containsKey(staff.post())) {
                throw new Problem.Invalid("post-unknown", "post", "该安办没有岗位“" + staff.post() + "”，可选的有：" + String.join("、", office.posts().keySet()));
            }
            store.keep(tx, staff);
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("post", staff.post());
            data.put("person", staff.person());
            data.put("from", staff.from().toString());
            data.put("to", staff.to() == null ? null : staff.to().toString());
            journal.write(tx, new Fact(new Subject("safety-office", unit), STAFF_KEPT, now(), by, data));
            return staff;
        });
    }

    private void township(String unit, Actor by) {
        directory.unit(unit).filter(u -> u.kind() != null && WITH_OFFICE.contains(u.kind())).filter(u -> new Bearer(u.id(), null).place(directory).inside(by.scope()))
                .orElseThrow(() -> new Problem.Invalid("unit-unknown", "unit", "名录中没有这个乡镇、街道或园区，或不在您的数据范围内：" + unit));
    }

    /** A year beside the one before. */
    public Decline decline(int year) {
        return Decline.of(year, work.run(tx -> store.months(tx, year - 1, year)));
    }

    /** All revisions of a month's figures, the first first. */
    public List<AccidentMonth> revisions(int year) {
        return work.run(tx -> store.months(tx, year, year));
    }

    /** Enters the figures of a month that is over, or its next revision. */
    public AccidentMonth enter(YearMonth month, int accidents, int deaths, String source, Actor by) {
        if (month != null && !month.isBefore(YearMonth.from(Legal.day(clock.instant())))) {
            throw new Problem.Invalid("month-not-over", "month", month + " 还没有结束，请在次月录入");
        }
        return work.run(tx -> {
            int revision = month == null ? 1 : 1 + (int) store.months(tx, month.getYear(), month.getYear()).stream().filter(m -> m.month().equals(month)).count();
            AccidentMonth entered = new AccidentMonth(month, revision, accidents, deaths, source, by.account(), now());
            store.add(tx, entered);
            journal.write(tx, new Fact(new Subject("accident-month", month.toString()), MONTH_ENTERED, now(), by,
                    Map.of("revision", revision, "accidents", accidents, "deaths", deaths, "source", entered.source())));
            return entered;
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
