package io.shoutu.documents.print;

import java.awt.Color;
import java.util.Map;

/** How characters look (字符样式), lengths in points. */
record Look(String east, String latin, float size, boolean bold, boolean italic, boolean underline, boolean strike, boolean hidden, Color color, float spacing) {

    static Look of(Map<String, String> run) {
        String east = run.getOrDefault("rFonts.eastAsia", "宋体");
        float spacing = Shape.twips(run.get("spacing"), 0);
        String underline = run.get("u");
        return new Look(east, run.getOrDefault("rFonts.ascii", east), Float.parseFloat(run.getOrDefault("sz", "21")) / 2, on(run.get("b")), on(run.get("i")),
                underline != null && !underline.equals("none"), on(run.get("strike")), on(run.get("vanish")), color(run.get("color")), spacing);
    }

    static boolean on(String value) {
        return value != null && !value.equals("0") && !value.equals("false") && !value.equals("off");
    }

    static Color color(String hex) {
        return hex == null || !hex.matches("[0-9A-Fa-f]{6}") ? Color.BLACK : new Color(Integer.parseInt(hex, 16));
    }
}
