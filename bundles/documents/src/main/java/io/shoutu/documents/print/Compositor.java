package io.shoutu.documents.print;

import static io.shoutu.documents.word.Xml.attribute;
import static io.shoutu.documents.word.Xml.child;
import static io.shoutu.documents.word.Xml.children;

import com.lowagie.text.BadElementException;
import com.lowagie.text.Image;
import io.shoutu.api.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * The compositor (排字工): paragraphs become lines, each character in a font that has it.
 *
 * <p>Lines break as GB/T 15834 wants: no closing mark begins one, no opening mark ends one; words and numbers stay whole.
 */
final class Compositor {
    private static final String NEVER_FIRST = "，。、；：？！）》〉」』】〕〗｝”’…—～·％‰℃°,.;:?!)]}%";
    private static final String NEVER_LAST = "（《〈「『【〔〖｛“‘([{￥＄";
    private static final float USUAL_TAB = 21;

    private final Styles styles;
    private final FontShelf shelf;
    private final float pitch;
    private final Map<String, byte[]> parts;
    private final Map<String, Image> images = new HashMap<>();
    private final Map<String, Integer> missing = new LinkedHashMap<>();
    private final Map<Integer, Set<String>> borrowed = new LinkedHashMap<>();
    private final Set<FontShelf.Face> used = new LinkedHashSet<>();
    private final Map<String, Optional<FontShelf.Face>> chosen = new HashMap<>();
    private final Map<String, Optional<FontShelf.Face>> leading = new HashMap<>();

    Compositor(Styles styles, FontShelf shelf, float pitch, Map<String, byte[]> parts) {
        this.styles = styles;
        this.shelf = shelf;
        this.pitch = pitch;
        this.parts = parts;
    }

    /** Where text stands: which relations its pictures have, and what the page fields say. */
    record Place(Map<String, String> relations, int page, int pages, boolean inTable) {}

    /** Characters no font has, with how often. */
    Map<String, Integer> missing() {
        return missing;
    }

    /** Characters the leading font lacked and another one gave, as {@code 𠮷 U+20BB7（Noto Sans CJK SC）}. */
    List<String> borrowed() {
        List<String> all = new ArrayList<>();
        borrowed.forEach((c, fonts) -> all.add(Character.toString(c) + " " + code(c) + "（" + String.join("、", fonts) + "）"));
        return all;
    }

    Set<FontShelf.Face> used() {
        return used;
    }

    static String code(int character) {
        return String.format("U+%04X", character);
    }

    /** Something that takes width in a line: a character, a picture, a tab or a break. */
    private static final class Item {
        final char kind;
        final int character;
        final Look look;
        final FontShelf.Face face;
        final Image image;
        float width;
        float high;

        Item(char kind, int character, Look look, FontShelf.Face face, float width, Image image, float high) {
            this.kind = kind;
            this.character = character;
            this.look = look;
            this.face = face;
            this.width = width;
            this.image = image;
            this.high = high;
        }

        boolean blank() {
            return kind == 'c' && (character == ' ' || character == 0x3000);
        }

        float advance() {
            return width + (kind == 'c' ? look.spacing() : 0);
        }
    }

