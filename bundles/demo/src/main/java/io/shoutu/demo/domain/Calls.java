package io.shoutu.demo.domain;

import io.shoutu.api.directory.Enterprise;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Two years of public reports (两年举报), invented: every hazard the ledger says citizens reported came with one of these, others were not true, not ours, or are still being checked. The
 * names belong to nobody, the numbers begin with 19900 and reach nobody.
 */
public final class Calls {
    private static final String CLERK = "fu.shouyan";
    private static final String KEEPER = "shen.mobai";
    private static final String[] CHANNELS = {"PHONE_12350", "PHONE_12350", "PHONE_12350", "WEB", "WEB", "MAIL", "WALK_IN", "INSIDE"};
    private static final String[] NAMES = {"阙听雨", "岳槐安", "谈一鸣", "闵千里", "嵇晓岸", "祝南星", "瞿望山", "荣知夏", "宿清和", "蔺长亭"};
    private static final String[] UNTRUE = {"夜间违规动火作业", "特种作业人员无证上岗", "仓库违规储存危险品", "消防设施长期停用", "擅自改变生产工艺"};

    private final List<Enterprise> enterprises;
    private final LocalDate today;

    public Calls(County county, LocalDate today) {
        this.enterprises = county.enterprises();
        this.today = today;
    }

    /**
     * Rows for {@code POST /api/public-reports/past}, oldest first.
     *
     * @param hazards the rows of {@link Years#hazards} with the {@code number} each came in under
     */
    public List<Map<String, Object>> rows(List<Map<String, Object>> hazards) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Map<String, Object> hazard : hazards) {
            if ("群众举报".equals(hazard.get("source"))) {
                LocalDate registered = LocalDate.parse(hazard.get("registeredOn").toString());
                Random random = new Random(registered.toEpochDay() * 31 + hazard.get("title").hashCode());
                Enterprise firm = enterprises.stream().filter(e -> e.creditCode().text().equals(hazard.get("enterprise"))).findFirst().orElseThrow();
                all.add(row(registered.minusDays(1 + random.nextInt(2)), firm, "反映" + firm.name() + hazard.get("title"), hazard, "true", random));
            }
        }
        for (LocalDate day = today.minusYears(2).plusDays(3); day.isBefore(today); day = day.plusDays(11)) {
            Random random = new Random(day.toEpochDay() * 60_013);
            Enterprise firm = enterprises.get(random.nextInt(enterprises.size()));
            String end = new String[] {"false", "false", "refused", "transferred"}[random.nextInt(4)];
            String matter = end.equals("transferred") ? "反映" + firm.name() + "拖欠工资、夜间噪声扰民" : "反映" + firm.name() + UNTRUE[random.nextInt(UNTRUE.length)];
            all.add(row(day, firm, matter, null, end, random));
        }
        all.sort(Comparator.comparing(row -> ((Map<?, ?>) row.get("report")).get("receivedOn").toString()));
        return all;
    }

    private Map<String, Object> row(LocalDate received, Enterprise firm, String matter, Map<String, Object> hazard, String end, Random random) {
        Map<String, Object> r = new LinkedHashMap<>();
        String channel = CHANNELS[random.nextInt(CHANNELS.length)];
        boolean major = hazard != null && "重大".equals(hazard.get("grade"));
        String kind = major ? "MAJOR_HAZARD" : hazard != null ? "SMALL_HAZARD" : "VIOLATION";
        r.put("channel", channel);
        r.put("kind", kind);
        r.put("matter", matter + "。");
        r.put("enterprise", firm.creditCode().text());
        r.put("place", hazard == null ? null : hazard.get("place"));
        r.put("inside", channel.equals("INSIDE"));
        r.put("receivedOn", received.toString());
        r.put("clerk", CLERK);
        r.put("keeper", KEEPER);
        r.put("reference", "AL-JB-" + received + "-" + firm.creditCode().text() + "-" + end);
        steps(r, received, hazard, end, major, random);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("report", r);
        row.put("reporter", random.nextInt(10) < 3 ? Map.of("statement", "希望尽快处理。")
                : Map.of("name", NAMES[random.nextInt(NAMES.length)], "phone", String.format("19900%06d", random.nextInt(1_000_000)), "statement", "情况属实，请为我保密。"));
        return row;
    }

    /** Walks on as long as the days lie before today. */
    private void steps(Map<String, Object> r, LocalDate received, Map<String, Object> hazard, String end, boolean major, Random random) {
        LocalDate decided = received.plusDays(1 + random.nextInt(3));
        if (!decided.isBefore(today)) {
            return;
        }
        LocalDate archived = decided.plusDays(20);
        if (end.equals("refused") || end.equals("transferred")) {
            r.put(end + "On", decided.toString());
            r.put("reason", end.equals("refused") ? "反映内容不具体，联系核实无果，不属于受理范围" : "不属于安全生产监管事项，移送有权处理的部门");
            r.put("to", end.equals("transferred") ? "安澜县人力资源和社会保障局" : null);
            ended(r, archived);
            return;
        }
        r.put("acceptedOn", decided.toString());
        r.put("hazard", hazard == null ? null : hazard.get("number"));
        LocalDate checked = decided.plusDays(4 + random.nextInt(25));
        if (!checked.isBefore(today)) {
            return;
        }
        boolean yes = hazard != null;
        r.put("checkedOn", checked.toString());
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("finding", yes ? random.nextInt(6) == 0 ? "PARTLY" : "TRUE" : "FALSE");
        check.put("text", yes ? "现场核查属实，已登记为隐患" + hazard.get("number") + "并责令整改" : "现场核查未发现所反映的问题，查阅记录并询问班组人员，情况不属实");
        check.put("firstReport", random.nextInt(8) > 0);
        check.put("knownBefore", false);
        check.put("byGovernment", false);
        r.put("check", check);
        LocalDate replied = checked.plusDays(2);
        if (!replied.isBefore(today)) {
            return;
        }
        r.put("repliedOn", replied.toString());
        r.put("reply", yes ? "您反映的问题经核查属实，已责令企业限期整改，感谢您对安全生产工作的支持。" : "您反映的问题经核查不属实，如有新的线索请继续向我们反映。");
        LocalDate reward = replied.plusDays(12);
        LocalDate paid = reward.plusDays(9);
        archived = replied.plusDays(30);
        boolean rewarded = yes && Boolean.TRUE.equals(check.get("firstReport")) && (major || random.nextInt(10) < 4);
        if (rewarded && reward.isBefore(today)) {
            r.put("rewardOn", reward.toString());
            if (major) {
                r.put("fineFinal", 20_000 + 5_000 * random.nextInt(7));
                r.put("fineEffective", reward.minusDays(1).toString());
            }
            if (!paid.isBefore(today)) {
                return;
            }
            r.put("paidOn", paid.toString());
        }
        ended(r, archived);
    }

    private void ended(Map<String, Object> r, LocalDate archived) {
        if (archived.isBefore(today)) {
            r.put("archivedOn", archived.toString());
        }
    }
}
