package io.shoutu.hazard.inspection;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.attachments.Attachments;
import io.shoutu.api.hazard.HazardLedger;
import io.shoutu.api.hazard.HazardReport;
import io.shoutu.api.hazard.InspectionFacts;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Dues;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.hazard.domain.inspection.Answer;
import io.shoutu.hazard.domain.inspection.Inspection;
import io.shoutu.hazard.domain.inspection.InspectionKind;
import io.shoutu.hazard.domain.inspection.InspectionState;
import io.shoutu.hazard.domain.inspection.InspectionStore;
import io.shoutu.hazard.domain.inspection.InspectionVerb;
import io.shoutu.hazard.domain.inspection.Member;
import io.shoutu.hazard.domain.inspection.Sheet;
import io.shoutu.hazard.domain.inspection.SitePhoto;
import io.shoutu.hazard.domain.inspection.Visit;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be done with inspections (检查办理), one method per use case; {@code seen} is the version the asker has seen, or null. */
@Component(service = InspectionService.class)
public final class InspectionService {
    static final String PLAN_DAY = "plan-day";
    private static final Logger LOG = LoggerFactory.getLogger("io.shoutu.hazard");

    private final UnitOfWork work;
    private final InspectionStore store;
    private final HazardLedger hazards;
    private final Journal journal;
    private final Numbers numbers;
    private final Dues dues;
    private final Attachments attachments;
    private final Locating locating;
    private final Clock clock;

    @Activate
    public InspectionService(@Reference UnitOfWork work, @Reference InspectionStore store, @Reference HazardLedger hazards, @Reference Journal journal, @Reference Numbers numbers,
            @Reference Dues dues, @Reference Attachments attachments, @Reference Locating locating, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.hazards = hazards;
        this.journal = journal;
        this.numbers = numbers;
        this.dues = dues;
        this.attachments = attachments;
        this.locating = locating;
        this.clock = clock;
    }

    public InspectionView plan(Inspection.Planned planned, Actor by) {
        return work.run(tx -> shown(tx, plan(tx, planned, by), by));
    }

    Inspection plan(Tx tx, Inspection.Planned planned, Actor by) {
        Sheet sheet = sheet(tx, planned.sheet(), null);
        Inspection inspection = Inspection.planned(newId(), planned, sheet.version(), today(), by, now());
        Place place = locating.of(inspection.target().enterprise(), inspection.target().area(), by);
        store.add(tx, inspection, place);
        dues.set(tx, new Dues.Due(inspection.subject(), PLAN_DAY, Legal.endOf(inspection.day())));
        tell(tx, inspection, InspectionFacts.PLANNED, by, Map.of(), inspection.cause() == null ? null : new Fact.Cause(inspection.cause(), null));
        return inspection;
    }

    /** The inspection with its sheet and what this actor may do; reading a hidden plan leaves a trace. */
    public InspectionView get(String id, Actor asking) {
        return work.run(tx -> {
            Inspection inspection = open(tx, id, null, asking);
            if (inspection.hidden()) {
                journal.write(tx, new Fact(inspection.subject(), InspectionFacts.VIEWED, clock.instant(), asking, Map.of()));
            }
            return shown(tx, inspection, asking);
        });
    }

    /** What this actor may see of it, and how many that are. */
    public Page<InspectionView> list(InspectionStore.Query query, Actor asking) {
        return work.run(tx -> {
            Page<Inspection> page = store.list(tx, query, asking);
            List<String> hidden = page.items().stream().filter(Inspection::hidden).map(Inspection::id).toList();
            if (!hidden.isEmpty()) {
                journal.write(tx, new Fact(new Subject("inspection-list", asking.account()), InspectionFacts.VIEWED, clock.instant(), asking, Map.of("inspections", hidden)));
            }
            return new Page<>(page.items().stream().map(i -> InspectionView.of(i, locating.name(i.target().enterprise()), null, null)).toList(), page.next(), page.total());
        });
    }

    public InspectionView reassign(String id, Long seen, List<Member> team, LocalDate day, String reason, Actor by) {
        return work.run(tx -> {
            Inspection before = open(tx, id, seen, by);
            Inspection kept = store.keep(tx, before.reassign(by, team, day, today()));
            dues.set(tx, new Dues.Due(kept.subject(), PLAN_DAY, Legal.endOf(kept.day())));
            return told(tx, kept, InspectionFacts.REASSIGNED, by, note(reason));
        });
    }

