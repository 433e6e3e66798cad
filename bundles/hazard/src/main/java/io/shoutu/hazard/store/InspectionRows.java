package io.shoutu.hazard.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Subject;
import io.shoutu.hazard.domain.inspection.Answer;
import io.shoutu.hazard.domain.inspection.Fix;
import io.shoutu.hazard.domain.inspection.Inspection;
import io.shoutu.hazard.domain.inspection.InspectionKind;
import io.shoutu.hazard.domain.inspection.InspectionState;
import io.shoutu.hazard.domain.inspection.Member;
import io.shoutu.hazard.domain.inspection.SitePhoto;
import io.shoutu.hazard.domain.inspection.Target;
import io.shoutu.hazard.domain.inspection.Track;
import io.shoutu.hazard.domain.inspection.Visit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** An inspection as rows (检查行) and back. */
final class InspectionRows {
    static final Table<?> INSPECTION = table("hazard_inspection");
    static final Table<?> MEMBER = table("hazard_inspection_member");
    static final Table<?> ANSWER = table("hazard_inspection_answer");
    static final Table<?> SITE_PHOTO = table("hazard_inspection_photo");
    static final Table<?> TRACK = table("hazard_inspection_track");
    static final Field<String> POINTS = text("points");
    static final Field<String> ID = text("inspection_id");
    static final Field<String> NUMBER = text("inspection_number");
    static final Field<Long> VERSION = number("version");
    static final Field<String> KIND = text("kind");
    static final Field<Boolean> UNANNOUNCED = field("unannounced", Boolean.class);
    static final Field<String> TITLE = text("title");
    static final Field<String> ENTERPRISE = text("enterprise");
    static final Field<String> AREA = text("area");
    static final Field<String> PLACE = text("place");
    static final Field<String> SCOPE_AREA = text("scope_area");
    static final Field<String> LEAD_UNIT = text("lead_unit");
    static final Field<String> PLAN_DAY = text("plan_day");
    static final Field<String> SHEET = text("sheet_code");
    static final Field<Integer> SHEET_VERSION = field("sheet_version", Integer.class);
    static final Field<String> YEAR_PLAN = text("year_plan");
    static final Field<String> DRAW = text("draw_number");
    static final Field<String> CAMPAIGN = text("campaign_code");
    static final Field<String> CAUSE = text("cause");
    static final Field<String> PLANNED_BY = text("planned_by");
    static final Field<Long> PLANNED_AT = number("planned_at");
    static final Field<String> STATE = text("state");
    static final Field<Long> BEGUN_AT = number("begun_at");
    static final Field<Long> VISIT_BEGUN = number("visit_begun_at");
    static final Field<Long> VISIT_ENDED = number("visit_ended_at");
    static final Field<Double> LONGITUDE = field("longitude", Double.class);
    static final Field<Double> LATITUDE = field("latitude", Double.class);
    static final Field<Double> ACCURACY = field("accuracy", Double.class);
    static final Field<String> FIX_SAID = text("fix_said");
    static final Field<Boolean> CARD_SHOWN = field("card_shown", Boolean.class);
    static final Field<Boolean> SIGNED = field("signed", Boolean.class);
    static final Field<String> UNSIGNED = text("unsigned_why");
    static final Field<String> SUMMARY = text("summary");
    static final Field<Integer> FAILED = field("failed_items", Integer.class);
    static final Field<String> RECORDED_BY = text("recorded_by");
    static final Field<Long> RECORDED_AT = number("recorded_at");
    static final Field<String> REASON = text("reason");
    static final Field<String> CONFLICTS = text("conflicts_with");
    static final Field<String> SENT = text("sent_as");
    static final Field<Long> SORT_AT = number("sort_at");
    static final List<Field<?>> COLUMNS = List.of(ID, NUMBER, VERSION, KIND, UNANNOUNCED, TITLE, ENTERPRISE, AREA, PLACE, PLAN_DAY, SHEET, SHEET_VERSION, YEAR_PLAN, DRAW,
            CAMPAIGN, CAUSE, PLANNED_BY, PLANNED_AT, STATE, BEGUN_AT, VISIT_BEGUN, VISIT_ENDED, LONGITUDE, LATITUDE, ACCURACY, FIX_SAID, CARD_SHOWN, SIGNED, UNSIGNED, SUMMARY,
            RECORDED_BY, RECORDED_AT, REASON, CONFLICTS, SENT, SORT_AT);

    static final Field<Integer> ROW = field("row_no", Integer.class);
    static final Field<Integer> ITEM = field("item_no", Integer.class);
    static final Field<String> ACCOUNT = text("account");
    static final Field<String> PART = text("part");
    static final Field<String> UNIT = text("unit");
    static final Field<String> OUTCOME = text("outcome");
    static final Field<String> NOTE = text("note");
    static final Field<String> DEMAND = text("demand");
    static final Field<String> DEADLINE = text("deadline");
    static final Field<String> HAZARD = text("hazard_number");
    static final Field<String> ATTACHMENT = text("attachment");
    static final Field<Long> TAKEN_AT = number("taken_at");

    private InspectionRows() {}

    static Field<String> text(String name) {
        return field(name, String.class);
    }

    static Field<Long> number(String name) {
        return field(name, Long.class);
    }

