package io.shoutu.demo.domain;

import io.shoutu.api.directory.Enterprise;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Some entries of the smaller ledgers (专项台账), invented: enough that each page shows what it is for. */
public final class Dossiers {
    /** A move of an entry: the word of the act, what its form asks for. */
    public record Step(String act, Map<String, Object> form) {}

    /** An entry: the word of its ledger, what is filled in, the moves after it. */
    public record Entry(String register, Map<String, Object> form, List<Step> steps) {}

    private final List<Enterprise> enterprises;
    private final LocalDate today;

    public Dossiers(County county, LocalDate today) {
        this.enterprises = county.enterprises();
        this.today = today;
    }

    /** All of them are entered by an inspector. */
    public List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        all.add(installation(0, "甲醇储罐区", "storage", 210, "甲醇 800\n甲苯 300", 60));
        all.add(installation(13, "液氨制冷机房", "storage", 400, "氨 60", 40));
        all.add(new Entry("watched-spot", form("title", "渡口客运码头", "why", "节假日客流集中，码头护栏改造未完工", "level", "orange", "watcher", "云渡镇安办主任", "watchFrom", today.minusDays(3).toString(), "watchTo",
                today.plusDays(4).toString()), List.of(new Step("watch", form()), new Step("visit", form("day", today.minusDays(1).toString(), "visitor", "云渡镇安办主任", "text", "客流正常，临时护栏完好")))));
        all.add(new Entry("joint-control", form("title", "滨江化工园区相邻企业火灾爆炸", "members", "安澜恒渡化工有限公司\n安澜澄源精细化工有限公司\n安澜经济开发区管理委员会", "resources", "泡沫消防车两台，堵漏器材一套", "contact", "园区应急科科长"),
                List.of(new Step("running", form()), new Step("activity", form("day", today.minusMonths(5).toString(), "sort", "drill", "text", "联合开展储罐泄漏处置演练")))));
        all.add(new Entry("risk-topic", form("title", "危险货物运输车辆过境", "owner", "县交通运输局", "description", "过境车辆夜间停靠加油站周边"), List.of(topic("finding", 40, "排查停靠点7处"), topic("judging", 33, "联席会商研判"),
                topic("warning", 30, "向运输企业发布提示"), topic("preventing", 20, "设置专用停车区两处"))));
        all.add(new Entry("elimination", form("enterprise", code(7), "title", "老旧中频炉（无铝壳水冷监测）", "catalogue", "推广先进与淘汰落后安全技术装备目录（示例条目，待核对）", "amount", 2, "place", "铸造车间"),
                List.of(new Step("order", form("deadline", today.plusDays(45).toString(), "order", "示例文书")))));
        all.add(new Entry("novel-risk", form("enterprise", code(5), "title", "仓储企业引入锂电叉车集中充电", "sort", "technology", "description", "夜间集中充电，与货物间距不足"),
                List.of(new Step("assessment", form("level", "yellow", "conclusion", "充电区独立设置并加装感烟、断电后风险可控", "assessor", "县应急管理局专家组", "assessedOn", today.minusDays(25).toString())))));
        all.add(new Entry("five-in-place", form("enterprise", code(1), "checkedOn", today.minusDays(60).toString(), "responsibility", true, "responsibilityProof", "全员责任制文件", "management", true, "managementProof", "管理制度汇编",
                "training", true, "trainingProof", "培训档案抽查8人", "rescue", true, "rescueProof", "应急物资台账"), List.of()));
        all.add(new Entry("safety-spending", form("enterprise", code(0), "spendingYear", today.getYear(), "accrued", "860000", "setAside", "860000", "basis", "财资〔2022〕136号（比例以企业核定为准）"),
                List.of(spent(3, "检测报警系统改造", "312000"), spent(2, "安全教育培训", "46000.50"), spent(1, "应急演练与物资", "78000"))));
        all.add(new Entry("self-assessment", form("enterprise", code(9), "grade", "3", "standard", "工贸企业安全生产标准化定级标准", "score", 78, "assessedOn", today.minusDays(50).toString(), "findings", "粉尘清扫记录不全"),
                List.of(new Step("application", form()))));
        all.add(new Entry("dual-prevention", form("enterprise", code(0), "post", "安全总监", "description", "全员辨识，班组、车间、公司三级管控"), List.of(new Step("building", form()), new Step("running", form()),
                new Step("rating", form("rating", "good", "ratedOn", today.minusMonths(7).toString(), "finding", "风险点更新及时，个别岗位排查记录不全")))));
        all.add(new Entry("dual-prevention", form("enterprise", code(30), "post", "负责人"), List.of()));
        all.add(new Entry("occupational-health", form("enterprise", code(9), "factor", "木粉尘", "place", "打磨岗", "exposed", 24, "degree", "serious", "limit", "GBZ 2.1 木粉尘总尘 PC-TWA 3 mg/m³（以正式文本为准）", "monitorMonths", 12, "examineMonths", 12),
                List.of(new Step("monitoring", form("day", today.minusMonths(15).toString(), "agency", "某职业卫生技术服务机构", "result", "4.1 mg/m³", "over", true)),
                        new Step("monitoring", form("day", today.minusMonths(11).toString(), "agency", "某职业卫生技术服务机构", "result", "1.8 mg/m³", "over", false)),
                        new Step("examination", form("day", today.minusMonths(10).toString(), "agency", "安澜县疾控中心", "examined", 23, "abnormal", 1)))));
        all.add(new Entry("occupational-health", form("enterprise", code(7), "factor", "噪声", "place", "铸造车间落砂岗", "exposed", 12, "degree", "serious", "limit", "GBZ 2.2 8 h 等效声级 85 dB(A)", "monitorMonths", 12, "examineMonths", 12),
                List.of(new Step("monitoring", form("day", today.minusMonths(2).toString(), "agency", "某职业卫生技术服务机构", "result", "91 dB(A)", "over", true)))));
        all.add(new Entry("lesson", form("title", "邻县冷库氨泄漏事故（虚构）", "happenedOn", today.minusMonths(4).toString(), "place", "邻县", "source", "市安委办通报（虚构）"), List.of(
                new Step("analysis", form("causes", "快速冻结装置未设在单独作业间，人员超限", "equivalents", "本县涉氨制冷企业的速冻间", "replay", "按本县企业平面布置推演泄漏扩散和撤离，撤离时间超过五分钟")),
                new Step("distribution", form("units", "县应急管理局\n县市场监督管理局\n临港镇人民政府", "demand", "逐家核查涉氨速冻间，结果报县安委办", "deadline", today.plusDays(12).toString())),
                new Step("activity", form("unit", "县应急管理局", "day", today.minusDays(20).toString(), "text", "核查涉氨企业，发现的问题已登记隐患")))));
        for (int n : new int[] {0, 2, 4, 9, 31}) {
            for (int back = 3; back >= 1; back--) {
                all.add(new Entry("self-report", form("enterprise", code(n), "reportMonth", YearMonth.from(today).minusMonths(back).toString(), "statement", "按计划开展车间、班组两级自查，发现的问题已登记"), List.of()));
            }
        }
        return all;
    }

    private Entry installation(int firm, String title, String sort, int assessedDaysAgo, String stock, int people) {
        String day = today.minusDays(assessedDaysAgo).toString();
        return new Entry("installation", form("enterprise", code(firm), "title", title, "sort", sort), List.of(
                new Step("assessment", form("day", day, "assessor", "某安全评价机构", "people", people, "stock", stock)),
                new Step("filing", form("filing", "示例备案" + (firm + 1), "filedOn", today.minusDays(assessedDaysAgo - 10L).toString(), "principal", "总经理", "technical", "总工程师", "operating", "车间主任")),
                check("principal", 40), check("technical", 12), check("operating", 3)));
    }

    private Step check(String part, int daysAgo) {
        return new Step("check", form("part", part, "day", today.minusDays(daysAgo).toString(), "text", "现场检查，参数在正常范围"));
    }

    private Step topic(String mechanism, int daysAgo, String evidence) {
        return new Step("judging", form("mechanism", mechanism, "day", today.minusDays(daysAgo).toString(), "owner", "县交通运输局分管副局长", "evidence", evidence));
    }

    /** In this year, however early in it today is. */
    private Step spent(int monthsAgo, String category, String amount) {
        LocalDate day = today.minusMonths(monthsAgo).getYear() == today.getYear() ? today.minusMonths(monthsAgo) : today;
        return new Step("spending", form("day", day.toString(), "category", category, "amount", amount));
    }

    private String code(int n) {
        return enterprises.get(n).creditCode().text();
    }

    private static Map<String, Object> form(Object... fields) {
        Map<String, Object> form = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i].toString(), fields[i + 1]);
        }
        return form;
    }
}
