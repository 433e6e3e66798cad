package io.shoutu.hazard.store;

import static io.shoutu.hazard.store.InspectionRows.day;
import static io.shoutu.hazard.store.InspectionRows.instant;
import static io.shoutu.hazard.store.InspectionRows.millis;
import static io.shoutu.hazard.store.InspectionRows.number;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.escape;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Scoped;
import io.shoutu.commons.sql.Sql;
import io.shoutu.hazard.domain.reports.PublicReport;
import io.shoutu.hazard.domain.reports.PublicReport.Award;
import io.shoutu.hazard.domain.reports.PublicReport.Check;
import io.shoutu.hazard.domain.reports.PublicReportStore;
import io.shoutu.hazard.domain.reports.ReportState;
import io.shoutu.hazard.domain.reports.RewardRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Public reports in SQL (举报库). */
@Component(service = PublicReportStore.class)
public final class SqlPublicReportStore implements PublicReportStore {
    private static final Table<?> REPORT = table("hazard_public_report");
    private static final Table<?> IDENTITY = table("hazard_report_identity");
    private static final Table<?> FILE = table("hazard_report_file");
    private static final Table<?> RULE = table("hazard_reward_rule");
    private static final Field<String> NUMBER = text("report_number");
    private static final Field<Long> VERSION = number("version");
    private static final Field<String> CHANNEL = text("channel");
    private static final Field<String> KIND = text("kind");
    private static final Field<Boolean> ANONYMOUS = flag("anonymous");
    private static final Field<Boolean> INSIDE = flag("inside");
    private static final Field<Integer> JOINT = whole("joint_reporters");
    private static final Field<String> CODE = text("code_hash");
    private static final Field<String> MATTER = text("matter");
    private static final Field<String> ENTERPRISE = text("enterprise");
    private static final Field<String> AREA = text("area");
    private static final Field<String> PLACE = text("place");
    private static final Field<String> SCOPE_AREA = text("scope_area");
    private static final Field<String> LEAD_UNIT = text("lead_unit");
    private static final Field<Long> RECEIVED_AT = number("received_at");
    private static final Field<String> RECEIVED_BY = text("received_by");
    private static final Field<String> STATE = text("state");
    private static final Field<Long> SINCE = number("state_since");
    private static final Field<String> ACCEPT_UNTIL = text("accept_until");
    private static final Field<String> HANDLE_UNTIL = text("handle_until");
    private static final Field<Boolean> PROVISIONAL = flag("provisional");
    private static final Field<Boolean> EXTENDED = flag("extended");
    private static final Field<Boolean> OVERDUE = flag("overdue");
    private static final Field<String> TRANSFERRED = text("transferred_to");
    private static final Field<String> HAZARD = text("hazard_number");
    private static final Field<String> FINDING = text("finding");
    private static final Field<String> FINDING_TEXT = text("finding_text");
    private static final Field<Boolean> FIRST_REPORT = flag("first_report");
    private static final Field<Boolean> KNOWN = flag("known_before");
    private static final Field<Boolean> GOVERNMENT = flag("by_government");
    private static final Field<String> CHECKED_BY = text("checked_by");
    private static final Field<String> REPLY = text("reply");
    private static final Field<Long> REPLIED_AT = number("replied_at");
    private static final Field<BigDecimal> FINE = money("fine_final");
    private static final Field<String> FINE_EFFECTIVE = text("fine_effective");
    private static final Field<Integer> DEATHS = whole("deaths");
    private static final Field<String> GRADE = text("accident_grade");
    private static final Field<String> REWARD_RULE = text("reward_rule");
    private static final Field<BigDecimal> REWARD = money("reward");
    private static final Field<String> REWARD_TEXT = text("reward_text");
    private static final Field<String> PROPOSED_BY = text("proposed_by");
    private static final Field<String> APPROVED_BY = text("approved_by");
    private static final Field<String> COLLECT_UNTIL = text("collect_until");
    private static final Field<Long> PAID_AT = number("paid_at");
    private static final Field<String> NOTE = text("note");
    private static final List<Field<?>> COLUMNS = List.of(NUMBER, VERSION, CHANNEL, KIND, ANONYMOUS, INSIDE, JOINT, CODE, MATTER, ENTERPRISE, AREA, PLACE, RECEIVED_AT, RECEIVED_BY, STATE,
            SINCE, ACCEPT_UNTIL, HANDLE_UNTIL, PROVISIONAL, EXTENDED, OVERDUE, TRANSFERRED, HAZARD, FINDING, FINDING_TEXT, FIRST_REPORT, KNOWN, GOVERNMENT, CHECKED_BY, REPLY, REPLIED_AT,
            FINE, FINE_EFFECTIVE, DEATHS, GRADE, REWARD_RULE, REWARD, REWARD_TEXT, PROPOSED_BY, APPROVED_BY, COLLECT_UNTIL, PAID_AT, NOTE);
    private static final Table<?> TAKEN = table("hazard_report_taken");
    private static final Field<String> REFERENCE = text("reference");
    private static final Field<String> FIELD_NAME = text("field_name");
    private static final Field<String> SEALED = text("sealed");
    private static final Field<Integer> ROW = whole("row_no");
    private static final Field<String> ATTACHMENT = text("attachment");
    private static final Field<String> RULE_CODE = text("rule_code");
    private static final Field<String> BASIS = text("basis");
    private static final Field<BigDecimal> SHARE = money("share");
    private static final Field<BigDecimal> LEAST = money("least");
    private static final Field<BigDecimal> MOST = money("most");
    private static final Field<BigDecimal> GENERAL = money("general_rate");
    private static final Field<BigDecimal> LARGER = money("larger_rate");
    private static final Field<BigDecimal> MAJOR = money("major_rate");
    private static final Field<BigDecimal> GRAVE = money("grave_rate");
    private static final Field<BigDecimal> INSIDE_SHARE = money("inside_share");
    private static final Field<Integer> ACCEPT_DAYS = whole("accept_days");
    private static final Field<Integer> HANDLE_DAYS = whole("handle_days");
    private static final Field<Integer> EXTEND_DAYS = whole("extend_days");
    private static final Field<Integer> COLLECT_DAYS = whole("collect_days");
    private static final Field<String> SOURCE = text("source");
    private static final Field<String> ARTICLE = text("article");
    private static final Field<String> FROM = text("effective_from");
    private static final Field<String> TO = text("effective_to");
    private static final List<Field<?>> RULE_COLUMNS = List.of(RULE_CODE, KIND, BASIS, SHARE, LEAST, MOST, GENERAL, LARGER, MAJOR, GRAVE, INSIDE_SHARE, ACCEPT_DAYS, HANDLE_DAYS, EXTEND_DAYS,
            COLLECT_DAYS, SOURCE, ARTICLE, FROM, TO);

