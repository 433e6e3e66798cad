package io.shoutu.documents.word;

import io.shoutu.api.Problem;
import io.shoutu.api.documents.Picture;
import io.shoutu.api.documents.Tag;
import io.shoutu.api.time.Legal;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The model of a document (文书数据): checked against the tags, every value as it will be written. */
public final class Model {
    private final List<Tag> tags;
    private final Map<String, Object> values;

    private Model(List<Tag> tags, Map<String, Object> values) {
        this.tags = tags;
        this.values = values;
    }

    /** @throws Problem.Invalid code {@code model-tag} where a value has no tag, or is not what the tag says */
    public static Model of(List<Tag> tags, Map<String, Object> model) {
        return new Model(tags, written(tags, model));
    }

    private static Map<String, Object> written(List<Tag> tags, Map<String, Object> model) {
        Map<String, Object> values = new TreeMap<>();
        for (Map.Entry<String, Object> entry : model.entrySet()) {
            Tag tag = tags.stream().filter(t -> t.name().equals(entry.getKey())).findFirst()
                    .orElseThrow(() -> new Problem.Invalid("model-tag", entry.getKey(), "文书没有声明标签：" + entry.getKey()));
            if (entry.getValue() != null) {
                values.put(tag.name(), written(tag, entry.getValue()));
            }
        }
        return values;
    }

    private static Object written(Tag tag, Object value) {
        if (tag.kind() == Tag.Kind.LIST && value instanceof List<?> list) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (Object element : list) {
                if (!(element instanceof Map<?, ?> row)) {
                    throw wrong(tag, element);
                }
                Map<String, Object> named = new LinkedHashMap<>();
                row.forEach((key, cell) -> named.put(String.valueOf(key), cell));
                rows.add(written(tag.columns(), named));
            }
            return rows;
        }
        if (tag.kind() == Tag.Kind.PICTURE && value instanceof Picture) {
            return value;
        }
        if (tag.kind() != Tag.Kind.TEXT) {
            throw wrong(tag, value);
        }
        if (value instanceof CharSequence text) {
            return clean(text.toString());
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Number number) {
            return number.toString();
        }
        if (value instanceof LocalDate day) {
            return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
        }
        if (value instanceof Instant instant) {
            ZonedDateTime at = instant.atZone(Legal.ZONE);
            return written(tag, at.toLocalDate()) + String.format(" %02d:%02d", at.getHour(), at.getMinute());
        }
        throw wrong(tag, value);
    }

    private static Problem.Invalid wrong(Tag tag, Object value) {
        return new Problem.Invalid("model-tag", tag.name(), "标签“" + tag.label() + "”的数据类型不符：" + (value == null ? "空" : value.getClass().getSimpleName()));
    }

    /** What XML can hold: control characters have no shape and become blanks, half a surrogate pair becomes the mark for "unreadable". */
    private static String clean(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(c -> {
            if (c < 0x20 && c != '\n' && c != '\t' || c == 0x7f) {
                out.append(' ');
            } else {
                out.appendCodePoint(c >= 0xD800 && c <= 0xDFFF || c == 0xFFFE || c == 0xFFFF ? 0xFFFD : c);
            }
        });
        return out.toString();
    }

    /** The values, a {@code String}, {@link Picture} or list of such maps under every name and every Chinese label. */
    public Map<String, Object> byEveryName() {
        return byEveryName(tags, values);
    }

    private static Map<String, Object> byEveryName(List<Tag> tags, Map<String, Object> values) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (Tag tag : tags) {
            Object value = values.get(tag.name());
            if (value instanceof List<?> list) {
                List<Object> rows = new ArrayList<>();
                for (Object row : list) {
                    Map<String, Object> cells = new LinkedHashMap<>();
                    ((Map<?, ?>) row).forEach((key, cell) -> cells.put((String) key, cell));
                    rows.add(byEveryName(tag.columns(), cells));
                }
                value = rows;
            }
            named.put(tag.name(), value);
            named.put(tag.label(), value);
        }
        return named;
    }

    /** SHA-256 of all that will be written, the same for equal models. */
    public String sha256() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            spell(values, out);
        } catch (IOException e) {
            throw new UncheckedIOException("a model in memory could not be spelled", e);
        }
        return sha256(bytes.toByteArray());
    }

    private static void spell(Object value, DataOutputStream out) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeByte('m');
            out.writeInt(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                spell(entry.getKey(), out);
                spell(entry.getValue(), out);
            }
        } else if (value instanceof List<?> list) {
            out.writeByte('l');
            out.writeInt(list.size());
            for (Object element : list) {
                spell(element, out);
            }
        } else if (value instanceof Picture picture) {
            out.writeByte('p');
            out.writeInt(picture.widthMm());
            out.writeUTF(sha256(picture.content()));
        } else {
            byte[] text = String.valueOf(value).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            out.writeByte('t');
            out.writeInt(text.length);
            out.write(text);
        }
    }

    /** Lower-case hex. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows SHA-256", e);
        }
    }
}
