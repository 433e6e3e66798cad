package io.shoutu.demo.domain;

import io.shoutu.api.directory.Enterprise;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Two years of the county's ledger (两年台账), invented: risk units of its enterprises and some twenty hazards a month, most of them closed in time, some late, some
 * again and again. The same day gives the same years, whoever asks and however often.
 */
public final class Years {
    /** A risk unit: what it is called, its event and harm, LEC before and after, the measures. */
    private record Kind(String sector, String unit, String place, String event, String harm, double[] before, double[] after, String engineering, String management) {}

    /** A hazard: title, rule, measures taken, days it usually takes, whether major, standard and clause where it is. */
    private record Trouble(String sector, String title, String place, String basis, String measures, int days, String standard, String clause) {}

    private static final String GM = "工贸企业重大事故隐患判定标准（应急管理部令第10号）";
    private static final String WHP = "化工和危险化学品生产经营单位重大生产安全事故隐患判定标准（试行）";
    private static final List<Kind> KINDS = List.of(
            new Kind("危险化学品", "甲醇储罐区", "厂区东侧罐区", "甲醇泄漏遇点火源火灾爆炸", "爆炸", new double[] {3, 6, 40}, new double[] {1, 6, 15}, "罐区可燃气体报警与紧急切断联锁", "动火作业分级审批，专人监护"),
            new Kind("危险化学品", "聚合反应釜", "一车间", "反应失控超温超压", "爆炸", new double[] {3, 6, 40}, new double[] {0.5, 6, 40}, "温度高高联锁紧急停车", "操作规程上墙，每班交接联锁状态"),
            new Kind("粉尘涉爆", "打磨除尘系统", "打磨间", "木粉尘爆炸", "爆炸", new double[] {3, 6, 15}, new double[] {1, 6, 15}, "除尘器泄爆、火花探测", "每班清理积尘并记录"),
            new Kind("涉氨制冷", "液氨制冷机房", "冷库北侧", "液氨泄漏中毒", "中毒和窒息", new double[] {3, 6, 40}, new double[] {1, 6, 15}, "氨浓度报警与事故风机联锁", "空气呼吸器每月检查"),
            new Kind("有限空间", "污水调节池", "厂区西南角", "硫化氢中毒", "中毒和窒息", new double[] {6, 2, 15}, new double[] {1, 2, 15}, "固定式气体检测、强制通风", "作业审批，先通风再检测后作业"),
            new Kind("加油站", "卸油口", "站内卸油区", "卸油时油气爆燃", "火灾", new double[] {3, 6, 15}, new double[] {1, 6, 7}, "静电接地报警、防溢阀", "卸油全程双人监护"),
            new Kind("人员密集场所", "营业区疏散通道", "一至三层", "火灾时人员疏散受阻", "火灾", new double[] {3, 6, 15}, new double[] {1, 6, 7}, "自动喷淋、火灾自动报警", "每日防火巡查两次"),
            new Kind("非煤矿山", "采场边坡", "东采区", "边坡失稳坍塌", "坍塌", new double[] {3, 6, 40}, new double[] {1, 6, 15}, "边坡位移监测", "雨后停采检查"),
            new Kind("城镇燃气", "调压站", "城南门站", "燃气泄漏爆炸", "爆炸", new double[] {1, 6, 40}, new double[] {0.5, 6, 15}, "可燃气体报警、紧急切断阀", "每日巡检，年度检验"),
            new Kind("工贸", "桥式起重机", "装配车间", "吊物坠落伤人", "起重伤害", new double[] {3, 6, 15}, new double[] {1, 6, 7}, "限位、制动器双重保护", "吊具日检，持证上岗"));
    private static final List<Trouble> TROUBLES = List.of(
            new Trouble("", "疏散通道堆放货物", "成品仓库", "GB 50016-2014 第7.4.1条", "清理通道，划黄线禁放", 3, null, null), new Trouble("", "应急照明灯损坏", "二层楼梯间", "GB 51309-2018 第3.2.1条", "更换损坏灯具，逐盏试验", 5, null, null),
            new Trouble("", "配电箱未接地、无门", "一车间配电室", "GB 50194-2014 第6.3.9条", "更换配电箱并做接地", 7, null, null), new Trouble("", "灭火器压力不足", "办公楼", "GB 50444-2008 第5.2.1条", "全数送检换粉", 5, null, null),
            new Trouble("", "临时用电线路老化裸露", "维修间", "JGJ 46-2005 第7.1.1条", "重新敷设穿管", 7, null, null), new Trouble("", "转动部位无防护罩", "传送带", "GB/T 8196-2018 第5.2条", "加装固定式防护罩", 10, null, null),
            new Trouble("危险化学品", "可燃气体探测器未按期标定", "罐区", "GB/T 50493-2019 第8.2条", "送检标定并建立台账", 10, null, null), new Trouble("危险化学品", "压力表未检定", "二车间", "TSG 21-2016 第9.2.1条", "更换经检定的压力表", 7, null, null),
            new Trouble("危险化学品", "安全阀前截止阀关闭", "聚合釜", "", "开启并铅封，安全阀恢复投用", 15, WHP, "第十五项"), new Trouble("粉尘涉爆", "作业现场积尘超过3毫米", "打磨间", "GB 15577-2018 第9.1条", "停工清理，改用防爆吸尘", 3, null, null),
            new Trouble("粉尘涉爆", "干式除尘系统未设泄爆装置", "打磨间", "", "停用除尘系统，加装泄爆片并验收", 30, GM, "第十一条第（三）项"), new Trouble("涉氨制冷", "事故风机不能启动", "机房", "GB 28009-2011 第6.3条", "更换风机电机，试运行", 5, null, null),
            new Trouble("涉氨制冷", "快速冻结作业间超员", "速冻车间", "", "作业间限员9人，加装人数显示", 10, GM, "第十二条第（二）项"), new Trouble("有限空间", "有限空间未设警示标志", "调节池", "GB 8958-2006 第5.1条", "设置警示标志并上锁", 5, null, null),
            new Trouble("人员密集场所", "安全出口上锁", "一层西门", "GB 25201-2010 第7.2条", "拆除门锁，改装推闩", 1, null, null), new Trouble("人员密集场所", "防火卷帘下堆物", "二层", "GB 25201-2010 第7.4条", "清空并划线", 2, null, null),
            new Trouble("加油站", "卸油静电接地报警器失效", "卸油口", "GB 50156-2021 第13.2.10条", "更换报警器", 5, null, null), new Trouble("非煤矿山", "采场排水沟淤堵", "东采区", "GB 16423-2020 第5.7.1条", "清淤疏通", 7, null, null),
            new Trouble("城镇燃气", "调压箱锈蚀", "小区北门", "GB 55009-2021 第5.2.6条", "除锈防腐", 15, null, null), new Trouble("工贸", "起重机上升限位失灵", "装配车间", "TSG 51-2023 第3.1条", "停用，更换限位器并试吊", 7, null, null));
    private static final String[] PEOPLE = {"ji.anheng", "luo.pingzhou", "mei.shuye"};
    private static final String[] ACCEPTORS = {"qiao.zhengyan", "yu.qinglan"};

