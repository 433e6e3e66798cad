package io.shoutu.documents.print;

/**
 * A strip across the column (一行版面): a line of text, or the space between two paragraphs.
 *
 * @param height points
 * @param ink what is drawn with the strip's top left corner at (x, y); y grows downwards from the page's top edge
 * @param blank whether it may be left out at the top of a page
 * @param newPage whether it begins a page
 * @param withNext whether it must not stand last on a page
 */
record Strip(float height, Ink ink, boolean blank, boolean newPage, boolean withNext) {
    /** Draws something at a place of a page. */
    @FunctionalInterface
    interface Ink {
        void draw(Leaf leaf, float x, float y);
    }

    static Strip space(float height) {
        return new Strip(height, (leaf, x, y) -> { }, true, false, false);
    }

    Strip breaking() {
        return new Strip(height, ink, blank, true, withNext);
    }
}