    private final Sql sql;

    @Activate
    public SqlPublicReportStore(@Reference Sql sql, @Reference(target = "(word=hazard)") Schema schema) {
        this.sql = sql;
    }

    private static Field<Boolean> flag(String name) {
        return field(name, Boolean.class);
    }

    private static Field<Integer> whole(String name) {
        return field(name, Integer.class);
    }

    private static Field<BigDecimal> money(String name) {
        return field(name, BigDecimal.class);
    }

    @Override
    public void add(Tx tx, PublicReport r, Place place, Map<String, String> sealed) {
        Map<Field<?>, Object> columns = columns(r, place);
        columns.put(NUMBER, r.number());
        columns.put(VERSION, r.version());
        sql.on(tx).insertInto(REPORT).set(columns).execute();
        sealed.forEach((name, value) -> sql.on(tx).insertInto(IDENTITY).set(NUMBER, r.number()).set(FIELD_NAME, name).set(SEALED, value).execute());
        for (int i = 0; i < r.files().size(); i++) {
            sql.on(tx).insertInto(FILE).set(NUMBER, r.number()).set(ROW, i).set(ATTACHMENT, r.files().get(i)).execute();
        }
    }

    @Override
    public Optional<String> taken(Tx tx, String reference) {
        return sql.on(tx).select(NUMBER).from(TAKEN).where(REFERENCE.eq(reference)).fetchOptional(NUMBER);
    }

