package io.shoutu.responsibility.store;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.sql.Scoped;
import io.shoutu.commons.sql.Sql;
import io.shoutu.responsibility.domain.meeting.Meeting;
import io.shoutu.responsibility.domain.meeting.MeetingFigure;
import io.shoutu.responsibility.domain.meeting.MeetingForm;
import io.shoutu.responsibility.domain.meeting.MeetingQuery;
import io.shoutu.responsibility.domain.meeting.MeetingSort;
import io.shoutu.responsibility.domain.meeting.MeetingState;
import io.shoutu.responsibility.domain.meeting.MeetingStore;
import io.shoutu.responsibility.domain.meeting.Minutes;
import io.shoutu.responsibility.domain.meeting.Resolution;
import io.shoutu.responsibility.domain.meeting.Study;
import io.shoutu.responsibility.domain.meeting.Topic;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Meetings in SQL (会议库). Agenda, attendance and resolutions are written anew with the record. */
@Component(service = MeetingStore.class)
public final class SqlMeetingStore implements MeetingStore {
    private static final Table<?> MEETING = table("responsibility_meeting");
    private static final Table<?> ATTENDEE = table("responsibility_attendee");
    private static final Table<?> TOPIC = table("responsibility_topic");
    private static final Table<?> RESOLUTION = table("responsibility_resolution");
    private static final Field<String> NUMBER = text("meeting_number");
    private static final Field<Long> VERSION = number("version");
    private static final Field<String> SORT = text("sort");
    private static final Field<String> FORM = text("form");
    private static final Field<String> UNIT = text("unit_id");
    private static final Field<String> CHAIR = text("chair");
    private static final Field<String> TITLE = text("title");
    private static final Field<Long> HELD = number("held_at");
    private static final Field<Long> FIRST_HELD = number("first_held_at");
    private static final Field<String> PLACE = text("place");
    private static final Field<Boolean> ON_SAFETY = field("on_safety", Boolean.class);
    private static final Field<Integer> OPEN = whole("open_resolutions");
    private static final Field<Integer> HOURS = whole("study_hours");
    private static final Field<Integer> EXPECTED = whole("study_expected");
    private static final Field<Integer> CHECKED = whole("notes_checked");
    private static final Field<Integer> PASSED = whole("notes_passed");
    private static final Field<String> STATE = text("state");
    private static final Field<String> ENTERED_BY = text("entered_by");
    private static final Field<Long> ENTERED_AT = number("entered_at");
    private static final Field<String> SIGNED_BY = text("signed_by");
    private static final Field<Long> SIGNED_AT = number("signed_at");
    private static final Field<String> NOTE = text("note");
    private static final Field<String> REFERENCE = text("reference");
    private static final Field<Integer> ROW = whole("row_no");
    private static final Field<String> PERSON = text("person");
    private static final Field<String> AIM = text("aim");
    private static final Field<String> TOPIC_TEXT = text("topic_text");
    private static final Field<String> RESOLUTION_TEXT = text("resolution_text");
    private static final Field<String> DUE = text("due_day");
    private static final Field<String> DONE = text("done_day");
    private static final Field<String> RESULT = text("result");
    private static final List<Field<?>> COLUMNS = List.of(NUMBER, VERSION, SORT, FORM, UNIT, CHAIR, TITLE, HELD, FIRST_HELD, PLACE, HOURS, EXPECTED, CHECKED, PASSED, STATE, ENTERED_BY,
            ENTERED_AT, SIGNED_BY, SIGNED_AT, NOTE, REFERENCE);

    private final Sql sql;

