package io.shoutu.demo.domain;

import io.shoutu.api.directory.Enterprise;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Two years of inspections (两年检查), invented: every hazard the ledger says an inspection or a patrol found was found on one of these, most others found nothing, and the county's leaders
 * lead some, as often as their duty lists ask or a little less. The same day gives the same visits.
 */
public final class Visits {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String[] OFFICERS = {"tang.shuoye", "bai.lusheng", "cen.xiling"};
    private static final String YJJ = "yjj";

    /** A leader who goes along: account, unit, how often (months between, visits then), the day of the month about which, the lead unit whose enterprises he visits or null for all. */
    private record Leading(String account, String unit, int everyMonths, int visits, int about, String lead) {}

    private static final List<Leading> LEADING = List.of(new Leading(County.SECRETARY, "xw", 3, 1, 16, null), new Leading(County.HEAD, "xzf", 1, 1, 11, null),
            new Leading(County.DEPUTY, "xzf", 1, 2, 6, null), new Leading("ji.mingchuan", YJJ, 1, 2, 9, YJJ), new Leading("shi.ruoxi", "awb", 1, 1, 19, null),
            new Leading("pang.shouan", "xfj", 1, 1, 13, "xfj"), new Leading("ke.zhiyuan", "scj", 1, 1, 23, "scj"));

    /** A campaign of every year (专项行动): code, title, first and last day, sectors. */
    public record Campaign(String code, String parent, String title, LocalDate from, LocalDate to, List<String> sectors) {
        boolean covers(LocalDate day, String sector) {
            return !day.isBefore(from) && !day.isAfter(to) && (sectors.isEmpty() || sectors.contains(sector));
        }
    }

    private final List<Enterprise> enterprises;
    private final LocalDate today;
    private final LocalDate first;

    public Visits(County county, LocalDate today) {
        this.enterprises = county.enterprises();
        this.today = today;
        this.first = today.minusYears(2);
    }

    /** The campaigns of these years, the one they belong to first. */
    public List<Campaign> campaigns() {
        List<Campaign> all = new ArrayList<>();
        all.add(new Campaign("zbgj", null, "安全生产治本攻坚三年行动", LocalDate.of(2024, 1, 1), LocalDate.of(2026, 12, 31), List.of()));
        for (int y = first.getYear(); y <= today.getYear(); y++) {
            all.add(new Campaign("chunjie-" + y, "zbgj", y + "年春节前安全生产大检查", LocalDate.of(y, 1, 8), LocalDate.of(y, 2, 12), List.of()));
            all.add(new Campaign("xunqi-" + y, "zbgj", y + "年汛期安全专项检查", LocalDate.of(y, 6, 1), LocalDate.of(y, 8, 31), List.of("非煤矿山", "交通运输", "危险化学品")));
            all.add(new Campaign("fenchen-" + y, "zbgj", y + "年粉尘涉爆企业专项整治", LocalDate.of(y, 4, 1), LocalDate.of(y, 5, 31), List.of("粉尘涉爆")));
            all.add(new Campaign("guoqing-" + y, "zbgj", y + "年国庆节前安全生产大检查", LocalDate.of(y, 9, 8), LocalDate.of(y, 9, 30), List.of()));
            all.add(new Campaign("dongfang-" + y, "zbgj", y + "年冬季火灾防控专项行动", LocalDate.of(y, 11, 10), LocalDate.of(y, 12, 31), List.of("人员密集场所", "加油站", "城镇燃气", "烟花爆竹")));
        }
        return all.stream().filter(c -> !c.from().isAfter(today) && !c.to().isBefore(first)).toList();
    }

    /** What was written when such a campaign ended. */
    public static String summary(Campaign campaign) {
        return campaign.title() + "：检查任务按期完成，发现的隐患全部登记入册，重大隐患逐条落实治理方案；未按期整改的转日常监管继续跟踪。";
    }

