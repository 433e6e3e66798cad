package io.shoutu.responsibility;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.attachments.Attachments;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.responsibility.domain.Deliverable;
import io.shoutu.responsibility.domain.DeliverableStore;
import io.shoutu.responsibility.domain.Duty;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.ListState;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What can be done with results (成果材料办理). The holder of a list, who assists him, or anybody of a body that bears it hands in; somebody else accepts. Key points, quarterly tasks, the fifteen hard
 * measures and the like are lists whose duties are performed in this way.
 */
@Component(service = Deliverables.class)
public final class Deliverables {
    private static final String SERIES = "CG";

    private final UnitOfWork work;
    private final DeliverableStore store;
    private final Journal journal;
    private final Numbers numbers;
    private final Attachments attachments;
    private final Directory directory;
    private final DutyLists lists;
    private final Ledger ledger;
    private final Clock clock;

    @Activate
    public Deliverables(@Reference UnitOfWork work, @Reference DeliverableStore store, @Reference Journal journal, @Reference Numbers numbers, @Reference Attachments attachments,
            @Reference Directory directory, @Reference DutyLists lists, @Reference Ledger ledger, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.journal = journal;
        this.numbers = numbers;
        this.attachments = attachments;
        this.directory = directory;
        this.lists = lists;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @param revision in which revision it came, @param sha256 hash of its content */
    public record FileView(String id, String name, String mediaType, long size, String sha256, String revision) {}

    /** @param expired whether its validity has ended */
    public record DeliverableView(String number, long version, String list, String code, String dutyText, String title, String note, LocalDate done, LocalDate validUntil, boolean expired,
            int revision, Deliverable.State state, String stateLabel, String handedBy, Instant handedAt, String decidedBy, Instant decidedAt, String reason, List<FileView> files,
            List<Offer> moves) {}

    /** Hands a result in for a duty that is performed by one; at least one file. @param files ids of stored attachments */
    public DeliverableView handIn(String listId, String code, String title, String note, LocalDate done, LocalDate validUntil, List<String> files, Actor by) {
        DutyList list = lists.get(listId, by);
        if (list.state() != ListState.PUBLISHED) {
            throw new Problem.IllegalMove("list-not-in-force", "清单当前为“" + list.state().label() + "”，只有执行中的清单可以提交成果");
        }
        bearer(list, by);
        Duty duty = list.duties().stream().filter(each -> each.code().equals(code)).findFirst().orElseThrow(() -> new Problem.Invalid("duty-unknown", "code", "清单中没有条目 " + code));
        if (!duty.kinds().contains(DeliverableEvidence.CODE)) {
            throw new Problem.Invalid("duty-kind", "code", "条目 " + code + " 不以提交成果履职，由实际工作记录自动计次");
        }
        Instant now = now();
        // Checked before a number is taken: a refused one leaves no gap.
        Deliverable.handIn("CG-0000-0000", list, code, title, note, done, validUntil, Legal.day(now), by, now);
        needed(files);
        return work.run(tx -> {
            Deliverable deliverable = Deliverable.handIn(numbers.next(tx, SERIES, Legal.day(now).getYear()), list, code, title, note, done, validUntil, Legal.day(now), by, now);
            store.add(tx, deliverable);
            attachments.bind(tx, files, deliverable.subject(), "v1", by);
            tell(tx, deliverable, ResponsibilityFacts.DELIVERABLE_HANDED, by, Map.of());
            return view(deliverable, list, by);
        });
    }

    public DeliverableView again(String number, Long seen, String note, List<String> files, Actor by) {
        needed(files);
        return work.run(tx -> {
            Deliverable before = open(tx, number, seen);
            DutyList list = lists.get(before.list(), by);
            bearer(list, by);
            Deliverable kept = store.keep(tx, before.again(note, by, now()));
            attachments.bind(tx, files, kept.subject(), "v" + kept.revision(), by);
            tell(tx, kept, ResponsibilityFacts.DELIVERABLE_HANDED, by, Map.of());
            return view(kept, list, by);
        });
    }

    /** Accepts: from now on it counts for whoever bears the list, a post by whoever held it on the day it was done. */
    public DeliverableView accept(String number, Long seen, Actor by) {
        return work.run(tx -> {
            Deliverable before = open(tx, number, seen);
            DutyList list = lists.get(before.list(), by);
            Deliverable kept = store.keep(tx, before.accept(by, now()));
            tell(tx, kept, ResponsibilityFacts.DELIVERABLE_ACCEPTED, by, credited(list, kept.done()));
            return view(kept, list, by);
        });
    }

    public DeliverableView giveBack(String number, Long seen, String reason, Actor by) {
        return work.run(tx -> {
            Deliverable before = open(tx, number, seen);
            DutyList list = lists.get(before.list(), by);
            Deliverable kept = store.keep(tx, before.giveBack(reason, by, now()));
            tell(tx, kept, ResponsibilityFacts.DELIVERABLE_RETURNED, by, Map.of("note", kept.reason()));
            return view(kept, list, by);
        });
    }

    /** Declares an accepted one void: what it counted for falls at once, visibly. */
    public DeliverableView voided(String number, Long seen, String reason, Actor by) {
        return work.run(tx -> {
            Deliverable before = open(tx, number, seen);
            DutyList list = lists.get(before.list(), by);
            Deliverable kept = store.keep(tx, before.voided(reason, by, now()));
            Map<String, Object> data = new LinkedHashMap<>(credited(list, kept.done()));
            data.put("note", kept.reason());
            tell(tx, kept, ResponsibilityFacts.DELIVERABLE_VOIDED, by, data);
            return view(kept, list, by);
        });
    }

    public DeliverableView get(String number, Actor asking) {
        Deliverable deliverable = work.run(tx -> open(tx, number, null));
        return view(deliverable, lists.get(deliverable.list(), asking), asking);
    }

    /** Those of lists the actor may see, the latest first. @param list number of a list, or null; @param state only these, or null */
    public List<DeliverableView> all(String list, Deliverable.State state, Actor asking) {
        Map<String, DutyList> seen = new LinkedHashMap<>();
        return work.run(tx -> store.all(tx, list, state)).stream().map(deliverable -> {
            DutyList of = seen.computeIfAbsent(deliverable.list(), number -> lists.editions(number, asking).stream().reduce((a, b) -> b).orElse(null));
            return of == null ? null : view(deliverable, of, asking);
        }).filter(java.util.Objects::nonNull).toList();
    }

    private void bearer(DutyList list, Actor by) {
        if (!ledger.holds(list, by) && !ledger.assists(list, by)) {
            throw new Problem.Forbidden("not-the-bearer", "只有责任人本人、其工作协助人或承担单位的人员可以提交成果");
        }
    }

    private static void needed(List<String> files) {
        if (files == null || files.isEmpty() || files.size() > 20) {
            throw new Problem.Invalid("files-required", "files", "请上传 1 至 20 个成果文件（Word、Excel、PDF 或图片）");
        }
    }

    private Map<String, Object> credited(DutyList list, LocalDate done) {
        if (list.bearer().body()) {
            return Map.of("unit", list.bearer().unit());
        }
        String account = list.bearer().held(lists.holders(list.bearer(), done)).stream().findFirst().map(Position::person).flatMap(directory::person).map(Person::account)
                .orElseThrow(() -> new Problem.IllegalMove("no-holder", done + " 当日没有有账号的人员担任“" + list.bearer().title() + "”，无法计入，请先在名录中登记任职"));
        return Map.of("account", account);
    }

    private Deliverable open(Tx tx, String number, Long seen) {
        Deliverable deliverable = store.find(tx, number).orElseThrow(() -> Problem.NotFound.of(new Subject(Deliverable.KIND, number)));
        Problem.Stale.check(deliverable.subject(), seen, deliverable.version());
        return deliverable;
    }

    private DeliverableView view(Deliverable d, DutyList list, Actor asking) {
        boolean ofBearer = ledger.holds(list, asking) || ledger.assists(list, asking);
        List<Offer> moves = Arrays.stream(Deliverable.Verb.values()).map(verb -> {
            String address = "/api/deliverables/" + d.number() + "/" + verb.word();
            String roles = Deliverable.TABLE.moves().stream().filter(m -> m.verb() == verb).findFirst().orElseThrow().role();
            Problem why = d.obstacle(verb, asking);
            why = why == null && verb == Deliverable.Verb.RESUBMISSION && !ofBearer ? new Problem.Forbidden("not-of-the-bearer", "由责任人本人、其工作协助人或承担单位的人员办理") : why;
            return why == null ? Offer.allowed(verb.word(), verb.label(), address, roles) : Offer.refused(verb.word(), verb.label(), address, roles, why);
        }).toList();
        List<FileView> files = attachments.of(d.subject()).stream().map(file -> new FileView(file.id(), file.name(), file.mediaType(), file.size(), file.sha256(), file.purpose())).toList();
        return new DeliverableView(d.number(), d.version(), d.list() + "." + d.edition(), d.code(), list.duties().stream().filter(duty -> duty.code().equals(d.code())).map(Duty::text).findFirst().orElse(null),
                d.title(), d.note(), d.done(), d.validUntil(), d.validUntil() != null && d.validUntil().isBefore(Legal.day(clock.instant())), d.revision(), d.state(), d.state().label(), d.handedBy(),
                d.handedAt(), d.decidedBy(), d.decidedAt(), d.reason(), files, moves);
    }

    private void tell(Tx tx, Deliverable d, String fact, Actor by, Map<String, Object> details) {
        Map<String, Object> data = new LinkedHashMap<>(details);
        data.put("state", d.state().name());
        data.put("number", d.number());
        data.put("title", d.title());
        data.put("list", d.list());
        data.put("code", d.code());
        data.put("done", d.done().toString());
        data.put("revision", d.revision());
        journal.write(tx, new Fact(d.subject(), fact, now(), by, data));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
