package io.shoutu.sensor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.AlarmStore.Narrow;
import io.shoutu.sensor.domain.AlarmStore.Order;
import io.shoutu.sensor.domain.AlarmStore.Query;
import io.shoutu.sensor.domain.AlarmStore.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Lists of alarms (报警清单): limits, orders, jumps and counts, on both databases. */
class AlarmListTest {
    private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");
    private static final Set<AlarmState> ACTIVE = EnumSet.complementOf(EnumSet.of(AlarmState.NORM));

    abstract static class On {
        private final House house;
        private final AlarmStore store;

        On(House on) {
            house = on.and("sensor", SqlAlarmStore.class);
            store = new SqlAlarmStore(house.sql(), house.schema("sensor"));
        }

        private UnitOfWork work() {
            return house.work();
        }

        @AfterEach
        void close() {
            house.close();
        }

        /** Twelve, an hour apart: every third has ended, of the others every second is acknowledged; priorities in turn. */
        @BeforeEach
        void twelve() {
            work().execute(tx -> {
                house.sql().on(tx).execute("insert into sensor_series (series_no, device, point, label, unit) values (1, 'AL-0001', 'temperature', '温度', 'Cel')");
                house.sql().on(tx).execute("update sensor_number set last_no = 12 where what = 'alarm'");
                for (int i = 1; i <= 12; i++) {
                    String state = i % 3 == 0 ? "NORM" : i % 2 == 0 ? "ACKED" : "UNACK";
                    house.sql().on(tx).execute("insert into sensor_alarm (alarm_no, alarm_number, active_rule, series_no, title, enterprise, rule_id, rule_version, rule_name, priority, alarm_state,"
                            + " urgency, raised_at, repeats, recurrences, version) values (" + i + ", 'BJ-2026-" + String.format("%06d", i) + "', " + (state.equals("NORM") ? "null" : "'GZ-" + i + "'")
                            + ", 1, '" + (i == 7 ? "100% 与 _ 号" : "一号窑温度过高") + "', null, 'GZ-" + i + "', 1, '温度过高', '" + Priority.values()[i % 4] + "', '" + state + "', "
                            + ((state.equals("NORM") ? 20 : state.equals("ACKED") ? 10 : 0) + i % 4) + ", " + (DAY.toEpochMilli() + i * 3_600_000L) + ", 0, 0, 1)");
                }
            });
        }

        private Page<Alarm> list(Query query) {
            return work().run(tx -> store.list(tx, query));
        }

        private static Query all(Narrow narrow, Order order, Set<AlarmState> states, String cursor, int limit) {
            return new Query(states, null, null, cursor, limit, null, null, null, narrow, order);
        }

        private static List<Integer> numbers(Page<Alarm> page) {
            return page.items().stream().map(alarm -> Integer.parseInt(alarm.number().substring(8))).toList();
        }

        @Test
        void newestComeFirstPageAfterPageWithTheExactTotal() {
            List<Integer> seen = new ArrayList<>();
            String cursor = null;
            do {
                Page<Alarm> page = list(all(Narrow.ANY, Order.NEWEST, Set.of(), cursor, 5));
                assertThat(page.total()).isEqualTo(12);
                seen.addAll(numbers(page));
                cursor = page.next();
            } while (cursor != null);
            assertThat(seen).containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
        }

        @Test
        void urgentOrderIsWaitingFirstThenPriorityThenNewestAcrossPages() {
            List<Alarm> seen = new ArrayList<>();
            String cursor = null;
            do {
                Page<Alarm> page = list(all(Narrow.ANY, Order.URGENT, ACTIVE, cursor, 3));
                assertThat(page.total()).isEqualTo(8);
                seen.addAll(page.items());
                cursor = page.next();
            } while (cursor != null);
            assertThat(seen).extracting(Alarm::state).containsExactly(AlarmState.UNACK, AlarmState.UNACK, AlarmState.UNACK, AlarmState.UNACK, AlarmState.ACKED, AlarmState.ACKED, AlarmState.ACKED,
                    AlarmState.ACKED);
            assertThat(seen.stream().map(a -> Integer.parseInt(a.number().substring(8))).toList()).containsExactly(5, 1, 11, 7, 8, 4, 10, 2);
        }

        @Test
        void limitsNarrowListAndCountsAlike() {
            Narrow afternoon = new Narrow(null, DAY.plusSeconds(6 * 3600), DAY.plusSeconds(9 * 3600), null);
            assertThat(numbers(list(all(afternoon, Order.NEWEST, Set.of(), null, 50)))).containsExactly(8, 7, 6);
            assertThat(work().<List<Tally>>run(tx -> store.counts(tx, all(afternoon, Order.NEWEST, Set.of(), null, 1)))).extracting(Tally::number).containsOnly(1L).hasSize(3);
            assertThat(numbers(list(new Query(Set.of(), null, null, null, 50, null, "GZ-4", "AL-0001", Narrow.ANY, Order.NEWEST)))).containsExactly(4);
            assertThat(list(new Query(Set.of(), null, null, null, 50, null, null, "AL-0002", Narrow.ANY, Order.NEWEST)).total()).isZero();
            assertThat(numbers(list(all(new Narrow(null, null, null, "100% 与 _"), Order.NEWEST, Set.of(), null, 50)))).containsExactly(7);
            assertThat(numbers(list(all(new Narrow(null, null, null, "bj-2026-000009"), Order.NEWEST, Set.of(), null, 50)))).containsExactly(9);
            assertThat(list(all(new Narrow(null, null, null, "%"), Order.NEWEST, Set.of(), null, 50)).total()).isEqualTo(1);
        }

        @Test
        void jumpGoesOnWithWhatWasRaisedBeforeThatTime() {
            String cursor = work().run(tx -> store.before(tx, DAY.plusSeconds(5 * 3600)));
            Page<Alarm> page = list(all(Narrow.ANY, Order.NEWEST, Set.of(), cursor, 2));
            assertThat(numbers(page)).containsExactly(4, 3);
            assertThat(page.total()).isEqualTo(12);
            assertThat(work().<String>run(tx -> store.before(tx, DAY))).isNull();
        }

        @Test
        void cursorOfAnotherOrderIsRefused() {
            assertThatThrownBy(() -> list(all(Narrow.ANY, Order.URGENT, ACTIVE, "7", 3))).isInstanceOf(Problem.Invalid.class);
            assertThatThrownBy(() -> list(all(Narrow.ANY, Order.NEWEST, ACTIVE, "0.1.7", 3))).isInstanceOf(Problem.Invalid.class);
        }
    }

    @Nested
    class OnDerby extends On {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends On {
        OnPostgres() {
            super(House.onPostgres());
        }
    }
}
