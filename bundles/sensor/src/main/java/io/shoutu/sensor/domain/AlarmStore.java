package io.shoutu.sensor.domain;

import io.shoutu.api.Page;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where alarms are kept (报警库). It holds at most one active alarm for each rule, and refuses a second. */
public interface AlarmStore {
    /** In which order a list stands (排序): the newest first, or what still waits for somebody first, then by priority, then the newest. */
    enum Order { NEWEST, URGENT }

    /**
     * Further limits of a list (检索条件); each may be null for any.
     *
     * @param enterprise where the device stood when it was raised
     * @param from raised at this time or later
     * @param to raised before this time
     * @param text part of the title, or the number
     * @param retrospective only those found afterwards, or only the others
     */
    record Narrow(CreditCode enterprise, Instant from, Instant to, String text, Boolean retrospective) {
        public static final Narrow ANY = new Narrow(null, null, null, null);

        public Narrow(CreditCode enterprise, Instant from, Instant to, String text) {
            this(enterprise, from, to, text, null);
        }

        boolean matches(Alarm alarm) {
            return (retrospective == null || retrospective == alarm.marks().retrospective()) && (enterprise == null || enterprise.equals(alarm.enterprise()))
                    && (from == null || !alarm.raisedAt().isBefore(from)) && (to == null || alarm.raisedAt().isBefore(to))
                    && (text == null || alarm.title().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)) || alarm.number().equalsIgnoreCase(text));
        }
    }

    /**
     * Which alarms.
     *
     * @param states in one of these; empty for all
     * @param series number of the series, or null
     * @param priority or null
     * @param cursor where the page begins, as the page before said, or null
     * @param within numbers of the series that may be seen, or null for all
     * @param rule or null
     * @param device or null
     */
    record Query(Set<AlarmState> states, Integer series, Priority priority, String cursor, int limit, Set<Integer> within, String rule, String device, Narrow narrow, Order order) {
        public Query(Set<AlarmState> states, Integer series, Priority priority, String cursor, int limit) {
            this(states, series, priority, cursor, limit, null);
        }

        public Query(Set<AlarmState> states, Integer series, Priority priority, String cursor, int limit, Set<Integer> within) {
            this(states, series, priority, cursor, limit, within, null, null, Narrow.ANY, Order.NEWEST);
        }

        /** The same, from another place on. */
        public Query from(String newCursor) {
            return new Query(states, series, priority, newCursor, limit, within, rule, device, narrow, order);
        }

        /** Whether this alarm is asked for, whatever the page. */
        public boolean matches(Alarm alarm) {
            return (states.isEmpty() || states.contains(alarm.state())) && (series == null || series == alarm.series().number())
                    && (priority == null || priority == alarm.priority()) && (within == null || within.contains(alarm.series().number()))
                    && (rule == null || rule.equals(alarm.rule())) && (device == null || device.equals(alarm.series().device())) && narrow.matches(alarm);
        }
    }

    /** How many alarms of one state and priority there are (报警数). */
    record Tally(AlarmState state, Priority priority, long number) {}

    /** Alarms of one series that stood at some time in {@code from ≤ … < to}, oldest first; of one rule, or (null) of all. */
    List<Alarm> during(Tx tx, int series, String rule, Instant from, Instant to);

    List<Alarm> active(Tx tx);

    /** The active alarm of this rule. */
    Optional<Alarm> active(Tx tx, String rule);

    Optional<Alarm> find(Tx tx, String number);

    /**
     * Which rows a page shows (清单行).
     *
     * @param next cursor of the next page, or null where this is the last
     */
    record Keys(List<Long> rows, String next) {}

    /** The rows of a page, in the order asked for. A long look keeps nobody waiting: on Derby a row that moves meanwhile may be among them no more rightly. */
    Keys keys(Tx tx, Query query);

    /** These rows, in this order. */
    List<Alarm> rows(Tx tx, List<Long> keys);

    /** How many there are, whatever the page. */
    long count(Tx tx, Query query);

    /** A page with its total. */
    default Page<Alarm> list(Tx tx, Query query) {
        Keys keys = keys(tx, query);
        return new Page<>(rows(tx, keys.rows()), keys.next(), count(tx, query));
    }

    /** How many there are of each state and priority, whatever the page; none where there are none. */
    List<Tally> counts(Tx tx, Query query);

    /** The cursor from which a list, newest first, goes on with what was raised before that time; null where nothing was. */
    String before(Tx tx, Instant time);

    void add(Tx tx, Alarm alarm);

    /** Replaces what a move changes if the row still has the version before; false where it has not. */
    boolean move(Tx tx, Alarm alarm);

    /** Replaces what further readings change: repeats, last reading, running delay. */
    void count(Tx tx, Alarm alarm);
}