    @Override
    public void took(Tx tx, String reference, String number) {
        sql.on(tx).insertInto(TAKEN).set(REFERENCE, reference).set(NUMBER, number).execute();
    }

    @Override
    public PublicReport keep(Tx tx, PublicReport r, Place place) {
        Map<Field<?>, Object> columns = columns(r, place);
        columns.put(VERSION, r.version() + 1);
        if (sql.on(tx).update(REPORT).set(columns).where(NUMBER.eq(r.number()), VERSION.eq(r.version())).execute() == 0) {
            throw new Problem.Stale(r.subject(), r.version(), find(tx, r.number()).orElseThrow(() -> Problem.NotFound.of(r.subject())).version());
        }
        return find(tx, r.number()).orElseThrow();
    }

    private static Map<Field<?>, Object> columns(PublicReport r, Place place) {
        Check check = r.check();
        Award award = r.award();
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(CHANNEL, r.channel().name());
        row.put(KIND, r.kind().name());
        row.put(ANONYMOUS, r.anonymous());
        row.put(INSIDE, r.inside());
        row.put(JOINT, r.jointReporters());
        row.put(CODE, r.codeHash());
        row.put(MATTER, r.matter());
        row.put(ENTERPRISE, r.enterprise());
        row.put(AREA, r.area());
        row.put(PLACE, r.place());
        row.put(SCOPE_AREA, place.area() == null ? null : place.area().text());
        row.put(LEAD_UNIT, place.unit());
        row.put(RECEIVED_AT, r.receivedAt().toEpochMilli());
        row.put(RECEIVED_BY, r.receivedBy());
        row.put(STATE, r.state().name());
        row.put(SINCE, r.since().toEpochMilli());
        row.put(ACCEPT_UNTIL, r.acceptUntil().toString());
        row.put(HANDLE_UNTIL, text(r.handleUntil()));
        row.put(PROVISIONAL, r.provisional());
        row.put(EXTENDED, r.extended());
        row.put(OVERDUE, r.overdue());
        row.put(TRANSFERRED, r.transferredTo());
        row.put(HAZARD, r.hazard());
        row.put(FINDING, check == null ? null : check.finding().name());
        row.put(FINDING_TEXT, check == null ? null : check.text());
        row.put(FIRST_REPORT, check == null ? null : check.firstReport());
        row.put(KNOWN, check == null ? null : check.knownBefore());
        row.put(GOVERNMENT, check == null ? null : check.byGovernment());
        row.put(CHECKED_BY, r.checkedBy());
        row.put(REPLY, r.reply());
        row.put(REPLIED_AT, millis(r.repliedAt()));
        row.put(FINE, award == null ? null : award.fineFinal());
        row.put(FINE_EFFECTIVE, award == null ? null : text(award.fineEffective()));
        row.put(DEATHS, award == null ? null : award.deaths());
        row.put(GRADE, award == null || award.grade() == null ? null : award.grade().name());
        row.put(REWARD_RULE, award == null ? null : award.rule());
        row.put(REWARD, award == null ? null : award.amount());
        row.put(REWARD_TEXT, award == null ? null : award.text());
        row.put(PROPOSED_BY, award == null ? null : award.proposedBy());
        row.put(APPROVED_BY, award == null ? null : award.approvedBy());
        row.put(COLLECT_UNTIL, award == null ? null : text(award.collectUntil()));
        row.put(PAID_AT, award == null ? null : millis(award.paidAt()));
        row.put(NOTE, r.note());
        return row;
    }

