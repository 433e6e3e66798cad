package io.shoutu.documents;

import io.shoutu.api.documents.DocumentTemplate;
import io.shoutu.api.documents.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** A notice in the format of official papers (公文格式通知): 22 lines of 28 characters, red head, page numbers outside. Any room may use it. */
@Component(service = DocumentTemplate.class)
public final class Notice implements DocumentTemplate {
    @Override
    public String code() {
        return "documents.notice";
    }

    @Override
    public String label() {
        return "通知（公文格式）";
    }

    @Override
    public String legalBasis() {
        return "GB/T 9704-2012《党政机关公文格式》";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public InputStream docx() throws IOException {
        return Notice.class.getResourceAsStream("/templates/notice.docx");
    }

    @Override
    public List<Tag> tags() {
        return List.of(Tag.text("organ", "发文机关标志").optional(), Tag.text("number", "发文字号").optional(), Tag.text("title", "标题"), Tag.text("addressee", "主送机关"),
                Tag.list("paragraphs", "正文", Tag.text("text", "段落")), Tag.text("signer", "署名"), Tag.text("day", "成文日期"));
    }

    @Override
    public Map<String, Object> sample() {
        return Map.of("organ", "安澜县安全生产委员会文件", "number", "安安委〔2026〕12号", "title", "关于开展冬季安全生产检查的通知", "addressee", "各乡镇人民政府，县直有关部门：",
                "paragraphs", List.of(Map.of("text", "为切实做好冬季安全生产工作，防范化解重大安全风险，经研究，决定在全县范围内开展冬季安全生产检查。现将有关事项通知如下。"),
                        Map.of("text", "一、检查范围。危险化学品、烟花爆竹、工贸、建筑施工、道路交通等行业领域的生产经营单位。"),
                        Map.of("text", "二、检查时间。自本通知印发之日起至2027年2月28日止。"),
                        Map.of("text", "三、有关要求。各单位要对照重大事故隐患判定标准逐条自查，对发现的问题立行立改。")),
                "signer", "安澜县安全生产委员会", "day", LocalDate.of(2026, 11, 22));
    }
}
