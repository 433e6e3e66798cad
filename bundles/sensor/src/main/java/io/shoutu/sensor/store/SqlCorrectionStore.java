package io.shoutu.sensor.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.sensor.domain.ChunkCodec;
import io.shoutu.sensor.domain.Correction;
import io.shoutu.sensor.domain.CorrectionStore;
import io.shoutu.sensor.domain.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Corrections in SQL (更正库). */
@Component(service = CorrectionStore.class, reference = @Reference(name = "sole", service = Sole.class))
public final class SqlCorrectionStore implements CorrectionStore {
    private static final Table<?> CORRECTION = table("sensor_correction");
    private static final Field<Long> NO = field("sensor_correction.correction_no", Long.class);
    private static final Field<String> NUMBER = field("correction_number", String.class);
    private static final Field<Integer> SERIES = field("sensor_correction.series_no", Integer.class);
    private static final Field<Long> FROM = field("from_at", Long.class);
    private static final Field<Long> TO = field("to_at", Long.class);
    private static final Field<String> ACT = field("act", String.class);
    private static final Field<Double> VALUE = field("set_value", Double.class);
    private static final Field<Double> FACTOR = field("factor", Double.class);
    private static final Field<Double> SHIFT = field("shift", Double.class);
    private static final Field<String> REASON = field("reason", String.class);
    private static final Field<String> MADE_BY = field("made_by", String.class);
    private static final Field<Long> MADE_AT = field("made_at", Long.class);
    private static final Field<Integer> READINGS = field("sensor_correction.readings", Integer.class);

    private static final Table<?> CORRECTED = table("sensor_corrected");
    private static final Field<Long> OF = field("sensor_corrected.correction_no", Long.class);
    private static final Field<Integer> PART = field("part", Integer.class);
    private static final Field<byte[]> BEFORE = field("before_body", byte[].class);
    private static final Field<byte[]> AFTER = field("after_body", byte[].class);

    private static final Table<?> SLOT = table("sensor_retrospect");
    private static final Field<Integer> SLOT_SERIES = field("series_no", Integer.class);
    private static final Field<String> SLOT_CORRECTION = field("correction", String.class);
    private static final Field<Integer> TOUCHED = field("touched", Integer.class);

    private final Sql sql;
    private final RowNumbers numbers;

    @Activate
    public SqlCorrectionStore(@Reference Sql sql, @Reference(target = "(word=sensor)") Schema schema) {
        this.sql = sql;
        this.numbers = new RowNumbers(sql);
    }