    private static String text(LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static Field<String> text(String name) {
        return InspectionRows.text(name);
    }

    private PublicReport report(Tx tx, Record r) {
        List<String> files = sql.on(tx).select(ATTACHMENT).from(FILE).where(NUMBER.eq(r.get(NUMBER))).orderBy(ROW).fetch(ATTACHMENT);
        Check check = r.get(FINDING) == null ? null : new Check(PublicReport.Finding.valueOf(r.get(FINDING)), r.get(FINDING_TEXT), r.get(FIRST_REPORT), r.get(KNOWN), r.get(GOVERNMENT));
        Award award = r.get(REWARD_RULE) == null ? null : new Award(r.get(REWARD_RULE), r.get(REWARD), r.get(REWARD_TEXT), r.get(FINE), day(r.get(FINE_EFFECTIVE)), r.get(DEATHS),
                r.get(GRADE) == null ? null : RewardRule.AccidentGrade.valueOf(r.get(GRADE)), r.get(PROPOSED_BY), r.get(APPROVED_BY), day(r.get(COLLECT_UNTIL)), instant(r.get(PAID_AT)));
        return new PublicReport(r.get(NUMBER), PublicReport.Channel.valueOf(r.get(CHANNEL)), PublicReport.Kind.valueOf(r.get(KIND)), r.get(ANONYMOUS), r.get(INSIDE), r.get(JOINT), r.get(CODE),
                r.get(MATTER), r.get(ENTERPRISE), r.get(AREA), r.get(PLACE), instant(r.get(RECEIVED_AT)), r.get(RECEIVED_BY), ReportState.valueOf(r.get(STATE)), instant(r.get(SINCE)),
                day(r.get(ACCEPT_UNTIL)), day(r.get(HANDLE_UNTIL)), r.get(PROVISIONAL), r.get(EXTENDED), r.get(OVERDUE), r.get(TRANSFERRED), r.get(HAZARD), check, r.get(CHECKED_BY),
                r.get(REPLY), instant(r.get(REPLIED_AT)), award, r.get(NOTE), files, r.get(VERSION));
    }

    @Override
    public Optional<PublicReport> find(Tx tx, String number) {
        return sql.on(tx).select(COLUMNS).from(REPORT).where(NUMBER.eq(number)).fetchOptional(r -> report(tx, r));
    }

    @Override
    public Optional<PublicReport> byCode(Tx tx, String codeHash) {
        return sql.on(tx).select(COLUMNS).from(REPORT).where(CODE.eq(codeHash)).fetchOptional(r -> report(tx, r));
    }

    @Override
    public Optional<Place> place(Tx tx, String number) {
        return sql.on(tx).select(SCOPE_AREA, LEAD_UNIT).from(REPORT).where(NUMBER.eq(number))
                .fetchOptional(r -> new Place(r.value1() == null ? null : new AreaCode(r.value1()), r.value2(), null));
    }

    @Override
    public Map<String, String> sealed(Tx tx, String number) {
        Map<String, String> all = new LinkedHashMap<>();
        sql.on(tx).select(FIELD_NAME, SEALED).from(IDENTITY).where(NUMBER.eq(number)).orderBy(FIELD_NAME).forEach(r -> all.put(r.value1(), r.value2()));
        return all;
    }

    @Override
    public Page<PublicReport> list(Tx tx, ReportState state, Boolean overdue, String words, String cursor, int limit, Scope scope) {
        DSLContext on = sql.on(tx);
        int most = Math.max(1, Math.min(500, limit));
        String like = words == null || words.isBlank() ? null : "%" + escape(words.strip().toLowerCase(Locale.ROOT), '!') + "%";
        Condition match = and(Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, null), state == null ? noCondition() : STATE.eq(state.name()), overdue == null ? noCondition() : OVERDUE.eq(overdue),
                like == null ? noCondition() : lower(NUMBER).like(like, '!').or(lower(MATTER).like(like, '!')));
        Condition below = noCondition();
        if (cursor != null) {
            if (!cursor.matches("\\d{1,15}_[A-Z0-9-]{1,40}")) {
                throw new Problem.Invalid("bad-parameter", "cursor", "翻页标记无效，请从第一页开始");
            }
            int cut = cursor.indexOf('_');
            below = row(RECEIVED_AT, NUMBER).lt(Long.valueOf(cursor.substring(0, cut)), cursor.substring(cut + 1));
        }
        Result<Record> rows = on.select(COLUMNS).from(REPORT).where(match, below).orderBy(RECEIVED_AT.desc(), NUMBER.desc()).limit(most + 1).fetch();
        boolean more = rows.size() > most;
        List<PublicReport> items = (more ? rows.subList(0, most) : rows).stream().map(r -> report(tx, r)).toList();
        PublicReport last = more ? items.get(items.size() - 1) : null;
        return new Page<>(items, more ? last.receivedAt().toEpochMilli() + "_" + last.number() : null, on.fetchCount(on.selectOne().from(REPORT).where(match)));
    }

