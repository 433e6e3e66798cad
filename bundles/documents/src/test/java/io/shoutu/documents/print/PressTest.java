package io.shoutu.documents.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.documents.DocumentTemplate;
import io.shoutu.documents.Fonts;
import io.shoutu.documents.Notice;
import io.shoutu.documents.word.Inspection;
import io.shoutu.documents.word.Model;
import io.shoutu.documents.word.ProofReader;
import io.shoutu.documents.word.Remark;
import io.shoutu.documents.word.Writer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;

/** The page of GB/T 9704-2012, read back from the PDF character by character. */
class PressTest {
    private static final Instant AS_OF = Instant.parse("2026-11-22T01:02:03Z");
    private static final DocumentTemplate NOTICE = new Notice();
    private final Press press = new Press(Fonts.SYSTEM);

    private static byte[] docx(Map<String, Object> model) throws IOException {
        try (InputStream in = NOTICE.docx()) {
            Map<String, byte[]> parts = Inspection.open(in.readAllBytes(), 1 << 20);
            assertThat(ProofReader.read(parts, NOTICE.tags())).filteredOn(Remark::error).isEmpty();
            return Writer.fill(parts, NOTICE.tags(), Model.of(NOTICE.tags(), model), AS_OF);
        }
    }

    private static Map<String, Object> with(Object... changes) {
        Map<String, Object> model = new HashMap<>(NOTICE.sample());
        for (int i = 0; i < changes.length; i += 2) {
            model.put((String) changes[i], changes[i + 1]);
        }
        return model;
    }

    /** The lines of a page: text by height, as a reader counts them. */
    private static List<String> lines(byte[] pdf, int page) throws IOException {
        List<String> lines = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper() {
                private float last = -1;

                @Override
                protected void processTextPosition(TextPosition at) {
                    if (lines.isEmpty() || Math.abs(at.getYDirAdj() - last) > 2) {
                        lines.add("");
                        last = at.getYDirAdj();
                    }
                    lines.set(lines.size() - 1, lines.get(lines.size() - 1) + at.getUnicode());
                }
            };
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            stripper.getText(document);
        }
        return lines;
    }

    private static String text(byte[] pdf) throws IOException {
        StringBuilder all = new StringBuilder();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                List<String> lines = lines(pdf, page);
                lines.subList(0, lines.size() - 1).forEach(all::append);
            }
        }
        return all.toString();
    }

    private byte[] pdf(Map<String, Object> model) throws IOException {
        return press.print(docx(model), "通知", AS_OF, "test").pdf();
    }

    @Test
    void aFullPageHasTwentyTwoLinesOfTwentyEightCharacters() throws IOException {
        byte[] pdf = pdf(with("paragraphs", List.of(Map.of("text", "安全生产责任重于泰山".repeat(200)))));
        Files.write(Path.of("target/full-page.pdf"), pdf);
        List<String> full = lines(pdf, 2);
        assertThat(full).hasSize(23);
        assertThat(full.subList(0, 22)).allSatisfy(line -> assertThat(line).hasSize(28));
        assertThat(full.get(22)).isEqualTo("— 2 —");
    }

    @Test
    void everyWordOfTheModelStandsInThePdfInItsOrder() throws IOException {
        byte[] pdf = pdf(NOTICE.sample());
        Files.write(Path.of("target/notice.pdf"), pdf);
        Files.write(Path.of("target/notice.docx"), docx(NOTICE.sample()));
        String text = text(pdf);
        assertThat(text).startsWith("安澜县安全生产委员会文件安安委〔2026〕12号关于开展冬季安全生产检查的通知各乡镇人民政府，县直有关部门：").contains("三、有关要求。",
                "对发现的问题立行立改。安澜县安全生产委员会2026年11月22日");
    }

    @Test
    void theSameInputsGiveTheSameBytes() throws IOException {
        assertThat(docx(NOTICE.sample())).isEqualTo(docx(NOTICE.sample()));
        assertThat(pdf(NOTICE.sample())).isEqualTo(pdf(NOTICE.sample()));
        assertThat(new Press(Fonts.SYSTEM).print(docx(NOTICE.sample()), "通知", AS_OF, "test").pdf()).isEqualTo(pdf(NOTICE.sample()));
    }

    @Test
    void noClosingMarkBeginsALineAndNoOpeningMarkEndsOne() throws IOException {
        String tricky = "各有关单位（含中央驻县单位）要认真落实《中华人民共和国安全生产法》，“管行业必须管安全、管业务必须管安全”；".repeat(12);
        byte[] pdf = pdf(with("paragraphs", List.of(Map.of("text", tricky))));
        for (String line : lines(pdf, 2)) {
            assertThat("，。、；：？！）》”").doesNotContain(line.substring(0, 1));
            assertThat("（《“").doesNotContain(line.substring(line.length() - 1));
        }
        assertThat(String.join("", lines(pdf, 1)) + String.join("", lines(pdf, 2))).contains("各有关单位（含中央驻县单位）");
    }

    @Test
    void aRareCharacterIsTakenFromTheFontThatHasIt() throws IOException {
        Press.Printed printed = press.print(docx(with("signer", "鑫垚淼曌𠮷 Smith №7")), "通知", AS_OF, "test");
        assertThat(text(printed.pdf())).contains("鑫垚淼曌𠮷 Smith №7");
    }

    @Test
    void aCharacterNoFontHasStopsThePrintAndIsNamed() throws IOException {
        // Extension G: no font of this machine has it.
        byte[] docx = docx(with("signer", "王𰀂", "title", "关于表彰𰀂𰀂的通知"));
        assertThatThrownBy(() -> press.print(docx, "通知", AS_OF, "test")).isInstanceOfSatisfying(Problem.Invalid.class, refused -> {
            assertThat(refused.code()).isEqualTo("glyph-missing");
            assertThat(refused.getMessage()).contains("𰀂", "U+30002", "3处", "etc/fonts");
        });
    }

    @Test
    void withoutAnyChineseFontThePrintSaysWhatToInstall() throws IOException {
        byte[] docx = docx(NOTICE.sample());
        assertThatThrownBy(() -> new Press(new FontShelf(List.of())).print(docx, "通知", AS_OF, "test"))
                .isInstanceOfSatisfying(Problem.Invalid.class, refused -> assertThat(refused.code()).isEqualTo("no-font"));
    }

    @Test
    void whatStandsInTheModelIsNeverTakenForATag() throws IOException {
        String text = String.join("", lines(pdf(with("title", "{{organ}}与[text]和{{@x}}")), 1));
        assertThat(text).contains("{{organ}}与[text]和{{@x}}");
    }
}
