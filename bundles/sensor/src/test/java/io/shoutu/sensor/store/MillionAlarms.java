package io.shoutu.sensor.store;

import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.sensor.Priority;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.AlarmStore.Keys;
import io.shoutu.sensor.domain.AlarmStore.Narrow;
import io.shoutu.sensor.domain.AlarmStore.Order;
import io.shoutu.sensor.domain.AlarmStore.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Alarms at scale (百万级报警), measured: {@code MillionAlarms <postgres|derby> <alarms> [<rounds>]}. Fills the database with that many alarms of three years, the last two
 * thousand of them active, and asks every published filter and order for its first page, for the page after it and for its exact count. Prints one table.
 * {@code bench/alarms} runs it; it is no test and judges nothing.
 */
public final class MillionAlarms {
    private static final int DEVICES = 1_000;
    private static final int POINTS = 5;
    private static final int ACTIVE = 2_000;
    private static final Instant FIRST = Instant.parse("2023-11-22T00:00:00Z");
    private static final Duration YEARS = Duration.ofDays(3 * 365);
    private static final String[] PLACES = {"一号窑炉", "二号窑炉", "氨制冷机房", "液化气储罐", "危化品库", "配电室", "锅炉房", "污水池", "粉尘除尘器", "尾矿坝"};
    private static final String[] WHAT = {"温度过高", "压力过低", "可燃气体超限", "液位过高", "振动过大"};

    private MillionAlarms() {}

    public static void main(String[] args) throws Exception {
        boolean postgres = args[0].equals("postgres");
        int many = Integer.parseInt(args[1]);
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 100;
        try (House house = (postgres ? House.onPostgres() : House.onDerby()).and("sensor", SqlAlarmStore.class)) {
            SqlAlarmStore store = new SqlAlarmStore(house.sql(), house.schema("sensor"));
            long began = System.nanoTime();
            fill(house, many, postgres);
            System.out.printf(Locale.ROOT, "%,d alarms in %s after %.0f s%n%n", many, args[0], (System.nanoTime() - began) / 1e9);
            System.out.println("| Question | first page p50 | p99 | next page p99 | exact count p50 | found |\n|---|---|---|---|---|---|");
            questions(many).forEach((label, query) -> measure(house, store, label, query, rounds));
        }
    }

