package io.shoutu.documents.word;

import static io.shoutu.documents.word.Xml.attribute;

import io.shoutu.api.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The inspection of a Word file that came from outside (文件安检): it may hold text, tables and pictures, and reach for nothing. */
public final class Inspection {
    /** Bytes all parts of a template may have together. */
    public static final long UNPACKED = 67_108_864;
    private static final String MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private static final Set<String> ENDINGS = Set.of("xml", "rels", "png", "jpg", "jpeg", "gif");
    private static final Set<String> FIELDS = Set.of("PAGE", "NUMPAGES", "SECTIONPAGES");
    private static final Set<String> BANNED = Set.of("altChunk", "subDoc", "object", "control", "attachedTemplate", "OLEObject", "frameset", "mailMerge");

    private Inspection() {}

    /**
     * Opens a template that was handed in.
     *
     * @return its parts, which are all that may be used of it
     * @throws Problem.Invalid naming what it holds that may not be: code {@code template-macro}, {@code template-external},
     *     {@code template-field}, {@code template-part}, {@code template-kind}, and those of {@link Parcel#open}
     */
    public static Map<String, byte[]> open(byte[] docx, long largest) {
        Map<String, byte[]> parts = Parcel.open(docx, largest, UNPACKED);
        kind(parts);
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            String name = part.getKey().toLowerCase(Locale.ROOT);
            String ending = name.substring(name.lastIndexOf('.') + 1);
            if (name.contains("vbaproject") || name.contains("vbadata") || name.contains("activex") || ending.equals("bin")) {
                throw new Problem.Invalid("template-macro", "file", "模板不得含宏、控件或嵌入程序：" + part.getKey() + "。请另存为普通 .docx 后再上传");
            }
            if (!ENDINGS.contains(ending)) {
                throw new Problem.Invalid("template-part", "file", "模板中有不支持的内容：" + part.getKey() + "。只能有文字、表格和 PNG、JPEG 图片");
            }
            if (ending.equals("rels")) {
                relations(part.getKey(), Xml.root(part.getValue(), part.getKey()));
            } else if (ending.equals("xml")) {
                Element root = Xml.root(part.getValue(), part.getKey());
                if (name.startsWith("word/")) {
                    new Fields(part.getKey()).look(root, 0);
                }
            } else {
                Images.size(part.getValue());
            }
        }
        return parts;
    }

    private static void kind(Map<String, byte[]> parts) {
        byte[] types = parts.get("[Content_Types].xml");
        if (types == null || !parts.containsKey("word/document.xml")) {
            throw new Problem.Invalid("template-kind", "file", "文件不是 Word 文档（.docx），请用 Word 或 WPS 另存为 .docx 后再上传");
        }
        String said = new String(types, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        if (said.contains("macroenabled") || said.contains("vbaproject")) {
            throw new Problem.Invalid("template-macro", "file", "带宏的文档（.docm、.dotm）不能作模板，请另存为普通 .docx 后再上传");
        }
        boolean main = Xml.children(Xml.root(types, "[Content_Types].xml"), "Override").stream()
                .anyMatch(o -> "/word/document.xml".equals(attribute(o, "PartName")) && MAIN.equals(attribute(o, "ContentType")));
        if (!main) {
            throw new Problem.Invalid("template-kind", "file", "文件不是普通 Word 文档（.docx），请用 Word 或 WPS 另存为 .docx 后再上传");
        }
    }

    private static void relations(String part, Element root) {
        for (Element relation : Xml.children(root, null)) {
            String target = attribute(relation, "Target");
            String type = String.valueOf(attribute(relation, "Type"));
            String kind = type.substring(type.lastIndexOf('/') + 1);
            if ("External".equalsIgnoreCase(attribute(relation, "TargetMode")) || target == null || target.contains("..") && !target.startsWith("../")
                    || target.matches("(?i)[a-z][a-z0-9+.-]*:.*") || target.startsWith("//") || target.startsWith("\\")) {
                throw new Problem.Invalid("template-external", "file", "模板不得引用外部文件、网址或远程模板：" + target + "（" + kind + "，" + part + "）。请删除该链接");
            }
            if (Set.of("attachedTemplate", "oleObject", "package", "control", "subDocument", "aFChunk", "vbaProject", "frame", "mailMergeSource").contains(kind)) {
                throw new Problem.Invalid("template-external", "file", "模板不得嵌入其他文件或控件：" + target + "（" + kind + "）。请删除后再上传");
            }
        }
    }

    /** Walks a part: nothing that reaches outside, and no field but page numbers. */
    private static final class Fields {
        private final String part;
        private StringBuilder code;

        Fields(String part) {
            this.part = part;
        }

        void look(Element element, int depth) {
            String name = element.getLocalName();
            if (depth > 200) {
                throw new Problem.Invalid("file-xml", "file", "文件层次过深：" + part);
            }
            if (BANNED.contains(name)) {
                throw new Problem.Invalid("template-external", "file", "模板不得嵌入其他文件、对象或控件（" + name + "，" + part + "）。请删除后再上传");
            }
            switch (name) {
                case "fldSimple" -> allow(attribute(element, "instr"));
                case "fldChar" -> mark(attribute(element, "fldCharType"));
                case "instrText", "delInstrText" -> {
                    if (code == null) {
                        allow(element.getTextContent());
                    } else {
                        code.append(element.getTextContent());
                    }
                }
                default -> { }
            }
            for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element child) {
                    look(child, depth + 1);
                }
            }
        }

        private void mark(String type) {
            if ("begin".equals(type)) {
                if (code != null) {
                    throw new Problem.Invalid("template-field", "file", "模板中的域不得嵌套（" + part + "），只能用页码域");
                }
                code = new StringBuilder();
            } else if (code != null) {
                allow(code.toString());
                code = "end".equals(type) ? null : new StringBuilder("PAGE");
            }
        }

        private void allow(String instruction) {
            String[] words = instruction == null ? new String[] {""} : instruction.strip().split("\\s+");
            if (!FIELDS.contains(words[0].toUpperCase(Locale.ROOT))) {
                throw new Problem.Invalid("template-field", "file", "模板中只能用页码域（PAGE、NUMPAGES），不得用：" + instruction + "。请删除该域或改为普通文字");
            }
        }
    }
}
