package io.shoutu.sensor.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.sql.Sql;
import io.shoutu.sensor.domain.Calibration;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.DeviceStore;
import io.shoutu.sensor.domain.LineWord;
import io.shoutu.sensor.domain.Point;
import io.shoutu.sensor.domain.Series;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Devices and points in SQL (设备库). */
@Component(service = DeviceStore.class, reference = @Reference(name = "sole", service = Sole.class))
public final class SqlDeviceStore implements DeviceStore {
    private static final Table<?> DEVICE = table("sensor_device");
    private static final Field<String> DEVICE_ID = field("device_id", String.class);
    private static final Field<String> NAME = field("device_name", String.class);
    private static final Field<String> ENTERPRISE = field("enterprise", String.class);
    private static final Field<String> AREA = field("area", String.class);
    private static final Field<String> PLACE = field("place", String.class);
    private static final Field<Double> LONGITUDE = field("longitude", Double.class);
    private static final Field<Double> LATITUDE = field("latitude", Double.class);
    private static final Field<String> FORMAT = field("payload_format", String.class);
    private static final Field<Integer> ENABLED = field("enabled", Integer.class);
    private static final Field<String> SECRET_HASH = field("secret_hash", String.class);
    private static final Field<Long> CREATED = field("created", Long.class);
    private static final Field<Long> VERSION = field("version", Long.class);

    private static final Table<?> LINE_WORD = table("sensor_line_word");
    private static final Field<String> SALT = field("salt", String.class);
    private static final Field<String> WORD_HASH = field("word_hash", String.class);
    private static final Field<Long> CHANGED_AT = field("changed_at", Long.class);
    private static final Field<String> CHANGED_BY = field("changed_by", String.class);

    static final Table<?> SERIES = table("sensor_series");
    static final Field<Integer> SERIES_NO = field("sensor_series.series_no", Integer.class);
    private static final Field<Integer> NEW_SERIES_NO = field("series_no", Integer.class);
    static final Field<String> SERIES_DEVICE = field("device", String.class);
    static final Field<String> POINT = field("point", String.class);
    static final Field<String> LABEL = field("label", String.class);
    static final Field<String> UNIT = field("unit", String.class);
    static final Field<Double> RESOLUTION = field("resolution", Double.class);
    static final Field<Double> LOW = field("low_end", Double.class);
    static final Field<Double> HIGH = field("high_end", Double.class);

    private static final Table<?> CALIBRATION = table("sensor_calibration");
    private static final Field<Long> VALID_UNTIL = field("valid_until", Long.class);
    private static final Field<String> CERTIFICATE = field("certificate", String.class);
    private static final Field<String> MADE_BY = field("made_by", String.class);
    private static final Field<Long> MADE_AT = field("made_at", Long.class);

    private final Sql sql;
    private final RowNumbers numbers;

    @Activate
    public SqlDeviceStore(@Reference Sql sql, @Reference(target = "(word=sensor)") Schema schema) {
        this.sql = sql;
        this.numbers = new RowNumbers(sql);
    }

    @Override
    public List<Row> devices(Tx tx) {
        return sql.on(tx).select(DEVICE_ID, NAME, ENTERPRISE, AREA, PLACE, LONGITUDE, LATITUDE, FORMAT, ENABLED, SECRET_HASH, CREATED, VERSION)
                .from(DEVICE).orderBy(DEVICE_ID).fetch(r -> new Row(device(r), r.get(SECRET_HASH)));
    }

    @Override
    public List<Series> series(Tx tx) {
        return sql.on(tx).select(SERIES_NO, SERIES_DEVICE, POINT, LABEL, UNIT, RESOLUTION, LOW, HIGH).from(SERIES).orderBy(SERIES_NO)
                .fetch(SqlDeviceStore::series);
    }

    @Override
    public boolean add(Tx tx, Device d, String secretHash) {
        return sql.on(tx).insertInto(DEVICE, DEVICE_ID, NAME, ENTERPRISE, AREA, PLACE, LONGITUDE, LATITUDE, FORMAT, ENABLED, SECRET_HASH, CREATED, VERSION)
                .values(d.id(), d.name(), text(d.enterprise()), text(d.area()), d.place(), d.longitude(), d.latitude(), d.format(), d.enabled() ? 1 : 0,
                        secretHash, d.created().toEpochMilli(), d.version())
                .onConflict(DEVICE_ID).doNothing().execute() == 1;
    }