    @Activate
    public SqlMeetingStore(@Reference Sql sql, @Reference(target = "(word=responsibility)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public void add(Tx tx, Meeting meeting) {
        sql.on(tx).insertInto(MEETING).set(NUMBER, meeting.number()).set(VERSION, 1L).set(columns(meeting)).execute();
        keepRows(tx, meeting);
    }

    @Override
    public Meeting keep(Tx tx, Meeting meeting) {
        int kept = sql.on(tx).update(MEETING).set(VERSION, meeting.version() + 1).set(columns(meeting)).where(NUMBER.eq(meeting.number()), VERSION.eq(meeting.version())).execute();
        if (kept == 0) {
            Meeting other = find(tx, meeting.number()).orElseThrow(() -> Problem.NotFound.of(meeting.subject()));
            throw new Problem.Stale(meeting.subject(), meeting.version(), other.version());
        }
        keepRows(tx, meeting);
        return find(tx, meeting.number()).orElseThrow();
    }

    private void keepRows(Tx tx, Meeting meeting) {
        DSLContext on = sql.on(tx);
        for (Table<?> rows : List.of(ATTENDEE, TOPIC, RESOLUTION)) {
            on.deleteFrom(rows).where(NUMBER.eq(meeting.number())).execute();
        }
        Minutes minutes = meeting.minutes();
        for (int i = 0; i < minutes.attendees().size(); i++) {
            on.insertInto(ATTENDEE).set(NUMBER, meeting.number()).set(ROW, i).set(PERSON, minutes.attendees().get(i)).execute();
        }
        for (int i = 0; i < minutes.topics().size(); i++) {
            Topic topic = minutes.topics().get(i);
            on.insertInto(TOPIC).set(NUMBER, meeting.number()).set(ROW, i).set(AIM, topic.aim().name()).set(TOPIC_TEXT, topic.text()).execute();
        }
        for (int i = 0; i < minutes.resolutions().size(); i++) {
            Resolution r = minutes.resolutions().get(i);
            on.insertInto(RESOLUTION).set(NUMBER, meeting.number()).set(ROW, i).set(RESOLUTION_TEXT, r.text()).set(UNIT, r.unit()).set(DUE, day(r.due())).set(DONE, day(r.done()))
                    .set(RESULT, r.result()).execute();
        }
    }

    @Override
    public Optional<Meeting> find(Tx tx, String number) {
        return read(tx, NUMBER.eq(number)).stream().findFirst();
    }

    @Override
    public Optional<Meeting> referred(Tx tx, String reference) {
        return read(tx, REFERENCE.eq(reference)).stream().findFirst();
    }

    private List<Meeting> read(Tx tx, Condition which) {
        return filled(tx, sql.on(tx).select(COLUMNS).from(MEETING).where(which).orderBy(HELD, NUMBER).fetch());
    }

    @Override
    public Page<Meeting> list(Tx tx, MeetingQuery q) {
        DSLContext on = sql.on(tx);
        Condition seen = Scoped.within(q.scope(), null, UNIT, null);
        Condition match = and(q.scope().everywhere() || q.own() == null ? seen : seen.or(CHAIR.eq(q.own())), eq(SORT, q.sort()), eq(FORM, q.form()), eq(STATE, q.state()), q.unit() == null ? noCondition() : UNIT.eq(q.unit()),
                q.chair() == null ? noCondition() : CHAIR.eq(q.chair()), q.from() == null ? noCondition() : HELD.ge(Legal.startOf(q.from()).toEpochMilli()),
                q.to() == null ? noCondition() : HELD.lt(Legal.endOf(q.to()).toEpochMilli()), q.open() == null ? noCondition() : q.open() ? OPEN.gt(0) : OPEN.eq(0),
                q.text() == null ? noCondition() : lower(TITLE).like(part(q.text()), '!').or(lower(NUMBER).like(part(q.text()), '!')));
        Condition below = q.cursor() == null ? noCondition() : row(HELD, NUMBER).lt(Long.valueOf(key(q.cursor())[0]), key(q.cursor())[1]);
        List<? extends Record> rows = on.select(COLUMNS).from(MEETING).where(match, below).orderBy(HELD.desc(), NUMBER.desc()).limit(q.limit() + 1).fetch();
        boolean more = rows.size() > q.limit();
        List<? extends Record> shown = more ? rows.subList(0, q.limit()) : rows;
        Record last = more ? shown.get(q.limit() - 1) : null;
        return new Page<>(filled(tx, shown), more ? last.get(HELD) + "_" + last.get(NUMBER) : null, on.fetchCount(on.selectOne().from(MEETING).where(match)));
    }

    /** Escaped by hand: jOOQ's own way needs a function Derby does not have. */
    private static String part(String text) {
        return "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    private static String[] key(String cursor) {
        if (!cursor.matches("-?[0-9]{1,15}_[A-Z0-9-]{1,40}")) {
            throw new Problem.Invalid("bad-parameter", "cursor", "翻页标记无效，请从第一页开始");
        }
        return cursor.split("_", 2);
    }

    @Override
    public List<MeetingFigure> figures(Tx tx, LocalDate first, LocalDate last, Scope scope) {
        Map<String, MeetingFigure> all = new java.util.LinkedHashMap<>();
        sql.on(tx).select(UNIT, FORM, SORT, count()).from(MEETING)
                .where(STATE.eq(MeetingState.SIGNED.name()), ON_SAFETY.isTrue(), HELD.ge(Legal.startOf(first).toEpochMilli()), HELD.lt(Legal.endOf(last).toEpochMilli()),
                        Scoped.within(scope, null, UNIT, null))
                .groupBy(UNIT, FORM, SORT).orderBy(UNIT, FORM, SORT).forEach(r -> {
                    boolean study = MeetingSort.valueOf(r.get(SORT)) == MeetingSort.STUDY;
                    long n = r.value4();
                    all.merge(r.get(UNIT) + " " + r.get(FORM), new MeetingFigure(r.get(UNIT), MeetingForm.valueOf(r.get(FORM)), study ? 0 : n, study ? n : 0),
                            (a, b) -> new MeetingFigure(a.unit(), a.form(), a.meetings() + b.meetings(), a.studies() + b.studies()));
                });
        return List.copyOf(all.values());
    }

    @Override
    public List<Meeting> deciding(Tx tx, String unit, LocalDate first, LocalDate last) {
        return read(tx, and(STATE.eq(MeetingState.SIGNED.name()), HELD.ge(Legal.startOf(first).toEpochMilli()), HELD.lt(Legal.endOf(last).toEpochMilli()),
                NUMBER.in(select(NUMBER).from(RESOLUTION).where(UNIT.eq(unit)))));
    }

    /** The records with their rows: three questions for a whole page, not three for each. */
    private List<Meeting> filled(Tx tx, List<? extends Record> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        DSLContext on = sql.on(tx);
        List<String> numbers = rows.stream().map(r -> r.get(NUMBER)).toList();
        Map<String, List<String>> attendees = on.select(NUMBER, PERSON).from(ATTENDEE).where(NUMBER.in(numbers)).orderBy(NUMBER, ROW).fetchGroups(NUMBER, PERSON);
        Map<String, List<Topic>> topics = new HashMap<>();
        on.select(NUMBER, AIM, TOPIC_TEXT).from(TOPIC).where(NUMBER.in(numbers)).orderBy(NUMBER, ROW)
                .forEach(r -> topics.computeIfAbsent(r.get(NUMBER), n -> new ArrayList<>()).add(new Topic(r.get(TOPIC_TEXT), Topic.Aim.valueOf(r.get(AIM)))));
        Map<String, List<Resolution>> resolutions = new HashMap<>();
        on.select(NUMBER, RESOLUTION_TEXT, UNIT, DUE, DONE, RESULT).from(RESOLUTION).where(NUMBER.in(numbers)).orderBy(NUMBER, ROW).forEach(r -> resolutions
                .computeIfAbsent(r.get(NUMBER), n -> new ArrayList<>()).add(new Resolution(r.get(RESOLUTION_TEXT), r.get(UNIT), day(r.get(DUE)), day(r.get(DONE)), r.get(RESULT))));
        return rows.stream().map(r -> {
            String n = r.get(NUMBER);
            Study study = r.get(HOURS) == null ? null : new Study(r.get(HOURS), r.get(EXPECTED), r.get(CHECKED), r.get(PASSED));
            Minutes minutes = new Minutes(MeetingSort.valueOf(r.get(SORT)), MeetingForm.valueOf(r.get(FORM)), r.get(UNIT), r.get(CHAIR), r.get(TITLE), instant(r.get(HELD)), r.get(PLACE),
                    attendees.getOrDefault(n, List.of()), topics.getOrDefault(n, List.of()), resolutions.getOrDefault(n, List.of()), study);
            return new Meeting(n, minutes, MeetingState.valueOf(r.get(STATE)), instant(r.get(FIRST_HELD)), r.get(ENTERED_BY), instant(r.get(ENTERED_AT)), r.get(SIGNED_BY),
                    instant(r.get(SIGNED_AT)), r.get(NOTE), r.get(REFERENCE), r.get(VERSION));
        }).toList();
    }

    private static Map<Field<?>, Object> columns(Meeting meeting) {
        Minutes minutes = meeting.minutes();
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(SORT, minutes.sort().name());
        row.put(FORM, minutes.form().name());
        row.put(UNIT, minutes.unit());
        row.put(CHAIR, minutes.chair());
        row.put(TITLE, minutes.title());
        row.put(HELD, minutes.heldAt().toEpochMilli());
        row.put(FIRST_HELD, millis(meeting.firstHeldAt()));
        row.put(PLACE, minutes.place());
        row.put(ON_SAFETY, minutes.onSafety());
        row.put(OPEN, (int) minutes.resolutions().stream().filter(r -> r.done() == null).count());
        Study study = minutes.study();
        row.put(HOURS, study == null ? null : study.hours());
        row.put(EXPECTED, study == null ? null : study.expected());
        row.put(CHECKED, study == null ? null : study.notesChecked());
        row.put(PASSED, study == null ? null : study.notesPassed());
        row.put(STATE, meeting.state().name());
        row.put(ENTERED_BY, meeting.enteredBy());
        row.put(ENTERED_AT, meeting.enteredAt().toEpochMilli());
        row.put(SIGNED_BY, meeting.signedBy());
        row.put(SIGNED_AT, millis(meeting.signedAt()));
        row.put(NOTE, meeting.note());
        row.put(REFERENCE, meeting.reference());
        return row;
    }

    private static Condition eq(Field<String> column, Enum<?> value) {
        return value == null ? noCondition() : column.eq(value.name());
    }

    private static Field<String> text(String name) {
        return field(name, String.class);
    }

    private static Field<Long> number(String name) {
        return field(name, Long.class);
    }

    private static Field<Integer> whole(String name) {
        return field(name, Integer.class);
    }

    private static Long millis(Instant at) {
        return at == null ? null : at.toEpochMilli();
    }

    private static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static String day(LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
