package io.shoutu.documents.word;

import static io.shoutu.documents.word.Xml.attribute;
import static io.shoutu.documents.word.Xml.child;
import static io.shoutu.documents.word.Xml.children;

import io.shoutu.api.documents.Tag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The proof-reader (模板校对): every tag of a template is one the document declares, and every required one is there. */
public final class ProofReader {
    private static final Pattern TAG = Pattern.compile("\\{\\{(.*?)}}");
    private static final Pattern COLUMN = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final Map<String, String> NOT_PRINTED = Map.of("txbxContent", "文本框", "numPr", "自动编号", "footnoteReference", "脚注", "endnoteReference", "尾注",
            "anchor", "浮动图片或图形", "ins", "修订痕迹", "del", "修订痕迹", "cols", "分栏", "oMath", "公式", "sdt", "内容控件");

    private final Map<String, Tag> known = new LinkedHashMap<>();
    private final List<Tag> tags;
    private final Set<String> held = new LinkedHashSet<>();
    private final Set<Remark> remarks = new LinkedHashSet<>();
    private Deque<Tag> open = new ArrayDeque<>();

    private ProofReader(List<Tag> tags) {
        this.tags = tags;
        tags.forEach(tag -> {
            known.put(tag.name(), tag);
            known.put(tag.label(), tag);
        });
    }

    /** Reads a template; no error means it can be used. */
    public static List<Remark> read(Map<String, byte[]> parts, List<Tag> tags) {
        ProofReader reader = new ProofReader(tags);
        parts.forEach((name, content) -> {
            if (name.matches("word/(document|header\\d*|footer\\d*)\\.xml")) {
                reader.part(Xml.root(content, name));
            }
        });
        for (Tag tag : tags) {
            if (!reader.held.contains(tag.name())) {
                String how = tag.kind() == Tag.Kind.PICTURE ? "{{@" + tag.name() + "}}" : "{{" + tag.name() + "}}";
                reader.remarks.add(tag.required() ? Remark.error(tag.name(), "缺少标签 " + how + "（" + tag.label() + "），请在模板中补上")
                        : Remark.hint("未使用可选标签 " + how + "（" + tag.label() + "）"));
            }
        }
        return List.copyOf(reader.remarks);
    }

    private void part(Element root) {
        open = new ArrayDeque<>();
        Element body = child(root, "body");
        blocks(body == null ? root : body, null);
        open.forEach(tag -> remarks.add(Remark.error(tag.name(), "标签 {{?" + tag.name() + "}} 没有结束，请在其后补上 {{/" + tag.name() + "}}")));
        notPrinted(root);
    }

    private void blocks(Element holder, Element row) {
        for (Element block : children(holder, null)) {
            if (block.getLocalName().equals("p")) {
                paragraph(text(block), row);
            } else if (block.getLocalName().equals("tbl")) {
                if (row != null) {
                    remarks.add(Remark.error(null, "表格中不能再套表格，请合并为一张表"));
                }
                children(block, "tr").forEach(tr -> children(tr, "tc").forEach(tc -> blocks(tc, tr)));
            } else if (block.getLocalName().equals("sdt")) {
                blocks(child(block, "sdtContent"), row);
            }
        }
    }

    private void paragraph(String text, Element row) {
        Matcher matcher = TAG.matcher(text);
        int from = 0;
        while (matcher.find()) {
            tag(matcher.group(1).strip(), row);
            from = matcher.end();
        }
        if (text.indexOf("{{", from) >= 0) {
            remarks.add(Remark.error(null, "标签没有写完（有 {{ 没有 }}）：" + cut(text.substring(text.indexOf("{{", from)))));
        }
    }

    private void tag(String said, Element row) {
        String sign = said.isEmpty() || said.matches("[\\w\\u4e00-\\u9fa5].*") ? "" : said.substring(0, 1);
        String name = said.substring(sign.length()).strip();
        Tag tag = find(name);
        if (!sign.isEmpty() && "@?/".indexOf(sign) < 0) {
            remarks.add(Remark.error(name, "标签 {{" + said + "}} 的写法不能用：只能是 {{名称}}、{{@图片}}、{{?列表}} … {{/列表}}"));
        } else if (tag == null) {
            remarks.add(Remark.error(name, "未知标签 {{" + said + "}}" + nearest(name)));
        } else {
            declared(tag, sign, said, row);
        }
    }

    private void declared(Tag tag, String sign, String said, Element row) {
        held.add(tag.name());
        switch (sign) {
            case "/" -> {
                if (open.isEmpty() || !open.pop().equals(tag)) {
                    remarks.add(Remark.error(tag.name(), "标签 {{" + said + "}} 与前面的 {{?…}} 不成对"));
                }
            }
            case "?" -> {
                if (tag.kind() != Tag.Kind.LIST || !open.isEmpty()) {
                    remarks.add(Remark.error(tag.name(), "{{" + said + "}}：只有列表可以这样写，且不能套在另一个列表里"));
                } else {
                    open.push(tag);
                }
            }
            case "@" -> {
                if (tag.kind() != Tag.Kind.PICTURE) {
                    remarks.add(Remark.error(tag.name(), "“" + tag.label() + "”不是图片，应写作 {{" + tag.name() + "}}"));
                }
            }
            default -> plain(tag, row);
        }
    }

