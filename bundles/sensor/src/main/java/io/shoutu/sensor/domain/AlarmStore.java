package io.shoutu.sensor.domain;

import io.shoutu.api.Page;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.store.Tx;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where alarms are kept (报警库). It holds at most one active alarm for each rule, and refuses a second. */
public interface AlarmStore {
    /**
     * Which alarms.
     *
     * @param states in one of these; empty for all
     * @param series number of the series, or null
     * @param priority or null
     * @param within numbers of the series that may be seen, or null for all
     */
    record Query(Set<AlarmState> states, Integer series, Priority priority, String cursor, int limit, Set<Integer> within) {
        public Query(Set<AlarmState> states, Integer series, Priority priority, String cursor, int limit) {
            this(states, series, priority, cursor, limit, null);
        }

        /** Whether this alarm is asked for, whatever the page. */
        public boolean matches(Alarm alarm) {
            return (states.isEmpty() || states.contains(alarm.state())) && (series == null || series == alarm.series().number())
                    && (priority == null || priority == alarm.priority()) && (within == null || within.contains(alarm.series().number()));
        }
    }

    List<Alarm> active(Tx tx);

    /** The active alarm of this rule. */
    Optional<Alarm> active(Tx tx, String rule);

    Optional<Alarm> find(Tx tx, String number);

    /** Newest first. */
    Page<Alarm> list(Tx tx, Query query);

    void add(Tx tx, Alarm alarm);

    /** Replaces what a move changes if the row still has the version before; false where it has not. */
    boolean move(Tx tx, Alarm alarm);

    /** Replaces what further readings change: repeats, last reading, running delay. */
    void count(Tx tx, Alarm alarm);
}