    private static Map<String, Query> questions(int many) {
        Set<AlarmState> active = EnumSet.complementOf(EnumSet.of(AlarmState.NORM));
        Map<String, Query> all = new LinkedHashMap<>();
        all.put("all", ask(Set.of(), null, null, null, null, Narrow.ANY, Order.NEWEST));
        all.put("active", ask(active, null, null, null, null, Narrow.ANY, Order.NEWEST));
        all.put("active, urgent first", ask(active, null, null, null, null, Narrow.ANY, Order.URGENT));
        all.put("waiting, urgent first", ask(AlarmState.WAITING, null, null, null, null, Narrow.ANY, Order.URGENT));
        all.put("active, urgent first, half of the county", ask(active, null, null, null, IntStream.rangeClosed(1, DEVICES * POINTS / 2).boxed().collect(Collectors.toSet()), Narrow.ANY, Order.URGENT));
        all.put("ended", ask(EnumSet.of(AlarmState.NORM), null, null, null, null, Narrow.ANY, Order.NEWEST));
        all.put("acknowledged", ask(EnumSet.of(AlarmState.ACKED), null, null, null, null, Narrow.ANY, Order.NEWEST));
        all.put("priority 特急", ask(Set.of(), Priority.CRITICAL, null, null, null, Narrow.ANY, Order.NEWEST));
        all.put("priority 低, active", ask(active, Priority.LOW, null, null, null, Narrow.ANY, Order.NEWEST));
        all.put("one rule", ask(Set.of(), null, rule(77), null, null, Narrow.ANY, Order.NEWEST));
        all.put("one device", ask(Set.of(), null, null, device(77), null, Narrow.ANY, Order.NEWEST));
        all.put("one enterprise", ask(Set.of(), null, null, null, null, new Narrow(enterprise(7), null, null, null), Order.NEWEST));
        all.put("found afterwards", ask(Set.of(), null, null, null, null, new Narrow(null, null, null, null, true), Order.NEWEST));
        all.put("one day", ask(Set.of(), null, null, null, null, new Narrow(null, FIRST.plus(Duration.ofDays(400)), FIRST.plus(Duration.ofDays(401)), null), Order.NEWEST));
        all.put("one month, 高", ask(Set.of(), Priority.HIGH, null, null, null, new Narrow(null, FIRST.plus(Duration.ofDays(400)), FIRST.plus(Duration.ofDays(430)), null), Order.NEWEST));
        all.put("text 温度 (1 in 5)", ask(Set.of(), null, null, null, null, new Narrow(null, null, null, "温度"), Order.NEWEST));
        all.put("text 尾矿坝 (1 in 10)", ask(Set.of(), null, null, null, null, new Narrow(null, null, null, "尾矿坝"), Order.NEWEST));
        all.put("text 危化品库0044 (1 in 1,000)", ask(Set.of(), null, null, null, null, new Narrow(null, null, null, "危化品库0044"), Order.NEWEST));
        all.put("text 第" + many / 2 + "次 (one)", ask(Set.of(), null, null, null, null, new Narrow(null, null, null, "第" + many / 2 + "次"), Order.NEWEST));
        all.put("text 飞碟 (none)", ask(Set.of(), null, null, null, null, new Narrow(null, null, null, "飞碟"), Order.NEWEST));
        all.put("text, a whole number", ask(Set.of(), null, null, null, null, new Narrow(null, null, null, number(many / 3)), Order.NEWEST));
        return all;
    }

    private static Query ask(Set<AlarmState> states, Priority priority, String rule, String device, Set<Integer> within, Narrow narrow, Order order) {
        return new Query(states, null, priority, null, 50, within, rule, device, narrow, order);
    }

    private static void measure(House house, SqlAlarmStore store, String label, Query query, int rounds) {
        String[] next = new String[1];
        double[] first = times(rounds, () -> next[0] = page(house, store, query));
        double[] second = next[0] == null ? new double[] {Double.NaN} : times(Math.max(5, rounds / 3), () -> page(house, store, query.from(next[0])));
        long[] total = new long[1];
        double[] count = times(Math.max(3, rounds / 10), () -> total[0] = house.work().run(tx -> store.count(tx, query)));
        System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f | %.1f | %.1f | %,d |%n", label, at(first, .5), at(first, .99), at(second, .99), at(count, .5), total[0]);
    }

    private static String page(House house, SqlAlarmStore store, Query query) {
        return house.work().run(tx -> {
            Keys keys = store.keys(tx, query);
            store.rows(tx, keys.rows());
            return keys.next();
        });
    }