    private void plain(Tag tag, Element row) {
        if (tag.kind() == Tag.Kind.PICTURE) {
            remarks.add(Remark.error(tag.name(), "“" + tag.label() + "”是图片，应写作 {{@" + tag.name() + "}}"));
        } else if (tag.kind() == Tag.Kind.LIST && open.isEmpty()) {
            rows(tag, row);
        }
    }

    /** A list in a table: the row below is the one that is repeated. */
    private void rows(Tag list, Element row) {
        Element next = row;
        do {
            Node sibling = next == null ? null : next.getNextSibling();
            while (sibling != null && !(sibling instanceof Element e && e.getLocalName().equals("tr"))) {
                sibling = sibling.getNextSibling();
            }
            next = (Element) sibling;
        } while (next != null && !next.getLocalName().equals("tr"));
        if (row == null || next == null) {
            remarks.add(Remark.error(list.name(), "列表 {{" + list.name() + "}} 应放在表格中要重复的那一行的上一行；不用表格时写 {{?" + list.name() + "}} … {{/" + list.name() + "}}"));
            return;
        }
        StringBuilder text = new StringBuilder();
        children(next, "tc").forEach(tc -> children(tc, "p").forEach(p -> text.append(text(p)).append('\n')));
        Matcher columns = COLUMN.matcher(text);
        boolean any = false;
        while (columns.find()) {
            any = true;
            String said = columns.group(1).strip();
            boolean picture = said.startsWith("@");
            String name = picture ? said.substring(1).strip() : said;
            Tag column = list.columns().stream().filter(c -> c.name().equals(name) || c.label().equals(name)).findFirst().orElse(null);
            if (column == null) {
                remarks.add(Remark.error(list.name(), "“" + list.label() + "”没有这一列：[" + said + "]，可用：" + names(list.columns(), "[", "]")));
            } else if (picture != (column.kind() == Tag.Kind.PICTURE)) {
                remarks.add(Remark.error(list.name(), "列 [" + said + "] 应写作 [" + (picture ? "" : "@") + name + "]"));
            }
        }
        if (!any) {
            remarks.add(Remark.error(list.name(), "列表 {{" + list.name() + "}} 下一行没有列，可用：" + names(list.columns(), "[", "]")));
        }
    }

    private Tag find(String name) {
        Tag scope = open.peek();
        if (scope != null) {
            Tag column = scope.columns().stream().filter(c -> c.name().equals(name) || c.label().equals(name)).findFirst().orElse(null);
            return column != null ? column : known.get(name) == scope ? scope : null;
        }
        return known.get(name);
    }

    private String nearest(String name) {
        Tag scope = open.peek();
        List<Tag> from = scope == null ? tags : scope.columns();
        String best = null;
        int distance = 3;
        for (Tag tag : from) {
            for (String word : List.of(tag.name(), tag.label())) {
                int d = distance(word, name);
                if (d < distance) {
                    distance = d;
                    best = word;
                }
            }
        }
        return best != null ? "，是不是 {{" + best + "}}？" : "，可用的标签：" + names(from, "{{", "}}");
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int next = Math.min(Math.min(row[j], row[j - 1]) + 1, corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                corner = row[j];
                row[j] = next;
            }
        }
        return row[b.length()];
    }

    private static String names(List<Tag> tags, String left, String right) {
        List<String> all = new ArrayList<>();
        tags.forEach(tag -> all.add(left + tag.name() + right + tag.label()));
        return String.join("、", all);
    }

    private void notPrinted(Element root) {
        Map<String, Boolean> found = new HashMap<>();
        walk(root, found);
        found.keySet().stream().sorted().forEach(what -> remarks.add(Remark.hint("模板中有" + what + "，印制 PDF 时不支持，请改用普通段落、表格和嵌入式图片")));
    }

    private void walk(Element element, Map<String, Boolean> found) {
        String what = NOT_PRINTED.get(element.getLocalName());
        if (what != null && (!element.getLocalName().equals("cols") || attribute(element, "num") != null && !"1".equals(attribute(element, "num")))) {
            found.put(what, true);
        }
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            // poi-tl also takes tags from the alternative text of a picture: there is no place for them here.
            if (element.getAttributes().item(i).getNodeValue().contains("{{")) {
                remarks.add(Remark.error(null, "图片或图表的替代文字中不能写标签：" + cut(element.getAttributes().item(i).getNodeValue())));
            }
        }
        for (Element child : children(element, null)) {
            walk(child, found);
        }
    }

    private static String cut(String text) {
        return text.length() <= 30 ? text : text.substring(0, 30) + "…";
    }

    /** The text of a paragraph as a person reads it, however Word has cut it into runs. */
    static String text(Element paragraph) {
        StringBuilder text = new StringBuilder();
        gather(paragraph, text);
        return text.toString();
    }

    private static void gather(Element element, StringBuilder text) {
        for (Element child : children(element, null)) {
            switch (child.getLocalName()) {
                case "t" -> text.append(child.getTextContent());
                case "tab" -> text.append('\t');
                case "br", "cr" -> text.append('\n');
                case "del", "pPr", "rPr" -> { }
                default -> gather(child, text);
            }
        }
    }
}