    /** Sets a paragraph in a column of this width. */
    List<Strip> set(Element p, float wide, Place place) {
        Element pPr = child(p, "pPr");
        Look mark = Look.of(styles.run(pPr, child(pPr, "rPr")));
        Shape shape = Shape.of(styles.paragraph(pPr), mark.size() + mark.spacing(), pitch);
        List<Item> items = new ArrayList<>();
        new Reader(pPr, place).read(p, items);
        List<Strip> strips = new ArrayList<>();
        if (shape.before() > 0) {
            strips.add(Strip.space(shape.before()));
        }
        int from = 0;
        boolean first = true;
        boolean newPage = shape.pageBreak();
        do {
            float room = wide - shape.left() - shape.right() - (first ? shape.first() : 0);
            int to = breakAt(items, from, room);
            boolean forced = to > from && "bp".indexOf(items.get(to - 1).kind) >= 0;
            Strip line = line(items.subList(from, to), shape, first ? shape.first() : 0, room, to >= items.size() || forced, mark, place, wide);
            strips.add(newPage ? line.breaking() : line);
            newPage = forced && items.get(to - 1).kind == 'p';
            from = to;
            first = false;
        } while (from < items.size());
        if (newPage) {
            strips.add(Strip.space(0).breaking());
        }
        if (shape.ruleAbove() != null && !shape.ruleAbove().isEmpty()) {
            strips.add(0, rule(shape.ruleAbove(), wide));
        }
        if (shape.ruleBelow() != null && !shape.ruleBelow().isEmpty()) {
            strips.add(rule(shape.ruleBelow(), wide));
        }
        if (shape.after() > 0) {
            strips.add(Strip.space(shape.after()));
        }
        return strips;
    }

    private static Strip rule(String said, float wide) {
        String[] parts = said.split(";");
        float thick = Shape.twips(parts[0], 0.2f) * 20 / 8;
        float space = parts.length > 2 && parts[2].matches("\\d+") ? Float.parseFloat(parts[2]) : 0;
        return new Strip(0, (leaf, x, y) -> leaf.line(x, y + space, x + wide, y + space, thick, Look.color(parts[1])), false, false, false);
    }

    // ---- reading runs ----

    private final class Reader {
        private final Element pPr;
        private final Place place;
        private boolean inCode;
        private boolean inResult;
        private StringBuilder code = new StringBuilder();

        Reader(Element pPr, Place place) {
            this.pPr = pPr;
            this.place = place;
        }

        void read(Element holder, List<Item> into) {
            for (Element e : children(holder, null)) {
                switch (e.getLocalName()) {
                    case "r" -> run(e, into);
                    case "fldSimple" -> field(String.valueOf(attribute(e, "instr")), look(child(child(e, "r"), "rPr")), into);
                    case "hyperlink", "smartTag", "ins", "sdtContent" -> read(e, into);
                    case "sdt" -> read(child(e, "sdtContent"), into);
                    default -> { }
                }
            }
        }

        private Look look(Element rPr) {
            return Look.of(styles.run(pPr, rPr));
        }

        private void run(Element r, List<Item> into) {
            Look look = look(child(r, "rPr"));
            if (look.hidden()) {
                return;
            }
            for (Element e : children(r, null)) {
                switch (e.getLocalName()) {
                    case "t" -> {
                        if (!inResult && !inCode) {
                            text(e.getTextContent(), look, into);
                        }
                    }
                    case "tab" -> into.add(new Item('t', 0, look, null, USUAL_TAB, null, 0));
                    case "br" -> into.add(new Item("page".equals(attribute(e, "type")) ? 'p' : 'b', 0, look, null, 0, null, 0));
                    case "cr" -> into.add(new Item('b', 0, look, null, 0, null, 0));
                    case "noBreakHyphen" -> text("-", look, into);
                    case "fldChar" -> {
                        String type = attribute(e, "fldCharType");
                        if ("begin".equals(type)) {
                            inCode = true;
                            code = new StringBuilder();
                        } else if (inCode || inResult) {
                            if (inCode) {
                                field(code.toString(), look, into);
                            }
                            inCode = false;
                            inResult = "separate".equals(type);
                        }
                    }
                    case "instrText" -> code.append(e.getTextContent());
                    case "drawing" -> picture(e, look, into);
                    default -> { }
                }
            }
        }

        private void field(String instruction, Look look, List<Item> into) {
            String name = instruction.strip().split("\\s+")[0].toUpperCase(java.util.Locale.ROOT);
            text(name.equals("PAGE") ? Integer.toString(place.page()) : Integer.toString(place.pages()), look, into);
        }

