package io.shoutu.hazard.store;

import static io.shoutu.hazard.store.HazardRows.*;

import io.shoutu.api.Actor;
import io.shoutu.api.Scope;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.hazard.Criterion;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardQuery;
import io.shoutu.api.hazard.HazardSort;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.commons.testing.House;
import io.shoutu.hazard.HazardImports;
import io.shoutu.hazard.HazardRoomForBench;
import io.shoutu.hazard.domain.Finding;
import io.shoutu.hazard.domain.Funds;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.Past;
import io.shoutu.hazard.domain.Plan;
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.postgresql.PGConnection;

/**
 * The ledger at scale (百万级台账), measured: {@code MillionHazards <hazards> [<rows to import>]}. Fills PostgreSQL with that many hazards of ten years, asks every
 * published filter and order for its first page, for a page after a jump by day and by number, and for its exact count; then takes rows into Derby. Prints one table.
 * {@code bench/hazards} runs it; it is no test and judges nothing.
 */
public final class MillionHazards {
    private static final Actor BY = House.actor("bench", "operator");
    private static final LocalDate FIRST = LocalDate.of(2016, 2, 1);
    private static final int DAYS = 3_660;
    private static final String[] WHERE = {"一号车间", "二号车间", "配电室", "危化品库", "成品仓库", "员工宿舍", "食堂", "锅炉房", "污水池", "装卸平台", "空压机房", "冷库机房", "喷漆房", "粉碎间", "筒仓", "罐区"};
    private static final String[] WHAT = {"消防通道堵塞", "应急照明失效", "配电箱无门", "临时用电私拉乱接", "灭火器过期", "安全出口锁闭", "氨浓度报警器故障", "除尘器未设泄爆", "有限空间无警示标志", "护栏缺失", "起重机限位失灵",
        "特种作业人员无证", "气瓶混放", "管道腐蚀", "可燃气体探测器未校验", "联锁被旁路", "地面油污", "电缆桥架积尘"};

    private MillionHazards() {}

    public static void main(String[] args) throws Exception {
        int many = Integer.parseInt(args[0]);
        try (House house = House.onPostgres().and("hazard", SqlHazardStore.class)) {
            SqlHazardStore store = new SqlHazardStore(house.sql(), house.schema("hazard"));
            long began = System.nanoTime();
            fill(house, many);
            System.out.printf(Locale.ROOT, "%,d hazards in PostgreSQL after %.0f s%n%n", many, (System.nanoTime() - began) / 1e9);
            System.out.println("| Question | first page p50 | p99 | jump by day p99 | jump by number p99 | exact count | found |\n|---|---|---|---|---|---|---|");
            questions(many).forEach((label, query) -> measure(house, store, label, query, many));
        }
        importing(args.length > 1 ? Integer.parseInt(args[1]) : 10_000);
    }

    private static Map<String, HazardQuery> questions(int many) {
        Map<String, HazardQuery> all = new LinkedHashMap<>();
        HazardQuery.More none = HazardQuery.More.NONE;
        for (HazardSort sort : HazardSort.values()) {
            all.put("all, " + sort.label(), ask(null, null, null, null, null, null, none, sort));
        }
        for (HazardState state : List.of(HazardState.REGISTERED, HazardState.RECTIFYING, HazardState.CLOSED)) {
            all.put("state " + state.label(), ask(state, null, null, null, null, null, none, null));
        }
        all.put("open", ask(null, true, null, null, null, null, none, null));
        all.put("open, by deadline", ask(null, true, null, null, null, null, none, HazardSort.DEADLINE));
        all.put("ended", ask(null, false, null, null, null, null, none, null));
        all.put("grade 重大", ask(null, null, null, HazardGrade.MAJOR, null, null, none, null));
        all.put("open, 重大, by deadline", ask(null, true, null, HazardGrade.MAJOR, null, null, none, HazardSort.DEADLINE));
        all.put("open, overdue, by deadline", ask(null, true, null, null, true, null, none, HazardSort.DEADLINE));
        all.put("one enterprise", ask(null, null, enterprise(7), null, null, null, none, null));
        all.put("one enterprise, open", ask(null, true, enterprise(7), null, null, null, none, null));
        all.put("one township", ask(null, null, null, null, null, null, new HazardQuery.More("990123101000", null, null, null, null, null, null, null, null, null), null));
        all.put("one village", ask(null, null, null, null, null, null, new HazardQuery.More("990123101201", null, null, null, null, null, null, null, null, null), null));
        all.put("source 自查", ask(null, null, null, null, null, null, new HazardQuery.More(null, "self-check", null, null, null, null, null, null, null, null), null));
        all.put("category", ask(null, null, null, null, null, null, new HazardQuery.More(null, null, "fire", null, null, null, null, null, null, null), null));
        all.put("one risk unit", ask(null, null, null, null, null, null, new HazardQuery.More(null, null, null, "FX-2016-000009", null, null, null, null, null, null), null));
        all.put("one rectifier", ask(null, null, null, null, null, null, new HazardQuery.More(null, null, null, null, "account9", null, null, null, null, null), null));
        all.put("recurring", ask(null, null, null, null, null, null, new HazardQuery.More(null, null, null, null, null, true, null, null, null, null), null));
        all.put("ever late", ask(null, null, null, null, null, null, new HazardQuery.More(null, null, null, null, null, null, true, null, null, null), null));
        all.put("a month of registrations", ask(null, null, null, null, null, null, new HazardQuery.More(null, null, null, null, null, null, null, LocalDate.of(2019, 6, 1), LocalDate.of(2019, 6, 30), null), null));
        all.put("looked back, 未反弹", ask(null, null, null, null, null, null, new HazardQuery.More(null, null, null, null, null, null, null, null, null, "passed"), null));
        all.put("text 通道 (frequent)", ask(null, null, null, null, null, "通道", none, null));
        all.put("text 喷漆房联锁被旁路 (1 in 300)", ask(null, null, null, null, null, "喷漆房联锁被旁路", none, null));
        all.put("text 第" + many / 2 + "号 (one)", ask(null, null, null, null, null, "第" + many / 2 + "号", none, null));
        all.put("text, a whole number", ask(null, null, null, null, null, number(many / 3), none, null));
        return all;
    }

