package io.shoutu.demo.domain;

import io.shoutu.api.directory.Position;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The county's duty lists of last year and this (责任清单), invented after the shape of published ones: what each must do and how often. How often it was done nobody says here: that comes from the
 * inspections, hazards and meetings of these years.
 */
public final class Duties {
    private static final String LEADERS = "领导干部责任清单";
    private static final String DEPARTMENTS = "部门监管责任清单";
    private static final String TOWNSHIPS = "乡镇街道责任清单";
    private static final String RULE = "地方党政领导干部安全生产责任制规定";
    /** The fifteen hard measures of the State Council's committee (十五条硬措施), by their headings. */
    private static final List<String> MEASURES = List.of("严格落实地方党委安全生产责任", "严格落实地方政府安全生产责任", "严格落实部门安全监管责任", "严肃追究领导责任和监管责任", "企业主要负责人必须严格履行第一责任人责任",
            "深入扎实开展安全生产大检查", "牢牢守住项目审批安全红线", "严厉查处违法分包转包和挂靠资质行为", "切实加强劳务派遣和灵活用工人员安全管理", "重拳出击开展打非治违", "坚决整治执法检查宽松软问题",
            "着力加强安全监管执法队伍建设", "重奖激励安全生产隐患举报", "严肃查处瞒报谎报迟报漏报事故行为", "统筹做好发展和安全工作");
    private static final String STAFF = "企业全员责任制";
    private static final String LAW = "中华人民共和国安全生产法";

    private final County county;
    private final int year;

    public Duties(County county, LocalDate today) {
        this.county = county;
        this.year = today.getYear();
    }