    public InspectionView cancel(String id, Long seen, String reason, Actor by) {
        return work.run(tx -> {
            Inspection kept = store.keep(tx, open(tx, id, seen, by).cancel(by, reason));
            dues.cancel(tx, kept.subject(), PLAN_DAY);
            return told(tx, kept, InspectionFacts.CANCELLED, by, kept.hidden() ? Map.of() : note(reason));
        });
    }

    public InspectionView begin(String id, Long seen, Actor by) {
        return work.run(tx -> {
            Inspection before = open(tx, id, seen, by);
            before.obstacle(InspectionVerb.BEGINNING, by).ifPresent(p -> {
                throw p;
            });
            Inspection kept = store.keep(tx, before.begin(by, number(tx), now()));
            dues.cancel(tx, kept.subject(), PLAN_DAY);
            return told(tx, kept, InspectionFacts.BEGUN, by, Map.of());
        });
    }

    public InspectionView voided(String id, Long seen, String reason, Actor by) {
        return work.run(tx -> {
            Inspection kept = store.keep(tx, open(tx, id, seen, by).voided(by, reason));
            numbers.declareVoid(tx, kept.number(), reason, by);
            Map<String, Object> data = new LinkedHashMap<>(note(reason));
            if (kept.visit() != null) {
                data.put("team", team(kept));
            }
            return told(tx, kept, InspectionFacts.VOIDED, by, data);
        });
    }

    /**
     * Keeps the record of a visit; every failed item becomes a hazard in the same transaction, and asks for its order.
     *
     * <p>Sent twice under the same {@code sent} it counts once. Where the inspection was recorded, cancelled or voided meanwhile, or somebody else was sent, the record
     * is not lost: it is kept whole in the list of conflicts, and the answer says so ({@code IN_REVIEW}).
     */
    public InspectionView record(String id, Visit visit, String sent, Actor by) {
        return work.run(tx -> {
            Optional<Inspection> known = sent == null ? Optional.empty() : store.sent(tx, phone(sent));
            if (known.isPresent()) {
                return shown(tx, known.get(), by);
            }
            Inspection before = store.find(tx, id).orElseThrow(() -> Problem.NotFound.of(new Subject(Inspection.KIND, id)));
            Sheet sheet = sheet(tx, before.sheet(), before.sheetVersion());
            boolean open = before.state() == InspectionState.PLANNED || before.state() == InspectionState.BEGUN;
            boolean ofTheTeam = before.team().stream().anyMatch(m -> m.account().equals(by.account()));
            if (sent != null && (!open || !ofTheTeam)) {
                return rival(tx, before, visit, sheet, phone(sent), by);
            }
            open(tx, id, null, by);
            String given = before.number() == null && before.obstacle(InspectionVerb.RECORD, by).isEmpty() ? number(tx) : null;
            Inspection recorded = before.record(by, visit, sheet, given, sent == null ? null : phone(sent), now());
            dues.cancel(tx, recorded.subject(), PLAN_DAY);
            return recorded(tx, recorded, sheet, true, by, InspectionFacts.RECORDED, Map.of());
        });
    }

    /** A visit nobody had planned (随机到访), planned and recorded in one. */
    public InspectionView visit(Inspection.Planned planned, Visit visit, String sent, Actor by) {
        return work.run(tx -> {
            Optional<Inspection> known = sent == null ? Optional.empty() : store.sent(tx, phone(sent));
            if (known.isPresent()) {
                return shown(tx, known.get(), by);
            }
            Inspection.Planned now = new Inspection.Planned(planned.kind(), planned.unannounced(), planned.title(), planned.target(), planned.team(),
                    planned.day() == null || planned.day().isBefore(today()) ? today() : planned.day(), planned.sheet(), planned.plan(), planned.draw(), planned.campaign(), planned.cause());
            Inspection fresh = plan(tx, now, by);
            return record(fresh.id(), visit, sent, by);
        });
    }

