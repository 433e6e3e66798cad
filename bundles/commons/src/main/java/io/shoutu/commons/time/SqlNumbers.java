package io.shoutu.commons.time;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Numbers;
import io.shoutu.commons.sql.Sql;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Numbers (编号) from one row per series and year: the row's lock keeps the series free of gaps and doubles. */
@Component(service = Numbers.class)
public final class SqlNumbers implements Numbers {
    private static final Pattern NUMBER = Pattern.compile("([A-Z]{1,10})-(\\d{4})-(\\d{6,})");
    private static final Table<?> SERIES_TABLE = table("number_series");
    private static final Table<?> VOID_TABLE = table("number_void");
    private static final Field<String> SERIES = field("series", String.class);
    private static final Field<Integer> YEAR = field("series_year", Integer.class);
    private static final Field<Long> LAST = field("last_number", Long.class);
    private static final Field<String> NUMBER_TEXT = field("number_text", String.class);
    private static final Field<String> REASON = field("reason", String.class);
    private static final Field<String> ACCOUNT = field("account", String.class);

    private final UnitOfWork work;
    private final Sql sql;

    @Activate
    public SqlNumbers(@Reference UnitOfWork work, @Reference Sql sql, @Reference(target = "(word=commons)") Schema schema) {
        this.work = work;
        this.sql = sql;
    }

    @Override
    public String next(Tx tx, String series, int year) {
        return next(tx, series, year, 1).get(0);
    }

    @Override
    public List<String> next(Tx tx, String series, int year, int many) {
        if (!series.matches("[A-Z]{1,10}") || year < 1000 || year > 9999) {
            throw new Problem.Invalid("number-series", "series", "编号序列应为1至10个大写字母，年份为四位：" + series + " " + year);
        }
        if (many < 1) {
            throw new IllegalArgumentException("at least one number: " + many);
        }
        Long last = advance(tx, series, year, many);
        if (last == null) {
            begin(tx, series, year);
            last = advance(tx, series, year, many);
        }
        return LongStream.rangeClosed(last - many + 1, last).mapToObj(number -> String.format("%s-%d-%06d", series, year, number)).toList();
    }

    /** The update locks the row until the caller's transaction ends; the next caller waits, and sees a rollback undone. */
    private Long advance(Tx tx, String series, int year, int many) {
        return sql.countOn(tx, SERIES_TABLE, LAST, many, SERIES.eq(series).and(YEAR.eq(year)));
    }

    private void begin(Tx tx, String series, int year) {
        try {
            sql.on(tx).insertInto(SERIES_TABLE, SERIES, YEAR, LAST).values(series, year, 0L).onConflict(SERIES, YEAR).doNothing().execute();
        } catch (DataAccessException e) {
            // Derby's MERGE may lose against another first number of the year; the row is there then, which is all we want.
            if (!sql.embedded() || !"23505".equals(e.sqlState())) {
                throw e;
            }
        }
    }

    @Override
    public void declareVoid(Tx tx, String number, String reason, Actor by) {
        Matcher parts = NUMBER.matcher(number == null ? "" : number);
        if (!parts.matches()) {
            throw new Problem.Invalid("number", "number", "编号不合规范：" + number);
        }
        if (reason == null || reason.isBlank()) {
            throw new Problem.Invalid("void-reason", "reason", "作废编号必须写明原因");
        }
        int year = Integer.parseInt(parts.group(2));
        Long last = sql.on(tx).select(LAST).from(SERIES_TABLE).where(SERIES.eq(parts.group(1))).and(YEAR.eq(year)).fetchOne(LAST);
        if (last == null || Long.parseLong(parts.group(3)) > last || Long.parseLong(parts.group(3)) < 1) {
            throw new Problem.Invalid("number-not-given", "number", "该编号尚未发出，不能作废：" + number);
        }
        if (sql.on(tx).fetchExists(VOID_TABLE, NUMBER_TEXT.eq(number))) {
            throw new Problem.IllegalMove("number-void", "该编号已经作废：" + number);
        }
        sql.on(tx).insertInto(VOID_TABLE, NUMBER_TEXT, SERIES, YEAR, REASON, ACCOUNT)
                .values(number, parts.group(1), year, reason, by.account()).execute();
    }

    @Override
    public List<VoidNumber> voids(String series, int year) {
        return work.run(tx -> sql.on(tx).select(NUMBER_TEXT, REASON, ACCOUNT).from(VOID_TABLE)
                .where(SERIES.eq(series)).and(YEAR.eq(year)).orderBy(NUMBER_TEXT)
                .fetch(r -> new VoidNumber(r.value1(), r.value2(), r.value3())));
    }
}
