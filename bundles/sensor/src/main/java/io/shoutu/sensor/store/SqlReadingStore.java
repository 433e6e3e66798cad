package io.shoutu.sensor.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.sensor.domain.Corrupt;
import io.shoutu.sensor.domain.Hold;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.ReadingStore;
import io.shoutu.sensor.domain.Reason;
import io.shoutu.sensor.domain.Run;
import io.shoutu.sensor.domain.TrayCodec;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The readings in SQL (读数的表). What runs thousands of times in one pass of the packer is plain JDBC in batches.
 */
@Component(service = ReadingStore.class)
public final class SqlReadingStore implements ReadingStore {
    private static final Logger log = LoggerFactory.getLogger(SqlReadingStore.class);
    private static final String CHUNK = "series_no, first_at, last_at, readings, lo_bits, hi_bits, total_bits";
    private static final String SHEAF = "shelf, id, first_at, last_at, readings, body";
    private static final Field<Long> ID = field("id", Long.class);
    private static final Field<String> DEVICE = field("device", String.class);
    private static final Field<String> POINT = field("point", String.class);
    private static final Field<String> INLET = field("inlet", String.class);
    private static final Field<String> REASON = field("reason", String.class);
    private static final Field<String> TOLD = field("told", String.class);
    private static final Field<Long> READING_AT = field("reading_at", Long.class);
    private static final Field<byte[]> PAYLOAD = field("payload", byte[].class);
    private static final Field<Long> RECEIVED = field("received", Long.class);
    private static final String PARKED = "sensor_parked";
    /** Bytes that may lie in the tray before those who fill it have to empty it. */
    private static final long MOST_TRAY = 8 << 20;
    /** Parked items made in one go where nobody waits for more. */
    private static final int SOME = 500;
    /** PostgreSQL would else hand over the whole answer at once, years of chunks. */
    private static final int ROWS_AT_ONCE = 100;

    private final Sql sql;
    private final Sole sole;
    private final RowNumbers numbers;
    /** Bytes laid into the tray since this node started and not settled yet. */
    private final AtomicLong tray = new AtomicLong();

    @Activate
    public SqlReadingStore(@Reference Sql sql, @Reference(target = "(word=sensor)") Schema schema, @Reference Sole sole) {
        this.sql = sql;
        this.sole = sole;
        this.numbers = new RowNumbers(sql);
    }

    /** Of the only node there is. */
    public SqlReadingStore(Sql sql, Schema schema) {
        this(sql, schema, Sole.EMBEDDED);
    }

    @FunctionalInterface
    private interface Use<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private static <T> T with(Tx tx, String statement, Use<T> use) {
        try (PreparedStatement prepared = tx.connection().prepareStatement(statement)) {
            return use.with(prepared);
        } catch (SQLException e) {
            throw new StoreFailure("读数存储失败：" + e.getMessage(), e);
        }
    }

    @Override
    public void spool(Tx tx, long id, byte[] body) {
        if (sole.term() == 0) {
            with(tx, "insert into sensor_spool (id, body) values (?, ?)", insert -> {
                insert.setLong(1, id);
                insert.setBytes(2, body);
                return insert.executeUpdate();
            });
            return;
        }
        // The owner's term is looked at, and held, in the same statement: no further question for each commit, and none of them ends after a takeover.
        String number = with(tx, "insert into sensor_spool (id, body) select cast(? as bigint), cast(? as bytea) from sensor_number where what = 'owner' and last_no = ? for share "
                + "returning cast(pg_current_xact_id() as text)", insert -> {
                    insert.setLong(1, id);
                    insert.setBytes(2, body);
                    insert.setLong(3, sole.term());
                    try (ResultSet written = insert.executeQuery()) {
                        return written.next() ? written.getString(1) : null;
                    }
                });
        if (number == null) {
            throw replaced();
        }
        sql.numbered(tx, number);
    }

    private static StoreFailure replaced() {
        return new StoreFailure("另一个节点已接管传感数据，本节点不再写入", null);
    }

    @Override
    public void alone(Tx tx) {
        if (sole.term() == 0) {
            return;
        }
        // Held until the end of the transaction: nobody takes over in the middle of it.
        boolean mine = with(tx, "select 1 from sensor_number where what = 'owner' and last_no = ? for share", select -> {
            select.setLong(1, sole.term());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        });
        if (!mine) {
            throw replaced();
        }
    }