    public InspectionView adopt(String id, Long seen, String reason, Actor by) {
        return work.run(tx -> {
            Inspection before = open(tx, id, seen, by);
            before.obstacle(InspectionVerb.ADOPTION, by).ifPresent(p -> {
                throw p;
            });
            Sheet sheet = sheet(tx, before.sheet(), before.sheetVersion());
            return recorded(tx, before.adopt(by, number(tx), reason), sheet, false, by, InspectionFacts.ADOPTED, note(reason));
        });
    }

    public InspectionView discard(String id, Long seen, String reason, Actor by) {
        return work.run(tx -> told(tx, store.keep(tx, open(tx, id, seen, by).discard(by, reason)), InspectionFacts.DISCARDED, by, note(reason)));
    }

    private InspectionView rival(Tx tx, Inspection before, Visit visit, Sheet sheet, String sent, Actor by) {
        Inspection rival = before.rival(newId(), by, visit, sheet, sent, now());
        store.add(tx, rival, locating.of(rival.target().enterprise(), rival.target().area()));
        bind(tx, rival, visit.photos(), by);
        return told(tx, rival, InspectionFacts.CONFLICTED, by, Map.of("with", before.id()));
    }

    private InspectionView recorded(Tx tx, Inspection inspection, Sheet sheet, boolean photosFree, Actor by, String fact, Map<String, Object> details) {
        Inspection now = inspection;
        Visit visit = inspection.visit();
        List<String> made = new ArrayList<>();
        for (Answer answer : visit.failed()) {
            Sheet.Item item = sheet.items().get(answer.item() - 1);
            List<String> photos = photosFree ? visit.photos().stream().filter(p -> p.item() == answer.item()).map(SitePhoto::attachment).toList() : List.of();
            String hazard = hazards.report(new HazardReport(brief(answer.note()), found(inspection, sheet, item, answer), inspection.target().enterprise(), inspection.target().area(),
                    inspection.target().place(), inspection.kind() == InspectionKind.PATROL ? "grid" : "inspection", photos), by, new Fact.Cause(inspection.subject(), null)).number();
            now = now.became(answer.item(), hazard);
            made.add(hazard);
            ask(tx, inspection, item, answer, hazard, by);
        }
        if (photosFree) {
            List<Integer> failed = visit.failed().stream().map(Answer::item).toList();
            bind(tx, inspection, visit.photos().stream().filter(p -> !failed.contains(p.item())).toList(), by);
        }
        Map<String, Object> data = new LinkedHashMap<>(details);
        data.put("failed", made.size());
        data.put("hazards", made);
        data.put("team", team(inspection));
        return told(tx, store.keep(tx, now), fact, by, data);
    }

    /** Who was there, as its facts say it: {@code PART:account}. */
    private static List<String> team(Inspection inspection) {
        return inspection.team().stream().map(m -> m.part() + ":" + m.account()).toList();
    }

