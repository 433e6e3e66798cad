package io.shoutu.hazard.reports;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.access.Roles;
import io.shoutu.api.attachments.Attachments;
import io.shoutu.api.hazard.HazardLedger;
import io.shoutu.api.hazard.HazardReport;
import io.shoutu.api.hazard.PublicReportFacts;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Dues;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.api.time.WorkCalendar;
import io.shoutu.api.vault.Vault;
import io.shoutu.hazard.domain.inspection.Target;
import io.shoutu.hazard.domain.reports.CleanPicture;
import io.shoutu.hazard.domain.reports.PublicReport;
import io.shoutu.hazard.domain.reports.PublicReport.Channel;
import io.shoutu.hazard.domain.reports.PublicReportStore;
import io.shoutu.hazard.domain.reports.ReportLifecycle;
import io.shoutu.hazard.domain.reports.ReportState;
import io.shoutu.hazard.domain.reports.ReportVerb;
import io.shoutu.hazard.domain.reports.Reporter;
import io.shoutu.hazard.domain.reports.RewardRule;
import io.shoutu.hazard.domain.reports.WebDoor;
import io.shoutu.hazard.inspection.Locating;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be done with public reports (举报办理).
 *
 * <p>Who reported goes into the vault and comes out of it in {@link #identity} alone, for the two roles, with a reason, each time journaled. What comes without a person at our desk
 * (web, inside) is received by the platform itself, so that no entry names an account.
 */
@Component(service = PublicReportService.class)
public final class PublicReportService {
    static final String TERM = "term";
    private static final Actor PLATFORM = Actor.system("hazard");
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Logger LOG = LoggerFactory.getLogger("io.shoutu.hazard");

    /**
     * What was reported (举报内容), without who.
     *
     * @param matter as the clerk wrote it down; null where nobody of ours heard it, then the reporter's own words are registered later
     */
    public record Intake(Channel channel, PublicReport.Kind kind, String matter, String enterprise, String area, String place, boolean inside, int jointReporters, List<String> files) {
        public Intake {
            files = files == null ? List.of() : List.copyOf(files);
            jointReporters = Math.max(1, jointReporters);
            if (kind == null) {
                throw new Problem.Invalid("kind-required", "kind", "请选择举报类别");
            }
        }
    }

    /** The answer to the reporter (举报回执): shown once, the code is kept as a hash only. */
    public record Receipt(String number, String code, LocalDate acceptUntil, boolean provisional) {}

    /** What a reporter learns with his code (举报进度). */
    public record Progress(String number, String stateLabel, LocalDate received, String reply, BigDecimal reward, LocalDate collectUntil) {}

    /** A report as its handlers see it (举报视图): never who made it. */
    public record View(String number, String title, ReportState state, long version, PublicReport report, String channelLabel, String kindLabel, String stateLabel, String enterpriseName, List<String> sealedFields, List<Offer> moves) {}

    private final UnitOfWork work;
    private final PublicReportStore store;
    private final HazardLedger hazards;
    private final Vault vault;
    private final Journal journal;
    private final Numbers numbers;
    private final Dues dues;
    private final WorkCalendar calendar;
    private final Attachments attachments;
    private final Locating locating;
    private final Clock clock;
    private final WebDoor web;

    @Activate
    public PublicReportService(@Reference UnitOfWork work, @Reference PublicReportStore store, @Reference HazardLedger hazards, @Reference Vault vault, @Reference Journal journal,
            @Reference Numbers numbers, @Reference Dues dues, @Reference WorkCalendar calendar, @Reference Attachments attachments, @Reference Locating locating, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.hazards = hazards;
        this.vault = vault;
        this.journal = journal;
        this.numbers = numbers;
        this.dues = dues;
        this.calendar = calendar;
        this.attachments = attachments;
        this.locating = locating;
        this.clock = clock;
        this.web = new WebDoor(clock);
    }

    /**
     * From the web, from nobody we know.
     *
     * @param source where the request came from; used to count and kept nowhere
     * @throws Problem.IllegalMove code {@code too-many} where more come in an hour than people write
     */
    public Receipt fromWeb(Intake intake, Reporter reporter, String source) {
        web.admit(source);
        return receive(new Intake(Channel.WEB, intake.kind(), null, intake.enterprise(), intake.area(), intake.place(), intake.inside(), intake.jointReporters(), intake.files()), told(intake, reporter), PLATFORM);
    }

    /** From somebody signed in, about his own enterprise; his account is his identity and is sealed like his name. */
    public Receipt fromInside(Intake intake, Reporter reporter, Actor account) {
        Reporter known = new Reporter(reporter.name() == null ? account.name() : reporter.name(), reporter.phone(), reporter.address(), reporter.idNumber(), reporter.email(), reporter.statement(),
                account.account());
        return receive(new Intake(Channel.INSIDE, intake.kind(), null, intake.enterprise(), intake.area(), intake.place(), true, intake.jointReporters(), intake.files()), told(intake, known), PLATFORM);
    }

    /** Taken in at the desk: telephone, letter, visit. */
    public Receipt atDesk(Intake intake, Reporter reporter, Actor by) {
        if (intake.channel() == null || intake.matter() == null || intake.matter().isBlank()) {
            throw new Problem.Invalid("text-required", intake.channel() == null ? "channel" : "matter", "请填写举报渠道和举报事项");
        }
        reporter.absentFrom("matter", intake.matter(), intake.place());
        return receive(intake, reporter, by);
    }

    /** What the reporter wrote himself is his statement: it may name him, so it is sealed with him. */
    private static Reporter told(Intake intake, Reporter reporter) {
        String words = reporter.statement() == null ? intake.matter() : reporter.statement();
        if (words == null || words.isBlank()) {
            throw new Problem.Invalid("text-required", "reporter.statement", "请写明举报的问题");
        }
        return new Reporter(reporter.name(), reporter.phone(), reporter.address(), reporter.idNumber(), reporter.email(),
                intake.place() == null ? words : words + "\n地点：" + intake.place(), reporter.account());
    }

    private Receipt receive(Intake intake, Reporter reporter, Actor by) {
        boolean heard = intake.matter() != null;
        Target target = intake.enterprise() == null && intake.area() == null ? null : new Target(intake.enterprise(), intake.area(), null);
        String code = code();
        return work.run(tx -> {
            Instant now = now();
            RewardRule rule = rule(tx, intake.kind(), today());
            WorkCalendar.Answer until = calendar.add(today(), rule.acceptDays());
            String number = numbers.next(tx, "JB", today().getYear());
            PublicReport received = new PublicReport(number, intake.channel(), intake.kind(), reporter.anonymous(), intake.inside(), intake.jointReporters(), hash(code), null,
                    target == null ? null : target.enterprise(), target == null ? null : target.area(), null, now, by.account(), ReportState.RECEIVED, now, until.date(), null, until.provisional(),
                    false, false, null, null, null, null, null, null, null, null, intake.files(), 1);
            PublicReport report = heard ? received.register(by, intake.kind(), intake.matter(), received.enterprise(), received.area(), intake.place(), now) : received;
            Map<String, String> sealed = new LinkedHashMap<>();
            reporter.fields().forEach((field, value) -> sealed.put(field, vault.seal(tx, report.subject(), field, value)));
            store.add(tx, report, place(report), sealed);
            if (!intake.files().isEmpty()) {
                attachments.bind(tx, intake.files(), report.subject(), "report", PLATFORM);
            }
            dues.set(tx, new Dues.Due(report.subject(), TERM, Legal.endOf(report.acceptUntil())));
            tell(tx, report, PublicReportFacts.RECEIVED, by, Map.of());
            return new Receipt(number, code, report.acceptUntil(), report.provisional());
        });
    }

    /** Keeps a picture that goes with a report, under a name that says nothing, without what the camera wrote into it, by nobody. */
    public String file(byte[] content, String source) {
        web.admit(source);
        byte[] clean = CleanPicture.of(content);
        try {
            String type = CleanPicture.mediaType(clean);
            return attachments.store("举报材料." + type.substring(6).replace("jpeg", "jpg"), type, new ByteArrayInputStream(clean), PLATFORM).id();
        } catch (IOException e) {
            throw new UncheckedIOException("the picture of a public report could not be kept", e);
        }
    }

    /** How far it got, for whoever has the code. @throws Problem.NotFound where no report has this code */
    public Progress progress(String code, String source) {
        web.admit(source);
        return work.run(tx -> store.byCode(tx, hash(code == null ? "" : code))).map(r -> new Progress(r.number(), r.state().label(), Legal.day(r.receivedAt()), r.reply(),
                r.state() == ReportState.REWARDED || r.state() == ReportState.PAID ? r.award().amount() : null, r.state() == ReportState.REWARDED ? r.award().collectUntil() : null))
                .orElseThrow(() -> new Problem.NotFound("report-not-found", "查询码不正确，请核对后再试"));
    }

    public View get(String number, Actor asking) {
        return work.run(tx -> view(tx, open(tx, number, null, asking), asking));
    }

    public Page<View> list(ReportState state, Boolean overdue, String text, String cursor, int limit, Actor asking) {
        return work.run(tx -> {
            Page<PublicReport> page = store.list(tx, state, overdue, text, cursor, limit, asking.scope());
            return new Page<>(page.items().stream().map(r -> view(tx, r, null)).toList(), page.next(), page.total());
        });
    }

    /**
     * Who reported, for the two roles.
     *
     * @param reason why, to be read by an auditor; each value read is a journal entry {@code vault.read} of its own
     */
    public Reporter identity(String number, String reason, Actor by) {
        if (!by.holds(Roles.REPORT_CLERK) && !by.holds(Roles.REPORT_KEEPER)) {
            throw new Problem.Forbidden("role-required", "举报人信息只有举报受理员和举报保密员可以查看");
        }
        if (reason == null || reason.strip().length() < 4) {
            throw new Problem.Invalid("reason-missing", "reason", "请写明查看举报人信息的原因，至少四个字");
        }
        PublicReport report = work.run(tx -> open(tx, number, null, by));
        return opened(report, by, reason.strip(), true);
    }

    public View register(String number, Long seen, PublicReport.Kind kind, String matter, String enterprise, String area, String place, Actor by) {
        guard(number, "matter", by, matter, place);
        Target target = enterprise == null && area == null ? null : new Target(enterprise, area, null);
        return move(number, seen, by, ReportVerb.REGISTRATION, PublicReportFacts.REGISTERED, (r, now) -> r.register(by, kind == null ? r.kind() : kind, matter,
                target == null ? null : target.enterprise(), target == null ? null : target.area(), place, now));
    }

    public View accept(String number, Long seen, Actor by) {
        return work.run(tx -> {
            PublicReport before = open(tx, number, seen, by);
            int days = rule(tx, before.kind(), Legal.day(before.receivedAt())).handleDays();
            return kept(tx, before.accept(by, today().plusDays(days), now()), PublicReportFacts.ACCEPTED, by, Map.of());
        });
    }

    public View refuse(String number, Long seen, String reason, Actor by) {
        guard(number, "reason", by, reason);
        return move(number, seen, by, ReportVerb.REFUSAL, PublicReportFacts.REFUSED, (r, now) -> r.refuse(by, reason, now));
    }

    public View transfer(String number, Long seen, String to, String reason, Actor by) {
        guard(number, "reason", by, to, reason);
        return move(number, seen, by, ReportVerb.TRANSFER, PublicReportFacts.TRANSFERRED, (r, now) -> r.transfer(by, to, reason, now));
    }

    /** Registers the hazard in the same transaction, with what the clerk wrote; how and from whom it came is not in it. */
    public View openHazard(String number, Long seen, Actor by) {
        return work.run(tx -> {
            PublicReport before = open(tx, number, seen, by);
            before.obstacle(ReportVerb.HAZARD, by).ifPresent(p -> {
                throw p;
            });
            String hazard = hazards.report(new HazardReport(brief(before.matter()), before.matter(), before.enterprise(), before.area(), before.place(), "citizen", List.of()),
                    by, new Fact.Cause(before.subject(), null)).number();
            return kept(tx, before.became(by, hazard, now()), PublicReportFacts.HAZARD_OPENED, by, Map.of("hazard", hazard));
        });
    }

    public View extend(String number, Long seen, String reason, Actor by) {
        guard(number, "reason", by, reason);
        return work.run(tx -> {
            PublicReport before = open(tx, number, seen, by);
            int days = rule(tx, before.kind(), Legal.day(before.receivedAt())).extendDays();
            LocalDate until = before.handleUntil() == null ? null : before.handleUntil().plusDays(days);
            return kept(tx, before.extend(by, until, reason), PublicReportFacts.EXTENDED, by, Map.of());
        });
    }

    public View check(String number, Long seen, PublicReport.Check check, Actor by) {
        guard(number, "text", by, check.text());
        return work.run(tx -> kept(tx, open(tx, number, seen, by).check(by, check, now()), PublicReportFacts.CHECKED, by, Map.of("finding", check.finding().name())));
    }

    public View reply(String number, Long seen, String words, Actor by) {
        guard(number, "reply", by, words);
        return move(number, seen, by, ReportVerb.REPLY, PublicReportFacts.REPLIED, (r, now) -> r.reply(by, words, now));
    }

    public View propose(String number, Long seen, BigDecimal fine, LocalDate effective, Integer deaths, RewardRule.AccidentGrade grade, Actor by) {
        return work.run(tx -> {
            PublicReport before = open(tx, number, seen, by);
            PublicReport after = before.propose(by, rule(tx, before.kind(), Legal.day(before.receivedAt())), fine, effective, deaths, grade, today(), now());
            return kept(tx, after, PublicReportFacts.REWARD_PROPOSED, by, Map.of("amount", after.award().amount().toPlainString(), "rule", after.award().rule()));
        });
    }

    public View approve(String number, Long seen, Actor by) {
        return work.run(tx -> {
            PublicReport before = open(tx, number, seen, by);
            int days = rule(tx, before.kind(), Legal.day(before.receivedAt())).collectDays();
            return kept(tx, before.approve(by, today().plusDays(days), now()), PublicReportFacts.REWARD_APPROVED, by, Map.of());
        });
    }

    public View giveBack(String number, Long seen, String reason, Actor by) {
        guard(number, "reason", by, reason);
        return move(number, seen, by, ReportVerb.RETURN, PublicReportFacts.REWARD_RETURNED, (r, now) -> r.giveBack(by, reason, now));
    }

    public View pay(String number, Long seen, Actor by) {
        return move(number, seen, by, ReportVerb.PAYMENT, PublicReportFacts.REWARD_PAID, (r, now) -> r.pay(by, now));
    }

    public View waive(String number, Long seen, Actor by) {
        return move(number, seen, by, ReportVerb.WAIVER, PublicReportFacts.REWARD_WAIVED, (r, now) -> r.waive(by, today(), now));
    }

    public View archive(String number, Long seen, Actor by) {
        return move(number, seen, by, ReportVerb.ARCHIVING, PublicReportFacts.ARCHIVED, (r, now) -> r.archive(by, now));
    }

    public List<RewardRule> rules() {
        return work.run(store::rules);
    }

    /** Adds a rule of the county; one of the same kind without an end ends the day before. */
    public List<RewardRule> add(RewardRule rule, Actor by) {
        return work.run(tx -> {
            if (store.rules(tx).stream().anyMatch(r -> r.code().equals(rule.code()) || r.kind() == rule.kind() && !r.effectiveFrom().isBefore(rule.effectiveFrom()))) {
                throw new Problem.Invalid("rule-exists", "effectiveFrom", "规则代码已使用，或同类规则中已有更晚生效的；规则只增不改");
            }
            store.add(tx, rule);
            journal.write(tx, new Fact(new Subject("reward-rule", rule.code()), PublicReportFacts.RULE_ADDED, clock.instant(), by, Map.of("reportKind", rule.kind().name(), "source", rule.source())));
            return store.rules(tx);
        });
    }

    /** Its term ran out (heard from {@code time.due}). */
    void ranOut(String number) {
        work.execute(tx -> store.find(tx, number).flatMap(r -> r.ranOut(today())).ifPresent(late ->
                tell(tx, store.keep(tx, late, place(late)), PublicReportFacts.OVERDUE, PLATFORM, Map.of())));
    }

    private View move(String number, Long seen, Actor by, ReportVerb verb, String fact, BiFunction<PublicReport, Instant, PublicReport> change) {
        return work.run(tx -> kept(tx, change.apply(open(tx, number, seen, by), now()), fact, by, Map.of()));
    }

    private View kept(Tx tx, PublicReport after, String fact, Actor by, Map<String, Object> details) {
        PublicReport kept = store.keep(tx, after, place(after));
        if (kept.due() == null) {
            dues.cancel(tx, kept.subject(), TERM);
        } else {
            dues.set(tx, new Dues.Due(kept.subject(), TERM, Legal.endOf(kept.due())));
        }
        tell(tx, kept, fact, by, details);
        return view(tx, kept, by);
    }

    /** Where it lies: never with the enterprise it is about. */
    private Place place(PublicReport report) {
        Place place = locating.of(report.enterprise(), report.area());
        return new Place(place.area(), place.unit(), null);
    }

    private PublicReport open(Tx tx, String number, Long seen, Actor by) {
        PublicReport report = store.find(tx, number).filter(r -> by.scope().everywhere() || store.place(tx, number).filter(p -> p.inside(by.scope())).isPresent())
                .orElseThrow(() -> Problem.NotFound.of(new Subject(PublicReport.SUBJECT, number)));
        Problem.Stale.check(report.subject(), seen, report.version());
        return report;
    }

    /** No text of the file may name the reporter; the platform itself looks, which is journaled like every reading. */
    private void guard(String number, String field, Actor by, String... words) {
        PublicReport report = work.run(tx -> open(tx, number, null, by));
        opened(report, PLATFORM, "核对办理文字不含举报人信息", false).absentFrom(field, words);
    }

    private Reporter opened(PublicReport report, Actor by, String reason, boolean statement) {
        Map<String, String> plain = new LinkedHashMap<>();
        work.run(tx -> store.sealed(tx, report.number())).forEach((field, sealed) -> {
            if (statement || !field.equals("statement")) {
                plain.put(field, vault.open(report.subject(), sealed, by, reason));
            }
        });
        return Reporter.of(plain);
    }

    private void tell(Tx tx, PublicReport report, String fact, Actor by, Map<String, Object> details) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", report.state().name());
        data.put("reportKind", report.kind().name());
        data.putAll(details);
        journal.write(tx, new Fact(report.subject(), fact, clock.instant(), by, data));
        tx.afterCommit(() -> LOG.info("public-report {} {} by {}", report.number(), fact, by.account()));
    }

    private View view(Tx tx, PublicReport r, Actor asking) {
        List<Offer> moves = asking == null ? List.of() : Arrays.stream(ReportVerb.values()).map(verb -> {
            String address = "/api/public-reports/" + r.number() + "/" + verb.word();
            String role = ReportLifecycle.role(verb);
            return r.obstacle(verb, asking).map(o -> Offer.refused(verb.word(), verb.label(), address, role, o))
                    .orElseGet(() -> Offer.allowed(verb.word(), verb.label(), address, role));
        }).toList();
        List<String> fields = asking == null ? List.of() : List.copyOf(store.sealed(tx, r.number()).keySet());
        return new View(r.number(), r.matter() == null ? r.kind().label() + "（待登记）" : brief(r.matter()), r.state(), r.version(), r.withoutCode(), r.channel().label(), r.kind().label(), r.state().label(), locating.name(r.enterprise()), fields, moves);
    }

    private static String brief(String words) {
        String line = words.replaceAll("\\s+", " ");
        return line.length() <= 80 ? line : line.substring(0, 79) + "…";
    }

    private RewardRule rule(Tx tx, PublicReport.Kind kind, LocalDate day) {
        return store.rule(tx, kind, day).orElseThrow(() -> new Problem.IllegalMove("no-rule", "“" + kind.label() + "”在" + day + "没有生效的举报奖励规则，请先补充规则"));
    }

    static String code() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            code.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    static String hash(String code) {
        try {
            String plain = code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private LocalDate today() {
        return Legal.day(clock.instant());
    }
}
