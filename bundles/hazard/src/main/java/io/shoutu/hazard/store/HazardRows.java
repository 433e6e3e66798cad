package io.shoutu.hazard.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Subject;
import io.shoutu.api.hazard.Criterion;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.RectificationMode;
import io.shoutu.api.journal.Fact;
import io.shoutu.hazard.domain.Extension;
import io.shoutu.hazard.domain.Finding;
import io.shoutu.hazard.domain.Funds;
import io.shoutu.hazard.domain.Grading;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.Merger;
import io.shoutu.hazard.domain.Origin;
import io.shoutu.hazard.domain.Photo;
import io.shoutu.hazard.domain.Plan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** A hazard as a row (隐患行) and back; one line per column, each way. */
final class HazardRows {
    static final Table<?> HAZARD = table("hazard");
    static final Field<String> NUMBER = field("hazard_number", String.class);
    static final Field<Long> VERSION = field("version", Long.class);
    static final Field<String> TITLE = field("title", String.class);
    static final Field<String> DESCRIPTION = field("description", String.class);
    static final Field<String> ENTERPRISE = field("enterprise", String.class);
    static final Field<String> AREA = field("area", String.class);
    static final Field<String> PLACE = field("place", String.class);
    static final Field<String> SOURCE = field("source", String.class);
    static final Field<String> REGISTERED_BY = field("registered_by", String.class);
    static final Field<Long> REGISTERED_AT = field("registered_at", Long.class);
    static final Field<String> CAUSE = field("cause", String.class);
    static final Field<Long> CAUSE_ENTRY = field("cause_entry", Long.class);
    static final Field<String> DEVICE = field("device", String.class);
    static final Field<String> SERIES = field("series", String.class);
    static final Field<String> RULE = field("rule_id", String.class);
    static final Field<String> STATE = field("state", String.class);
    static final Field<Long> SINCE = field("state_since", Long.class);
    static final Field<String> CHASED_ON = field("chased_on", String.class);
    static final Field<String> GRADE = field("grade", String.class);
    static final Field<String> STANDARD = field("criterion_standard", String.class);
    static final Field<String> CLAUSE = field("criterion_clause", String.class);
    static final Field<String> CLAUSE_TEXT = field("criterion_text", String.class);
    static final Field<String> MODE = field("rectification_mode", String.class);
    static final Field<String> RECTIFIER = field("rectifier", String.class);
    static final Field<String> MEASURES = field("plan_measures", String.class);
    static final Field<String> RESPONSIBLE = field("plan_responsible", String.class);
    static final Field<String> FUNDS = field("plan_funds", String.class);
    static final Field<String> FUNDS_SOURCE = field("plan_funds_source", String.class);
    static final Field<String> PLAN_DEADLINE = field("plan_deadline", String.class);
    static final Field<String> CONTINGENCY = field("plan_contingency", String.class);
    static final Field<String> DEADLINE = field("deadline", String.class);
    static final Field<Boolean> OVERDUE = field("overdue", Boolean.class);
    static final Field<String> ESCALATED_TO = field("escalated_to", String.class);
    static final Field<String> MERGED_INTO = field("merged_into", String.class);
    static final Field<String> MERGED_FROM = field("merged_from_state", String.class);

    static final Field<String> SCOPE_AREA = field("scope_area", String.class);
    static final Field<String> LEAD_UNIT = field("lead_unit", String.class);

    static final Table<?> EXTENSION = table("hazard_extension");
    static final Table<?> PHOTO = table("hazard_photo");
    static final Field<Integer> ROW = field("row_no", Integer.class);
    static final Field<String> REASON = field("reason", String.class);
    static final Field<String> REQUESTED_BY = field("requested_by", String.class);
    static final Field<Long> REQUESTED_AT = field("requested_at", Long.class);
    static final Field<String> OUTCOME = field("outcome", String.class);
    static final Field<String> DECIDED_BY = field("decided_by", String.class);
    static final Field<Long> DECIDED_AT = field("decided_at", Long.class);
    static final Field<String> NOTE = field("note", String.class);
    static final Field<String> ATTACHMENT = field("attachment", String.class);
    static final Field<String> PURPOSE = field("purpose", String.class);
    static final Field<String> ADDED_BY = field("added_by", String.class);
    static final Field<Long> ADDED_AT = field("added_at", Long.class);

    // Named one by one: what comes back under "*" is called as the database likes.
    static final List<Field<?>> HAZARD_COLUMNS = List.of(NUMBER, VERSION, TITLE, DESCRIPTION, ENTERPRISE, AREA, PLACE, SOURCE,
            REGISTERED_BY, REGISTERED_AT, CAUSE, CAUSE_ENTRY, DEVICE, SERIES, RULE, STATE, SINCE, CHASED_ON, GRADE, STANDARD, CLAUSE,
            CLAUSE_TEXT, MODE, RECTIFIER, MEASURES, RESPONSIBLE, FUNDS, FUNDS_SOURCE, PLAN_DEADLINE, CONTINGENCY, DEADLINE, OVERDUE,
            ESCALATED_TO, MERGED_INTO, MERGED_FROM);
    static final List<Field<?>> EXTENSION_COLUMNS =
            List.of(NUMBER, DEADLINE, REASON, REQUESTED_BY, REQUESTED_AT, OUTCOME, DECIDED_BY, DECIDED_AT, NOTE);
    static final List<Field<?>> PHOTO_COLUMNS = List.of(NUMBER, ATTACHMENT, PURPOSE, ADDED_BY, ADDED_AT);

    private HazardRows() {}

