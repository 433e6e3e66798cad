package io.shoutu.documents.print;

import static io.shoutu.documents.word.Xml.attribute;
import static io.shoutu.documents.word.Xml.child;
import static io.shoutu.documents.word.Xml.children;
import static io.shoutu.documents.word.Xml.path;

import com.lowagie.text.Document;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.PdfArray;
import com.lowagie.text.pdf.PdfDate;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfWriter;
import io.shoutu.api.Problem;
import io.shoutu.api.time.Legal;
import io.shoutu.documents.word.Model;
import io.shoutu.documents.word.Parcel;
import io.shoutu.documents.word.Xml;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.w3c.dom.Element;

/**
 * The press (印制): a Word file of our kind set page by page and written as PDF.
 *
 * <p>Our kind is: paragraphs and their styles, tables, inline pictures, headers and footers (also first, odd and even), page numbers,
 * page breaks, a grid of lines. What else Word can do the proof-reader has named.
 */
public final class Press {
    /** Fonts are written one document at a time: the reader behind a font has one place only. */
    private static final ReentrantLock WRITING = new ReentrantLock();
    private static final float SLACK = 0.6f;

    private final FontShelf shelf;

    public Press(FontShelf shelf) {
        this.shelf = shelf;
    }

    /**
     * What was printed.
     *
     * @param fonts their PostScript names
     * @param borrowed characters another font had to give
     */
    public record Printed(byte[] pdf, List<String> fonts, List<String> borrowed) {}

    /**
     * Prints.
     *
     * @param identity what tells this document from others, e.g. the hash of all it was made of
     * @throws Problem.Invalid code {@code glyph-missing} naming every character no font has, {@code no-font} where there is none at all
     */
    public Printed print(byte[] docx, String title, Instant asOf, String identity) {
        Job job = new Job(Parcel.open(docx, Long.MAX_VALUE, Long.MAX_VALUE));
        List<Leaf> leaves = job.pages();
        if (!job.compositor.missing().isEmpty()) {
            if (shelf.first("宋体", false).isEmpty() || shelf.forCharacter("宋体", false, '一').isEmpty()) {
                throw new Problem.Invalid("no-font", null, "没有可用的中文字体，不能印制 PDF。请安装字体（Debian：apt install fonts-noto-cjk）或把字体文件放到 etc/fonts，也可先下载 Word 版");
            }
            List<String> named = new ArrayList<>();
            job.compositor.missing().forEach((c, n) -> named.add("“" + c + "”（" + Compositor.code(c.codePointAt(0)) + "，" + n + "处）"));
            throw new Problem.Invalid("glyph-missing", null, "现有字体都没有这些字，为免文书缺字，不予印制：" + String.join("、", named) + "。请把含有该字的字体文件放到 etc/fonts 后再试");
        }
        byte[] pdf = write(job, leaves, title, asOf, identity);
        return new Printed(pdf, job.compositor.used().stream().map(Compositor::name).distinct().toList(), job.compositor.borrowed());
    }

