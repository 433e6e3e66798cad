package io.shoutu.responsibility.meeting;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.access.Roles;
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
import io.shoutu.responsibility.domain.NoteStore;
import io.shoutu.responsibility.domain.meeting.Meeting;
import io.shoutu.responsibility.domain.meeting.MeetingFigure;
import io.shoutu.responsibility.domain.meeting.MeetingLifecycle;
import io.shoutu.responsibility.domain.meeting.MeetingQuery;
import io.shoutu.responsibility.domain.meeting.MeetingStore;
import io.shoutu.responsibility.domain.meeting.MeetingVerb;
import io.shoutu.responsibility.domain.meeting.Minutes;
import io.shoutu.responsibility.domain.meeting.Resolution;
import io.shoutu.responsibility.domain.meeting.Seats;
import io.shoutu.responsibility.domain.meeting.Topic;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What can be done with meetings and study sessions (会议、学习办理), one method per use case. A meeting called by a unit outside the actor's
 * scope is not there for him, unless he chaired it.
 */
@Component(service = MeetingService.class)
public final class MeetingService {
    private static final String MINUTES = "minutes";

    private final UnitOfWork work;
    private final MeetingStore store;
    private final NoteStore notes;
    private final Journal journal;
    private final Numbers numbers;
    private final Directory directory;
    private final Attachments attachments;
    private final Clock clock;

    @Activate
    public MeetingService(@Reference UnitOfWork work, @Reference MeetingStore store, @Reference NoteStore notes, @Reference Journal journal, @Reference Numbers numbers, @Reference Directory directory,
            @Reference Attachments attachments, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.notes = notes;
        this.journal = journal;
        this.numbers = numbers;
        this.directory = directory;
        this.attachments = attachments;
        this.clock = clock;
    }

    /** Writes one down (录入). @param files ids of stored attachments, the minutes (会议纪要) */
    public MeetingView enter(Minutes minutes, List<String> files, Actor by) {
        return work.run(tx -> {
            check(minutes);
            Seats seats = seats(tx, minutes.chair(), by);
            if (!seats.mayWrite()) {
                throw new Problem.Forbidden("not-assistant", "只有主持人本人、其工作协助人或计划（综合）人员可以录入；请先由办公室任命工作协助人");
            }
            if (!seats.chair() && !seats.assistant() && !place(minutes.unit()).inside(by.scope())) {
                throw new Problem.Invalid("outside-scope", "unit", "所选召开单位不在您的数据范围内");
            }
            Meeting.entered("HY-0000-000000", minutes, by, now());
            Meeting meeting = Meeting.entered(numbers.next(tx, minutes.sort().series(), Legal.day(minutes.heldAt()).getYear()), minutes, by, now());
            store.add(tx, meeting);
            attachments.bind(tx, files, meeting.subject(), MINUTES, by);
            tell(tx, meeting, MeetingFacts.ENTERED, by, Map.of());
            return view(tx, meeting, by);
        });
    }

    /**
     * What became of a row of an earlier ledger.
     *
     * @param known whether it had come in before
     * @param problem why it was refused, or null
     */
    public record Outcome(String number, boolean known, Problem.Invalid problem) {}

    /** A row of an earlier ledger (历史会议台账). */
    public record Past(String reference, Minutes minutes) {}

    /** Takes over an earlier ledger, signed as it was: each row once, by the sender's own number; a wrong row keeps no other from coming in. */
    public List<Outcome> adopt(List<java.util.function.Supplier<Past>> rows, Actor by) {
        return work.run(tx -> rows.stream().map(row -> adopt(tx, row, by)).toList());
    }

    private Outcome adopt(Tx tx, java.util.function.Supplier<Past> row, Actor by) {
        try {
            Past past = row.get();
            var known = store.referred(tx, past.reference());
            if (known.isPresent()) {
                return new Outcome(known.get().number(), true, null);
            }
            check(past.minutes());
            if (!place(past.minutes().unit()).inside(by.scope())) {
                throw new Problem.Invalid("outside-scope", "unit", "所选召开单位不在您的数据范围内");
            }
            Meeting.adopted("HY-0000-000000", past.minutes(), past.reference(), by, now());
            Meeting meeting = Meeting.adopted(numbers.next(tx, past.minutes().sort().series(), Legal.day(past.minutes().heldAt()).getYear()), past.minutes(), past.reference(), by, now());
            store.add(tx, meeting);
            tell(tx, meeting, MeetingFacts.ADOPTED, by, Map.of(), meeting.minutes().heldAt());
            return new Outcome(meeting.number(), false, null);
        } catch (Problem.Invalid refused) {
            return new Outcome(null, false, refused);
        }
    }