    @Override
    public List<Count> counts(Tx tx, Instant from, Instant to, Scope scope) {
        return sql.on(tx).select(CHANNEL, STATE, FINDING, OVERDUE, count()).from(REPORT)
                .where(RECEIVED_AT.ge(from.toEpochMilli()), RECEIVED_AT.lt(to.toEpochMilli()), Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, null)).groupBy(CHANNEL, STATE, FINDING, OVERDUE)
                .fetch(r -> new Count(PublicReport.Channel.valueOf(r.value1()), ReportState.valueOf(r.value2()), r.value3() == null ? null : PublicReport.Finding.valueOf(r.value3()), r.value4(),
                        r.value5()));
    }

    @Override
    public List<RewardRule> rules(Tx tx) {
        return sql.on(tx).select(RULE_COLUMNS).from(RULE).orderBy(KIND, FROM.desc()).fetch(SqlPublicReportStore::rule);
    }

    @Override
    public void add(Tx tx, RewardRule r) {
        sql.on(tx).update(RULE).set(TO, r.effectiveFrom().minusDays(1).toString()).where(KIND.eq(r.kind().name()), TO.isNull(), FROM.lt(r.effectiveFrom().toString())).execute();
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(RULE_CODE, r.code());
        row.put(KIND, r.kind().name());
        row.put(BASIS, r.basis().name());
        row.put(SHARE, r.share());
        row.put(LEAST, r.least());
        row.put(MOST, r.most());
        row.put(GENERAL, r.general());
        row.put(LARGER, r.larger());
        row.put(MAJOR, r.major());
        row.put(GRAVE, r.grave());
        row.put(INSIDE_SHARE, r.inside());
        row.put(ACCEPT_DAYS, r.acceptDays());
        row.put(HANDLE_DAYS, r.handleDays());
        row.put(EXTEND_DAYS, r.extendDays());
        row.put(COLLECT_DAYS, r.collectDays());
        row.put(SOURCE, r.source());
        row.put(ARTICLE, r.article());
        row.put(FROM, r.effectiveFrom().toString());
        row.put(TO, text(r.effectiveTo()));
        sql.on(tx).insertInto(RULE).set(row).execute();
    }

    @Override
    public Optional<RewardRule> rule(Tx tx, PublicReport.Kind kind, LocalDate day) {
        return rules(tx).stream().filter(r -> r.kind() == kind && r.inForce(day)).findFirst();
    }

    private static RewardRule rule(Record r) {
        return new RewardRule(r.get(RULE_CODE), PublicReport.Kind.valueOf(r.get(KIND)), RewardRule.Basis.valueOf(r.get(BASIS)), r.get(SHARE), r.get(LEAST), r.get(MOST), r.get(GENERAL),
                r.get(LARGER), r.get(MAJOR), r.get(GRAVE), r.get(INSIDE_SHARE), r.get(ACCEPT_DAYS), r.get(HANDLE_DAYS), r.get(EXTEND_DAYS), r.get(COLLECT_DAYS), r.get(SOURCE),
                r.get(ARTICLE), day(r.get(FROM)), day(r.get(TO)));
    }
}
