package io.shoutu.documents.print;

import com.lowagie.text.Image;
import com.lowagie.text.pdf.PdfContentByte;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One page (一页) while it is set; it is drawn when all pages stand and their number is known. */
final class Leaf {
    private final float height;
    private final List<Consumer<PdfContentByte>> strokes = new ArrayList<>();

    Leaf(float height) {
        this.height = height;
    }

    /** Text on a baseline. */
    void text(String text, FontShelf.Face face, Look look, float spacing, float x, float baseline) {
        strokes.add(c -> {
            boolean thicken = look.bold() && !face.file().bold();
            c.beginText();
            c.setFontAndSize(face.font(), look.size());
            c.setColorFill(look.color());
            c.setCharacterSpacing(spacing);
            if (thicken) {
                c.setTextRenderingMode(PdfContentByte.TEXT_RENDER_MODE_FILL_STROKE);
                c.setColorStroke(look.color());
                c.setLineWidth(look.size() / 40);
            }
            c.setTextMatrix(1, 0, look.italic() ? 0.2f : 0, 1, x, height - baseline);
            c.showText(text);
            if (thicken) {
                c.setTextRenderingMode(PdfContentByte.TEXT_RENDER_MODE_FILL);
            }
            c.endText();
        });
    }

    void line(float x1, float y1, float x2, float y2, float width, Color color) {
        strokes.add(c -> {
            c.setColorStroke(color);
            c.setLineWidth(width);
            c.moveTo(x1, height - y1);
            c.lineTo(x2, height - y2);
            c.stroke();
        });
    }

    void fill(float x, float y, float wide, float high, Color color) {
        // Behind whatever stands there already.
        strokes.add(0, c -> {
            c.setColorFill(color);
            c.rectangle(x, height - y - high, wide, high);
            c.fill();
        });
    }

    void image(Image image, float x, float y, float wide, float high) {
        strokes.add(c -> c.addImage(image, wide, 0, 0, high, x, height - y - high));
    }

    void draw(PdfContentByte content) {
        strokes.forEach(stroke -> stroke.accept(content));
    }
}