    public MeetingView edit(String number, Long seen, Minutes minutes, List<String> files, Actor by) {
        return work.run(tx -> {
            Meeting before = open(tx, number, seen, by);
            check(minutes);
            Meeting kept = store.keep(tx, before.edit(minutes, by, seats(tx, before.minutes().chair(), by), now()));
            attachments.bind(tx, files, kept.subject(), MINUTES, by);
            tell(tx, kept, MeetingFacts.EDITED, by, Map.of());
            return view(tx, kept, by);
        });
    }

    public MeetingView sign(String number, Long seen, Actor by) {
        return move(number, seen, by, MeetingFacts.SIGNED, (meeting, seats) -> meeting.sign(by, seats, now()));
    }

    public MeetingView giveBack(String number, Long seen, String reason, Actor by) {
        return move(number, seen, by, MeetingFacts.RETURNED, (meeting, seats) -> meeting.giveBack(reason, by, seats));
    }

    /** Corrects the date; what it counts for moves from the old day to the new one. */
    public MeetingView redate(String number, Long seen, Instant heldAt, String reason, Actor by) {
        return move(number, seen, by, MeetingFacts.REDATED, (meeting, seats) -> meeting.redate(heldAt, reason, by, seats, now()));
    }

    /** Ticks a resolution off. @param row from 1 */
    public MeetingView complete(String number, Long seen, int row, String result, Actor by) {
        return move(number, seen, by, MeetingFacts.RESOLUTION_COMPLETED, (meeting, seats) -> meeting.complete(row, result, by, seats, today()));
    }

    /** Declares it void: whatever it counted for falls at once, and stays to be seen. */
    public MeetingView declareVoid(String number, Long seen, String reason, Actor by) {
        return work.run(tx -> {
            Meeting before = open(tx, number, seen, by);
            Meeting kept = store.keep(tx, before.declareVoid(reason, by, seats(tx, before.minutes().chair(), by)));
            numbers.declareVoid(tx, number, kept.note(), by);
            tell(tx, kept, MeetingFacts.VOIDED, by, Map.of("note", kept.note(), "counts", before.counts()));
            return view(tx, kept, by);
        });
    }

    public MeetingView get(String number, Actor asking) {
        return work.run(tx -> view(tx, open(tx, number, null, asking), asking));
    }

    /** Newest first. The query's scope and own person are set here from who asks. */
    public Page<MeetingView> list(MeetingQuery q, Actor asking) {
        return work.run(tx -> {
            MeetingQuery seen = new MeetingQuery(units(asking.scope()), person(asking), q.sort(), q.form(), q.state(), q.unit(), q.chair(), q.text(), q.from(), q.to(), q.open(), q.cursor(), q.limit());
            Page<Meeting> page = store.list(tx, seen);
            return new Page<>(page.items().stream().map(meeting -> view(tx, meeting, null)).toList(), page.next(), page.total());
        });
    }

