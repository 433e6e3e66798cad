package io.shoutu.sensor.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.ParkedStore;
import io.shoutu.sensor.domain.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was done with parked messages, in SQL (暂存件处置库). */
@Component(service = ParkedStore.class)
public final class SqlParkedStore implements ParkedStore {
    private static final Field<Long> NO = field("act_no", Long.class);
    private static final Field<String> ACT = field("act", String.class);
    private static final Field<Long> PARKED = field("parked_id", Long.class);
    private static final Field<String> DEVICE = field("device", String.class);
    private static final Field<String> POINT = field("point", String.class);
    private static final Field<String> INLET = field("inlet", String.class);
    private static final Field<String> REASON = field("reason", String.class);
    private static final Field<String> TOLD = field("told", String.class);
    private static final Field<byte[]> PAYLOAD = field("payload", byte[].class);
    private static final Field<Long> RECEIVED = field("received", Long.class);
    private static final Field<String> NOTE = field("note", String.class);
    private static final Field<Long> ACTED_AT = field("acted_at", Long.class);
    private static final Field<String> ACTED_BY = field("acted_by", String.class);

    private final Sql sql;
    private final RowNumbers numbers;

    @Activate
    public SqlParkedStore(@Reference Sql sql, @Reference(target = "(word=sensor)") Schema schema) {
        this.sql = sql;
        this.numbers = new RowNumbers(sql);
    }

    @Override
    public List<Tally> counts(Tx tx, String device) {
        return sql.on(tx).select(REASON, DSL.count()).from(table("sensor_parked")).where(device == null ? DSL.noCondition() : DEVICE.eq(device)).groupBy(REASON)
                .orderBy(REASON).fetch(r -> new Tally(Reason.ofWord(r.get(REASON)), r.get(1, long.class)));
    }

    @Override
    public boolean replace(Tx tx, long id, byte[] payload) {
        return sql.on(tx).update(table("sensor_parked")).set(PAYLOAD, payload).where(field("id", Long.class).eq(id)).execute() > 0;
    }

    @Override
    public void add(Tx tx, Done done) {
        Map<Field<?>, Object> row = new LinkedHashMap<>();
        row.put(NO, numbers.next(tx, RowNumbers.PARKED_ACT));
        row.put(ACT, done.act().name());
        row.put(PARKED, done.before().id());
        row.put(DEVICE, done.before().device());
        row.put(POINT, done.before().point());
        row.put(INLET, done.before().inlet());
        row.put(REASON, done.before().reason().word());
        row.put(TOLD, done.before().text());
        row.put(PAYLOAD, done.before().payload());
        row.put(RECEIVED, done.before().received());
        row.put(NOTE, done.note());
        row.put(ACTED_AT, done.at());
        row.put(ACTED_BY, done.by());
        sql.on(tx).insertInto(table("sensor_parked_act")).set(row).execute();
    }

    @Override
    public Page<Done> done(Tx tx, Long id, String cursor, int limit) {
        Condition wanted = id == null ? DSL.noCondition() : PARKED.eq(id);
        long total = sql.on(tx).fetchCount(table("sensor_parked_act"), wanted);
        List<? extends Record> rows = sql.on(tx).select(NO, ACT, PARKED, DEVICE, POINT, INLET, REASON, TOLD, PAYLOAD, RECEIVED, NOTE, ACTED_AT, ACTED_BY)
                .from(table("sensor_parked_act")).where(cursor == null ? wanted : wanted.and(NO.lt(number(cursor)))).orderBy(NO.desc()).limit(limit + 1).fetch();
        boolean more = rows.size() > limit;
        List<? extends Record> shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(shown.stream().map(SqlParkedStore::done).toList(), more ? String.valueOf(shown.get(limit - 1).get(NO)) : null, total);
    }

    private static Done done(Record r) {
        Parked before = new Parked(r.get(PARKED), r.get(DEVICE), r.get(POINT), r.get(INLET), Reason.ofWord(r.get(REASON)), r.get(TOLD), null, r.get(PAYLOAD), r.get(RECEIVED));
        return new Done(Act.valueOf(r.get(ACT)), before, r.get(NOTE), r.get(ACTED_AT), r.get(ACTED_BY));
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new Problem.Invalid("bad-parameter", "cursor", "cursor 应为上一页返回的 next");
        }
    }
}
