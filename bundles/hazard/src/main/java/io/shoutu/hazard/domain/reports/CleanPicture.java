package io.shoutu.hazard.domain.reports;

import io.shoutu.api.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A picture without what the camera wrote beside it (去除照片附加信息): no owner, no device, no place, no comment, nothing behind the end. What is neither JPEG nor PNG is refused, because
 * documents carry their authors.
 */
public final class CleanPicture {
    private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "sRGB", "cHRM", "pHYs");

    private CleanPicture() {}

    /** @throws Problem.Invalid code {@code file-type} where it is no whole JPEG or PNG */
    public static byte[] of(byte[] file) {
        try {
            if (file.length > 4 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xd8) {
                return jpeg(file);
            }
            if (file.length > 8 && (file[0] & 0xff) == 0x89 && file[1] == 'P' && file[2] == 'N' && file[3] == 'G') {
                return png(file);
            }
        } catch (IndexOutOfBoundsException cut) {
            throw refused();
        }
        throw refused();
    }

    public static String mediaType(byte[] clean) {
        return (clean[0] & 0xff) == 0xff ? "image/jpeg" : "image/png";
    }

    private static Problem refused() {
        return new Problem.Invalid("file-type", "file", "举报材料只接收完整的 JPEG 或 PNG 照片；文件资料请拍照后上传，以免文件属性泄露身份");
    }

    private static byte[] jpeg(byte[] in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        out.write(in, 0, 2);
        int at = 2;
        while (true) {
            if ((in[at] & 0xff) != 0xff) {
                throw refused();
            }
            int marker = in[at + 1] & 0xff;
            if (marker == 0xd9) {
                out.write(in, at, 2);
                return out.toByteArray();
            }
            int length = (in[at + 2] & 0xff) << 8 | in[at + 3] & 0xff;
            boolean written = marker >= 0xe1 && marker <= 0xef && marker != 0xee || marker == 0xfe;
            if (at + 2 + length > in.length || length < 2) {
                throw refused();
            }
            if (!written) {
                out.write(in, at, 2 + length);
            }
            at += 2 + length;
            if (marker == 0xda) {
                int from = at;
                while (!((in[at] & 0xff) == 0xff && (in[at + 1] & 0xff) != 0 && ((in[at + 1] & 0xff) < 0xd0 || (in[at + 1] & 0xff) > 0xd7) && (in[at + 1] & 0xff) != 0xff)) {
                    at++;
                }
                out.write(in, from, at - from);
            }
        }
    }

    private static byte[] png(byte[] in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        out.write(in, 0, 8);
        int at = 8;
        while (true) {
            int length = (in[at] & 0xff) << 24 | (in[at + 1] & 0xff) << 16 | (in[at + 2] & 0xff) << 8 | in[at + 3] & 0xff;
            String type = new String(in, at + 4, 4, StandardCharsets.US_ASCII);
            if (length < 0 || at + 12L + length > in.length) {
                throw refused();
            }
            if (KEPT.contains(type)) {
                out.write(in, at, 12 + length);
            }
            at += 12 + length;
            if (type.equals("IEND")) {
                return out.toByteArray();
            }
        }
    }
}
