package io.shoutu.supervision.documents;

import io.shoutu.api.documents.DocumentTemplate;
import io.shoutu.api.documents.Tag;
import io.shoutu.supervision.domain.Flow;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The paper of one course (督办文书模板): what it says, its receipt, and what was done about it. All kinds of one course share it, so a county's new letter prints at once. */
public final class PaperTemplate implements DocumentTemplate {
    private final Flow flow;

    public PaperTemplate(Flow flow) {
        this.flow = flow;
    }

    static String code(Flow flow) {
        return "supervision." + flow.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String code() {
        return code(flow);
    }

    @Override
    public String label() {
        return "督办文书：" + flow.label();
    }

    @Override
    public String legalBasis() {
        return switch (flow) {
            case LISTING -> "《中华人民共和国安全生产法》第四十一条第三款";
            case INVESTIGATION -> "《生产安全事故报告和调查处理条例》（国务院令第493号）第二十条";
            default -> "《党政机关公文格式》（GB/T 9704-2012）";
        };
    }

    @Override
    public String version() {
        return flow == Flow.LISTING ? "2" : "1";
    }

    @Override
    public InputStream docx() throws IOException {
        return PaperTemplate.class.getResourceAsStream("/templates/supervision-" + flow.name().toLowerCase(Locale.ROOT) + ".docx");
    }

    @Override
    public List<Tag> tags() {
        List<Tag> tags = new ArrayList<>(List.of(Tag.text("organ", "发文机关"), Tag.text("document", "文号"), Tag.text("heading", "文书种类"), Tag.text("title", "标题"), Tag.text("addressee", "收件人"),
                Tag.text("problem", "存在问题"), Tag.text("basis", "依据").optional(), Tag.text("demand", "工作要求"), Tag.text("issuedOn", "印发日期"), Tag.text("cc", "抄送").optional(),
                Tag.text("signBy", "签收期限").optional(), Tag.text("signedAt", "签收时间").optional(), Tag.text("signedBy", "签收人").optional(),
                Tag.list("deeds", "办理经过", Tag.text("at", "时间"), Tag.text("what", "事项"), Tag.text("who", "经办人"), Tag.text("said", "说明")).optional()));
        if (flow.hasDeadline()) {
            tags.add(Tag.text("deadline", "办理期限"));
        }
        switch (flow) {
            case LETTER -> tags.addAll(List.of(Tag.text("reply", "办理结果").optional(), Tag.text("verification", "核实情况").optional()));
            case INTERVIEW -> tags.addAll(List.of(Tag.text("heldOn", "约谈日期").optional(), Tag.text("people", "参加人").optional(), Tag.text("record", "约谈纪要").optional(), Tag.text("commitment", "整改承诺").optional()));
            case LISTING -> tags.addAll(List.of(Tag.text("leader", "责任领导").optional(), Tag.text("published", "挂牌公告").optional(), Tag.text("plan", "治理方案").optional(), Tag.text("acceptance", "验收意见").optional(), Tag.text("delisted", "摘牌公告").optional(),
                    Tag.list("months", "月度进展", Tag.text("month", "月份"), Tag.text("said", "进展情况")).optional()));
            case INVESTIGATION -> tags.add(Tag.text("reply", "调查结论").optional());
            case INSTRUCTION -> tags.addAll(List.of(Tag.text("approval", "县长批示").optional(), Tag.text("reply", "办理结果").optional()));
            case CIRCULAR -> { }
        }
        return List.copyOf(tags);
    }

    @Override
    public Map<String, Object> sample() {
        Map<String, Object> all = new HashMap<>(Map.of("organ", "安澜县安全生产委员会办公室", "document", "安安委办提醒〔2026〕12号", "heading", "督办文书（示例）", "title", "关于聚合釜安全阀前截止阀关闭隐患逾期未整改的督办", "addressee", "安澜县应急管理局",
                "problem", "安澜远堤新材料有限公司聚合釜安全阀前截止阀关闭的重大事故隐患，整改期限2026年2月20日已过，仍未完成整改。", "basis", "安全生产法第四十一条", "demand", "请立即督促企业整改到位，落实整改期间安全措施。",
                "issuedOn", LocalDate.of(2026, 2, 24), "cc", "安澜经济开发区管理委员会"));
        all.putAll(Map.of("signBy", LocalDate.of(2026, 2, 26), "signedAt", Instant.parse("2026-02-24T07:10:00Z"), "signedBy", "收文员（示例）", "deadline", LocalDate.of(2026, 3, 10), "reply", "企业已停用聚合釜，截止阀开启并铅封。",
                "verification", "现场核实属实。", "heldOn", LocalDate.of(2026, 3, 2), "people", "主持：主任（示例）；参加：企业主要负责人（示例）", "record", "通报逾期情况，提出三项要求。", "commitment", "十日内整改到位。"));
        all.putAll(Map.of("leader", "局长（示例）", "published", "县政府网站", "plan", "停产更换安全阀组，验收后恢复。", "acceptance", "验收合格。", "delisted", "县政府网站", "approval", "请应急局局长亲自督办。"));
        all.put("deeds", List.of(Map.of("at", Instant.parse("2026-02-24T01:00:00Z"), "what", "编号印发", "who", "值班员（示例）", "said", "随文送达"),
                Map.of("at", Instant.parse("2026-02-24T07:10:00Z"), "what", "签收", "who", "收文员（示例）", "said", "已收")));
        all.put("months", List.of(Map.of("month", "2026-03", "said", "完成设备采购")));
        all.keySet().retainAll(tags().stream().map(Tag::name).toList());
        return all;
    }
}