    @Override
    public void spooled(Tx tx, SpoolVisit visit) {
        with(tx, "select id, body from sensor_spool order by id", select -> {
            select.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    visit.row(rows.getLong(1), rows.getBytes(2));
                }
            }
            return null;
        });
    }

    @Override
    public byte[] spooled(Tx tx, long id) {
        return with(tx, "select body from sensor_spool where id = ?", select -> {
            select.setLong(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getBytes(1) : null;
            }
        });
    }

    @Override
    public void unspool(Tx tx, List<Long> ids) {
        // By its key, row for row: a delete by range could wait for the row that a commit is just writing.
        with(tx, "delete from sensor_spool where id = ?", delete -> {
            for (long id : ids) {
                delete.setLong(1, id);
                delete.addBatch();
            }
            return ids.isEmpty() ? null : delete.executeBatch();
        });
    }

    @Override
    public void lay(Tx tx, List<Sheaf> sheaves) {
        if (!sheaves.isEmpty()) {
            with(tx, "insert into sensor_sheaf (" + SHEAF + ") values (?, ?, ?, ?, ?, ?)", insert -> {
                for (Sheaf sheaf : sheaves) {
                    insert.setInt(1, sheaf.shelf());
                    insert.setLong(2, sheaf.id());
                    insert.setLong(3, sheaf.first());
                    insert.setLong(4, sheaf.last());
                    insert.setInt(5, sheaf.readings());
                    insert.setBytes(6, sheaf.body());
                    insert.addBatch();
                }
                return insert.executeBatch();
            });
        }
    }

    @Override
    public List<Sheaf> sheaves(Tx tx, int shelf, long from, long to) {
        return with(tx, "select " + SHEAF + " from sensor_sheaf where shelf = ? and first_at < ? and last_at >= ? order by id", select -> {
            select.setInt(1, shelf);
            select.setLong(2, to);
            select.setLong(3, from);
            List<Sheaf> all = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(sheaf(rows));
                }
            }
            return all;
        });
    }

    @Override
    public void sheaves(Tx tx, Consumer<Sheaf> visit) {
        with(tx, "select " + SHEAF + " from sensor_sheaf order by shelf, id", select -> {
            select.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    visit.accept(sheaf(rows));
                }
            }
            return null;
        });
    }

    private static Sheaf sheaf(ResultSet rows) throws SQLException {
        return new Sheaf(rows.getInt(1), rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getInt(5), rows.getBytes(6));
    }

    @Override
    public void clear(Tx tx, List<Sheaf> sheaves) {
        if (!sheaves.isEmpty()) {
            with(tx, "delete from sensor_sheaf where shelf = ? and id = ?", delete -> {
                for (Sheaf sheaf : sheaves) {
                    delete.setInt(1, sheaf.shelf());
                    delete.setLong(2, sheaf.id());
                    delete.addBatch();
                }
                return delete.executeBatch();
            });
        }
    }

    @Override
    public List<Newest> newest(Tx tx) {
        return with(tx, "select series_no, head_at, last_at, value_bits, flags, attributes from sensor_latest", select -> {
            List<Newest> all = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(new Newest(rows.getInt(1), rows.getLong(2), rows.getLong(3), Double.longBitsToDouble(rows.getLong(4)), rows.getInt(5),
                            rows.getString(6)));
                }
            }
            return all;
        });
    }

    @Override
    public void renew(Tx tx, List<Newest> newest) {
        int[] known = with(tx, "update sensor_latest set head_at = ?, last_at = ?, value_bits = ?, flags = ?, attributes = ? where series_no = ?",
                update -> {
                    for (Newest one : newest) {
                        bind(update, one);
                        update.addBatch();
                    }
                    return newest.isEmpty() ? new int[0] : update.executeBatch();
                });
        List<Newest> fresh = new ArrayList<>();
        for (int i = 0; i < known.length; i++) {
            if (known[i] == 0) {
                fresh.add(newest.get(i));
            }
        }
        if (!fresh.isEmpty()) {
            with(tx, "insert into sensor_latest (head_at, last_at, value_bits, flags, attributes, series_no) values (?, ?, ?, ?, ?, ?)", insert -> {
                for (Newest one : fresh) {
                    bind(insert, one);
                    insert.addBatch();
                }
                return insert.executeBatch();
            });
        }
    }

    private static void bind(PreparedStatement statement, Newest one) throws SQLException {
        statement.setLong(1, one.head());
        statement.setLong(2, one.at());
        statement.setLong(3, Double.doubleToRawLongBits(one.value()));
        statement.setInt(4, one.flags());
        statement.setString(5, one.attributes());
        statement.setInt(6, one.series());
    }

    @Override
    public Chunk chunk(Tx tx, int series, long first) {
        return one(tx, "select " + CHUNK + ", body from sensor_chunk where series_no = ? and first_at = ?", series, first);
    }

    @Override
    public Chunk covering(Tx tx, int series, long at) {
        return one(tx, "select " + CHUNK + ", body from sensor_chunk where series_no = ? and first_at <= ?"
                + " order by first_at desc fetch first 1 rows only", series, at);
    }

    private static Chunk one(Tx tx, String statement, int series, long key) {
        return with(tx, statement, select -> {
            select.setInt(1, series);
            select.setLong(2, key);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? chunk(rows, rows.getBytes(8)) : null;
            }
        });
    }

    @Override
    public long following(Tx tx, int series, long first) {
        return with(tx, "select first_at from sensor_chunk where series_no = ? and first_at > ? order by first_at fetch first 1 rows only", select -> {
            select.setInt(1, series);
            select.setLong(2, first);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : Long.MAX_VALUE;
            }
        });
    }

    @Override
    public void add(Tx tx, List<Chunk> chunks) {
        write(tx, "insert into sensor_chunk (last_at, readings, lo_bits, hi_bits, total_bits, body, series_no, first_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)", chunks);
    }

    @Override
    public void rewrite(Tx tx, List<Chunk> chunks) {
        write(tx, "update sensor_chunk set last_at = ?, readings = ?, lo_bits = ?, hi_bits = ?, total_bits = ?, body = ?"
                + " where series_no = ? and first_at = ?", chunks);
    }

    private static void write(Tx tx, String statement, List<Chunk> chunks) {
        if (chunks.isEmpty()) {
            return;
        }
        int[] written = with(tx, statement, write -> {
            for (Chunk chunk : chunks) {
                write.setLong(1, chunk.last());
                write.setInt(2, chunk.readings());
                write.setLong(3, Double.doubleToRawLongBits(chunk.lo()));
                write.setLong(4, Double.doubleToRawLongBits(chunk.hi()));
                write.setLong(5, Double.doubleToRawLongBits(chunk.total()));
                write.setBytes(6, chunk.body());
                write.setInt(7, chunk.series());
                write.setLong(8, chunk.first());
                write.addBatch();
            }
            return write.executeBatch();
        });
        for (int i = 0; i < written.length; i++) {
            if (written[i] == 0) {
                throw new IllegalStateException("chunk " + chunks.get(i).first() + " of series " + chunks.get(i).series() + " is gone");
            }
        }
    }

    @Override
    public void walk(Tx tx, int series, long from, long to, ChunkVisit visit) {
        Long begin = with(tx, "select first_at from sensor_chunk where series_no = ? and first_at <= ? order by first_at desc fetch first 1 rows only",
                select -> {
                    select.setInt(1, series);
                    select.setLong(2, from);
                    try (ResultSet rows = select.executeQuery()) {
                        return rows.next() ? rows.getLong(1) : null;
                    }
                });
        with(tx, "select " + CHUNK + ", body from sensor_chunk where series_no = ? and first_at >= ? and first_at < ? order by first_at", select -> {
            select.setFetchSize(ROWS_AT_ONCE);
            select.setInt(1, series);
            select.setLong(2, begin == null ? from : begin);
            select.setLong(3, to);
            try (ResultSet rows = select.executeQuery()) {
                boolean on = true;
                while (on && rows.next()) {
                    Chunk summary = chunk(rows, null);
                    Supplier<Run> body = () -> {
                        try {
                            return chunk(rows, rows.getBytes(8)).run();
                        } catch (SQLException e) {
                            throw new StoreFailure("读数存储失败：" + e.getMessage(), e);
                        }
                    };
                    on = visit.chunk(summary, body);
                }
            }
            return null;
        });
    }

    private static Chunk chunk(ResultSet rows, byte[] body) throws SQLException {
        return new Chunk(rows.getInt(1), rows.getLong(2), rows.getLong(3), rows.getInt(4), Double.longBitsToDouble(rows.getLong(5)),
                Double.longBitsToDouble(rows.getLong(6)), Double.longBitsToDouble(rows.getLong(7)), body);
    }

    @Override
    public List<Chunk> old(Tx tx, int series, long after, long before, long head, int limit) {
        return with(tx, "select " + CHUNK + ", body from sensor_chunk where series_no = ? and first_at > ? and first_at < ? and last_at < ? and first_at <> ?"
                + " order by first_at fetch first " + limit + " rows only", select -> {
            select.setInt(1, series);
            select.setLong(2, after);
            select.setLong(3, before);
            select.setLong(4, before);
            select.setLong(5, head);
            List<Chunk> all = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(chunk(rows, rows.getBytes(8)));
                }
            }
            return all;
        });
    }

    @Override
    public void remove(Tx tx, List<Chunk> chunks) {
        if (!chunks.isEmpty()) {
            with(tx, "delete from sensor_chunk where series_no = ? and first_at = ?", delete -> {
                for (Chunk chunk : chunks) {
                    delete.setInt(1, chunk.series());
                    delete.setLong(2, chunk.first());
                    delete.addBatch();
                }
                return delete.executeBatch();
            });
        }
    }

    @Override
    public void addHours(Tx tx, int series, List<Hour> hours) {
        if (hours.isEmpty()) {
            return;
        }
        Map<Long, Hour> there = new HashMap<>();
        hours(tx, series, hours.get(0).at(), hours.get(hours.size() - 1).at() + 1).forEach(hour -> there.put(hour.at(), hour));
        List<Hour> known = new ArrayList<>();
        List<Hour> fresh = new ArrayList<>();
        for (Hour hour : hours) {
            Hour before = there.get(hour.at());
            (before == null ? fresh : known).add(before == null ? hour : new Hour(hour.at(), before.readings() + hour.readings(), Math.min(before.lo(), hour.lo()),
                    Math.max(before.hi(), hour.hi()), before.total() + hour.total()));
        }
        hours(tx, "insert into sensor_hour (readings, lo_bits, hi_bits, total_bits, series_no, hour_at) values (?, ?, ?, ?, ?, ?)", series, fresh);
        hours(tx, "update sensor_hour set readings = ?, lo_bits = ?, hi_bits = ?, total_bits = ? where series_no = ? and hour_at = ?", series, known);
    }

    private static void hours(Tx tx, String statement, int series, List<Hour> hours) {
        if (!hours.isEmpty()) {
            with(tx, statement, write -> {
                for (Hour hour : hours) {
                    write.setLong(1, hour.readings());
                    write.setLong(2, Double.doubleToRawLongBits(hour.lo()));
                    write.setLong(3, Double.doubleToRawLongBits(hour.hi()));
                    write.setLong(4, Double.doubleToRawLongBits(hour.total()));
                    write.setInt(5, series);
                    write.setLong(6, hour.at());
                    write.addBatch();
                }
                return write.executeBatch();
            });
        }
    }

    @Override
    public List<Hour> hours(Tx tx, int series, long from, long to) {
        return with(tx, "select hour_at, readings, lo_bits, hi_bits, total_bits from sensor_hour where series_no = ? and hour_at >= ? and hour_at < ? order by hour_at", select -> {
            select.setInt(1, series);
            select.setLong(2, from);
            select.setLong(3, to);
            List<Hour> all = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(new Hour(rows.getLong(1), rows.getLong(2), Double.longBitsToDouble(rows.getLong(3)), Double.longBitsToDouble(rows.getLong(4)),
                            Double.longBitsToDouble(rows.getLong(5))));
                }
            }
            return all;
        });
    }

    @Override
    public int removeHours(Tx tx, long before) {
        return with(tx, "delete from sensor_hour where hour_at < ?", delete -> {
            delete.setLong(1, before);
            return delete.executeUpdate();
        });
    }

    @Override
    public int removeParked(Tx tx, long before) {
        settle(tx, Integer.MAX_VALUE);
        return with(tx, "delete from sensor_parked where id in (select id from sensor_parked where received < ? order by id fetch first 5000 rows only)", delete -> {
            delete.setLong(1, before);
            return delete.executeUpdate();
        });
    }

    @Override
    public List<Hold> holds(Tx tx) {
        return with(tx, "select hold_id, device, from_at, to_at, reason, set_at, set_by, lifted_at, lifted_by from sensor_hold order by set_at desc, hold_id desc", select -> {
            List<Hold> all = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long lifted = rows.getLong(8);
                    Instant liftedAt = rows.wasNull() ? null : Instant.ofEpochMilli(lifted);
                    all.add(new Hold(rows.getString(1), rows.getString(2), Instant.ofEpochMilli(rows.getLong(3)), Instant.ofEpochMilli(rows.getLong(4)), rows.getString(5),
                            Instant.ofEpochMilli(rows.getLong(6)), rows.getString(7), liftedAt, rows.getString(9)));
                }
            }
            return all;
        });
    }

    @Override
    public void add(Tx tx, Hold hold) {
        with(tx, "insert into sensor_hold (hold_id, device, from_at, to_at, reason, set_at, set_by) values (?, ?, ?, ?, ?, ?, ?)", insert -> {
            insert.setString(1, hold.id());
            insert.setString(2, hold.device());
            insert.setLong(3, hold.from().toEpochMilli());
            insert.setLong(4, hold.to().toEpochMilli());
            insert.setString(5, hold.reason());
            insert.setLong(6, hold.set().toEpochMilli());
            insert.setString(7, hold.by());
            return insert.executeUpdate();
        });
    }

    @Override
    public boolean lift(Tx tx, String id, long now, String by) {
        return with(tx, "update sensor_hold set lifted_at = ?, lifted_by = ? where hold_id = ? and lifted_at is null", update -> {
            update.setLong(1, now);
            update.setString(2, by);
            update.setString(3, id);
            return update.executeUpdate();
        }) == 1;
    }

    @Override
    public void park(Tx tx, long row, List<Parked> items) {
        if (items.isEmpty()) {
            return;
        }
        if (tray.get() > MOST_TRAY) {
            settle(tx, Math.max(SOME, 2 * items.size()));
        }
        byte[] body = TrayCodec.encode(items);
        with(tx, "insert into sensor_parked_tray (id, body) values (?, ?)", insert -> {
            insert.setLong(1, row);
            insert.setBytes(2, body);
            return insert.executeUpdate();
        });
        tx.afterCommit(() -> tray.addAndGet(body.length));
    }

    @Override
    public int settle(Tx tx, int most) {
        boolean some = with(tx, "select id from sensor_parked_tray fetch first 1 rows only", select -> {
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        });
        if (!some) {
            return 0;
        }
        // Whoever counts holds the counter's row: from here on nobody else settles.
        numbers.next(tx, RowNumbers.PARKED, 0);
        List<Long> rowsRead = new ArrayList<>();
        List<Parked> items = new ArrayList<>();
        long bytes = with(tx, "select id, body from sensor_parked_tray order by id", select -> {
            select.setFetchSize(ROWS_AT_ONCE);
            long read = 0;
            try (ResultSet rows = select.executeQuery()) {
                while (items.size() < most && rows.next()) {
                    byte[] body = rows.getBytes(2);
                    rowsRead.add(rows.getLong(1));
                    items.addAll(laid(rows.getLong(1), body));
                    read += body.length;
                }
            }
            return read;
        });
        write(tx, items);
        with(tx, "delete from sensor_parked_tray where id = ?", delete -> {
            for (long id : rowsRead) {
                delete.setLong(1, id);
                delete.addBatch();
            }
            return delete.executeBatch();
        });
        tx.afterCommit(() -> tray.addAndGet(-bytes));
        return items.size();
    }

    private static List<Parked> laid(long id, byte[] body) {
        try {
            return TrayCodec.decode(body, "暂存篮 " + id);
        } catch (Corrupt e) {
            log.error("what one commit could not use cannot be read any more; it is parked as one item", e);
            return List.of(new Parked(0, "?", null, "tray", Reason.DECODER_FAULT, e.getMessage(), null, Arrays.copyOf(body, Math.min(body.length, Parked.MOST_BYTES)), 0));
        }
    }

    private void write(Tx tx, List<Parked> items) {
        long first = numbers.next(tx, RowNumbers.PARKED, items.size());
        with(tx, "insert into sensor_parked (device, point, inlet, reason, told, reading_at, payload, received, id) values (?, ?, ?, ?, ?, ?, ?, ?, ?)", insert -> {
            long id = first;
            for (Parked item : items) {
                insert.setString(1, cut(item.device(), 100));
                insert.setString(2, cut(item.point(), 60));
                insert.setString(3, cut(item.inlet(), 60));
                insert.setString(4, item.reason().word());
                insert.setString(5, cut(item.text(), 500));
                if (item.at() == null) {
                    insert.setNull(6, Types.BIGINT);
                } else {
                    insert.setLong(6, item.at());
                }
                insert.setBytes(7, item.payload());
                insert.setLong(8, item.received());
                insert.setLong(9, id++);
                insert.addBatch();
            }
            return insert.executeBatch();
        });
    }

    /** What fits the column; PostgreSQL takes no NUL. */
    private static String cut(String text, int most) {
        if (text == null) {
            return null;
        }
        String fit = text.length() <= most ? text : text.substring(0, most);
        return fit.indexOf('\0') < 0 ? fit : fit.replace('\0', '?');
    }

    @Override
    public Parked parked(Tx tx, long id) {
        Record row = sql.on(tx).select(ID, DEVICE, POINT, INLET, REASON, TOLD, READING_AT, PAYLOAD, RECEIVED).from(table(PARKED)).where(ID.eq(id)).fetchOne();
        return row == null ? null : parked(row);
    }

    @Override
    public boolean unpark(Tx tx, long id) {
        return sql.on(tx).deleteFrom(table(PARKED)).where(ID.eq(id)).execute() > 0;
    }

    @Override
    public Page<Parked> parked(Tx tx, Reason reason, String device, String cursor, int limit) {
        settle(tx, Integer.MAX_VALUE);
        Condition wanted = reason == null ? noCondition() : REASON.eq(reason.word());
        if (device != null) {
            wanted = wanted.and(DEVICE.eq(device));
        }
        long total = sql.on(tx).selectCount().from(table(PARKED)).where(wanted).fetchOne(0, long.class);
        Condition page = cursor == null ? wanted : wanted.and(ID.lt(number(cursor)));
        List<Parked> items = sql.on(tx).select(ID, DEVICE, POINT, INLET, REASON, TOLD, READING_AT, PAYLOAD, RECEIVED).from(table(PARKED)).where(page)
                .orderBy(ID.desc()).limit(limit + 1).fetch(SqlReadingStore::parked);
        boolean more = items.size() > limit;
        List<Parked> shown = more ? items.subList(0, limit) : items;
        return new Page<>(shown, more ? Long.toString(shown.get(limit - 1).id()) : null, total);
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new Problem.Invalid("bad-parameter", "cursor", "cursor 应为上一页返回的 next");
        }
    }

    @Override
    public List<String> parkedDevices(Tx tx, Reason reason) {
        settle(tx, Integer.MAX_VALUE);
        return sql.on(tx).selectDistinct(DEVICE).from(table(PARKED)).where(REASON.eq(reason.word())).orderBy(DEVICE).fetch(DEVICE);
    }

    @Override
    public List<Parked> parkedFor(Tx tx, String device, String point, Reason reason, long after, int limit) {
        settle(tx, Integer.MAX_VALUE);
        return sql.on(tx).select(ID, DEVICE, POINT, INLET, REASON, TOLD, READING_AT, PAYLOAD, RECEIVED).from(table(PARKED))
                .where(DEVICE.eq(device)).and(point == null ? POINT.isNull() : POINT.eq(point)).and(REASON.eq(reason.word())).and(ID.gt(after)).orderBy(ID).limit(limit)
                .fetch(SqlReadingStore::parked);
    }

    @Override
    public long parkedCount(Tx tx) {
        settle(tx, Integer.MAX_VALUE);
        return sql.on(tx).selectCount().from(table(PARKED)).fetchOne(0, long.class);
    }

    private static Parked parked(Record row) {
        return new Parked(row.get(ID), row.get(DEVICE), row.get(POINT), row.get(INLET), Reason.ofWord(row.get(REASON)), row.get(TOLD), row.get(READING_AT),
                row.get(PAYLOAD), row.get(RECEIVED));
    }
}