        private void picture(Element drawing, Look look, List<Item> into) {
            Element inline = child(drawing, "inline");
            Element extent = child(inline, "extent");
            Element blip = find(inline, "blip");
            String target = blip == null ? null : place.relations().get(attribute(blip, "embed"));
            if (extent == null || target == null || !parts.containsKey(target)) {
                return;
            }
            float wide = Float.parseFloat(attribute(extent, "cx")) / 12_700;
            float high = Float.parseFloat(attribute(extent, "cy")) / 12_700;
            into.add(new Item('i', 0, look, null, wide, images.computeIfAbsent(target, t -> image(parts.get(t))), high));
        }
    }

    private static Image image(byte[] content) {
        try {
            return Image.getInstance(content);
        } catch (BadElementException | IOException e) {
            throw new Problem.Invalid("picture-type", "picture", "文书中的图片无法印制，请换用普通 JPEG 或 PNG：" + e.getMessage());
        }
    }

    private static Element find(Element from, String name) {
        for (Element e : children(from, null)) {
            Element found = e.getLocalName().equals(name) ? e : find(e, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private void text(String text, Look look, List<Item> into) {
        text.codePoints().forEach(c -> {
            if (c == '\n') {
                into.add(new Item('b', 0, look, null, 0, null, 0));
            } else if (c == '\t') {
                into.add(new Item('t', 0, look, null, USUAL_TAB, null, 0));
            } else if (c != 0x200B && c != 0x200C && c != 0x200D && c != 0xFEFF && c != 0xFE0E && c != 0xFE0F && c != 0xAD) {
                character(c == 0xA0 ? ' ' : c, look, into);
            }
        });
    }

    private void character(int c, Look look, List<Item> into) {
        boolean latin = c < 0x2000 && c != 0xB7 && c != 0xD7;
        String wanted = latin ? look.latin() : look.east();
        Optional<FontShelf.Face> face = chosen.computeIfAbsent(wanted + "|" + look.bold() + "|" + c, key -> shelf.forCharacter(wanted, look.bold(), c));
        if (face.isEmpty()) {
            missing.merge(Character.toString(c), 1, Integer::sum);
            return;
        }
        Optional<FontShelf.Face> leader = leading.computeIfAbsent(wanted + "|" + look.bold(), key -> shelf.first(wanted, look.bold()));
        if (!latin && leader.isPresent() && !leader.get().equals(face.get())) {
            borrowed.computeIfAbsent(c, key -> new LinkedHashSet<>()).add(name(face.get()));
        }
        used.add(face.get());
        into.add(new Item('c', c, look, face.get(), face.get().font().getWidth(c) * 0.001f * look.size(), null, 0));
    }

    static String name(FontShelf.Face face) {
        return face.font().getPostscriptFontName();
    }

    // ---- breaking lines ----

    /** Where the line that begins at {@code from} ends. */
    private int breakAt(List<Item> items, int from, float room) {
        float x = 0;
        int chance = -1;
        for (int i = from; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.kind == 'b' || item.kind == 'p') {
                return i + 1;
            }
            if (item.kind == 't') {
                item.width = USUAL_TAB - x % USUAL_TAB;
            }
            if (item.kind == 'i' && item.width > room) {
                item.high *= room / item.width;
                item.width = room;
            }
            if (i > from && mayBreak(items.get(i - 1), item)) {
                chance = i;
            }
            if (x + item.width > room + 0.01f && !item.blank() && i > from) {
                return chance > from ? chance : i;
            }
            x += item.advance();
        }
        return items.size();
    }

    private static boolean mayBreak(Item a, Item b) {
        if (b.blank() || b.kind == 'b' || b.kind == 'p') {
            return false;
        }
        if (a.kind != 'c' || b.kind != 'c' || a.blank()) {
            return true;
        }
        if (NEVER_FIRST.indexOf(b.character) >= 0 || NEVER_LAST.indexOf(a.character) >= 0) {
            return false;
        }
        return !(word(a.character) && word(b.character));
    }

    private static boolean word(int c) {
        return c < 0x2E80 && (Character.isLetterOrDigit(c) || "-_/.,:@&+#'".indexOf(c) >= 0);
    }

    private Strip line(List<Item> items, Shape shape, float indent, float room, boolean last, Look mark, Place place, float wide) {
        List<Item> shown = new ArrayList<>(items);
        while (!shown.isEmpty() && (shown.get(shown.size() - 1).blank() && !last || "bp".indexOf(shown.get(shown.size() - 1).kind) >= 0)) {
            shown.remove(shown.size() - 1);
        }
        float size = items.isEmpty() || shown.isEmpty() ? mark.size() : 0;
        float pictures = 0;
        float width = 0;
        for (Item item : shown) {
            size = Math.max(size, item.look.size());
            pictures = Math.max(pictures, item.high);
            width += item.advance();
        }
        if (!shown.isEmpty() && shown.get(shown.size() - 1).kind == 'c') {
            width -= shown.get(shown.size() - 1).look.spacing();
        }
        float height = height(shape, size, pictures, place.inTable());
        float gap = 0;
        float start = indent + shape.left();
        float rest = room - width;
        boolean spread = shape.align().equals("distribute") || (shape.align().equals("both") && !last);
        if (spread && shown.size() > 1 && rest > 0 && (rest < size * 2.5f || shape.align().equals("distribute"))) {
            gap = rest / (shown.size() - 1);
        } else if (shape.align().equals("center")) {
            start += rest / 2;
        } else if (shape.align().equals("right") || shape.align().equals("end")) {
            start += rest;
        }
        float baseline = pictures > size ? height - (height - pictures) / 2 : (height - size) / 2 + size * 0.88f;
        float from = start;
        float between = gap;
        return new Strip(height, (leaf, x, y) -> draw(leaf, shown, x + from, y, y + baseline, between), false, false, shape.keepNext());
    }

    private float height(Shape shape, float size, float pictures, boolean inTable) {
        float natural = Math.max(size * 1.3f, pictures);
        switch (shape.rule()) {
            case "exact" -> {
                return pictures > shape.line() ? pictures : shape.line();
            }
            case "atLeast" -> {
                return Math.max(shape.line(), natural);
            }
            default -> {
                if (pitch > 0 && shape.grid() && !inTable) {
                    float needed = Math.max(size * 1.2f, pictures);
                    return (float) Math.ceil(needed / pitch - 0.001) * pitch * shape.line();
                }
                return pictures > size ? pictures : natural * shape.line();
            }
        }
    }

    private static void draw(Leaf leaf, List<Item> items, float left, float top, float baseline, float gap) {
        float x = left;
        StringBuilder run = new StringBuilder();
        Item head = null;
        float begin = x;
        for (Item item : items) {
            boolean joins = head != null && item.kind == 'c' && item.face == head.face && item.look.equals(head.look);
            if (!joins && head != null) {
                flush(leaf, run, head, begin, x - gap - head.look.spacing(), baseline, gap);
                head = null;
            }
            if (item.kind == 'c') {
                if (head == null) {
                    head = item;
                    begin = x;
                }
                run.appendCodePoint(item.character);
            } else if (item.kind == 'i') {
                leaf.image(item.image, x, baseline - item.high, item.width, item.high);
            }
            x += item.advance() + gap;
        }
        if (head != null) {
            flush(leaf, run, head, begin, x - gap - head.look.spacing(), baseline, gap);
        }
    }

    private static void flush(Leaf leaf, StringBuilder run, Item head, float from, float to, float baseline, float gap) {
        leaf.text(run.toString(), head.face, head.look, head.look.spacing() + gap, from, baseline);
        float thin = head.look.size() / 20;
        if (head.look.underline()) {
            leaf.line(from, baseline + thin * 2.5f, to, baseline + thin * 2.5f, thin, head.look.color());
        }
        if (head.look.strike()) {
            leaf.line(from, baseline - head.look.size() * 0.35f, to, baseline - head.look.size() * 0.35f, thin, head.look.color());
        }
        run.setLength(0);
    }
}