    /** What is written once, at birth. */
    static Map<Field<?>, Object> birth(Hazard h) {
        Fact.Cause cause = h.origin().cause();
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(NUMBER, h.number());
        row.put(TITLE, h.finding().title());
        row.put(DESCRIPTION, h.finding().description());
        row.put(ENTERPRISE, h.finding().enterprise());
        row.put(AREA, h.finding().area());
        row.put(PLACE, h.finding().place());
        row.put(SOURCE, h.finding().source());
        row.put(REGISTERED_BY, h.registeredBy());
        row.put(REGISTERED_AT, h.registeredAt().toEpochMilli());
        row.put(CAUSE, cause == null ? null : cause.subject().toString());
        row.put(CAUSE_ENTRY, cause == null ? null : cause.entry());
        row.put(DEVICE, h.origin().device());
        row.put(SERIES, h.origin().series());
        row.put(RULE, h.origin().rule());
        return row;
    }

    /** What a move can change. */
    static Map<Field<?>, Object> progress(Hazard h) {
        Grading grading = h.grading();
        Criterion criterion = grading == null ? null : grading.criterion();
        Plan plan = h.plan();
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(STATE, h.state().name());
        row.put(SINCE, h.since().toEpochMilli());
        row.put(CHASED_ON, day(h.chasedOn()));
        row.put(GRADE, grading == null ? null : grading.grade().name());
        row.put(MODE, grading == null ? null : grading.mode().name());
        row.put(STANDARD, criterion == null ? null : criterion.standard());
        row.put(CLAUSE, criterion == null ? null : criterion.clause());
        row.put(CLAUSE_TEXT, criterion == null ? null : criterion.text());
        row.put(RECTIFIER, h.rectifier());
        row.put(MEASURES, plan == null ? null : plan.measures());
        row.put(RESPONSIBLE, plan == null ? null : plan.responsible());
        row.put(FUNDS, plan == null ? null : plan.funds().amount());
        row.put(FUNDS_SOURCE, plan == null ? null : plan.funds().source());
        row.put(PLAN_DEADLINE, plan == null ? null : day(plan.deadline()));
        row.put(CONTINGENCY, plan == null ? null : plan.contingency());
        row.put(DEADLINE, day(h.deadline()));
        row.put(OVERDUE, h.overdue());
        row.put(ESCALATED_TO, h.escalatedTo());
        row.put(MERGED_INTO, h.merger() == null ? null : h.merger().into());
        row.put(MERGED_FROM, h.merger() == null ? null : h.merger().former().name());
        return row;
    }

    static Hazard hazard(Record r, List<Extension> extensions, List<Photo> photos) {
        Finding finding = new Finding(r.get(TITLE), r.get(DESCRIPTION), r.get(ENTERPRISE), r.get(AREA), r.get(PLACE), r.get(SOURCE));
        Fact.Cause cause = r.get(CAUSE) == null ? null : new Fact.Cause(Subject.parse(r.get(CAUSE)), r.get(CAUSE_ENTRY));
        Origin origin = new Origin(cause, r.get(DEVICE), r.get(SERIES), r.get(RULE));
        Criterion criterion = r.get(STANDARD) == null ? null : new Criterion(r.get(STANDARD), r.get(CLAUSE), r.get(CLAUSE_TEXT));
        Grading grading = r.get(GRADE) == null ? null
                : new Grading(HazardGrade.valueOf(r.get(GRADE)), criterion, RectificationMode.valueOf(r.get(MODE)));
        Plan plan = r.get(MEASURES) == null ? null : new Plan(r.get(MEASURES), r.get(RESPONSIBLE),
                new Funds(r.get(FUNDS), r.get(FUNDS_SOURCE)), day(r.get(PLAN_DEADLINE)), r.get(CONTINGENCY));
        Merger merger = r.get(MERGED_INTO) == null ? null : new Merger(r.get(MERGED_INTO), HazardState.valueOf(r.get(MERGED_FROM)));
        return new Hazard(r.get(NUMBER), finding, origin, r.get(REGISTERED_BY), instant(r.get(REGISTERED_AT)),
                HazardState.valueOf(r.get(STATE)), instant(r.get(SINCE)), day(r.get(CHASED_ON)), grading, r.get(RECTIFIER), plan,
                day(r.get(DEADLINE)), r.get(OVERDUE), extensions, photos, r.get(ESCALATED_TO), merger, r.get(VERSION));
    }

    static Map<Field<?>, Object> row(Extension e) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(DEADLINE, day(e.deadline()));
        row.put(REASON, e.reason());
        row.put(REQUESTED_BY, e.requestedBy());
        row.put(REQUESTED_AT, e.requestedAt().toEpochMilli());
        row.put(OUTCOME, e.outcome().name());
        row.put(DECIDED_BY, e.decidedBy());
        row.put(DECIDED_AT, e.decidedAt() == null ? null : e.decidedAt().toEpochMilli());
        row.put(NOTE, e.note());
        return row;
    }

    static Extension extension(Record r) {
        return new Extension(day(r.get(DEADLINE)), r.get(REASON), r.get(REQUESTED_BY), instant(r.get(REQUESTED_AT)),
                Extension.Outcome.valueOf(r.get(OUTCOME)), r.get(DECIDED_BY), instant(r.get(DECIDED_AT)), r.get(NOTE));
    }

    static Map<Field<?>, Object> row(Photo p) {
        return Map.of(ATTACHMENT, p.id(), PURPOSE, p.purpose().name(), ADDED_BY, p.addedBy(), ADDED_AT, p.addedAt().toEpochMilli());
    }

    static Photo photo(Record r) {
        return new Photo(r.get(ATTACHMENT), Photo.Purpose.valueOf(r.get(PURPOSE)), r.get(ADDED_BY), instant(r.get(ADDED_AT)));
    }

    private static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    static String day(LocalDate day) {
        return day == null ? null : day.toString();
    }
}
