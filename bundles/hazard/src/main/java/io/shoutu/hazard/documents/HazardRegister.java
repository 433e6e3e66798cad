package io.shoutu.hazard.documents;

import io.shoutu.api.documents.DocumentTemplate;
import io.shoutu.api.documents.Picture;
import io.shoutu.api.documents.Tag;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.osgi.service.component.annotations.Component;

/** The sheet of one hazard (事故隐患登记与销号单): what it is, what was planned, who did what when, photos before and after. */
@Component(service = DocumentTemplate.class)
public final class HazardRegister implements DocumentTemplate {
    static final String CODE = "hazard.register";

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String label() {
        return "事故隐患登记与销号单";
    }

    @Override
    public String legalBasis() {
        return "《安全生产事故隐患排查治理暂行规定》；《中华人民共和国安全生产法》第四十一条";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public InputStream docx() throws IOException {
        return HazardRegister.class.getResourceAsStream("/templates/hazard-register.docx");
    }

    @Override
    public List<Tag> tags() {
        return List.of(Tag.text("number", "隐患编号"), Tag.text("title", "隐患名称"), Tag.text("grade", "隐患等级"), Tag.text("state", "当前状态"),
                Tag.text("enterprise", "所在单位").optional(), Tag.text("creditCode", "信用代码").optional(), Tag.text("area", "所在区划").optional(), Tag.text("place", "具体位置").optional(),
                Tag.text("registeredAt", "登记时间"), Tag.text("registeredBy", "登记人").optional(), Tag.text("description", "隐患描述").optional(),
                Tag.text("criterion", "判定依据").optional(), Tag.text("measures", "整改措施").optional(), Tag.text("responsible", "责任人").optional(), Tag.text("funds", "整改资金").optional(),
                Tag.text("deadline", "整改时限").optional(), Tag.text("contingency", "应急预案").optional(), Tag.text("mode", "整改方式").optional(),
                Tag.text("rectifier", "整改责任人").optional(), Tag.text("acceptedBy", "验收人").optional(), Tag.text("acceptedAt", "销号时间").optional(),
                Tag.list("history", "办理经过", Tag.text("no", "序号"), Tag.text("at", "时间"), Tag.text("what", "事项"), Tag.text("who", "经办人"), Tag.text("note", "说明")),
                Tag.list("photos", "照片", Tag.picture("picture", "图片"), Tag.text("caption", "图片说明")).optional(), Tag.text("printedAt", "打印时间").optional());
    }

    @Override
    public Map<String, Object> sample() {
        Map<String, Object> sample = new HashMap<>();
        Instant found = Instant.parse("2026-02-13T01:12:00Z");
        sample.putAll(Map.of("number", "YH-2026-000123", "title", "2号液氨储罐压力表超期未检", "grade", "重大事故隐患", "state", "已销号",
                "enterprise", "安澜县清源制冷有限公司", "creditCode", "91990100MA0EXAMPLE", "area", "安澜县城关镇", "place", "制冷车间北侧罐区",
                "registeredAt", found, "registeredBy", "值班员（示例）"));
        sample.putAll(Map.of("description", "现场检查发现2号液氨储罐就地压力表检定有效期已于2025年12月31日届满，指针在停机时不回零；罐区无备用压力表。该储罐为重大危险源，压力失真可能导致超压泄漏。",
                "criterion", "《工贸企业重大事故隐患判定标准》（应急管理部令第10号）：使用液氨制冷的……（示例条款）", "measures", "停用2号罐，更换经检定的压力表，复核同批次仪表。",
                "responsible", "设备部经理（示例）", "funds", "3,000 元（企业自筹）", "deadline", LocalDate.of(2026, 2, 28), "contingency", "储罐停用期间氨气报警器加密巡检，备用罐值守。",
                "mode", "限期整改", "rectifier", "整改责任人（示例）"));
        sample.putAll(Map.of("acceptedBy", "验收人（示例）", "acceptedAt", Instant.parse("2026-02-26T07:30:00Z"), "printedAt", Instant.parse("2026-02-27T00:00:00Z"),
                "history", List.of(Map.of("no", 1, "at", found, "what", "登记", "who", "值班员（示例）", "note", "巡查发现"),
                        Map.of("no", 2, "at", Instant.parse("2026-02-13T03:00:00Z"), "what", "定级", "who", "值班员（示例）", "note", "重大事故隐患"),
                        Map.of("no", 3, "at", Instant.parse("2026-02-26T07:30:00Z"), "what", "验收销号", "who", "验收人（示例）", "note", "现场复核合格")),
                "photos", List.of(Map.of("picture", picture(new Color(0xB8C4CE), new Color(0x8A3B2E)), "caption", "整改前（示意图）"),
                        Map.of("picture", picture(new Color(0xB8C4CE), new Color(0x3E7D4C)), "caption", "整改后（示意图）"))));
        return sample;
    }

    /** A drawing for previews: no photo of anybody's plant. */
    private static Picture picture(Color ground, Color gauge) {
        BufferedImage image = new BufferedImage(480, 270, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(ground);
        pen.fillRect(0, 0, 480, 270);
        pen.setColor(gauge);
        pen.fillOval(165, 60, 150, 150);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("a drawing in memory could not be written", e);
        }
        return new Picture(out.toByteArray(), "image/png", 100);
    }
}