    /** How often each body sat on work safety in a year, meetings and study apart. */
    public List<MeetingFigure> figures(int year, Actor asking) {
        return work.run(tx -> store.figures(tx, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), units(asking.scope())));
    }

    public String unitName(String id) {
        return directory.unit(id).map(Unit::name).orElse(id);
    }

    /** How every move is made: open, verb, keep, tell. */
    private MeetingView move(String number, Long seen, Actor by, String fact, BiFunction<Meeting, Seats, Meeting> verb) {
        return work.run(tx -> {
            Meeting before = open(tx, number, seen, by);
            Meeting kept = store.keep(tx, verb.apply(before, seats(tx, before.minutes().chair(), by)));
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("note", kept.note());
            if (fact.equals(MeetingFacts.REDATED)) {
                details.put("heldBefore", before.minutes().heldAt().toString());
            }
            tell(tx, kept, fact, by, details);
            return view(tx, kept, by);
        });
    }

    private Meeting open(Tx tx, String number, Long seen, Actor by) {
        Subject subject = new Subject(Meeting.KIND, number);
        Meeting meeting = store.find(tx, number).filter(m -> seenBy(m, by)).orElseThrow(() -> Problem.NotFound.of(subject));
        Problem.Stale.check(subject, seen, meeting.version());
        return meeting;
    }

    private boolean seenBy(Meeting meeting, Actor asking) {
        return place(meeting.minutes().unit()).inside(asking.scope()) || meeting.enteredBy().equals(asking.account()) || meeting.minutes().chair().equals(person(asking));
    }

    private Place place(String unit) {
        return new Place(directory.unit(unit).map(Unit::area).orElse(null), unit, null);
    }

    /** The scope as the units inside it: a meeting lies where the unit that called it does. */
    private Scope units(Scope scope) {
        return scope.everywhere() ? scope : new Scope(false, Set.of(), directory.units().stream().filter(unit -> scope.admits(unit.area(), unit.id(), null)).map(Unit::id).collect(Collectors.toSet()), Set.of());
    }

    private String person(Actor actor) {
        return directory.personOfAccount(actor.account()).map(Person::id).orElse(null);
    }

    private Seats seats(Tx tx, String chair, Actor by) {
        String person = person(by);
        boolean own = chair.equals(person);
        boolean assists = notes.assistants(tx, null, by.account()).stream().filter(each -> each.on(today()))
                .anyMatch(each -> each.post().held(directory.positions(each.post().unit(), today())).stream().anyMatch(held -> held.person().equals(chair)));
        return new Seats(own, assists, by.holds(Roles.PLANNER));
    }

    private void check(Minutes minutes) {
        if (directory.unit(minutes.unit()).isEmpty()) {
            throw new Problem.Invalid("unit-unknown", "unit", "名录中没有单位 " + minutes.unit());
        }
        if (directory.person(minutes.chair()).isEmpty()) {
            throw new Problem.Invalid("person-unknown", "chair", "名录中没有人员 " + minutes.chair());
        }
        for (String attendee : minutes.attendees()) {
            if (directory.person(attendee).isEmpty()) {
                throw new Problem.Invalid("person-unknown", "attendees", "名录中没有人员 " + attendee);
            }
        }
        for (Resolution resolution : minutes.resolutions()) {
            if (directory.unit(resolution.unit()).isEmpty()) {
                throw new Problem.Invalid("unit-unknown", "resolutions", "名录中没有单位 " + resolution.unit());
            }
        }
    }

    private void tell(Tx tx, Meeting meeting, String fact, Actor by, Map<String, Object> details) {
        tell(tx, meeting, fact, by, details, now());
    }

    /** Accounts and ids only; what was said in the meeting stays in the record. */
    private void tell(Tx tx, Meeting meeting, String fact, Actor by, Map<String, Object> details, Instant happened) {
        Minutes minutes = meeting.minutes();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("number", meeting.number());
        data.put("title", minutes.title());
        data.put("state", meeting.state().name());
        data.put("sort", minutes.sort().name());
        data.put("form", minutes.form().name());
        data.put("unit", minutes.unit());
        data.put("heldAt", minutes.heldAt().toString());
        data.put("chair", account(minutes.chair()));
        data.put("attendees", minutes.attendees().stream().map(this::account).filter(Objects::nonNull).toList());
        data.put("aims", minutes.topics().stream().map(Topic::aim).map(Enum::name).distinct().toList());
        data.put("counts", meeting.counts());
        data.putAll(details);
        journal.write(tx, new Fact(meeting.subject(), fact, happened, by, data));
    }

    private String account(String person) {
        return directory.person(person).map(Person::account).orElse(null);
    }

    /** @param asking who the moves are for, or null for a list, which offers none */
    private MeetingView view(Tx tx, Meeting meeting, Actor asking) {
        Minutes minutes = meeting.minutes();
        LocalDate today = today();
        Map<String, String> names = new LinkedHashMap<>();
        names.put(minutes.unit(), unitName(minutes.unit()));
        minutes.resolutions().forEach(r -> names.computeIfAbsent(r.unit(), this::unitName));
        Set<String> people = new LinkedHashSet<>(minutes.attendees());
        people.add(minutes.chair());
        people.forEach(id -> names.computeIfAbsent(id, key -> directory.person(key).map(Person::name).orElse(key)));
        List<String> files = asking == null ? List.of() : attachments.of(meeting.subject()).stream().map(Attachments.Attachment::id).toList();
        Map<Boolean, List<Offer>> offers = asking == null ? Map.of() : offers(meeting, asking, seats(tx, minutes.chair(), asking)).stream()
                .collect(Collectors.partitioningBy(offer -> offer.verb().equals(MeetingVerb.EDIT.word())));
        return new MeetingView(meeting.number(), minutes.title(), meeting.state().name(), meeting.state().label(), meeting.version(), meeting, meeting.counts(), meeting.whyNot(),
                account(minutes.chair()) != null, names, files, (int) minutes.resolutions().stream().filter(r -> r.done() == null).count(),
                (int) minutes.resolutions().stream().filter(r -> r.overdue(today)).count(), asking == null ? null : offers.get(true).get(0), asking == null ? List.of() : offers.get(false));
    }

    private static List<Offer> offers(Meeting meeting, Actor asking, Seats seats) {
        return Arrays.stream(MeetingVerb.values()).filter(verb -> verb != MeetingVerb.COMPLETION || meeting.minutes().resolutions().stream().anyMatch(r -> r.done() == null)).map(verb -> {
            String address = "/api/meetings/" + meeting.number() + "/" + verb.word();
            String role = String.join(", ", MeetingLifecycle.roles(verb));
            return meeting.obstacle(verb, asking, seats).map(problem -> Offer.refused(verb.word(), verb.label(), address, role, problem))
                    .orElseGet(() -> Offer.allowed(verb.word(), verb.label(), address, role));
        }).toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private LocalDate today() {
        return Legal.day(clock.instant());
    }
}
