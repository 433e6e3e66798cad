package io.shoutu.documents.word;

import com.deepoove.poi.XWPFTemplate;
import com.deepoove.poi.config.Configure;
import com.deepoove.poi.config.ConfigureBuilder;
import com.deepoove.poi.data.PictureType;
import com.deepoove.poi.data.Pictures;
import com.deepoove.poi.plugin.table.LoopRowTableRenderPolicy;
import com.deepoove.poi.render.compute.EnvModel;
import io.shoutu.api.documents.Picture;
import io.shoutu.api.documents.Tag;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills a template (填写): poi-tl puts the values under the tags; what comes out says no time but the one it was given. */
public final class Writer {
    private Writer() {}

    /**
     * The filled Word file.
     *
     * @param parts a template that was inspected and proof-read without error
     * @param asOf stands in it as the time it was made
     */
    public static byte[] fill(Map<String, byte[]> parts, List<Tag> tags, Model model, Instant asOf) {
        // Values are looked up by name and nothing else: no expression, no reflection, no method of anybody's object.
        ConfigureBuilder how = Configure.builder().setRenderDataComputeFactory(env -> name -> lookUp(env, name));
        for (Tag tag : tags) {
            if (tag.kind() == Tag.Kind.LIST) {
                how.bind(tag.name(), new LoopRowTableRenderPolicy());
                how.bind(tag.label(), new LoopRowTableRenderPolicy());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XWPFTemplate template = XWPFTemplate.compile(new ByteArrayInputStream(Parcel.pack(parts)), how.build())) {
            template.render(pictures(model.byEveryName())).write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a document in memory could not be written", e);
        }
        Map<String, byte[]> filled = Parcel.open(out.toByteArray(), Long.MAX_VALUE, Long.MAX_VALUE);
        filled.computeIfPresent("docProps/core.xml", (name, old) -> core(asOf));
        return Parcel.pack(filled);
    }

    private static Object lookUp(EnvModel env, String name) {
        return env.getRoot() instanceof Map<?, ?> values ? values.get(name) : null;
    }

    private static Map<String, Object> pictures(Map<String, Object> values) {
        Map<String, Object> out = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value instanceof Picture picture) {
                out.put(name, drawn(picture));
            } else if (value instanceof List<?> list) {
                List<Object> rows = new ArrayList<>();
                for (Object row : list) {
                    Map<String, Object> cells = new LinkedHashMap<>();
                    ((Map<?, ?>) row).forEach((key, cell) -> cells.put((String) key, cell));
                    rows.add(pictures(cells));
                }
                out.put(name, rows);
            } else {
                out.put(name, value);
            }
        });
        return out;
    }

    private static Object drawn(Picture given) {
        Picture picture = Images.fit(given);
        int[] size = Images.size(picture.content());
        // poi-tl counts in pixels of 1/96 inch.
        int width = Math.max(1, Math.round(picture.widthMm() / 25.4f * 96));
        int height = Math.max(1, Math.round((float) width * size[1] / size[0]));
        return Pictures.ofBytes(picture.content(), picture.mediaType().equals("image/png") ? PictureType.PNG : PictureType.JPEG).size(width, height).create();
    }

    private static byte[] core(Instant asOf) {
        String time = asOf.truncatedTo(ChronoUnit.SECONDS).toString();
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties"
                + " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                + " xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:creator>守土</dc:creator>"
                + "<dcterms:created xsi:type=\"dcterms:W3CDTF\">" + time + "</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">" + time
                + "</dcterms:modified></cp:coreProperties>").getBytes(StandardCharsets.UTF_8);
    }
}
