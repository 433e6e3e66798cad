package io.shoutu.sensor.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Subject;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.sensor.domain.Comment;
import io.shoutu.sensor.domain.Disposal;
import io.shoutu.sensor.domain.DisposalStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Disposals and comments in SQL (处置库). */
@Component(service = DisposalStore.class)
public final class SqlDisposalStore implements DisposalStore {
    private static final Table<?> DISPOSAL = table("sensor_disposal");
    private static final Field<String> ALARM = field("alarm_number", String.class);
    private static final Field<String> STATE = field("disposal_state", String.class);
    private static final Field<String> ASSIGNEE = field("assignee", String.class);
    private static final Field<String> ASSIGNED_BY = field("assigned_by", String.class);
    private static final Field<Long> ASSIGNED_AT = field("assigned_at", Long.class);
    private static final Field<String> CAUSE = field("cause", String.class);
    private static final Field<String> CONCLUSION = field("conclusion", String.class);
    private static final Field<String> DISPOSED_BY = field("disposed_by", String.class);
    private static final Field<Long> DISPOSED_AT = field("disposed_at", Long.class);
    private static final Field<Long> VERSION = field("version", Long.class);

    private static final Table<?> COMMENT = table("sensor_comment");
    private static final Field<Long> NO = field("comment_no", Long.class);
    private static final Field<String> KIND = field("about_kind", String.class);
    private static final Field<String> NUMBER = field("about_number", String.class);
    private static final Field<String> TOLD = field("told", String.class);
    private static final Field<String> TOLD_BY = field("told_by", String.class);
    private static final Field<Long> TOLD_AT = field("told_at", Long.class);
    private static final String RULE = "rule";

    private final Sql sql;
    private final RowNumbers numbers;

    @Activate
    public SqlDisposalStore(@Reference Sql sql, @Reference(target = "(word=sensor)") Schema schema) {
        this.sql = sql;
        this.numbers = new RowNumbers(sql);
    }

    @Override
    public Optional<Disposal> find(Tx tx, String alarm) {
        return sql.on(tx).select(ALARM, STATE, ASSIGNEE, ASSIGNED_BY, ASSIGNED_AT, CAUSE, CONCLUSION, DISPOSED_BY, DISPOSED_AT, VERSION).from(DISPOSAL).where(ALARM.eq(alarm)).fetchOptional(r -> new Disposal(r.get(ALARM), Disposal.State.valueOf(r.get(STATE)), r.get(ASSIGNEE),
                r.get(ASSIGNED_BY), instant(r.get(ASSIGNED_AT)), r.get(CAUSE) == null ? null : Disposal.Cause.valueOf(r.get(CAUSE)), r.get(CONCLUSION), r.get(DISPOSED_BY),
                instant(r.get(DISPOSED_AT)), r.get(VERSION)));
    }

    @Override
    public boolean keep(Tx tx, Disposal d) {
        Map<Field<?>, Object> row = new LinkedHashMap<>();
        row.put(STATE, d.state().name());
        row.put(ASSIGNEE, d.assignee());
        row.put(ASSIGNED_BY, d.assignedBy());
        row.put(ASSIGNED_AT, d.assignedAt() == null ? null : d.assignedAt().toEpochMilli());
        row.put(CAUSE, d.cause() == null ? null : d.cause().name());
        row.put(CONCLUSION, d.conclusion());
        row.put(DISPOSED_BY, d.disposedBy());
        row.put(DISPOSED_AT, d.disposedAt() == null ? null : d.disposedAt().toEpochMilli());
        row.put(VERSION, d.version());
        if (d.version() == 1) {
            row.put(ALARM, d.alarm());
            return sql.on(tx).insertInto(DISPOSAL).set(row).execute() == 1;
        }
        return sql.on(tx).update(DISPOSAL).set(row).where(ALARM.eq(d.alarm()).and(VERSION.eq(d.version() - 1))).execute() == 1;
    }

    @Override
    public void comment(Tx tx, Comment c) {
        sql.on(tx).insertInto(COMMENT).set(NO, numbers.next(tx, "comment")).set(KIND, c.about().kind()).set(NUMBER, c.about().number()).set(TOLD, c.text()).set(TOLD_BY, c.by())
                .set(TOLD_AT, c.when().toEpochMilli()).execute();
    }

    @Override
    public List<Comment> comments(Tx tx, Subject about) {
        return sql.on(tx).select(NO, KIND, NUMBER, TOLD, TOLD_BY, TOLD_AT).from(COMMENT).where(KIND.eq(about.kind()).and(NUMBER.eq(about.number()))).orderBy(NO).fetch(SqlDisposalStore::comment);
    }

    @Override
    public void memo(Tx tx, String rule, Comment memo) {
        sql.on(tx).deleteFrom(COMMENT).where(KIND.eq(RULE).and(NUMBER.eq(rule))).execute();
        if (memo != null) {
            comment(tx, memo);
        }
    }

    @Override
    public Optional<Comment> memo(Tx tx, String rule) {
        return comments(tx, new Subject(RULE, rule)).stream().findFirst();
    }

    private static Comment comment(Record r) {
        return new Comment(new Subject(r.get(KIND), r.get(NUMBER)), r.get(TOLD), r.get(TOLD_BY), Instant.ofEpochMilli(r.get(TOLD_AT)));
    }

    private static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
