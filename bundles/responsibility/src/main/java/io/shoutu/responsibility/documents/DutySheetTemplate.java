package io.shoutu.responsibility.documents;

import io.shoutu.api.documents.DocumentTemplate;
import io.shoutu.api.documents.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** A leader's printed sheet (履职单): the figures, each item, each record that counts and each that was withdrawn. */
@Component(service = DocumentTemplate.class)
public final class DutySheetTemplate implements DocumentTemplate {
    static final String CODE = "responsibility.duty-sheet";

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String label() {
        return "安全生产履职单";
    }

    @Override
    public String legalBasis() {
        return "《地方党政领导干部安全生产责任制规定》";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public InputStream docx() throws IOException {
        return DutySheetTemplate.class.getResourceAsStream("/templates/duty-sheet.docx");
    }

    @Override
    public List<Tag> tags() {
        return List.of(Tag.text("title", "清单名称"), Tag.text("number", "清单编号"), Tag.text("bearer", "责任主体"), Tag.text("holders", "任职人员").optional(), Tag.text("term", "执行期"),
                Tag.text("required", "应履职次数"), Tag.text("done", "已履职次数"), Tag.text("rate", "总量完成率").optional(), Tag.text("cappedRate", "封顶完成率").optional(), Tag.text("reversed", "冲销次数").optional(),
                Tag.text("overdue", "逾期时段数").optional(), Tag.text("asOf", "统计截至"), Tag.text("printedAt", "打印时间").optional(),
                Tag.list("items", "条目", Tag.text("code", "编号"), Tag.text("text", "内容"), Tag.text("rhythm", "频次"), Tag.text("figures", "应已次数"), Tag.text("latest", "最近一次")),
                Tag.list("acts", "履职记录", Tag.text("no", "序号"), Tag.text("day", "日期"), Tag.text("item", "条目编号"), Tag.text("kind", "履职方式"), Tag.text("record", "记录与说明")).optional());
    }

    @Override
    public Map<String, Object> sample() {
        Map<String, Object> sample = new HashMap<>();
        sample.put("title", "安澜县县长2026年安全生产责任清单");
        sample.put("number", "ZR-2026-0001.1");
        sample.put("bearer", "安澜县人民政府 县长");
        sample.put("holders", "示例人员");
        sample.put("term", "2026-01-01 至 2026-12-31");
        sample.put("required", 24);
        sample.put("done", 29);
        sample.put("rate", "120%");
        sample.put("cappedRate", "100%");
        sample.put("reversed", 1);
        sample.put("overdue", 0);
        sample.put("asOf", Instant.parse("2026-12-31T08:00:00Z"));
        sample.put("printedAt", Instant.parse("2026-12-31T08:00:00Z"));
        sample.put("items", List.of(Map.of("code", "1", "text", "主持县政府常务会议研究安全生产工作", "rhythm", "每季度2次", "figures", "8／10", "latest", "2026-12-15")));
        sample.put("acts", List.of(Map.of("no", 1, "day", "2026-12-15", "item", "1", "kind", "主持政府常务会议研究安全生产", "record", "HY-2026-000012 县政府常务会议"),
                Map.of("no", 2, "day", "2026-11-11", "item", "5", "kind", "带队开展安全检查", "record", "【已冲销】JC-2026-000345 带队检查：原已计次，因记录作废冲销")));
        return sample;
    }
}
