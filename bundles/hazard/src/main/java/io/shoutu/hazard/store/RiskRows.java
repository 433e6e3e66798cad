package io.shoutu.hazard.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.hazard.RiskLedger.Evidence;
import io.shoutu.api.hazard.RiskLevel;
import io.shoutu.hazard.domain.Assessment;
import io.shoutu.hazard.domain.RiskCheck;
import io.shoutu.hazard.domain.RiskEvent;
import io.shoutu.hazard.domain.RiskMethod;
import io.shoutu.hazard.domain.RiskSite;
import io.shoutu.hazard.domain.RiskState;
import io.shoutu.hazard.domain.RiskUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** Risk units, their events, measures, checks and evidence as rows (风险行) and back. */
final class RiskRows {
    static final Table<?> RISK = table("hazard_risk");
    static final Table<?> EVENT = table("hazard_risk_event");
    static final Table<?> MEASURE = table("hazard_risk_measure");
    static final Table<?> DEVICE_OF = table("hazard_risk_device");
    static final Table<?> EVIDENCE = table("hazard_risk_evidence");
    static final Table<?> CHECK = table("hazard_risk_check");

    static final Field<String> NUMBER = field("risk_number", String.class);
    static final Field<Long> VERSION = field("version", Long.class);
    static final Field<String> NAME = field("name", String.class);
    static final Field<String> KIND = field("kind", String.class);
    static final Field<String> ENTERPRISE = field("enterprise", String.class);
    static final Field<String> AREA = field("area", String.class);
    static final Field<String> PLACE = field("place", String.class);
    static final Field<String> RESPONSIBLE = field("responsible", String.class);
    static final Field<String> TIER = field("tier", String.class);
    static final Field<Double> LONGITUDE = field("longitude", Double.class);
    static final Field<Double> LATITUDE = field("latitude", Double.class);
    static final Field<String> DEVICES = field("devices", String.class);
    static final Field<String> SCOPE_AREA = field("scope_area", String.class);
    static final Field<String> LEAD_UNIT = field("lead_unit", String.class);
    static final Field<String> STATE = field("state", String.class);
    static final Field<Long> SINCE = field("state_since", Long.class);
    static final Field<String> REGISTERED_BY = field("registered_by", String.class);
    static final Field<Long> REGISTERED_AT = field("registered_at", Long.class);
    static final Field<String> ASSESSOR = field("assessor", String.class);
    static final Field<String> ASSESSED_ON = field("assessed_on", String.class);
    static final Field<String> DIRECT_RED = field("direct_red", String.class);
    static final Field<String> INHERENT = field("inherent_level", String.class);
    static final Field<String> RESIDUAL = field("residual_level", String.class);
    static final Field<String> CURRENT = field("current_level", String.class);
    static final Field<String> REVIEW_DUE = field("review_due", String.class);
    static final List<Field<?>> RISK_COLUMNS = List.of(NUMBER, VERSION, NAME, KIND, ENTERPRISE, AREA, PLACE, RESPONSIBLE, TIER, LONGITUDE, LATITUDE, DEVICES, STATE, SINCE,
            REGISTERED_BY, REGISTERED_AT, ASSESSOR, ASSESSED_ON, DIRECT_RED, CURRENT, REVIEW_DUE);

    static final Field<Integer> ROW = field("row_no", Integer.class);
    static final Field<Integer> EVENT_NO = field("event_no", Integer.class);
    static final Field<String> HARM = field("harm", String.class);
    static final Field<String> MEASURE_TEXT = field("measure", String.class);
    static final Field<Integer> EVERY = field("every_days", Integer.class);
    static final Field<String> DEVICE = field("device", String.class);

    static final Field<String> SUBJECT = field("subject", String.class);
    static final Field<String> REASON = field("reason", String.class);
    static final Field<String> TO_LEVEL = field("to_level", String.class);
    static final Field<Long> UNTIL = field("until_at", Long.class);
    static final Field<String> RAISED_BY = field("raised_by", String.class);
    static final Field<Long> RAISED_AT = field("raised_at", Long.class);

    static final Field<String> CHECK_NUMBER = field("check_number", String.class);
    static final Field<String> EVENT_NAME = field("event", String.class);
    static final Field<String> DUE = field("due", String.class);
    static final Field<String> DONE_BY = field("done_by", String.class);
    static final Field<Long> DONE_AT = field("done_at", Long.class);
    static final Field<String> NOTE = field("note", String.class);
    static final Field<String> HAZARD_NUMBER = field("hazard_number", String.class);
    static final List<Field<?>> CHECK_COLUMNS = List.of(CHECK_NUMBER, NUMBER, EVENT_NAME, MEASURE_TEXT, DUE, STATE, DONE_BY, DONE_AT, NOTE, HAZARD_NUMBER);

    private RiskRows() {}

