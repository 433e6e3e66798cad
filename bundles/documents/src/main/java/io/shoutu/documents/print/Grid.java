package io.shoutu.documents.print;

import static io.shoutu.documents.word.Xml.attribute;
import static io.shoutu.documents.word.Xml.child;
import static io.shoutu.documents.word.Xml.children;
import static io.shoutu.documents.word.Xml.path;
import static io.shoutu.documents.word.Xml.value;

import java.awt.Color;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/** A table (表格) being set: rows of cells, each cell a small column of strips. */
final class Grid {
    private static final float USUAL_SIDE = 5.4f;
    private static final List<String> SIDES = List.of("top", "left", "bottom", "right");

    private final Styles styles;
    private final Compositor compositor;
    private final Map<String, Edge> outer = new HashMap<>();
    private final float[] margins = {0, USUAL_SIDE, 0, USUAL_SIDE};
    private final float[] columns;
    final float left;
    final List<Row> rows = new ArrayList<>();

    /** A border; null means there is none. */
    private record Edge(float width, Color color) {}

    /** One row; {@code rest} of its cells is what is still to be placed. */
    final class Row {
        final List<Cell> cells = new ArrayList<>();
        float least;
        boolean exact;
        boolean header;
        boolean whole;

        float height() {
            float height = least;
            if (!exact) {
                for (Cell cell : cells) {
                    if (cell.below == 0 && !cell.continued) {
                        height = Math.max(height, cell.content());
                    }
                }
            }
            return height;
        }
    }

    /** One cell. */
    final class Cell {
        float x;
        float wide;
        /** Rows below that belong to it. */
        int below;
        boolean continued;
        String align = "top";
        Color fill;
        final Map<String, Edge> edges = new HashMap<>();
        List<Strip> strips = new ArrayList<>();

        float content() {
            float height = margins[0] + margins[2] + 2;
            for (Strip strip : strips) {
                height += strip.height();
            }
            return height;
        }
    }

    Grid(Element table, float wide, Styles styles, Compositor compositor, Compositor.Place place) {
        this.styles = styles;
        this.compositor = compositor;
        Element tblPr = child(table, "tblPr");
        Element style = styles.style(value(tblPr, "tblStyle"));
        margins(path(style, "tblPr", "tblCellMar"));
        margins(child(tblPr, "tblCellMar"));
        borders(path(style, "tblPr", "tblBorders"));
        borders(child(tblPr, "tblBorders"));
        columns = columns(table, wide);
        float total = 0;
        for (float column : columns) {
            total += column;
        }
        String jc = value(tblPr, "jc");
        float indent = Shape.twips(attribute(child(tblPr, "tblInd"), "w"), 0);
        left = "center".equals(jc) ? (wide - total) / 2 : "right".equals(jc) ? wide - total : indent;
        for (Element tr : children(table, "tr")) {
            rows.add(row(tr, new Compositor.Place(place.relations(), place.page(), place.pages(), true)));
        }
        merge();
    }

    private void margins(Element tblCellMar) {
        for (int i = 0; i < 4; i++) {
            Element side = child(tblCellMar, SIDES.get(i));
            if (side != null) {
                margins[i] = Shape.twips(attribute(side, "w"), margins[i]);
            }
        }
    }

    private void borders(Element tblBorders) {
        for (Element side : children(tblBorders, null)) {
            outer.put(side.getLocalName(), edge(side));
        }
    }

    private static Edge edge(Element side) {
        String kind = attribute(side, "val");
        if (kind == null || kind.equals("nil") || kind.equals("none")) {
            return null;
        }
        return new Edge(Math.max(0.25f, Shape.twips(attribute(side, "sz"), 0.2f) * 20 / 8), Look.color(attribute(side, "color")));
    }