    /** Of the first enterprises in the county's order: who heads them sees to their hazards. The first of these people heads the first two, one after the other. */
    private static final int[] HEADED_BY = {0, 0, 1, 2};

    private final County county;
    private final LocalDate today;
    private final Map<String, String> heads = new HashMap<>();

    public Years(County county, LocalDate today) {
        this.county = county;
        this.today = today;
        for (int i = 0; i < HEADED_BY.length; i++) {
            heads.put(county.enterprises().get(i).creditCode().text(), PEOPLE[HEADED_BY[i]]);
        }
    }

    /** Bodies for {@code POST /api/risks/past}. */
    public List<Map<String, Object>> risks() {
        List<Map<String, Object>> all = new ArrayList<>();
        int i = 0;
        for (Enterprise enterprise : county.enterprises()) {
            for (Kind kind : KINDS) {
                if (kind.sector().equals(enterprise.sector())) {
                    Map<String, Object> site = new LinkedHashMap<>();
                    site.put("name", enterprise.name().replace("安澜", "").replace("有限公司", "") + kind.unit());
                    site.put("kind", "place");
                    site.put("enterprise", enterprise.creditCode().text());
                    site.put("place", kind.place());
                    site.put("responsible", "安全主管");
                    site.put("tier", "company");
                    if (enterprise.longitude() != null) {
                        site.put("longitude", enterprise.longitude() + 0.0007 * (i % 3));
                        site.put("latitude", enterprise.latitude() - 0.0005 * (i % 2));
                    }
                    String code = enterprise.creditCode().text();
                    site.put("devices", county.devices().stream().filter(d -> d.enterprise().creditCode().text().equals(code)).limit(1).map(County.Device::id).toList());
                    Map<String, Object> event = new LinkedHashMap<>();
                    event.put("name", kind.event());
                    event.put("harm", kind.harm());
                    event.put("inherent", lec(kind.before()));
                    event.put("residual", lec(kind.after()));
                    event.put("measures", List.of(measure("ENGINEERING", kind.engineering(), 30), measure("MANAGEMENT", kind.management(), 7), measure("EMERGENCY", "现场处置方案每半年演练一次", 182)));
                    Map<String, Object> body = new LinkedHashMap<>();
                    body.put("site", site);
                    body.put("events", List.of(event));
                    body.put("directRed", List.of());
                    body.put("assessor", "安全主管");
                    body.put("approvedOn", today.minusDays(40 + (i * 11) % 300).toString());
                    all.add(body);
                    i++;
                }
            }
        }
        return all;
    }