    /** Rows for {@code POST /api/duty-lists/past}, last year first. */
    public List<Map<String, Object>> rows() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int y = year - 1; y <= year; y++) {
            all.add(leader(y, "ld00", List.of(
                    item("1", "主持县委常委会会议研究部署安全生产工作", RULE, "第七条", every("YEAR", 6), true, "responsibility.standing-committee-chaired").marks("党政同责", "全面从严治党"),
                    item("2", "审定年度安全生产工作要点", RULE, "第七条", every("YEAR", 1), true, "responsibility.key-points-approved").marks("党政同责"),
                    item("3", "审定党政领导班子成员安全生产责任清单", RULE, "第七条", every("YEAR", 1), true, "responsibility.duty-list-approved").marks("党政同责"),
                    item("4", "听取县安委会安全生产工作情况汇报", RULE, "第七条", every("YEAR", 2), true, "responsibility.report-heard").marks("党政同责"),
                    item("5", "主持理论学习中心组安全生产专题学习", RULE, "第七条", every("YEAR", 2), false, "responsibility.study-led").marks("全面从严治党"),
                    item("6", "带队检查重点企业安全生产工作", RULE, "第七条", every("QUARTER", 1), true, "hazard.inspection-led").marks("党政同责"),
                    item("7", "采取四不两直方式检查", RULE, "第七条", every("YEAR", 1), true, "hazard.unannounced-led").marks("党政同责"))));
            all.add(leader(y, "ld01", List.of(
                    item("1", "主持县政府常务会议研究安全生产工作", RULE, "第八条", every("QUARTER", 2), true, "responsibility.executive-chaired").marks("党政同责", "一岗双责"),
                    item("2", "审定季度安全生产工作清单", RULE, "第八条", every("QUARTER", 1), true, "responsibility.task-list-approved").marks("党政同责"),
                    item("3", "召集县安委会全体会议", RULE, "第八条", every("QUARTER", 1), true, "responsibility.safety-committee-convened").marks("党政同责"),
                    item("4", "带队检查安全生产工作", RULE, "第八条", every("QUARTER", 2), true, "hazard.inspection-led").marks("党政同责", "一岗双责"))));
            all.add(leader(y, "ld02", List.of(
                    item("1", "召开安全生产专题调度会议", RULE, "第九条", every("QUARTER", 1), false, "responsibility.special-meeting-chaired").marks("一岗双责"),
                    item("2", "带队检查分管领域企业", RULE, "第九条", by(every("MONTH", 1), 20, 5), true, "hazard.inspection-led").marks("一岗双责"),
                    item("3", "每个法定节假日前带队检查", RULE, "第九条", holidays(15), true, "hazard.inspection-led").marks("一岗双责"))));
            all.add(body(y, "xw.cwh", LEADERS, "县委常委会", List.of(item("1", "专题研究安全生产工作", RULE, "第七条", every("HALF_YEAR", 2), false, "responsibility.meeting-held").marks("党政同责"),
                    item("2", "集体学习安全生产重要论述", RULE, "第七条", every("HALF_YEAR", 1), false, "responsibility.study-held").marks("全面从严治党"))));
            all.add(body(y, "xzf.cwh", LEADERS, "县政府常务会议", List.of(item("1", "研究部署安全生产工作", RULE, "第八条", every("QUARTER", 1), false, "responsibility.meeting-held").marks("党政同责"),
                    item("2", "会前学习安全生产法律法规", RULE, "第八条", every("QUARTER", 1), false, "responsibility.study-held"))));
            departments(y, all);
            townships(y, all);
        }
        layers(all);
        campaigns(all);
        enterprises(all);
        return all;
    }

    private void departments(int y, List<Map<String, Object>> all) {
        all.add(body(y, "yjj", DEPARTMENTS, "县应急管理局", List.of(
                item("1", "监督检查危险化学品、非煤矿山、烟花爆竹、工贸等行业企业", LAW, "第六十二条", every("MONTH", 4), false, "hazard.inspection-done")
                        .covers(true, "危险化学品", "非煤矿山", "烟花爆竹", "工贸", "粉尘涉爆", "有限空间", "加油站").marks("三定已写入", "管行业必须管安全"),
                item("2", "主要负责人带队检查", RULE, "第十条", every("QUARTER", 3), false, "hazard.inspection-led"))));
        all.add(body(y, "xfj", DEPARTMENTS, "县消防救援大队", List.of(item("1", "监督检查人员密集场所消防安全", "中华人民共和国消防法", "第五十三条", every("QUARTER", 2), false, "hazard.inspection-led", "hazard.inspection-done")
                .covers(true, "人员密集场所").marks("三定已写入", "管行业必须管安全"))));
        all.add(body(y, "scj", DEPARTMENTS, "县市场监督管理局", List.of(item("1", "监督检查涉氨制冷等特种设备使用单位", "中华人民共和国特种设备安全法", "第五十七条", every("QUARTER", 2), false, "hazard.inspection-led", "hazard.inspection-done")
                .covers(true, "涉氨制冷").marks("三定已写入"))));
        all.add(body(y, "jtj", DEPARTMENTS, "县交通运输局", List.of(item("1", "监督检查道路水路运输企业", LAW, "第十条", every("QUARTER", 1), false, "hazard.inspection-done").covers(true, "交通运输").marks("管行业必须管安全"))));
        all.add(body(y, "zjj", DEPARTMENTS, "县住房和城乡建设局", List.of(item("1", "监督检查城镇燃气经营企业", "城镇燃气管理条例", "第五条", every("QUARTER", 1), false, "hazard.inspection-done").covers(true, "城镇燃气").marks("三定已写入"))));
        all.add(body(y, "gxj", DEPARTMENTS, "县工业和信息化局", List.of(item("1", "指导工业企业加强安全生产管理", LAW, "第十条", every("QUARTER", 1), false, "hazard.inspection-done").covers(true, "工贸").marks("管行业必须管安全"))));
        all.add(body(y, "nyj", DEPARTMENTS, "县农业农村局", List.of(item("1", "监督检查粮食仓储、农机等单位", LAW, "第十条", every("QUARTER", 1), false, "hazard.inspection-done").covers(true, "粮食仓储"))));
        all.add(body(y, "awb", "综合监管清单", "县安委办", List.of(item("1", "主任带队督导检查", RULE, "第十条", every("QUARTER", 2), false, "hazard.inspection-led"),
                item("2", "组织召开县安委会会议", RULE, "第十条", every("QUARTER", 1), false, "responsibility.meeting-held"))));
    }

    /** The bureau's own breakdown (部门内部细化), from its Party group down; another one has begun with it. */
    private void layers(List<Map<String, Object>> all) {
        String source = "局内部责任清单";
        all.add(layer("yjj", "县应急管理局", "党组会", item("1", "党组会议研究部署本系统安全生产工作", source, "一", every("QUARTER", 1), false, "responsibility.party-group-chaired")));
        all.add(layer("yjj", "县应急管理局", "行政办公会", item("1", "局长办公会议调度安全监管工作", source, "二", every("QUARTER", 1), false, "responsibility.office-meeting-chaired")));
        all.add(layer("yjj", "县应急管理局", "部门领导", item("1", "局领导带队检查分管领域企业", source, "三", every("QUARTER", 3), false, "hazard.inspection-led")));
        all.add(layer("yjj", "县应急管理局", "科室", item("1", "监管科室按计划检查企业", source, "四", every("MONTH", 2), false, "hazard.inspection-done")));
        all.add(layer("yjj", "县应急管理局", "下属单位", item("1", "应急救援大队报送年度训练总结", source, "五", every("YEAR", 1), false, "responsibility.deliverable-accepted").result("训练总结")));
        all.add(layer("xfj", "县消防救援大队", "部门领导", item("1", "大队领导带队检查人员密集场所", source, "三", every("QUARTER", 1), false, "hazard.inspection-led")));
    }

    private Map<String, Object> layer(String unit, String name, String layer, Item item) {
        Map<String, Object> row = body(year, unit, "部门内部清单", name + layer, List.of(item));
        row.put("layer", layer);
        return row;
    }

    /** What heads of enterprises must do (企业主要负责人), and what the enterprise itself: the first of these heads changed his enterprise this year, so his acts count for each while he headed it. */
    private void enterprises(List<Map<String, Object>> all) {
        for (int firm = 0; firm < 3; firm++) {
            String code = county.enterprises().get(firm).creditCode().text();
            String name = county.enterprises().get(firm).name();
            Map<String, Object> head = list(year, null, "主要负责人", STAFF, name + "主要负责人" + year + "年安全生产责任清单", List.of(
                    item("1", "组织建立并落实双重预防机制，及时消除事故隐患", LAW, "第二十一条第五项", every("QUARTER", 1), false, "hazard.rectified").principal(),
                    item("2", "组织制定并公示全员安全生产责任制和考核标准", LAW, "第二十二条", every("YEAR", 1), false, "responsibility.deliverable-accepted").result("责任制文本和公示照片").principal()));
            head.put("enterprise", code);
            all.add(head);
        }
    }

    /** Key points, the quarter's tasks and the fifteen hard measures of this year: items like any other, performed by a result that somebody else accepts. */
    private void campaigns(List<Map<String, Object>> all) {
        String result = "responsibility.deliverable-accepted";
        all.add(body(year, "awb", "年度工作要点", "县安委会", List.of(item("1", "修订全县安全生产权力和责任清单", "县安委会年度工作要点", "一", every("YEAR", 1), false, result).result("修订后的清单"),
                item("2", "组织安全生产考核巡查", "县安委会年度工作要点", "二", every("YEAR", 1), false, result).result("考核巡查通报"))));
        all.add(body(year, "yjj", "季度工作清单", "县应急管理局", List.of(item("1", "开展冬季危险化学品安全专项检查并报送总结", "第四季度安全生产工作清单", "一", every("QUARTER", 1), false, result).result("专项检查总结"),
                item("2", "更新重大危险源企业一企一档", "第四季度安全生产工作清单", "二", every("QUARTER", 1), false, result).result("一企一档台账"))));
        all.add(body(year, "awb", "巡查督导清单", "第一巡查组", List.of(item("1", "明查暗访乡镇街道、重点企业并反馈问题", "安全生产巡查督导方案", "二", every("QUARTER", 1), false, result).result("巡查反馈意见"))));
        List<Item> measures = new ArrayList<>();
        for (String measure : MEASURES) {
            measures.add(item(String.valueOf(measures.size() + 1), measure, "国务院安委会进一步强化安全生产责任落实、坚决防范遏制重特大事故的十五条措施", "第" + (measures.size() + 1) + "条", every("YEAR", 1), false, result)
                    .result("落实情况证明材料"));
        }
        all.add(body(year, "awb", "十五条硬措施", "县安委办", measures));
    }

    private void townships(int y, List<Map<String, Object>> all) {
        all.add(body(y, "xz400", TOWNSHIPS, "安澜经济开发区管委会", List.of(item("1", "组织园区企业整改隐患", LAW, "第九条", every("MONTH", 3), false, "hazard.rectified").marks("属地管理"),
                item("2", "组织网格员开展安全巡查", LAW, "第九条", every("MONTH", 1), false, "hazard.patrol-done").marks("属地管理"))));
        county.units().stream().filter(unit -> unit.id().matches("xz[0-3][0-9]{2}"))
                .forEach(unit -> all.add(body(y, unit.id(), TOWNSHIPS, unit.name(), List.of(item("1", "组织网格员开展安全巡查", LAW, "第九条", every("MONTH", 1), false, "hazard.patrol-done").marks("属地管理")))));
    }

    /** The second edition of the scoring rule, for {@code POST /api/score-rules}: ten points hang on papers of supervision. */
    public static Map<String, Object> scoreRule() {
        return Map.of("title", "安全生产责任清单年度评分规则（含督办）", "source", "县安委办〔演示〕2号", "items", List.of(scored("1", "清单完成", "capped-rate", "SHARE", 50, 100, 0),
                scored("2", "按期履职", "on-time-rate", "SHARE", 20, 100, 0), scored("3", "条目无空缺", "unfulfilled", "DEDUCTION", 10, 0, 2), scored("4", "议定事项按期办结", "resolution-rate", "SHARE", 10, 100, 0),
                scored("5", "督办扣分", "supervision", "DEDUCTION", 10, 0, 1), scored("6", "超额履职", "raw-rate", "BONUS", 5, 100, 0.1)));
    }

    private static Map<String, Object> scored(String code, String label, String input, String way, int most, int base, double each) {
        return Map.of("code", code, "label", label, "input", input, "way", way, "most", most, "base", base, "each", each);
    }

    /** Who is assisted and by whom, for {@code POST /api/duty-lists/assistants}. */
    public Map<String, Object> assistant() {
        Position post = post("ld00");
        return Map.of("unit", post.unit(), "post", post.title(), "account", County.ASSISTANT, "delegation", "代为填报履职说明、录入会议和检查记录、提交成果材料", "from", (year - 1) + "-01-01");
    }

    private Map<String, Object> leader(int y, String person, List<Item> items) {
        Position post = post(person);
        return list(y, post.unit(), post.title(), LEADERS, post.title() + y + "年安全生产责任清单", items);
    }

    private Position post(String person) {
        return county.positions().stream().filter(position -> position.person().equals(person)).findFirst().orElseThrow();
    }

    private static Map<String, Object> body(int y, String unit, String category, String name, List<Item> items) {
        return list(y, unit, null, category, name + y + "年" + category, items);
    }

    private static Map<String, Object> list(int y, String unit, String post, String category, String title, List<Item> items) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("title", title);
        row.put("unit", unit);
        row.put("post", post);
        row.put("category", category);
        row.put("year", y);
        row.put("from", y + "-01-01");
        row.put("duties", items.stream().map(Item::body).toList());
        return row;
    }

    private static Map<String, Object> every(String cycle, int times) {
        return new LinkedHashMap<>(Map.of("cycle", cycle, "times", times));
    }

    private static Map<String, Object> by(Map<String, Object> every, int day, int nth) {
        every.put("byDay", day);
        every.put("byNth", nth);
        return every;
    }

    private static Map<String, Object> holidays(int within) {
        return Map.of("times", 1, "withinDays", within);
    }

    private static Item item(String code, String text, String source, String article, Map<String, Object> rhythm, boolean shares, String... kinds) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", code);
        body.put("kind", source.equals(RULE) ? "LEADERSHIP" : "REGULATORY");
        body.put("text", text);
        body.put("basis", Map.of("source", source, "article", article));
        body.put("rhythm", rhythm);
        body.put("shares", shares);
        body.put("kinds", List.of(kinds));
        return new Item(body);
    }

    private record Item(Map<String, Object> body) {
        Item marks(String... marks) {
            body.put("marks", List.of(marks));
            return this;
        }

        /** What the enterprise itself answers for. */
        Item principal() {
            body.put("kind", "PRINCIPAL");
            return this;
        }

        Item result(String deliverable) {
            body.put("deliverable", deliverable);
            return this;
        }

        Item covers(boolean lead, String... sectors) {
            body.put("coverage", Map.of("lead", lead, "sectors", List.of(sectors)));
            return this;
        }
    }
}