    private static double[] times(int rounds, Runnable what) {
        what.run();
        double[] ms = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long began = System.nanoTime();
            what.run();
            ms[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(ms);
        return ms;
    }

    private static double at(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * share) - 1)];
    }

    // ---- filling ----

    private static String device(int i) {
        return String.format(Locale.ROOT, "AL-%04d", i);
    }

    private static String rule(int series) {
        return String.format(Locale.ROOT, "GZ-2023-%06d", series);
    }

    private static String number(int i) {
        return String.format(Locale.ROOT, "BJ-%d-%06d", 2023 + i / 1_000_000, i % 1_000_000);
    }

    private static CreditCode enterprise(int i) {
        String body = "91350100M" + String.format(Locale.ROOT, "%08d", i % 200);
        return new CreditCode(body + CreditCode.checkCharacter(body));
    }

    /** The indexes are taken away while the rows go in; what is measured stands on the same tables and indexes as the product's. */
    private static void fill(House house, int many, boolean postgres) throws SQLException {
        try (Connection connection = house.source().getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            List<String> indexes = new ArrayList<>();
            if (postgres) {
                List<String> names = new ArrayList<>();
                try (ResultSet found = statement.executeQuery("select indexname, indexdef from pg_indexes where tablename = 'sensor_alarm' and schemaname = current_schema()"
                        + " and indexname not in (select conname from pg_constraint)")) {
                    while (found.next()) {
                        names.add(found.getString(1));
                        indexes.add(found.getString(2));
                    }
                }
                for (String name : names) {
                    statement.execute("drop index " + name);
                }
            }
            connection.setAutoCommit(false);
            try (PreparedStatement series = connection.prepareStatement("insert into sensor_series (series_no, device, point, label, unit) values (?, ?, ?, '测点', 'Cel')")) {
                for (int s = 1; s <= DEVICES * POINTS; s++) {
                    series.setInt(1, s);
                    series.setString(2, device((s - 1) / POINTS));
                    series.setString(3, "p" + (s - 1) % POINTS);
                    series.addBatch();
                }
                series.executeBatch();
            }
            rows(connection, many);
            statement.execute("update sensor_number set last_no = " + many + " where what = 'alarm'");
            connection.commit();
            connection.setAutoCommit(true);
            for (String index : indexes) {
                statement.execute(index);
            }
            statement.execute(postgres ? "vacuum analyze sensor_alarm" : "call syscs_util.syscs_update_statistics('" + connection.getSchema() + "', 'SENSOR_ALARM', null)");
        }
    }

    private static void rows(Connection connection, int many) throws SQLException {
        long step = YEARS.toMillis() / many;
        try (PreparedStatement insert = connection.prepareStatement("insert into sensor_alarm (alarm_no, alarm_number, active_rule, series_no, title, enterprise, rule_id, rule_version, rule_name,"
                + " priority, alarm_state, urgency, raised_at, reading_value, limit_value, repeats, recurrences, version, retrospective, cleared_at) values (?,?,?,?,?,?,?,1,?,?,?,?,?,?,35,3,0,2,?,?)")) {
            for (int i = 1; i <= many; i++) {
                Random random = new Random(i);
                boolean ended = i <= many - ACTIVE;
                // Of a rule no more than one alarm is active.
                int s = ended ? 1 + random.nextInt(DEVICES * POINTS) : 1 + i % (DEVICES * POINTS);
                int d = (s - 1) / POINTS;
                Priority priority = Priority.values()[Math.min(3, random.nextInt(10) / 2)];
                AlarmState state = ended ? AlarmState.NORM : random.nextInt(3) > 0 ? AlarmState.UNACK : AlarmState.ACKED;
                String what = WHAT[(s - 1) % POINTS];
                double value = 35 + random.nextInt(200) / 10.0;
                long raised = FIRST.toEpochMilli() + i * step;
                insert.setLong(1, i);
                insert.setString(2, number(i));
                insert.setString(3, ended ? null : rule(s));
                insert.setInt(4, s);
                insert.setString(5, what + "：" + PLACES[d % PLACES.length] + String.format(Locale.ROOT, "%04d", d) + " " + value + " ℃（限值 35 ℃，第" + i + "次）");
                insert.setString(6, enterprise(d).text());
                insert.setString(7, rule(s));
                insert.setString(8, what);
                insert.setString(9, priority.name());
                insert.setString(10, state.name());
                insert.setInt(11, (ended ? 20 : state == AlarmState.UNACK ? 0 : 10) + priority.ordinal());
                insert.setLong(12, raised);
                insert.setDouble(13, value);
                insert.setInt(14, i % 500 == 0 ? 1 : 0);
                insert.setObject(15, ended ? raised + 60_000 : null, java.sql.Types.BIGINT);
                insert.addBatch();
                if (i % 5_000 == 0 || i == many) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
        }
    }
}