    static Map<Field<?>, Object> row(RiskUnit u, Place place) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(NAME, u.site().name());
        row.put(KIND, u.site().kind());
        row.put(ENTERPRISE, u.site().enterprise());
        row.put(AREA, u.site().area());
        row.put(PLACE, u.site().place());
        row.put(RESPONSIBLE, u.site().responsible());
        row.put(TIER, u.site().tier());
        row.put(LONGITUDE, u.site().longitude());
        row.put(LATITUDE, u.site().latitude());
        row.put(DEVICES, String.join(",", u.site().devices()));
        row.put(SCOPE_AREA, place.area() == null ? null : place.area().text());
        row.put(LEAD_UNIT, place.unit());
        row.put(STATE, u.state().name());
        row.put(SINCE, u.since().toEpochMilli());
        row.put(REGISTERED_BY, u.registeredBy());
        row.put(REGISTERED_AT, u.registeredAt().toEpochMilli());
        row.put(ASSESSOR, u.assessor());
        row.put(ASSESSED_ON, day(u.assessedOn()));
        row.put(DIRECT_RED, String.join("\n", u.directRed()));
        row.put(INHERENT, name(u.inherent()));
        row.put(RESIDUAL, name(u.residual()));
        row.put(CURRENT, name(u.current()));
        row.put(REVIEW_DUE, day(u.reviewDue()));
        return row;
    }

    static RiskUnit unit(Record r, List<RiskEvent> events) {
        RiskSite site = new RiskSite(r.get(NAME), r.get(KIND), r.get(ENTERPRISE), r.get(AREA), r.get(PLACE), r.get(RESPONSIBLE), r.get(TIER), r.get(LONGITUDE), r.get(LATITUDE),
                split(r.get(DEVICES), ","));
        return new RiskUnit(r.get(NUMBER), site, r.get(REGISTERED_BY), instant(r.get(REGISTERED_AT)), RiskState.valueOf(r.get(STATE)), instant(r.get(SINCE)), events,
                split(r.get(DIRECT_RED), "\n"), r.get(ASSESSOR), day(r.get(ASSESSED_ON)), level(r.get(CURRENT)), day(r.get(REVIEW_DUE)), r.get(VERSION));
    }

    static Map<Field<?>, Object> row(RiskEvent e) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(NAME, e.name());
        row.put(HARM, e.harm());
        put(row, "inherent", e.inherent());
        put(row, "residual", e.residual());
        return row;
    }

    static RiskEvent event(Record r, List<RiskEvent.Measure> measures) {
        return new RiskEvent(r.get(NAME), r.get(HARM), assessment(r, "inherent"), assessment(r, "residual"), measures);
    }

    static List<Field<?>> eventColumns() {
        List<Field<?>> columns = new java.util.ArrayList<>(List.of(NUMBER, ROW, NAME, HARM));
        for (String which : List.of("inherent", "residual")) {
            columns.add(text(which, "method"));
            columns.add(version(which));
            for (String part : List.of("inputs", "score", "level", "by", "on")) {
                columns.add(text(which, part));
            }
        }
        return columns;
    }

    private static void put(Map<Field<?>, Object> row, String which, Assessment a) {
        row.put(text(which, "method"), a.method().name());
        row.put(version(which), a.version());
        row.put(text(which, "inputs"), a.inputs().entrySet().stream().map(i -> i.getKey() + "=" + i.getValue().toPlainString()).collect(Collectors.joining(" ")));
        row.put(text(which, "score"), a.score().toPlainString());
        row.put(text(which, "level"), a.level().name());
        row.put(text(which, "by"), a.assessor());
        row.put(text(which, "on"), day(a.day()));
    }

    private static Assessment assessment(Record r, String which) {
        Map<String, BigDecimal> inputs = new LinkedHashMap<>();
        for (String pair : split(r.get(text(which, "inputs")), " ")) {
            inputs.put(pair.substring(0, pair.indexOf('=')), new BigDecimal(pair.substring(pair.indexOf('=') + 1)));
        }
        return new Assessment(RiskMethod.Kind.valueOf(r.get(text(which, "method"))), r.get(version(which)), inputs, new BigDecimal(r.get(text(which, "score"))),
                level(r.get(text(which, "level"))), r.get(text(which, "by")), day(r.get(text(which, "on"))));
    }

    private static Field<String> text(String which, String part) {
        return field(which + "_" + part, String.class);
    }

    private static Field<Integer> version(String which) {
        return field(which + "_version", Integer.class);
    }

    static RiskEvent.Measure measure(Record r) {
        return new RiskEvent.Measure(RiskEvent.Measure.Kind.valueOf(r.get(KIND)), r.get(MEASURE_TEXT), r.get(RESPONSIBLE), r.get(EVERY));
    }

    static RiskCheck check(Record r) {
        return new RiskCheck(r.get(CHECK_NUMBER), r.get(NUMBER), r.get(EVENT_NAME), r.get(MEASURE_TEXT), day(r.get(DUE)), RiskCheck.State.valueOf(r.get(STATE)), r.get(DONE_BY),
                r.get(DONE_AT) == null ? null : instant(r.get(DONE_AT)), r.get(NOTE), r.get(HAZARD_NUMBER));
    }

    static Map<Field<?>, Object> row(RiskCheck c) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(STATE, c.state().name());
        row.put(DONE_BY, c.doneBy());
        row.put(DONE_AT, c.doneAt() == null ? null : c.doneAt().toEpochMilli());
        row.put(NOTE, c.note());
        row.put(HAZARD_NUMBER, c.hazard());
        return row;
    }

    static Evidence evidence(Record r) {
        return new Evidence(Subject.parse(r.get(SUBJECT)), r.get(KIND), r.get(REASON), level(r.get(TO_LEVEL)), r.get(NUMBER),
                r.get(ENTERPRISE) == null ? null : new CreditCode(r.get(ENTERPRISE)), r.get(AREA) == null ? null : new AreaCode(r.get(AREA)),
                r.get(UNTIL) == null ? null : instant(r.get(UNTIL)));
    }

    static List<String> split(String text, String by) {
        return Arrays.stream(text.split(by)).filter(s -> !s.isEmpty()).toList();
    }

    static String name(RiskLevel level) {
        return level == null ? null : level.name();
    }

    static RiskLevel level(String name) {
        return name == null ? null : RiskLevel.valueOf(name);
    }

    static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    static String day(LocalDate day) {
        return day == null ? null : day.toString();
    }
}