    /** Asks the room enforcement for the order; which paper that is, and whether it stands, is decided there. */
    private void ask(Tx tx, Inspection inspection, Sheet.Item item, Answer answer, String hazard, Actor by) {
        if (answer.demand() == Answer.Demand.NONE) {
            return;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("inspection", inspection.number());
        data.put("enterprise", inspection.target().enterprise());
        data.put("demand", answer.demand().name());
        data.put("deadline", answer.deadline() == null ? null : answer.deadline().toString());
        data.put("item", item.text());
        data.put("basis", item.basis());
        data.put("signed", inspection.visit().signed());
        journal.write(tx, new Fact(new Subject("hazard", hazard), InspectionFacts.ORDER_REQUESTED, clock.instant(), by, data, new Fact.Cause(inspection.subject(), null)));
    }

    private void bind(Tx tx, Inspection inspection, List<SitePhoto> photos, Actor by) {
        List<String> ids = photos.stream().map(SitePhoto::attachment).toList();
        if (!ids.isEmpty() && !attachments.bind(tx, ids, inspection.subject(), "visit", by).stream().allMatch(Attachments.Attachment::picture)) {
            throw new Problem.Invalid("not-a-picture", "photos", "照片只接收 JPEG、PNG 或 WebP 图片");
        }
    }

    /** The day went by (heard from {@code time.due}); begun, recorded or moved meanwhile it finds nothing to say. */
    void missed(String id) {
        work.execute(tx -> store.find(tx, id).filter(i -> i.state() == InspectionState.PLANNED && i.day().isBefore(today()))
                .ifPresent(i -> tell(tx, i, InspectionFacts.MISSED, Actor.system("hazard"), Map.of(), null)));
    }

    /** Opens an inspection; hidden from this actor, outside his scope or unknown are one and the same answer. */
    private Inspection open(Tx tx, String id, Long seen, Actor by) {
        Inspection inspection = store.find(tx, id).filter(i -> i.concerns(by) || !i.hidden() && store.place(tx, i.id()).filter(p -> p.inside(by.scope())).isPresent())
                .orElseThrow(() -> Problem.NotFound.of(new Subject(Inspection.KIND, id)));
        Problem.Stale.check(inspection.subject(), seen, inspection.version());
        return inspection;
    }

    private InspectionView told(Tx tx, Inspection inspection, String fact, Actor by, Map<String, Object> details) {
        tell(tx, inspection, fact, by, details, null);
        return shown(tx, inspection, by);
    }

    private void tell(Tx tx, Inspection inspection, String fact, Actor by, Map<String, Object> details, Fact.Cause cause) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", inspection.state().name());
        data.put("kind", inspection.kind().name());
        data.put("unannounced", inspection.unannounced());
        if (!inspection.hidden()) {
            data.put("number", inspection.number());
            data.put("title", inspection.title());
            data.put("enterprise", inspection.target().enterprise());
        }
        data.putAll(details);
        journal.write(tx, new Fact(inspection.subject(), fact, happened(inspection, fact), by, data, inspection.hidden() ? null : cause));
        tx.afterCommit(() -> LOG.info("inspection {} {} by {}", inspection.number() == null ? inspection.id() : inspection.number(), fact, by.account()));
    }

    /** A visit happened when it ended, though its record came days later from a phone without network: whoever counts it, counts it there. */
    private Instant happened(Inspection inspection, String fact) {
        Instant now = clock.instant();
        boolean visit = fact.equals(InspectionFacts.RECORDED) || fact.equals(InspectionFacts.ADOPTED);
        return visit && inspection.visit().endedAt().isBefore(now) ? inspection.visit().endedAt() : now;
    }

    private InspectionView shown(Tx tx, Inspection inspection, Actor by) {
        return InspectionView.of(inspection, locating.name(inspection.target().enterprise()), store.sheet(tx, inspection.sheet(), inspection.sheetVersion(), null).orElse(null), by);
    }

    private Sheet sheet(Tx tx, String code, Integer version) {
        return store.sheet(tx, code == null || code.isBlank() ? "general" : code.strip(), version, today())
                .orElseThrow(() -> new Problem.Invalid("sheet-unknown", "sheet", "没有这张检查表，或尚未启用：" + code));
    }

    private String number(Tx tx) {
        return numbers.next(tx, "JC", today().getYear());
    }

    private static String phone(String sent) {
        if (!sent.matches("[A-Za-z0-9-]{16,100}")) {
            throw new Problem.Invalid("sent", "sent", "sent 应为16至100个字母、数字或连字符，建议用 UUID");
        }
        return sent;
    }

    private static String brief(String note) {
        String line = note.replaceAll("\\s+", " ");
        return line.length() <= 80 ? line : line.substring(0, 79) + "…";
    }

    private static String found(Inspection inspection, Sheet sheet, Sheet.Item item, Answer answer) {
        return "检查“" + inspection.title() + "”" + (inspection.number() == null ? "" : "（" + inspection.number() + "）") + "发现。" + sheet.title() + "第" + sheet.version() + "版第" + item.number()
                + "项：" + item.text() + (item.basis() == null ? "" : "（" + item.basis() + "）") + "。\n" + answer.note() + "\n现场处理：" + answer.demand().label()
                + (answer.deadline() == null ? "" : "，" + answer.deadline() + "前");
    }

    private static Map<String, Object> note(String reason) {
        return reason == null || reason.isBlank() ? Map.of() : Map.of("note", reason.strip());
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private LocalDate today() {
        return Legal.day(clock.instant());
    }
}
