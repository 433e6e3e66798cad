package io.shoutu.hazard.store;

import static io.shoutu.hazard.store.HazardRows.DEADLINE;
import static io.shoutu.hazard.store.HazardRows.NUMBER;
import static io.shoutu.hazard.store.HazardRows.REGISTERED_AT;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.shoutu.api.Problem;
import io.shoutu.api.hazard.HazardSort;
import io.shoutu.api.time.Legal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.OrderField;
import org.jooq.Record;

/** An order of the list (排序), and how one goes on or jumps in it by key. */
enum Order {
    NEWEST {
        @Override
        List<OrderField<?>> fields() {
            return List.of(REGISTERED_AT.desc(), NUMBER.desc());
        }

        @Override
        Condition behind(String cursor) {
            return row(REGISTERED_AT, NUMBER).lt(instant(cursor), number(cursor));
        }

        @Override
        Condition from(LocalDate day) {
            return REGISTERED_AT.lt(Legal.endOf(day).toEpochMilli());
        }

        @Override
        Condition from(Record there) {
            return row(REGISTERED_AT, NUMBER).le(there.get(REGISTERED_AT), there.get(NUMBER));
        }
    },
    OLDEST {
        @Override
        List<OrderField<?>> fields() {
            return List.of(REGISTERED_AT.asc(), NUMBER.asc());
        }

        @Override
        Condition behind(String cursor) {
            return row(REGISTERED_AT, NUMBER).gt(instant(cursor), number(cursor));
        }

        @Override
        Condition from(LocalDate day) {
            return REGISTERED_AT.ge(Legal.startOf(day).toEpochMilli());
        }

        @Override
        Condition from(Record there) {
            return row(REGISTERED_AT, NUMBER).ge(there.get(REGISTERED_AT), there.get(NUMBER));
        }
    },
    /** Those that have a deadline, the nearest first. */
    DEADLINE_FIRST {
        @Override
        List<OrderField<?>> fields() {
            return List.of(DEADLINE.asc(), NUMBER.asc());
        }

        @Override
        Condition only() {
            return DEADLINE.isNotNull();
        }

        @Override
        Condition behind(String cursor) {
            if (!cursor.matches("\\d{4}-\\d{2}-\\d{2}_[A-Z0-9-]{1,40}")) {
                throw bad(cursor);
            }
            return row(DEADLINE, NUMBER).gt(cursor.substring(0, 10), cursor.substring(11));
        }

        @Override
        String cursor(Record last) {
            return last.get(DEADLINE) + "_" + last.get(NUMBER);
        }

        @Override
        Condition from(LocalDate day) {
            return DEADLINE.ge(day.toString());
        }

        @Override
        Condition from(Record there) {
            if (there.get(DEADLINE) == null) {
                throw new Problem.Invalid("start-without-deadline", "start", there.get(NUMBER) + " 还没有整改时限，按时限排序时不能从它开始");
            }
            return row(DEADLINE, NUMBER).ge(there.get(DEADLINE), there.get(NUMBER));
        }
    };

    static Order of(HazardSort sort) {
        return switch (sort) {
            case NEWEST -> NEWEST;
            case OLDEST -> OLDEST;
            case DEADLINE -> DEADLINE_FIRST;
        };
    }

    abstract List<OrderField<?>> fields();

    /** What comes after the cursor. @throws Problem.Invalid code {@code bad-parameter} on a foreign one */
    abstract Condition behind(String cursor);

    abstract Condition from(LocalDate day);

    abstract Condition from(Record there);

    /** What this order holds at all. */
    Condition only() {
        return noCondition();
    }

    String cursor(Record last) {
        return last.get(REGISTERED_AT) + "_" + last.get(NUMBER);
    }

    /** The page that begins at a day or at a hazard. */
    Condition at(String start, Optional<Record> there) {
        if (there.isPresent()) {
            return from(there.get());
        }
        try {
            return from(LocalDate.parse(start));
        } catch (DateTimeParseException e) {
            throw new Problem.Invalid("start", "start", "没有这一天：" + start);
        }
    }

    private static Long instant(String cursor) {
        if (!cursor.matches("\\d{1,15}_[A-Z0-9-]{1,40}")) {
            throw bad(cursor);
        }
        return Long.valueOf(cursor.substring(0, cursor.indexOf('_')));
    }

    private static String number(String cursor) {
        return cursor.substring(cursor.indexOf('_') + 1);
    }

    private static Problem bad(String cursor) {
        return new Problem.Invalid("bad-parameter", "cursor", "翻页标记无效，请从第一页开始：" + cursor);
    }
}
