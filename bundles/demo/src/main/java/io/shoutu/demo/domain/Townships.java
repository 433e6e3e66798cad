package io.shoutu.demo.domain;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Safety offices of the county's townships, and its accidents of two years (镇街安办、事故数字), invented: one office is short of people, one certificate has expired, both counts fell. */
public final class Townships {
    /** Accidents and deaths of each month, the year before and this. */
    private static final int[][] BEFORE = {{2, 0}, {1, 0}, {2, 1}, {1, 0}, {3, 1}, {2, 0}, {2, 1}, {1, 0}, {2, 0}, {1, 1}, {2, 0}, {1, 0}};
    private static final int[][] NOW = {{1, 0}, {1, 0}, {2, 1}, {1, 0}, {1, 0}, {2, 1}, {1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}};

    private final County county;
    private final LocalDate today;

    public Townships(County county, LocalDate today) {
        this.county = county;
        this.today = today;
    }

    /** Ids of the townships, subdistricts and the park. */
    public List<String> units() {
        return county.units().stream().map(io.shoutu.api.directory.Unit::id).filter(id -> id.matches("xz[0-9]{3}")).toList();
    }

    /** What an office should have, for {@code POST /api/safety-offices/<unit>}. */
    public Map<String, Object> office(String unit) {
        Map<String, Integer> posts = new LinkedHashMap<>();
        posts.put("专职安全员", unit.equals("xz400") ? 2 : 1);
        return Map.of("document", "安澜编〔" + (today.getYear() - 1) + "〕6号（演示）", "equipment", "执法记录仪2台、四合一气体检测仪1台、巡查车1辆", "posts", posts);
    }

    /** Who fills its posts, for {@code POST /api/safety-offices/<unit>/staff}: the township's grid member. */
    public List<Map<String, Object>> staff(String unit) {
        List<Map<String, Object>> all = new ArrayList<>();
        county.positions().stream().filter(p -> p.unit().equals(unit) && p.title().equals("网格员") && p.person().startsWith("wg")).limit(1).forEach(p -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("post", "专职安全员");
            row.put("person", p.person());
            row.put("dedicated", true);
            row.put("certificate", "AQ-" + unit.substring(2) + "-01");
            row.put("certifiedUntil", (unit.equals("xz201") ? today.minusDays(30) : today.plusYears(2)).toString());
            row.put("trainedOn", unit.equals("xz202") ? null : LocalDate.of(today.getYear(), 1, 1).toString());
            row.put("from", (today.getYear() - 1) + "-01-01");
            all.add(row);
        });
        return all;
    }

    /** Months that are over, for {@code POST /api/accident-figures}, oldest first. */
    public List<Map<String, Object>> months() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (YearMonth month = YearMonth.of(today.getYear() - 1, 1); month.isBefore(YearMonth.from(today)); month = month.plusMonths(1)) {
            int[] of = (month.getYear() == today.getYear() ? NOW : BEFORE)[month.getMonthValue() - 1];
            all.add(Map.of("month", month.toString(), "accidents", of[0], "deaths", of[1], "source", "生产安全事故统计直报系统（演示）"));
        }
        return all;
    }
}