    @Override
    public void add(Tx tx, Correction c, List<Part> parts) {
        long no = numbers.next(tx, "correction");
        sql.on(tx).insertInto(CORRECTION).set(field("correction_no", Long.class), no).set(NUMBER, c.number()).set(field("series_no", Integer.class), c.series().number())
                .set(FROM, c.from().toEpochMilli()).set(TO, c.to().toEpochMilli()).set(ACT, c.act().name()).set(VALUE, c.value()).set(FACTOR, c.factor()).set(SHIFT, c.offset())
                .set(REASON, c.reason()).set(MADE_BY, c.by()).set(MADE_AT, c.when().toEpochMilli()).set(field("readings", Integer.class), c.readings()).execute();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            sql.on(tx).insertInto(CORRECTED).set(field("correction_no", Long.class), no).set(PART, i).set(field("first_at", Long.class), part.before().first())
                    .set(field("readings", Integer.class), part.before().size()).set(BEFORE, ChunkCodec.encode(part.before(), true)).set(AFTER, ChunkCodec.encode(part.after(), true)).execute();
        }
    }

    @Override
    public Optional<Correction> find(Tx tx, String number) {
        return corrections(tx, NUMBER.eq(number)).fetchOptional(SqlCorrectionStore::correction);
    }

    @Override
    public Page<Correction> list(Tx tx, Integer series, Set<Integer> within, String cursor, int limit) {
        // A scope is looked at row by row: neither database takes any number of parameters, and corrections are few.
        List<? extends Record> seen = corrections(tx, series == null ? DSL.noCondition() : SERIES.eq(series)).orderBy(NO.desc()).fetch().stream()
                .filter(r -> within == null || within.contains(r.get(SERIES))).toList();
        long before = cursor == null ? Long.MAX_VALUE : number(cursor);
        List<? extends Record> rest = seen.stream().filter(r -> r.get(NO) < before).toList();
        List<? extends Record> shown = rest.subList(0, Math.min(limit, rest.size()));
        return new Page<>(shown.stream().map(SqlCorrectionStore::correction).toList(), rest.size() > shown.size() ? String.valueOf(shown.get(shown.size() - 1).get(NO)) : null, seen.size());
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new Problem.Invalid("bad-parameter", "cursor", "翻页标记无效，请从第一页开始：" + cursor);
        }
    }

    @Override
    public List<Part> parts(Tx tx, String number) {
        return sql.on(tx).select(BEFORE, AFTER).from(CORRECTED).join(CORRECTION).on(NO.eq(OF)).where(NUMBER.eq(number)).orderBy(PART).fetch(SqlCorrectionStore::part);
    }

    @Override
    public List<Part> partsOf(Tx tx, int series, long from, long to) {
        return sql.on(tx).select(BEFORE, AFTER).from(CORRECTED).join(CORRECTION).on(NO.eq(OF)).where(SERIES.eq(series).and(FROM.lt(to)).and(TO.gt(from))).orderBy(NO, PART)
                .fetch(SqlCorrectionStore::part);
    }

    @Override
    public void note(Tx tx, int series, long from, long to, String correction) {
        Condition same = SLOT_SERIES.eq(series).and(FROM.eq(from)).and(TO.eq(to)).and(SLOT_CORRECTION.eq(correction));
        if (sql.on(tx).update(SLOT).set(TOUCHED, TOUCHED.plus(1)).where(same).execute() == 0) {
            sql.on(tx).insertInto(SLOT).set(SLOT_SERIES, series).set(FROM, from).set(TO, to).set(SLOT_CORRECTION, correction).set(TOUCHED, 1).execute();
        }
    }

    @Override
    public List<Slot> slots(Tx tx, int limit) {
        return sql.on(tx).select(SLOT_SERIES, FROM, TO, SLOT_CORRECTION, TOUCHED).from(SLOT).orderBy(FROM, SLOT_SERIES).limit(limit)
                .fetch(r -> new Slot(r.get(SLOT_SERIES), r.get(FROM), r.get(TO), r.get(SLOT_CORRECTION), r.get(TOUCHED)));
    }

    @Override
    public boolean done(Tx tx, Slot slot) {
        return sql.on(tx).deleteFrom(SLOT).where(SLOT_SERIES.eq(slot.series()).and(FROM.eq(slot.from())).and(TO.eq(slot.to())).and(SLOT_CORRECTION.eq(slot.correction()))
                .and(TOUCHED.eq(slot.touched()))).execute() == 1;
    }

    private SelectConditionStep<? extends Record> corrections(Tx tx, Condition which) {
        return sql.on(tx).select(NO, NUMBER, SERIES, FROM, TO, ACT, VALUE, FACTOR, SHIFT, REASON, MADE_BY, MADE_AT, READINGS)
                .select(SqlDeviceStore.SERIES_NO, SqlDeviceStore.SERIES_DEVICE, SqlDeviceStore.POINT, SqlDeviceStore.LABEL, SqlDeviceStore.UNIT, SqlDeviceStore.RESOLUTION,
                        SqlDeviceStore.LOW, SqlDeviceStore.HIGH)
                .from(CORRECTION).join(SqlDeviceStore.SERIES).on(SqlDeviceStore.SERIES_NO.eq(SERIES)).where(which);
    }

    private static Part part(Record r) {
        return new Part(ChunkCodec.decode(r.get(BEFORE), "更正前读数"), ChunkCodec.decode(r.get(AFTER), "更正后读数"));
    }

    private static Correction correction(Record r) {
        return new Correction(r.get(NUMBER), SqlDeviceStore.series(r), Instant.ofEpochMilli(r.get(FROM)), Instant.ofEpochMilli(r.get(TO)), Correction.Act.valueOf(r.get(ACT)), r.get(VALUE),
                r.get(FACTOR), r.get(SHIFT), r.get(REASON), r.get(MADE_BY), Instant.ofEpochMilli(r.get(MADE_AT)), r.get(READINGS));
    }
}