    private static HazardQuery ask(HazardState state, Boolean open, String enterprise, HazardGrade grade, Boolean overdue, String text, HazardQuery.More more, HazardSort sort) {
        return new HazardQuery(state, open, enterprise, grade, overdue, text, null, 50, more, sort, null, false);
    }

    private static void measure(House house, SqlHazardStore store, String label, HazardQuery q, int many) {
        Random random = new Random(7);
        double[] first = times(100, () -> page(house, store, q, null));
        double[] day = times(60, () -> page(house, store, q, FIRST.plusDays(random.nextInt(DAYS)).toString()));
        double[] number = q.sort() == HazardSort.DEADLINE ? new double[] {Double.NaN} : times(60, () -> page(house, store, q, number(random.nextInt(many))));
        long[] total = new long[1];
        double[] count = times(5, () -> total[0] = house.work().run(tx -> store.count(tx, q, Scope.EVERYWHERE)));
        System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f | %.1f | %.1f | %.0f | %,d |%n", label, at(first, .5), at(first, .99), at(day, .99), at(number, .99), at(count, .5), total[0]);
    }

    private static void page(House house, SqlHazardStore store, HazardQuery q, String start) {
        HazardQuery query = new HazardQuery(q.state(), q.open(), q.enterprise(), q.grade(), q.overdue(), q.text(), null, 50, q.more(), q.sort(), start, false);
        house.work().execute(tx -> store.list(tx, query, Scope.EVERYWHERE));
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

    private static void fill(House house, int many) throws Exception {
        try (Connection connection = house.source().getConnection()) {
            connection.setAutoCommit(true);
            List<String> indexes = new ArrayList<>();
            try (Statement statement = connection.createStatement()) {
                List<String> names = new ArrayList<>();
                try (ResultSet found = statement.executeQuery("select indexname, indexdef from pg_indexes where tablename = 'hazard' and schemaname = current_schema() and indexname not in"
                        + " (select conname from pg_constraint)")) {
                    while (found.next()) {
                        names.add(found.getString(1));
                        indexes.add(found.getString(2));
                    }
                }
                for (String name : names) {
                    statement.execute("drop index " + name);
                }
                List<Field<?>> columns = new ArrayList<>(row(0, many).keySet());
                String into = String.join(", ", columns.stream().map(Field::getName).toList());
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy hazard (" + into + ") from stdin", new Lines(many, columns));
                for (String index : indexes) {
                    statement.execute(index);
                }
                statement.execute("vacuum analyze hazard");
            }
        }
    }

    private static Map<Field<?>, Object> row(int i, int many) {
        Hazard hazard = hazard(i, many);
        Map<Field<?>, Object> row = new HashMap<>(birth(hazard));
        row.putAll(progress(hazard));
        row.put(VERSION, 1);
        row.put(SCOPE_AREA, hazard.finding().area());
        row.put(LEAD_UNIT, i % 3 == 0 ? "yjj" : "zjj");
        row.put(GRAMS, Grams.of(hazard));
        row.put(RECURRING, i % 37 == 0);
        row.put(RECUR_TIMES, i % 37 == 0 ? 1 : null);
        row.put(RECUR_EARLIER, i % 37 == 0 ? number(i / 2) : null);
        return row;
    }

    private static Hazard hazard(int i, int many) {
        Random random = new Random(i);
        LocalDate day = FIRST.plusDays((long) i * DAYS / many);
        String where = WHERE[random.nextInt(WHERE.length)];
        String what = WHAT[random.nextInt(WHAT.length)];
        Finding finding = new Finding(where + what, "检查发现" + where + what + "，第" + i + "号记录。", enterprise(random.nextInt(4_000)), "99012310" + (1 + random.nextInt(8)) + "20" + (1 + random.nextInt(4)), where,
                random.nextInt(3) == 0 ? "self-check" : "inspection", random.nextInt(4) == 0 ? "fire" : "electric", "GB 5" + random.nextInt(400), "FX-2016-" + String.format("%06d", random.nextInt(20_000)), null);
        boolean major = random.nextInt(200) == 0;
        boolean recent = many - i < many / 30;
        int fate = recent ? random.nextInt(4) : 3;
        Plan plan = fate < 2 ? null : new Plan("整改" + what, "王工", new Funds("5000", "企业自筹"), day.plusDays(5 + random.nextInt(40)), "停用", "消除", "每周报", "隔离");
        LocalDate closed = fate < 3 ? null : day.plusDays(3 + random.nextInt(45));
        LocalDate today = LocalDate.of(2026, 2, 13);
        closed = closed != null && closed.isAfter(today) ? null : closed;
        Past past = new Past(finding, day, fate == 0 ? null : major ? HazardGrade.MAJOR : HazardGrade.GENERAL, fate > 0 && major ? new Criterion("工贸企业重大事故隐患判定标准（应急管理部令第10号）", "第十一条第（三）项", "干式除尘系统未采取爆炸防控措施的") : null,
                "account" + random.nextInt(300), plan, closed, "wu.acceptor", closed != null && i % 50 == 0 && !closed.plusDays(30).isAfter(today) ? closed.plusDays(30) : null);
        return past.taken(number(i), null, BY, today);
    }

    private static String number(int i) {
        return "YH-" + (1000 + i / 1_000_000) + "-" + String.format("%06d", i % 1_000_000);
    }

    private static String enterprise(int i) {
        return CODES.get(i % CODES.size());
    }

    private static final List<String> CODES = IntStream.range(0, 4_000).mapToObj(MillionHazards::code).toList();

    private static String code(int i) {
        String body = "91350100M" + String.format("%06d", i) + "00";
        return body + CreditCode.checkCharacter(body);
    }

    /** Rows as COPY reads them, made as they are asked for. */
    private static final class Lines extends Reader {
        private final int many;
        private final List<Field<?>> columns;
        private int next;
        private String line = "";
        private int at;

        Lines(int many, List<Field<?>> columns) {
            this.many = many;
            this.columns = columns;
        }

        @Override
        public int read(char[] into, int from, int length) {
            if (at == line.length()) {
                if (next == many) {
                    return -1;
                }
                Map<Field<?>, Object> row = row(next++, many);
                StringBuilder out = new StringBuilder();
                for (Field<?> column : columns) {
                    Object value = row.get(column);
                    out.append(out.length() == 0 ? "" : "\t").append(value == null ? "\\N" : value.toString().replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n"));
                }
                line = out.append('\n').toString();
                at = 0;
            }
            int part = Math.min(length, line.length() - at);
            line.getChars(at, at + part, into, from);
            at += part;
            return part;
        }

        @Override
        public void close() throws IOException {
            // nothing is held
        }
    }

    // ---- importing ----

    private static void importing(int rows) throws Exception {
        try (HazardRoomForBench room = new HazardRoomForBench()) {
            HazardImports imports = room.imports();
            List<Supplier<Past>> all = IntStream.range(0, rows).mapToObj(i -> (Supplier<Past>) () -> {
                Hazard h = hazard(i, rows);
                Finding f = h.finding();
                return new Past(new Finding(f.title(), f.description(), f.enterprise(), f.area(), f.place(), f.source(), f.category(), f.basis(), null, "T-" + i), LocalDate.of(2025, 1, 1).plusDays(i % 300),
                        HazardGrade.GENERAL, null, "sun.yi", new Plan("整改", "王工", new Funds("100", null), LocalDate.of(2025, 12, 1), "停用"), null, null, null);
            }).toList();
            long began = System.nanoTime();
            List<HazardImports.Outcome> out = imports.take(all, BY);
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(Locale.ROOT, "%n%,d rows into Derby: %.1f s, %,d taken%n", rows, seconds, out.stream().filter(o -> o.number() != null).count());
        }
    }
}