    private static byte[] write(Job job, List<Leaf> leaves, String title, Instant asOf, String identity) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WRITING.lock();
        try {
            job.compositor.used().forEach(face -> face.font().setSecureRandom(new Named(Compositor.name(face))));
            Document document = new Document(new Rectangle(job.wide, job.high), 0, 0, 0, 0);
            PdfWriter writer = PdfWriter.getInstance(document, out);
            ZonedDateTime at = asOf.atZone(Legal.ZONE);
            PdfDate date = new PdfDate(GregorianCalendar.from(at));
            document.open();
            writer.getInfo().put(PdfName.TITLE, new PdfString(title, PdfString.TEXT_UNICODE));
            writer.getInfo().put(PdfName.PRODUCER, new PdfString("Shoutu"));
            writer.getInfo().put(PdfName.CREATIONDATE, date);
            writer.getInfo().put(PdfName.MODDATE, date);
            PdfString id = new PdfString(Model.sha256(identity.getBytes(java.nio.charset.StandardCharsets.UTF_8)).substring(0, 32));
            PdfArray ids = new PdfArray();
            ids.add(id);
            ids.add(id);
            writer.getInfo().put(PdfName.FILEID, ids);
            for (int i = 0; i < leaves.size(); i++) {
                if (i > 0) {
                    document.newPage();
                }
                writer.setPageEmpty(false);
                leaves.get(i).draw(writer.getDirectContent());
            }
            document.close();
        } finally {
            WRITING.unlock();
        }
        return out.toByteArray();
    }

    /** OpenPDF draws six letters for every font it embeds; ours are always the same for the same font. */
    private static final class Named extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final String letters;
        private int next;

        Named(String font) {
            letters = Model.sha256(String.valueOf(font).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        @Override
        public double nextDouble() {
            return Integer.parseInt(letters.substring(2 * (next % 32), 2 * (next++ % 32) + 2), 16) / 256.0;
        }
    }

    /** One document on the press. */
    private final class Job {
        final Map<String, byte[]> parts;
        final Compositor compositor;
        final Styles styles;
        final float wide;
        final float high;
        private final float top;
        private final float bottom;
        private final float left;
        private final float right;
        private final float header;
        private final float footer;
        private final Element body;
        private final Element section;
        private final Map<String, String> relations;
        private final boolean oddEven;
        private final List<Leaf> leaves = new ArrayList<>();
        private Leaf leaf;
        private float y;

        Job(Map<String, byte[]> parts) {
            this.parts = parts;
            body = child(Xml.root(parts.get("word/document.xml"), "word/document.xml"), "body");
            section = child(body, "sectPr");
            relations = relations("word/document.xml");
            styles = new Styles(parts.containsKey("word/styles.xml") ? Xml.root(parts.get("word/styles.xml"), "word/styles.xml") : null);
            Element size = child(section, "pgSz");
            Element margin = child(section, "pgMar");
            wide = Shape.twips(attribute(size, "w"), 595.3f);
            high = Shape.twips(attribute(size, "h"), 841.9f);
            top = Math.abs(Shape.twips(attribute(margin, "top"), 72));
            bottom = Math.abs(Shape.twips(attribute(margin, "bottom"), 72));
            left = Shape.twips(attribute(margin, "left"), 90);
            right = Shape.twips(attribute(margin, "right"), 90);
            header = Shape.twips(attribute(margin, "header"), 42);
            footer = Shape.twips(attribute(margin, "footer"), 42);
            Element grid = child(section, "docGrid");
            float pitch = grid == null || attribute(grid, "type") == null || attribute(grid, "type").equals("default") ? 0 : Shape.twips(attribute(grid, "linePitch"), 0);
            compositor = new Compositor(styles, shelf, pitch, parts);
            Element settings = parts.containsKey("word/settings.xml") ? Xml.root(parts.get("word/settings.xml"), "word/settings.xml") : null;
            Element even = child(settings, "evenAndOddHeaders");
            oddEven = even != null && (attribute(even, "val") == null || Look.on(attribute(even, "val")));
        }

        List<Leaf> pages() {
            turn();
            blocks(body);
            for (int i = 0; i < leaves.size(); i++) {
                margin("header", i + 1);
                margin("footer", i + 1);
            }
            return leaves;
        }

        private void turn() {
            leaf = new Leaf(high);
            leaves.add(leaf);
            y = top;
        }

        private float room() {
            return high - bottom - y + SLACK;
        }

        private void blocks(Element holder) {
            List<Element> blocks = children(holder, null);
            for (int i = 0; i < blocks.size(); i++) {
                Element block = blocks.get(i);
                Compositor.Place place = new Compositor.Place(relations, leaves.size(), leaves.size(), false);
                switch (block.getLocalName()) {
                    case "p" -> {
                        // The empty paragraph Word puts behind a table at the end must not make a page of its own.
                        boolean tail = i > 0 && i == blocks.size() - 2 && blocks.get(i - 1).getLocalName().equals("tbl") && children(block, "r").isEmpty();
                        if (!tail) {
                            place(compositor.set(block, wide - left - right, place));
                        }
                        if (path(block, "pPr", "sectPr") != null) {
                            turn();
                        }
                    }
                    case "tbl" -> place(new Grid(block, wide - left - right, styles, compositor, place));
                    case "sdt" -> blocks(child(block, "sdtContent"));
                    default -> { }
                }
            }
        }

        private void place(List<Strip> strips) {
            float all = 0;
            for (Strip strip : strips) {
                all += strip.height();
            }
            boolean heading = strips.stream().anyMatch(Strip::withNext);
            if (heading && y > top && all + 20 > room()) {
                turn();
            }
            for (Strip strip : strips) {
                if (strip.newPage() && (y > top || !leaves.isEmpty() && leaf != leaves.get(0) && y > top)) {
                    turn();
                }
                if (strip.height() > room() && y > top) {
                    turn();
                    if (strip.blank()) {
                        continue;
                    }
                }
                strip.ink().draw(leaf, left, y);
                y += strip.height();
            }
        }

        private void place(Grid grid) {
            int heads = 0;
            while (heads < grid.rows.size() && grid.rows.get(heads).header) {
                heads++;
            }
            for (int r = 0; r < grid.rows.size(); ) {
                int end = grid.bundleEnd(r);
                float[] heights = grid.heights(r, end);
                float total = 0;
                for (float h : heights) {
                    total += h;
                }
                if (total > room() && y > top && (total <= high - bottom - top || r < heads)) {
                    turn(grid, r, heads);
                }
                if (total <= room()) {
                    grid.draw(leaf, r, end, heights, left, y);
                    y += total;
                } else {
                    for (int i = r; i < end; i++) {
                        tall(grid, i, heads);
                    }
                }
                r = end;
            }
        }

        private void turn(Grid grid, int row, int heads) {
            turn();
            if (row >= heads && heads > 0) {
                float[] heights = grid.heights(0, heads);
                grid.draw(leaf, 0, heads, heights, left, y);
                for (float h : heights) {
                    y += h;
                }
            }
        }

        /** A row taller than what is left, and than a page: it goes on over as many pages as it needs. */
        private void tall(Grid grid, int index, int heads) {
            Grid.Row row = grid.rows.get(index);
            row.cells.forEach(cell -> cell.below = 0);
            for (float height = row.height(); height > room(); height = row.height()) {
                Grid.Row upper = row.whole ? null : grid.cut(row, room());
                if (upper != null) {
                    grid.drawAlone(leaf, upper, left, y, upper.height());
                } else if (y <= top) {
                    break; // one line or picture taller than a page: it is drawn as it is, and cut by the paper's edge
                }
                turn(grid, index, heads);
            }
            float height = row.height();
            grid.drawAlone(leaf, row, left, y, height);
            y += height;
        }

        private void margin(String what, int page) {
            String part = marginPart(what, page);
            if (part == null) {
                return;
            }
            List<Strip> strips = new ArrayList<>();
            Compositor.Place place = new Compositor.Place(relations(part), page, leaves.size(), true);
            for (Element p : children(Xml.root(parts.get(part), part), "p")) {
                strips.addAll(compositor.set(p, wide - left - right, place));
            }
            float all = 0;
            for (Strip strip : strips) {
                all += strip.height();
            }
            float at = what.equals("header") ? header : high - footer - all;
            for (Strip strip : strips) {
                strip.ink().draw(leaves.get(page - 1), left, at);
                at += strip.height();
            }
        }

        private String marginPart(String what, int page) {
            Map<String, String> byType = new HashMap<>();
            for (Element reference : children(section, what + "Reference")) {
                byType.put(String.valueOf(attribute(reference, "type")), relations.get(attribute(reference, "id")));
            }
            Element titlePg = child(section, "titlePg");
            boolean first = page == 1 && titlePg != null && (attribute(titlePg, "val") == null || Look.on(attribute(titlePg, "val")));
            String type = first ? "first" : oddEven && page % 2 == 0 ? "even" : "default";
            String part = byType.get(type);
            return part != null && parts.containsKey(part) ? part : null;
        }

        private Map<String, String> relations(String part) {
            Map<String, String> relations = new LinkedHashMap<>();
            int slash = part.lastIndexOf('/');
            String name = part.substring(0, slash) + "/_rels" + part.substring(slash) + ".rels";
            if (parts.containsKey(name)) {
                for (Element relation : children(Xml.root(parts.get(name), name), "Relationship")) {
                    String target = attribute(relation, "Target");
                    String full = target.startsWith("/") ? target.substring(1) : part.substring(0, slash + 1) + target;
                    relations.put(attribute(relation, "Id"), full.replaceFirst("^word/\\.\\./", ""));
                }
            }
            return relations;
        }
    }
}