    /** Lines of the yearly plan of a year (年度计划行), for {@code POST /api/inspection-plans}. */
    public List<Map<String, Object>> planLines() {
        Map<String, Integer> sectors = new TreeMap<>();
        enterprises.forEach(e -> sectors.merge(e.sector(), 1, Integer::sum));
        List<Map<String, Object>> lines = new ArrayList<>();
        sectors.forEach((sector, firms) -> {
            for (int month : new int[] {2, 5, 8, 11}) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("sector", sector);
                line.put("kind", month == 8 ? "RANDOM" : "ROUTINE");
                line.put("sheet", "general");
                line.put("inMonth", month);
                line.put("visits", Math.max(1, firms / 2 + (month == 5 ? 1 : 0)));
                line.put("unannounced", month == 8);
                lines.add(line);
            }
        });
        return lines;
    }

    /**
     * Rows for {@code POST /api/inspections/past}, oldest first.
     *
     * @param hazards the rows of {@link Years#hazards} with the {@code number} each came in under
     * @param plans number of the yearly plan by year
     */
    public List<Map<String, Object>> rows(List<Map<String, Object>> hazards, Map<Integer, String> plans) {
        List<Campaign> campaigns = campaigns();
        Map<String, List<Map<String, Object>>> found = new TreeMap<>();
        hazards.stream().filter(h -> "检查".equals(h.get("source")) || "网格巡查".equals(h.get("source")))
                .forEach(h -> found.computeIfAbsent(h.get("registeredOn") + " " + h.get("enterprise") + " " + h.get("source"), k -> new ArrayList<>()).add(h));
        List<Map<String, Object>> all = new ArrayList<>();
        found.forEach((key, list) -> {
            String[] parts = key.split(" ");
            all.add(visit(LocalDate.parse(parts[0]), firm(parts[1]), "网格巡查".equals(parts[2]), list, campaigns, plans, new Random(key.hashCode())));
        });
        for (LocalDate day = first; day.isBefore(today); day = day.plusDays(1)) {
            Random random = new Random(day.toEpochDay() * 104_729);
            boolean work = day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
            if (work && random.nextInt(5) < 2) {
                all.add(visit(day, enterprises.get(random.nextInt(enterprises.size())), false, List.of(), campaigns, plans, random));
            }
            if (day.getDayOfWeek() == DayOfWeek.WEDNESDAY) {
                all.add(visit(day, enterprises.get(random.nextInt(enterprises.size())), true, List.of(), campaigns, plans, random));
            }
            for (Leading who : LEADING) {
                for (int n = 0; n < who.visits(); n++) {
                    if (day.equals(leads(who, n, day))) {
                        all.add(led(day, who, n, campaigns, random));
                    }
                }
            }
        }
        all.sort(Comparator.comparing(row -> ((Map<?, ?>) row.get("visit")).get("begunAt").toString()));
        return all;
    }

    /** The working day of this month on which somebody leads his visit; null where he does not, or missed it: nobody's list is ever quite full. */
    private LocalDate leads(Leading who, int n, LocalDate day) {
        int month = day.getYear() * 12 + day.getMonthValue() - 1;
        boolean due = who.everyMonths() == 1 || day.getMonthValue() % who.everyMonths() == 2;
        boolean missed = Math.floorMod(month * 31 + who.account().length() * 7 + n * 13, 11) == 0;
        if (!due || missed) {
            return null;
        }
        LocalDate on = day.withDayOfMonth(Math.min(27, who.about() + n * 14));
        while (on.getDayOfWeek() == DayOfWeek.SATURDAY || on.getDayOfWeek() == DayOfWeek.SUNDAY) {
            on = on.plusDays(1);
        }
        return on;
    }

    private Map<String, Object> led(LocalDate day, Leading who, int n, List<Campaign> campaigns, Random random) {
        List<Enterprise> his = enterprises.stream().filter(e -> who.lead() == null || who.lead().equals(e.lead())).toList();
        Enterprise firm = his.get(random.nextInt(his.size()));
        Campaign campaign = campaigns.stream().filter(c -> c.parent() != null && c.covers(day, firm.sector())).findFirst().orElse(null);
        boolean unannounced = (day.getDayOfYear() + n) % 2 == 0;
        List<Map<String, Object>> team = new ArrayList<>();
        team.add(member(who.account(), "LEADER", who.unit()));
        team.add(member(OFFICERS[random.nextInt(2)], "HEAD", YJJ));
        team.add(member(OFFICERS[2], "OFFICER", YJJ));
        String title = (campaign == null ? "" : campaign.title() + "：") + (unannounced ? "四不两直检查" : "带队检查") + shortName(firm);
        return row(day, firm, campaign == null ? unannounced ? "ROUTINE" : "JOINT" : "CAMPAIGN", unannounced, title, team, unannounced ? "three-three" : "general",
                campaign == null ? null : campaign.code(), null, List.of(), "led-" + who.account().replace('.', '-') + "-" + n, random);
    }

    private Map<String, Object> visit(LocalDate day, Enterprise firm, boolean patrol, List<Map<String, Object>> hazards, List<Campaign> campaigns, Map<Integer, String> plans, Random random) {
        if (patrol) {
            String township = firm.area().text().substring(6, 9);
            String member = township.equals("400") ? "fang.xiaoman" : County.gridMember(township);
            return row(day, firm, "PATROL", false, "网格巡查：" + shortName(firm), List.of(member(member, "HEAD", "xz" + township)), "patrol", null, null, hazards, "patrol", random);
        }
        Campaign campaign = campaigns.stream().filter(c -> c.parent() != null && c.covers(day, firm.sector())).findFirst().orElse(null);
        int draw = random.nextInt(10);
        String kind = campaign != null ? "CAMPAIGN" : draw < 6 ? "ROUTINE" : draw < 8 ? "RANDOM" : "JOINT";
        List<Map<String, Object>> team = new ArrayList<>();
        int head = random.nextInt(OFFICERS.length);
        team.add(member(OFFICERS[head], "HEAD", YJJ));
        team.add(member(OFFICERS[(head + 1) % OFFICERS.length], "OFFICER", YJJ));
        if (kind.equals("JOINT")) {
            team.add(member(firm.lead().equals("xfj") ? "qiao.zhengyan" : "yu.qinglan", "OFFICER", "xfj"));
        }
        String title = campaign != null ? campaign.title() + "：" + shortName(firm) : switch (kind) {
            case "RANDOM" -> "双随机抽查：" + shortName(firm);
            case "JOINT" -> "联合检查：" + shortName(firm);
            default -> "年度计划检查：" + shortName(firm);
        };
        boolean planned = kind.equals("ROUTINE");
        return row(day, firm, kind, kind.equals("RANDOM") || random.nextInt(4) == 0, title, team, "general", campaign == null ? null : campaign.code(),
                planned ? plans.get(day.getYear()) : null, hazards, "visit", random);
    }

    private Map<String, Object> row(LocalDate day, Enterprise firm, String kind, boolean unannounced, String title, List<Map<String, Object>> team, String sheet, String campaign, String plan,
            List<Map<String, Object>> hazards, String what, Random random) {
        Map<String, Object> planned = new LinkedHashMap<>();
        planned.put("kind", kind);
        planned.put("unannounced", unannounced);
        planned.put("title", title);
        planned.put("target", Map.of("enterprise", firm.creditCode().text()));
        planned.put("team", team);
        planned.put("day", day.toString());
        planned.put("sheet", sheet);
        planned.put("plan", plan);
        planned.put("campaign", campaign);
        LocalTime begun = LocalTime.of(9 + random.nextInt(6), random.nextInt(12) * 5);
        Map<String, Object> visit = new LinkedHashMap<>();
        visit.put("begunAt", day.atTime(begun).atZone(ZONE).toInstant().toString());
        visit.put("endedAt", day.atTime(begun).plusMinutes(kind.equals("PATROL") ? 25 : 60 + random.nextInt(70)).atZone(ZONE).toInstant().toString());
        visit.put("fix", Map.of("longitude", firm.longitude(), "latitude", firm.latitude(), "accuracy", 8));
        visit.put("cardShown", !kind.equals("PATROL"));
        boolean signed = random.nextInt(25) > 0;
        visit.put("signed", signed);
        visit.put("unsigned", signed ? null : "负责人外出，现场负责人拒绝签字，已由两名检查人员注明");
        visit.put("summary", hazards.isEmpty() ? "现场检查未发现不符合项，提出改进建议并现场讲解。" : "现场检查发现" + hazards.size() + "处不符合项，已告知企业并提出整改要求。");
        visit.put("answers", answers(hazards, sheet, kind));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("planned", planned);
        row.put("visit", visit);
        row.put("reference", "AL-JC-" + day + "-" + firm.creditCode().text() + "-" + what);
        return row;
    }

    /** Each hazard at the item of the sheet that asks for it; where that is taken, at the next. */
    private static List<Map<String, Object>> answers(List<Map<String, Object>> hazards, String sheet, String kind) {
        int items = sheet.equals("patrol") ? 4 : sheet.equals("general") ? 10 : 6;
        List<Integer> taken = new ArrayList<>();
        List<Map<String, Object>> answers = new ArrayList<>();
        for (Map<String, Object> hazard : hazards) {
            int item = item(hazard.get("title").toString(), items);
            while (taken.contains(item)) {
                item = item % items + 1;
            }
            taken.add(item);
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("item", item);
            answer.put("outcome", "FAIL");
            answer.put("note", hazard.get("title"));
            answer.put("demand", kind.equals("PATROL") ? "NONE" : hazard.get("deadline") == null ? "ON_THE_SPOT" : "BY_DEADLINE");
            answer.put("deadline", kind.equals("PATROL") ? null : hazard.get("deadline"));
            answer.put("hazard", hazard.get("number"));
            answers.add(answer);
            if (answers.size() == items) {
                break;
            }
        }
        return answers;
    }

    private static int item(String title, int items) {
        if (items == 4) {
            return title.contains("通道") || title.contains("出口") || title.contains("卷帘") ? 1 : 4;
        }
        return title.contains("通道") || title.contains("出口") || title.contains("卷帘") || title.contains("照明") ? 8 : title.contains("标志") ? 5 : title.contains("超员") ? 9
                : title.contains("灭火器") ? 10 : 6;
    }

    private static Map<String, Object> member(String account, String part, String unit) {
        return Map.of("account", account, "part", part, "unit", unit);
    }

    private Enterprise firm(String code) {
        return enterprises.stream().filter(e -> e.creditCode().text().equals(code)).findFirst().orElseThrow();
    }

    private static String shortName(Enterprise firm) {
        return firm.name().replace("有限公司", "");
    }
}
