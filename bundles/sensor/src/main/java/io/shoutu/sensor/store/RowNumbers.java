package io.shoutu.sensor.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Gives rows their numbers (行号), ascending for each kind of row. Whoever counts holds the row of its kind until its transaction ends, so
 * numbers are unique with any number of threads and nodes, and a rollback gives them back.
 */
final class RowNumbers {
    static final String SERIES = "series";
    static final String ALARM = "alarm";
    /** How many numbers of alarms nobody bears: from before numbers were given here. */
    static final String ALARM_GAPS = "alarm-gaps";
    static final String PARKED = "parked";
    static final String OWNER = "owner";
    static final String PARKED_ACT = "parked-act";

    private static final Field<String> WHAT = field("what", String.class);
    private static final Field<Long> LAST = field("last_no", Long.class);

    private final Sql sql;

    RowNumbers(Sql sql) {
        this.sql = sql;
    }

    /** The next number of this kind. */
    long next(Tx tx, String what) {
        return next(tx, what, 1);
    }

    /** The next number of this kind, to be put into a row: on a server it is counted while the row is inserted, and each other question saved is time. */
    Field<Long> counted(Tx tx, String what) {
        return sql.embedded() ? DSL.val(next(tx, what)) : DSL.field("sensor_counted({0})", Long.class, DSL.val(what));
    }

    /** The first of that many numbers in a row. */
    long next(Tx tx, String what, int howMany) {
        return sql.countOn(tx, table("sensor_number"), LAST, howMany, WHAT.eq(what)) - howMany + 1;
    }

    /** The last number given. */
    long last(Tx tx, String what) {
        return sql.on(tx).select(LAST).from(table("sensor_number")).where(WHAT.eq(what)).fetchSingle(LAST);
    }
}
