package io.shoutu.documents.word;

import io.shoutu.api.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Pictures measured without unpacking them (图片尺寸). */
public final class Images {
    private static final long MOST_PIXELS = 50_000_000;

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
}
