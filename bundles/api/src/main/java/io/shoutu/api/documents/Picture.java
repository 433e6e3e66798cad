package io.shoutu.api.documents;

import io.shoutu.api.Problem;

/**
 * A picture (图片) for a document: a photo, a signature, a seal.
 *
 * @param content JPEG or PNG, kept as given: do not change the array
 * @param mediaType {@code image/jpeg} or {@code image/png}
 * @param widthMm how wide it is printed, 1 to 160 mm; the height follows
 */
public record Picture(byte[] content, String mediaType, int widthMm) {
    public Picture {
        if (content == null || content.length == 0 || !"image/jpeg".equals(mediaType) && !"image/png".equals(mediaType)) {
            throw new Problem.Invalid("picture-type", "picture", "文书中的图片应为 JPEG 或 PNG：" + mediaType);
        }
        if (widthMm < 1 || widthMm > 160) {
            throw new Problem.Invalid("picture-width", "picture", "文书中的图片宽度应为1至160毫米：" + widthMm);
        }
    }
}
