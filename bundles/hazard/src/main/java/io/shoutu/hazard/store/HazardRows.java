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
import io.shoutu.hazard.domain.LookBack;
import io.shoutu.hazard.domain.Marks;
import io.shoutu.hazard.domain.Merger;
import io.shoutu.hazard.domain.Origin;
import io.shoutu.hazard.domain.Photo;
import io.shoutu.hazard.domain.Plan;
import io.shoutu.hazard.domain.Recurrence;
import io.shoutu.hazard.domain.Regrading;
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

    static final Field<String> CATEGORY = field("category", String.class);
    static final Field<String> BASIS = field("basis", String.class);
    static final Field<String> RISK_UNIT = field("risk_unit", String.class);
    static final Field<String> REFERENCE = field("reference", String.class);
    static final Field<String> GRADING_BASIS = field("grading_basis", String.class);
    static final Field<String> GOALS = field("plan_goals", String.class);
    static final Field<String> REQUIREMENTS = field("plan_requirements", String.class);
    static final Field<String> SAFETY = field("plan_safety", String.class);
    static final Field<String> LATE_SINCE = field("late_since", String.class);
    static final Field<Integer> RECUR_TIMES = field("recur_times", Integer.class);
    static final Field<String> RECUR_EARLIER = field("recur_earlier", String.class);
    static final Field<String> REGRADE_REASON = field("regrade_reason", String.class);
    static final Field<String> REGRADE_BASIS = field("regrade_basis", String.class);
    static final Field<String> REGRADE_BY = field("regrade_by", String.class);
    static final Field<Long> REGRADE_AT = field("regrade_at", Long.class);
    static final Field<String> LOOK_DUE = field("look_back_due", String.class);
    static final Field<String> LOOK_RESULT = field("look_back_result", String.class);
    static final Field<String> LOOK_BY = field("look_back_by", String.class);
    static final Field<Long> LOOK_AT = field("look_back_at", Long.class);
    static final Field<String> LOOK_NOTE = field("look_back_note", String.class);
    static final Field<String> LOOK_REBOUND = field("look_back_rebound", String.class);
    static final Field<Integer> RETURNED = field("returned", Integer.class);
    // Kept for searching only: never read back.
    static final Field<String> STANDING = field("standing", String.class);
    static final Field<String> RULE_KEY = field("rule_key", String.class);
    static final Field<Boolean> RECURRING = field("recurring", Boolean.class);
    static final Field<Boolean> LATE = field("late", Boolean.class);
    static final Field<String> LOOK_STATE = field("look_back_state", String.class);
    static final Field<String> GRAMS = field("grams", String.class);

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
            ESCALATED_TO, MERGED_INTO, MERGED_FROM, CATEGORY, BASIS, RISK_UNIT, REFERENCE, GRADING_BASIS, GOALS, REQUIREMENTS, SAFETY, LATE_SINCE,
            RECUR_TIMES, RECUR_EARLIER, REGRADE_REASON, REGRADE_BASIS, REGRADE_BY, REGRADE_AT, LOOK_DUE, LOOK_RESULT, LOOK_BY, LOOK_AT, LOOK_NOTE,
            LOOK_REBOUND, RETURNED);
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
        row.put(CATEGORY, h.finding().category());
        row.put(BASIS, h.finding().basis());
        row.put(RISK_UNIT, h.finding().riskUnit());
        row.put(REFERENCE, h.finding().reference());
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
        row.put(GRADING_BASIS, grading == null ? null : grading.basis());
        row.put(GOALS, plan == null ? null : plan.goals());
        row.put(REQUIREMENTS, plan == null ? null : plan.requirements());
        row.put(SAFETY, plan == null ? null : plan.safety());
        marks(h.marks(), row);
        row.put(STANDING, h.state().open() ? "O" : "E");
        row.put(RULE_KEY, h.rule());
        return row;
    }

    private static void marks(Marks marks, Map<Field<?>, Object> row) {
        Recurrence again = marks.recurrence();
        Regrading asked = marks.regrading();
        LookBack look = marks.lookBack();
        row.put(LATE_SINCE, day(marks.lateSince()));
        row.put(LATE, marks.lateSince() != null);
        row.put(RECURRING, again != null);
        row.put(RECUR_TIMES, again == null ? null : again.times());
        row.put(RECUR_EARLIER, again == null ? null : again.earlier());
        row.put(REGRADE_REASON, asked == null ? null : asked.reason());
        row.put(REGRADE_BASIS, asked == null ? null : asked.to().basis());
        row.put(REGRADE_BY, asked == null ? null : asked.requestedBy());
        row.put(REGRADE_AT, asked == null ? null : asked.requestedAt().toEpochMilli());
        row.put(LOOK_DUE, look == null ? null : day(look.due()));
        row.put(LOOK_RESULT, look == null || look.pending() ? null : look.result().name());
        row.put(LOOK_STATE, look == null ? null : look.pending() ? "due" : look.result().word());
        row.put(LOOK_BY, look == null ? null : look.by());
        row.put(LOOK_AT, look == null || look.madeAt() == null ? null : look.madeAt().toEpochMilli());
        row.put(LOOK_NOTE, look == null ? null : look.note());
        row.put(LOOK_REBOUND, look == null ? null : look.rebound());
        row.put(RETURNED, marks.returned());
    }

    private static Marks marks(Record r) {
        Recurrence again = r.get(RECUR_TIMES) == null ? null : new Recurrence(r.get(RECUR_TIMES), r.get(RECUR_EARLIER));
        Regrading asked = r.get(REGRADE_BY) == null ? null : new Regrading(new Grading(HazardGrade.GENERAL, null, RectificationMode.BY_DEADLINE, r.get(REGRADE_BASIS)),
                r.get(REGRADE_REASON), r.get(REGRADE_BY), instant(r.get(REGRADE_AT)));
        LookBack look = r.get(LOOK_DUE) == null ? null : new LookBack(day(r.get(LOOK_DUE)), r.get(LOOK_RESULT) == null ? null : LookBack.Result.valueOf(r.get(LOOK_RESULT)),
                r.get(LOOK_BY), instant(r.get(LOOK_AT)), r.get(LOOK_NOTE), r.get(LOOK_REBOUND));
        return new Marks(day(r.get(LATE_SINCE)), again, asked, look, r.get(RETURNED));
    }

    static Hazard hazard(Record r, List<Extension> extensions, List<Photo> photos) {
        Finding finding = new Finding(r.get(TITLE), r.get(DESCRIPTION), r.get(ENTERPRISE), r.get(AREA), r.get(PLACE), r.get(SOURCE),
                r.get(CATEGORY), r.get(BASIS), r.get(RISK_UNIT), r.get(REFERENCE));
        Fact.Cause cause = r.get(CAUSE) == null ? null : new Fact.Cause(Subject.parse(r.get(CAUSE)), r.get(CAUSE_ENTRY));
        Origin origin = new Origin(cause, r.get(DEVICE), r.get(SERIES), r.get(RULE));
        Criterion criterion = r.get(STANDARD) == null ? null : new Criterion(r.get(STANDARD), r.get(CLAUSE), r.get(CLAUSE_TEXT));
        Grading grading = r.get(GRADE) == null ? null
                : new Grading(HazardGrade.valueOf(r.get(GRADE)), criterion, RectificationMode.valueOf(r.get(MODE)), r.get(GRADING_BASIS));
        Plan plan = r.get(MEASURES) == null ? null : new Plan(r.get(MEASURES), r.get(RESPONSIBLE),
                new Funds(r.get(FUNDS), r.get(FUNDS_SOURCE)), day(r.get(PLAN_DEADLINE)), r.get(CONTINGENCY),
                r.get(GOALS), r.get(REQUIREMENTS), r.get(SAFETY));
        Merger merger = r.get(MERGED_INTO) == null ? null : new Merger(r.get(MERGED_INTO), HazardState.valueOf(r.get(MERGED_FROM)));
        return new Hazard(r.get(NUMBER), finding, origin, r.get(REGISTERED_BY), instant(r.get(REGISTERED_AT)),
                HazardState.valueOf(r.get(STATE)), instant(r.get(SINCE)), day(r.get(CHASED_ON)), grading, r.get(RECTIFIER), plan,
                day(r.get(DEADLINE)), r.get(OVERDUE), extensions, photos, r.get(ESCALATED_TO), merger, marks(r),
                r.get(VERSION));
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