    private static float[] columns(Element table, float wide) {
        List<Element> cols = children(child(table, "tblGrid"), "gridCol");
        float[] columns = new float[cols.size()];
        float total = 0;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Shape.twips(attribute(cols.get(i), "w"), 20);
            total += columns[i];
        }
        if (total > wide + 12) {
            for (int i = 0; i < columns.length; i++) {
                columns[i] *= wide / total;
            }
        }
        return columns;
    }

    private Row row(Element tr, Compositor.Place place) {
        Row row = new Row();
        Element trPr = child(tr, "trPr");
        Element height = child(trPr, "trHeight");
        row.least = Shape.twips(attribute(height, "val"), 0);
        row.exact = "exact".equals(attribute(height, "hRule"));
        row.header = on(child(trPr, "tblHeader"));
        row.whole = on(child(trPr, "cantSplit"));
        int column = number(value(trPr, "gridBefore"), 0);
        float x = sum(0, column);
        for (Element tc : children(tr, "tc")) {
            Element tcPr = child(tc, "tcPr");
            Cell cell = new Cell();
            int span = number(value(tcPr, "gridSpan"), 1);
            cell.x = x;
            cell.wide = sum(column, column + span);
            column += span;
            x += cell.wide;
            Element vMerge = child(tcPr, "vMerge");
            cell.continued = vMerge != null && !"restart".equals(attribute(vMerge, "val"));
            cell.align = value(tcPr, "vAlign") == null ? "top" : value(tcPr, "vAlign");
            String fill = attribute(child(tcPr, "shd"), "fill");
            cell.fill = fill == null || !fill.matches("[0-9A-Fa-f]{6}") || fill.equalsIgnoreCase("FFFFFF") ? null : Look.color(fill);
            for (Element side : children(child(tcPr, "tcBorders"), null)) {
                cell.edges.put(side.getLocalName(), edge(side));
            }
            if (!cell.continued) {
                for (Element p : children(tc, "p")) {
                    cell.strips.addAll(compositor.set(p, cell.wide - margins[1] - margins[3], place));
                }
            }
            row.cells.add(cell);
        }
        return row;
    }

    private static boolean on(Element flag) {
        return flag != null && (attribute(flag, "val") == null || Look.on(attribute(flag, "val")));
    }

    private static int number(String text, int otherwise) {
        return text == null || !text.matches("\\d{1,3}") ? otherwise : Integer.parseInt(text);
    }

    private float sum(int from, int to) {
        float sum = 0;
        for (int i = from; i < Math.min(to, columns.length); i++) {
            sum += columns[i];
        }
        return sum;
    }

    private void merge() {
        for (int r = 0; r < rows.size(); r++) {
            for (Cell cell : rows.get(r).cells) {
                if (!cell.continued) {
                    while (r + cell.below + 1 < rows.size() && continues(rows.get(r + cell.below + 1), cell.x)) {
                        cell.below++;
                    }
                }
            }
        }
    }

    private static boolean continues(Row row, float x) {
        return row.cells.stream().anyMatch(c -> c.continued && Math.abs(c.x - x) < 0.5f);
    }

    /** The first row after the rows that hang together with this one. */
    int bundleEnd(int from) {
        int end = from + 1;
        for (int r = from; r < end; r++) {
            for (Cell cell : rows.get(r).cells) {
                end = Math.max(end, r + 1 + cell.below);
            }
        }
        return end;
    }

    /** Heights of these rows, the last of a merged cell's grown where its content needs it. */
    float[] heights(int from, int to) {
        float[] heights = new float[to - from];
        for (int r = from; r < to; r++) {
            heights[r - from] = rows.get(r).height();
        }
        for (int r = from; r < to; r++) {
            for (Cell cell : rows.get(r).cells) {
                if (cell.below > 0 && r + cell.below < to) {
                    float together = 0;
                    for (int i = r; i <= r + cell.below; i++) {
                        together += heights[i - from];
                    }
                    heights[r + cell.below - from] += Math.max(0, cell.content() - together);
                }
            }
        }
        return heights;
    }

    /** Draws rows that stand together on one page. */
    void draw(Leaf leaf, int from, int to, float[] heights, float x, float y) {
        float top = y;
        for (int r = from; r < to; r++) {
            for (Cell cell : rows.get(r).cells) {
                if (!cell.continued) {
                    float high = 0;
                    for (int i = r; i <= Math.min(r + cell.below, to - 1); i++) {
                        high += heights[i - from];
                    }
                    draw(leaf, cell, x + left, top, high, r == 0, r + cell.below >= rows.size() - 1);
                }
            }
            top += heights[r - from];
        }
    }

    private void draw(Leaf leaf, Cell cell, float x, float y, float high, boolean firstRow, boolean lastRow) {
        float from = x + cell.x;
        if (cell.fill != null) {
            leaf.fill(from, y, cell.wide, high, cell.fill);
        }
        float free = high - cell.content();
        float at = y + margins[0] + 1 + (cell.align.equals("center") ? Math.max(0, free / 2) : cell.align.equals("bottom") ? Math.max(0, free) : 0);
        for (Strip strip : cell.strips) {
            strip.ink().draw(leaf, from + margins[1], at);
            at += strip.height();
        }
        boolean firstColumn = cell.x < 0.5f;
        boolean lastColumn = cell.x + cell.wide > sum(0, columns.length) - 0.5f;
        line(leaf, edge(cell, "top", firstRow ? "top" : "insideH"), from, y, from + cell.wide, y);
        line(leaf, edge(cell, "bottom", lastRow ? "bottom" : "insideH"), from, y + high, from + cell.wide, y + high);
        line(leaf, edge(cell, "left", firstColumn ? "left" : "insideV"), from, y, from, y + high);
        line(leaf, edge(cell, "right", lastColumn ? "right" : "insideV"), from + cell.wide, y, from + cell.wide, y + high);
    }

    private Edge edge(Cell cell, String own, String table) {
        return cell.edges.containsKey(own) ? cell.edges.get(own) : outer.get(table);
    }

    private static void line(Leaf leaf, Edge edge, float x1, float y1, float x2, float y2) {
        if (edge != null) {
            leaf.line(x1, y1, x2, y2, edge.width(), edge.color());
        }
    }

    /**
     * Cuts a row that is too tall for the room: what fits is answered as a row of its own, the rest stays.
     *
     * @return null where not even one line of any cell fits
     */
    Row cut(Row row, float room) {
        Row upper = new Row();
        boolean any = false;
        List<List<Strip>> rests = new ArrayList<>();
        for (Cell cell : row.cells) {
            Cell part = new Cell();
            part.x = cell.x;
            part.wide = cell.wide;
            part.fill = cell.fill;
            part.edges.putAll(cell.edges);
            float used = margins[0] + margins[2] + 2;
            int n = 0;
            while (n < cell.strips.size() && used + cell.strips.get(n).height() <= room) {
                used += cell.strips.get(n).height();
                n++;
            }
            part.strips = new ArrayList<>(cell.strips.subList(0, n));
            rests.add(new ArrayList<>(cell.strips.subList(n, cell.strips.size())));
            any |= n > 0 && n < cell.strips.size() || n > 0;
            upper.cells.add(part);
        }
        if (!any) {
            return null;
        }
        for (int i = 0; i < row.cells.size(); i++) {
            row.cells.get(i).strips = rests.get(i);
            row.cells.get(i).align = "top";
        }
        row.least = 0;
        return upper;
    }

    void drawAlone(Leaf leaf, Row row, float x, float y, float high) {
        for (Cell cell : row.cells) {
            draw(leaf, cell, x + left, y, high, true, true);
        }
    }
}