    @Override
    public boolean change(Tx tx, Device d, String secretHash) {
        return sql.on(tx).update(DEVICE).set(NAME, d.name()).set(ENTERPRISE, text(d.enterprise())).set(AREA, text(d.area()))
                .set(PLACE, d.place()).set(LONGITUDE, d.longitude()).set(LATITUDE, d.latitude()).set(FORMAT, d.format()).set(ENABLED, d.enabled() ? 1 : 0)
                .set(SECRET_HASH, secretHash).set(VERSION, d.version())
                .where(DEVICE_ID.eq(d.id()).and(VERSION.eq(d.version() - 1))).execute() == 1;
    }

    @Override
    public Series add(Tx tx, String device, Point point) {
        // Counting comes first: of two that declare at once the second waits here and then finds the point there.
        int number = Math.toIntExact(numbers.next(tx, RowNumbers.SERIES));
        int added = sql.on(tx).insertInto(SERIES, NEW_SERIES_NO, SERIES_DEVICE, POINT, LABEL, UNIT, RESOLUTION, LOW, HIGH)
                .values(number, device, point.name(), point.label(), point.unit(), point.resolution(), point.low(), point.high())
                .onConflict(SERIES_DEVICE, POINT).doNothing().execute();
        return added == 0 ? null : point.of(device, number);
    }

    @Override
    public Map<Integer, Calibration> calibrations(Tx tx) {
        return sql.on(tx).select(NEW_SERIES_NO, VALID_UNTIL, CERTIFICATE).from(CALIBRATION)
                .fetchMap(NEW_SERIES_NO, r -> new Calibration(Legal.day(Instant.ofEpochMilli(r.get(VALID_UNTIL))), r.get(CERTIFICATE)));
    }

    @Override
    public void calibrate(Tx tx, int series, Calibration c, Instant made, String by) {
        long until = c.until().plusDays(1).atStartOfDay(Legal.ZONE).toInstant().toEpochMilli() - 1;
        sql.on(tx).insertInto(CALIBRATION, NEW_SERIES_NO, VALID_UNTIL, CERTIFICATE, MADE_BY, MADE_AT).values(series, until, c.certificate(), by, made.toEpochMilli())
                .onConflict(NEW_SERIES_NO).doUpdate().set(VALID_UNTIL, until).set(CERTIFICATE, c.certificate()).set(MADE_BY, by).set(MADE_AT, made.toEpochMilli()).execute();
    }

    @Override
    public List<LineWord> lineWords(Tx tx) {
        return sql.on(tx).select(DEVICE_ID, SALT, WORD_HASH).from(LINE_WORD).fetch(r -> new LineWord(r.get(DEVICE_ID), r.get(SALT), r.get(WORD_HASH)));
    }

    @Override
    public void lineWord(Tx tx, LineWord word, Instant changed, String by) {
        sql.on(tx).insertInto(LINE_WORD, DEVICE_ID, SALT, WORD_HASH, CHANGED_AT, CHANGED_BY)
                .values(word.device(), word.salt(), word.hash(), changed.toEpochMilli(), by)
                .onConflict(DEVICE_ID).doUpdate().set(SALT, word.salt()).set(WORD_HASH, word.hash()).set(CHANGED_AT, changed.toEpochMilli())
                .set(CHANGED_BY, by).execute();
    }

    static Series series(Record r) {
        // A hundred thousand series have few different words; each row brings its own copies.
        return new Series(r.get(SERIES_NO), r.get(SERIES_DEVICE).intern(), r.get(POINT).intern(), r.get(LABEL).intern(), r.get(UNIT).intern(), r.get(RESOLUTION),
                r.get(LOW), r.get(HIGH));
    }

    private static Device device(Record r) {
        String enterprise = r.get(ENTERPRISE);
        String area = r.get(AREA);
        return new Device(r.get(DEVICE_ID), r.get(NAME), enterprise == null ? null : new CreditCode(enterprise),
                area == null ? null : new AreaCode(area), r.get(PLACE), r.get(LONGITUDE), r.get(LATITUDE), r.get(FORMAT), r.get(ENABLED) == 1,
                Instant.ofEpochMilli(r.get(CREATED)), r.get(VERSION));
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