    static Map<Field<?>, Object> birth(Inspection i) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(ID, i.id());
        row.put(KIND, i.kind().name());
        row.put(UNANNOUNCED, i.unannounced());
        row.put(TITLE, i.title());
        row.put(ENTERPRISE, i.target().enterprise());
        row.put(AREA, i.target().area());
        row.put(PLACE, i.target().place());
        row.put(SHEET, i.sheet());
        row.put(SHEET_VERSION, i.sheetVersion());
        row.put(YEAR_PLAN, i.plan());
        row.put(DRAW, i.draw());
        row.put(CAMPAIGN, i.campaign());
        row.put(CAUSE, i.cause() == null ? null : i.cause().toString());
        row.put(PLANNED_BY, i.plannedBy());
        row.put(PLANNED_AT, i.plannedAt().toEpochMilli());
        row.put(CONFLICTS, i.conflictsWith());
        return row;
    }

    static Map<Field<?>, Object> progress(Inspection i) {
        Visit v = i.visit();
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(NUMBER, i.number());
        row.put(PLAN_DAY, i.day().toString());
        row.put(STATE, i.state().name());
        row.put(BEGUN_AT, millis(i.begunAt()));
        row.put(VISIT_BEGUN, v == null ? null : millis(v.begunAt()));
        row.put(VISIT_ENDED, v == null ? null : millis(v.endedAt()));
        row.put(LONGITUDE, v == null ? null : v.fix().longitude());
        row.put(LATITUDE, v == null ? null : v.fix().latitude());
        row.put(ACCURACY, v == null ? null : v.fix().accuracy());
        row.put(FIX_SAID, v == null ? null : v.fix().said());
        row.put(CARD_SHOWN, v == null ? null : v.cardShown());
        row.put(SIGNED, v == null ? null : v.signed());
        row.put(UNSIGNED, v == null ? null : v.unsigned());
        row.put(SUMMARY, v == null ? null : v.summary());
        row.put(FAILED, v == null ? null : v.failed().size());
        row.put(RECORDED_BY, i.recordedBy());
        row.put(RECORDED_AT, millis(i.recordedAt()));
        row.put(REASON, i.reason());
        row.put(SENT, i.sent());
        row.put(SORT_AT, millis(i.begunAt() == null ? i.plannedAt() : i.begunAt()));
        return row;
    }

    static Inspection inspection(Record r, List<Member> team, List<Answer> answers, List<SitePhoto> photos) {
        Visit visit = r.get(VISIT_BEGUN) == null ? null : new Visit(instant(r.get(VISIT_BEGUN)), instant(r.get(VISIT_ENDED)),
                new Fix(r.get(LONGITUDE), r.get(LATITUDE), r.get(ACCURACY), r.get(FIX_SAID)), r.get(CARD_SHOWN), r.get(SIGNED), r.get(UNSIGNED), r.get(SUMMARY), answers, photos);
        return new Inspection(r.get(ID), r.get(NUMBER), InspectionKind.valueOf(r.get(KIND)), r.get(UNANNOUNCED), r.get(TITLE),
                new Target(r.get(ENTERPRISE), r.get(AREA), r.get(PLACE)), team, LocalDate.parse(r.get(PLAN_DAY)), r.get(SHEET), r.get(SHEET_VERSION), r.get(YEAR_PLAN),
                r.get(DRAW), r.get(CAMPAIGN), r.get(CAUSE) == null ? null : Subject.parse(r.get(CAUSE)), r.get(PLANNED_BY), instant(r.get(PLANNED_AT)),
                InspectionState.valueOf(r.get(STATE)), instant(r.get(BEGUN_AT)), visit, r.get(RECORDED_BY), instant(r.get(RECORDED_AT)), r.get(REASON), r.get(CONFLICTS),
                r.get(SENT), r.get(VERSION));
    }

    /** One line a point: milliseconds, longitude, latitude, accuracy or nothing. */
    static String text(Track track) {
        StringBuilder lines = new StringBuilder();
        track.points().forEach(p -> lines.append(p.at().toEpochMilli()).append(' ').append(p.longitude()).append(' ').append(p.latitude()).append(p.accuracy() == null ? "" : " " + p.accuracy()).append('\n'));
        return lines.toString();
    }

    static Track track(String lines) {
        return new Track(lines.lines().map(line -> line.split(" ")).map(p -> new Track.Point(Instant.ofEpochMilli(Long.parseLong(p[0])), Double.parseDouble(p[1]), Double.parseDouble(p[2]), p.length < 4 ? null : Double.valueOf(p[3]))).toList());
    }

    static Map<Field<?>, Object> row(Member m) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(ACCOUNT, m.account());
        row.put(PART, m.part().name());
        row.put(UNIT, m.unit());
        return row;
    }

    static Member member(Record r) {
        return new Member(r.get(ACCOUNT), Member.Part.valueOf(r.get(PART)), r.get(UNIT));
    }

    static Map<Field<?>, Object> row(Answer a) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(ITEM, a.item());
        row.put(OUTCOME, a.outcome().name());
        row.put(NOTE, a.note());
        row.put(DEMAND, a.demand().name());
        row.put(DEADLINE, a.deadline() == null ? null : a.deadline().toString());
        row.put(HAZARD, a.hazard());
        return row;
    }

    static Answer answer(Record r) {
        return new Answer(r.get(ITEM), Answer.Outcome.valueOf(r.get(OUTCOME)), r.get(NOTE), Answer.Demand.valueOf(r.get(DEMAND)), day(r.get(DEADLINE)), r.get(HAZARD));
    }

    static Map<Field<?>, Object> row(SitePhoto p) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(ITEM, p.item());
        row.put(ATTACHMENT, p.attachment());
        row.put(TAKEN_AT, p.takenAt().toEpochMilli());
        row.put(LONGITUDE, p.longitude());
        row.put(LATITUDE, p.latitude());
        return row;
    }

    static SitePhoto photo(Record r) {
        return new SitePhoto(r.get(ATTACHMENT), r.get(ITEM), instant(r.get(TAKEN_AT)), r.get(LONGITUDE), r.get(LATITUDE));
    }

    static Long millis(Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
