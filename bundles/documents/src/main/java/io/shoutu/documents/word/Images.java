package io.shoutu.documents.word;

import io.shoutu.api.Problem;
import io.shoutu.api.documents.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Pictures measured without unpacking them (图片尺寸). */
public final class Images {
    private static final long MOST_PIXELS = 50_000_000;
    private static final float DOTS_PER_INCH = 200;

    private Images() {}

    /**
     * Width and height in pixels.
     *
     * @throws Problem.Invalid code {@code picture-type} where it is no picture, {@code picture-size} beyond 50 megapixels
     */
    public static int[] size(byte[] content) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (readers.hasNext()) {
                ImageReader reader = readers.next();
                try {
                    reader.setInput(in);
                    int[] size = {reader.getWidth(0), reader.getHeight(0)};
                    if ((long) size[0] * size[1] > MOST_PIXELS) {
                        throw new Problem.Invalid("picture-size", "picture", "图片过大（" + size[0] + "×" + size[1] + "像素），请缩小后再用");
                    }
                    return size;
                } finally {
                    reader.dispose();
                }
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof Problem problem) {
                throw problem;
            }
            throw new Problem.Invalid("picture-type", "picture", "图片已损坏，请重新上传：" + e.getMessage());
        }
        throw new Problem.Invalid("picture-type", "picture", "图片无法识别，请换用 JPEG 或 PNG 图片");
    }

    /**
     * The picture as fine as print needs it: a photo of many megapixels printed 60 mm wide would only make the file heavy.
     *
     * @return the same picture where it is fine enough already
     */
    public static Picture fit(Picture picture) {
        int[] size = size(picture.content());
        int coarser = (int) (size[0] / (picture.widthMm() / 25.4f * DOTS_PER_INCH));
        if (coarser < 2) {
            return picture;
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(picture.content())); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            try {
                reader.setInput(in);
                ImageReadParam every = reader.getDefaultReadParam();
                every.setSourceSubsampling(coarser, coarser, 0, 0);
                BufferedImage read = reader.read(0, every);
                BufferedImage plain = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
                Graphics2D pen = plain.createGraphics();
                pen.drawImage(read, 0, 0, Color.WHITE, null);
                pen.dispose();
                ImageIO.write(plain, "jpeg", out);
            } finally {
                reader.dispose();
            }
            return new Picture(out.toByteArray(), "image/jpeg", picture.widthMm());
        } catch (IOException | RuntimeException e) {
            throw new Problem.Invalid("picture-type", "picture", "图片已损坏，请重新上传：" + e.getMessage());
        }
    }
}
