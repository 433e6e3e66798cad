package io.shoutu.documents.print;

import java.util.Map;

/** How a paragraph lies (段落样式), lengths in points. */
record Shape(String align, float left, float right, float first, float before, float after, float line, String rule, boolean pageBreak, boolean keepNext, boolean grid,
        String ruleAbove, String ruleBelow) {

    /** @param character width of one character of the paragraph, for indents counted in characters */
    static Shape of(Map<String, String> p, float character, float pitch) {
        float left = counted(p.get("ind.leftChars"), character, twips(p.getOrDefault("ind.left", p.get("ind.start")), 0));
        float right = counted(p.get("ind.rightChars"), character, twips(p.getOrDefault("ind.right", p.get("ind.end")), 0));
        float first = counted(p.get("ind.firstLineChars"), character, twips(p.get("ind.firstLine"), 0))
                - counted(p.get("ind.hangingChars"), character, twips(p.get("ind.hanging"), 0));
        float before = counted(p.get("spacing.beforeLines"), pitch, twips(p.get("spacing.before"), 0));
        float after = counted(p.get("spacing.afterLines"), pitch, twips(p.get("spacing.after"), 0));
        String rule = p.getOrDefault("spacing.lineRule", "auto");
        float line = p.get("spacing.line") == null ? 1 : Float.parseFloat(p.get("spacing.line")) / (rule.equals("auto") ? 240 : 20);
        String snap = p.get("snapToGrid");
        return new Shape(p.getOrDefault("jc", "left"), left, right, first, before, after, line, rule, Look.on(p.get("pageBreakBefore")), Look.on(p.get("keepNext")),
                snap == null || Look.on(snap), p.get("bdr.top"), p.get("bdr.bottom"));
    }

    /** Hundredths of a character or line win over a length. */
    private static float counted(String hundredths, float one, float otherwise) {
        return hundredths == null || hundredths.equals("0") ? otherwise : Float.parseFloat(hundredths) / 100 * one;
    }

    static float twips(String text, float otherwise) {
        return text == null || !text.matches("-?\\d+(\\.\\d+)?") ? otherwise : Float.parseFloat(text) / 20;
    }
}
