package io.shoutu.documents.print;

import static io.shoutu.documents.word.Xml.attribute;
import static io.shoutu.documents.word.Xml.child;
import static io.shoutu.documents.word.Xml.children;
import static io.shoutu.documents.word.Xml.path;
import static io.shoutu.documents.word.Xml.value;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/** The styles of a Word file (样式表): defaults, then the style and what it is based on, then what the place itself says. */
final class Styles {
    private final Map<String, Element> styles = new HashMap<>();
    private final Map<String, String> run = new HashMap<>();
    private final Map<String, String> paragraph = new HashMap<>();
    private String usual;

    Styles(Element root) {
        run(path(root, "docDefaults", "rPrDefault", "rPr"), run);
        paragraph(path(root, "docDefaults", "pPrDefault", "pPr"), paragraph);
        for (Element style : children(root, "style")) {
            styles.put(attribute(style, "styleId"), style);
            if ("paragraph".equals(attribute(style, "type")) && Look.on(attribute(style, "default"))) {
                usual = attribute(style, "styleId");
            }
        }
    }

    Element style(String id) {
        return id == null ? null : styles.get(id);
    }

    private Deque<Element> chain(String id) {
        Deque<Element> chain = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        for (String at = id; at != null && seen.add(at) && styles.containsKey(at); at = value(styles.get(at), "basedOn")) {
            chain.push(styles.get(at));
        }
        return chain;
    }

    /** What a paragraph says of itself. */
    Map<String, String> paragraph(Element pPr) {
        Map<String, String> all = new HashMap<>(paragraph);
        for (Element style : chain(of(pPr))) {
            paragraph(child(style, "pPr"), all);
        }
        paragraph(pPr, all);
        return all;
    }

    /** What a run in a paragraph says of itself; null for the mark at the paragraph's end. */
    Map<String, String> run(Element pPr, Element rPr) {
        Map<String, String> all = new HashMap<>(run);
        for (Element style : chain(of(pPr))) {
            run(child(style, "rPr"), all);
        }
        for (Element style : chain(value(rPr, "rStyle"))) {
            run(child(style, "rPr"), all);
        }
        run(rPr, all);
        return all;
    }

    private String of(Element pPr) {
        String id = value(pPr, "pStyle");
        return id == null ? usual : id;
    }

    private static void run(Element rPr, Map<String, String> into) {
        for (Element e : children(rPr, null)) {
            switch (e.getLocalName()) {
                case "rFonts" -> {
                    copy(e, "eastAsia", "rFonts.eastAsia", into);
                    copy(e, "ascii", "rFonts.ascii", into);
                }
                case "b", "i", "strike", "vanish" -> into.put(e.getLocalName(), attribute(e, "val") == null ? "1" : attribute(e, "val"));
                case "sz", "u", "color", "spacing" -> copy(e, "val", e.getLocalName(), into);
                default -> { }
            }
        }
    }

    private static void paragraph(Element pPr, Map<String, String> into) {
        for (Element e : children(pPr, null)) {
            switch (e.getLocalName()) {
                case "jc" -> copy(e, "val", "jc", into);
                case "ind", "spacing" -> {
                    for (int i = 0; i < e.getAttributes().getLength(); i++) {
                        into.put(e.getLocalName() + "." + e.getAttributes().item(i).getLocalName(), e.getAttributes().item(i).getNodeValue());
                    }
                }
                case "pageBreakBefore", "keepNext", "snapToGrid" -> into.put(e.getLocalName(), attribute(e, "val") == null ? "1" : attribute(e, "val"));
                case "pBdr" -> {
                    border(child(e, "top"), "bdr.top", into);
                    border(child(e, "bottom"), "bdr.bottom", into);
                }
                default -> { }
            }
        }
    }

    private static void border(Element e, String key, Map<String, String> into) {
        if (e != null) {
            String kind = attribute(e, "val");
            into.put(key, "none".equals(kind) || "nil".equals(kind) ? "" : attribute(e, "sz") + ";" + attribute(e, "color") + ";" + attribute(e, "space"));
        }
    }

    private static void copy(Element from, String attribute, String key, Map<String, String> into) {
        String value = attribute(from, attribute);
        if (value != null) {
            into.put(key, value);
        }
    }
}
