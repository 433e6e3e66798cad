package io.shoutu.responsibility.documents;

import io.shoutu.api.documents.DocumentTemplate;
import io.shoutu.api.documents.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** The yearly duty report with its annex of evidence (安全生产履职述职报告). */
@Component(service = DocumentTemplate.class)
public final class DutyReport implements DocumentTemplate {
    public static final String CODE = "responsibility.duty-report";

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String label() {
        return "安全生产履职述职报告";
    }

    @Override
    public String legalBasis() {
        return "《地方党政领导干部安全生产责任制规定》；安全生产工作年度述职制度（照单履职、照台账述职）";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public InputStream docx() throws IOException {
        return DutyReport.class.getResourceAsStream("/templates/duty-report.docx");
    }

    @Override
    public List<Tag> tags() {
        return List.of(Tag.text("title", "报告标题"), Tag.text("number", "清单编号"), Tag.text("bearer", "责任主体"), Tag.text("reporter", "述职人").optional(), Tag.text("year", "年度"),
                Tag.text("asOf", "截至日期"), Tag.text("required", "应履职次数"), Tag.text("done", "已履职次数"), Tag.text("rate", "总量完成率"), Tag.text("cappedRate", "封顶完成率"),
                Tag.text("summary", "履职概况").optional(),
                Tag.list("duties", "条目", Tag.text("code", "条目编号"), Tag.text("text", "责任内容"), Tag.text("required", "条目应履职"), Tag.text("done", "条目已履职"), Tag.text("state", "条目情况")),
                Tag.list("lacking", "未完成事项", Tag.text("what", "未完成内容")).optional(), Tag.text("lackingNote", "未完成说明").optional(), Tag.text("frozen", "冻结说明").optional(),
                Tag.list("adjustments", "调整", Tag.text("code", "调整条目"), Tag.text("slot", "调整时段"), Tag.text("change", "增减"), Tag.text("kind", "调整原因"), Tag.text("record", "调整记录"),
                        Tag.text("day", "调整日期")).optional(),
                Tag.list("evidence", "证据目录", Tag.text("no", "序号"), Tag.text("code", "证据条目"), Tag.text("day", "履职日期"), Tag.text("kind", "履职方式"), Tag.text("record", "证据记录"),
                        Tag.text("recorded", "录入日期"), Tag.text("note", "证据说明")));
    }

    @Override
    public Map<String, Object> sample() {
        Map<String, Object> sample = new HashMap<>();
        sample.putAll(Map.of("title", "2025年度安全生产履职述职报告", "number", "ZR-2025-0001.1", "bearer", "安澜县人民政府 县长", "reporter", "（示例）2025-01-01 起", "year", "2025年", "asOf",
                LocalDate.of(2025, 12, 31), "required", 24, "done", 29, "rate", "120%", "cappedRate", "95%"));
        sample.putAll(Map.of("summary", "截至2025年12月31日，应履职24次，已履职29次。", "lackingNote", "", "frozen", "本年度结果已于2026年1月1日冻结。", "lacking",
                List.of(Map.of("what", "条目3（第四季度）：应履职1次，已履职0次")), "adjustments",
                List.of(Map.of("code", "1", "slot", "2025年第四季度", "change", "+1", "kind", "补录", "record", "HY-2025-000012 县政府常务会议", "day", LocalDate.of(2025, 12, 30))), "duties",
                List.of(Map.of("code", "1", "text", "每季度至少主持1次常务会议研究安全生产工作", "required", 4, "done", 10, "state", "超额完成")), "evidence",
                List.of(Map.of("no", 1, "code", "1", "day", LocalDate.of(2025, 1, 15), "kind", "主持政府常务会议研究安全生产", "record", "HY-2025-000003 县政府常务会议", "recorded", LocalDate.of(2025, 1, 16), "note", ""))));
        return sample;
    }
}