    private static Map<String, Object> lec(double[] scores) {
        return Map.of("method", "LEC", "inputs", Map.of("L", scores[0], "E", scores[1], "C", scores[2]));
    }

    private static Map<String, Object> measure(String kind, String text, int everyDays) {
        return Map.of("kind", kind, "text", text, "responsible", "车间主任", "everyDays", everyDays);
    }

    /**
     * Rows for {@code POST /api/hazards/past}, oldest first.
     *
     * @param units credit code → number of a risk unit of that enterprise
     */
    public List<Map<String, Object>> hazards(Map<String, String> units) {
        List<Map<String, Object>> all = new ArrayList<>();
        List<Enterprise> enterprises = county.enterprises();
        LocalDate first = today.minusYears(2);
        // The days are counted from a fixed one, so that tomorrow's years are today's and one day more.
        for (LocalDate day = first; !day.isAfter(today.minusDays(1)); day = day.plusDays(1)) {
            Random random = new Random(day.toEpochDay() * 7_919);
            int found = random.nextInt(10) < 6 ? 1 + random.nextInt(2) : 0;
            for (int n = 0; n < found; n++) {
                Enterprise enterprise = enterprises.get(random.nextInt(enterprises.size()));
                List<Trouble> fitting = TROUBLES.stream().filter(t -> t.sector().isEmpty() || t.sector().equals(enterprise.sector())).toList();
                all.add(row(day, n, enterprise, fitting.get(random.nextInt(fitting.size())), random, units));
            }
        }
        return all;
    }

    private Map<String, Object> row(LocalDate day, int n, Enterprise enterprise, Trouble trouble, Random random, Map<String, String> units) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("title", trouble.place() + trouble.title());
        row.put("description", enterprise.name() + trouble.place() + "：" + trouble.title() + "。");
        row.put("enterprise", enterprise.creditCode().text());
        row.put("place", trouble.place());
        row.put("source", new String[] {"检查", "检查", "企业自查", "企业自查", "群众举报", "网格巡查"}[random.nextInt(6)]);
        row.put("basis", trouble.basis().isEmpty() ? null : trouble.basis());
        row.put("riskUnit", random.nextInt(3) == 0 ? units.get(enterprise.creditCode().text()) : null);
        row.put("registeredOn", day.toString());
        row.put("reference", "AL-" + day + "-" + n);
        long age = today.toEpochDay() - day.toEpochDay();
        if (age < 3) {
            return row;
        }
        row.put("grade", trouble.standard() == null ? "一般" : "重大");
        row.put("standard", trouble.standard());
        row.put("clause", trouble.clause());
        row.put("rectifier", heads.getOrDefault(enterprise.creditCode().text(), PEOPLE[random.nextInt(PEOPLE.length)]));
        if (age < 5) {
            return row;
        }
        LocalDate deadline = day.plusDays(trouble.days() + 2L + random.nextInt(4));
        row.put("measures", trouble.measures());
        row.put("responsible", "车间主任");
        row.put("funds", String.valueOf(200 * (1 + random.nextInt(40))));
        row.put("deadline", deadline.toString());
        row.put("contingency", trouble.standard() == null ? "整改前专人看护" : "停用相关设备，人员撤离");
        if (trouble.standard() != null) {
            row.put("goals", "消除重大事故隐患，通过验收");
            row.put("requirements", "每周报告进度，逾期停产");
            row.put("safety", "治理期间停用相关工艺，设警戒");
        }
        // Nine of ten in time; of the others some take weeks more, and some are not done yet.
        LocalDate closed = random.nextInt(10) < 9 ? deadline.minusDays(random.nextInt(Math.max(1, trouble.days()))) : deadline.plusDays(3 + random.nextInt(25));
        if (closed.isBefore(day)) {
            closed = day;
        }
        // What is major takes its time: those of the last weeks are still being treated.
        boolean never = age < 200 && random.nextInt(40) == 0 || trouble.standard() != null && age < 30;
        if (!closed.isAfter(today) && !never) {
            row.put("closedOn", closed.toString());
            row.put("acceptor", ACCEPTORS[random.nextInt(ACCEPTORS.length)]);
            LocalDate again = closed.plusDays(60);
            if (trouble.standard() != null && !again.isAfter(today)) {
                row.put("lookedBackOn", again.toString());
            }
        }
        return row;
    }
}
