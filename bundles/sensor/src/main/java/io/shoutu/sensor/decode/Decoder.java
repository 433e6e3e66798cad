package io.shoutu.sensor.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Flag;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Reason;
import io.shoutu.sensor.domain.Series;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decodes messages (解码器): in our own format one reading, an array of them, or a SenML pack; in another by the decoder a plugin brings.
 *
 * <p>A message whose JSON cannot be read is refused as a whole. In one that can be, each bad reading and each bad value is parked
 * with its own reason and the others are taken. Keeps its working space from one message to the next, so each sender has its own;
 * not safe for several threads.
 */
public final class Decoder {
    public static final int MOST_VALUES = 200;
    public static final int MOST_READINGS = 5_000;
    private static final int MOST_DEPTH = 8;
    private static final int MOST_ATTRIBUTES = 4_000;
    private static final long BACK = 7 * 86_400_000L;
    private static final long AHEAD = 5 * 60_000L;
    private static final long SKEW = 60_000L;
    /** RFC 8428 §4.5.3: times below are relative to now. */
    private static final double RELATIVE = 1 << 28;
    private static final Set<String> SENML = Set.of("bn", "bt", "bu", "bv", "bs", "bver", "n", "u", "v", "vs", "vb", "vd", "s", "t", "ut");

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).maxStringLength(10_000).maxNumberLength(64)
                    .maxNameLength(1_000).build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Catalogue catalogue;
    private final Formats formats;
    /** Stands for an array of readings of our own. */
    private final Pack ours = new Pack();

    // The message being read.
    private String device;
    private String inlet;
    private byte[] payload;
    private int begin;
    private int length;
    private long received;
    private List<Reading> readings;
    private List<Parked> parked;

    // The reading being read.
    private String[] names = new String[8];
    private double[] values = new double[8];
    /** What stands there instead of a number, as JSON; null for a number. */
    private String[] odd = new String[8];
    private int count;

    public Decoder(Catalogue catalogue, Formats formats) {
        this.catalogue = catalogue;
        this.formats = formats;
    }

    /** A decoder of our own format alone. */
    public Decoder(Catalogue catalogue) {
        this(catalogue, new Formats());
    }

    /** Why a whole message is refused; carries no stack, it is an answer and no fault. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Reason reason;

        Refused(Reason reason, String text) {
            super(text, null, false, false);
            this.reason = reason;
        }
    }

    /**
     * Decodes {@code length} bytes from {@code begin}; they are copied where something has to be kept.
     *
     * @param received time of arrival, epoch milliseconds: it bounds and flags the readings, also when they are tried again later
     */
    public Decoded decode(String device, String inlet, byte[] payload, int begin, int length, long received) {
        Device sender = catalogue.device(device);
        return sender == null || sender.format().equals(Device.OWN_FORMAT) ? ours(device, inlet, payload, begin, length, received)
                : new Foreign(catalogue, device, inlet, received).decode(formats.of(sender.format()), sender.format(), Arrays.copyOfRange(payload, begin, begin + length));
    }

    /** Tries a parked item again, whose payload is one value in our own format where it is about one point. */
    public Decoded again(Parked item, long received) {
        byte[] payload = item.payload();
        return item.point() == null ? decode(item.device(), item.inlet(), payload, 0, payload.length, received)
                : ours(item.device(), item.inlet(), payload, 0, payload.length, received);
    }

    private Decoded ours(String device, String inlet, byte[] payload, int begin, int length, long received) {
        this.device = device;
        this.inlet = inlet;
        this.payload = payload;
        this.begin = begin;
        this.length = length;
        this.received = received;
        this.readings = new ArrayList<>(1);
        this.parked = List.of();
        try (JsonParser in = JSON.createParser(payload, begin, length)) {
            message(in);
            return new Decoded(readings, parked, false);
        } catch (Refused refused) {
            return unreadable(refused.reason, refused.getMessage());
        } catch (IOException | IllegalStateException e) {
            // Jackson speaks of too many alike field names by an IllegalStateException.
            String said = e.getMessage() == null ? "" : e.getMessage();
            return said.contains("nesting depth") ? unreadable(Reason.TOO_DEEP, "嵌套超过 " + MOST_DEPTH + " 层")
                    : unreadable(Reason.MALFORMED, "JSON 无法读取：" + firstLine(said));
        } finally {
            this.payload = null;
            this.readings = null;
            this.parked = null;
        }
    }

    private Decoded unreadable(Reason reason, String text) {
        byte[] kept = Arrays.copyOfRange(payload, begin, begin + Math.min(length, Parked.MOST_BYTES));
        return new Decoded(List.of(), List.of(new Parked(0, device, null, inlet, reason, text, null, kept, received)), true);
    }

    private static String firstLine(String said) {
        int end = said.indexOf('\n');
        String line = end < 0 ? said : said.substring(0, end);
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    private void message(JsonParser in) throws IOException, Refused {
        JsonToken token = in.nextToken();
        if (token == JsonToken.START_OBJECT) {
            reading(in, 0);
            if (in.nextToken() != null) {
                throw new Refused(Reason.MALFORMED, "读数之后有多余内容");
            }
        } else if (token == JsonToken.START_ARRAY) {
            array(in);
            if (in.nextToken() != null) {
                throw new Refused(Reason.MALFORMED, "读数之后有多余内容");
            }
        } else {
            throw new Refused(Reason.MALFORMED, token == null ? "消息为空" : "应为一个读数对象或读数数组");
        }
    }

    private void array(JsonParser in) throws IOException, Refused {
        Pack pack = null;
        int n = 0;
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            if (++n > MOST_READINGS) {
                throw new Refused(Reason.TOO_MANY_VALUES, "一条消息最多 " + MOST_READINGS + " 个读数");
            }
            long from = in.currentTokenLocation().getByteOffset();
            if (token != JsonToken.START_OBJECT) {
                in.skipChildren();
                park(null, Reason.MALFORMED, "数组中应为读数对象", null, slice(in, from));
                continue;
            }
            if (pack == null) {
                // The first field of the first object tells what the array is.
                token = in.nextToken();
                if (token == JsonToken.FIELD_NAME && (SENML.contains(in.currentName()) || in.currentName().endsWith("_"))) {
                    pack = new Pack();
                    pack.record(in, from);
                } else {
                    pack = ours;
                    fields(in, from, token);
                }
            } else if (pack == ours) {
                fields(in, from, in.nextToken());
            } else {
                in.nextToken();
                pack.record(in, from);
            }
        }
        if (n == 0) {
            throw new Refused(Reason.MALFORMED, "消息中没有读数");
        }
    }

    private void reading(JsonParser in, long from) throws IOException, Refused {
        fields(in, from, in.nextToken());
    }

    /** The fields of one reading of ours; {@code token} is the first of them, or the end. */
    private void fields(JsonParser in, long from, JsonToken token) throws IOException, Refused {
        count = 0;
        long at = received;
        boolean timed = false;
        boolean valued = false;
        int quality = 0;
        String attributes = null;
        String wrong = null;
        boolean many = false;
        for (; token != JsonToken.END_OBJECT; token = in.nextToken()) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            switch (name) {
                case "ts" -> {
                    Long sent = time(in, value);
                    if (timed || sent == null) {
                        wrong = timed ? "ts 重复" : "ts 应为毫秒时间戳或 RFC 3339 时间";
                    } else {
                        at = sent;
                    }
                    timed = true;
                }
                case "values" -> {
                    if (valued || value != JsonToken.START_OBJECT) {
                        in.skipChildren();
                        wrong = valued ? "values 重复" : "values 应为对象，如 {\"temperature\":23.5}";
                    } else {
                        many = values(in);
                    }
                    valued = true;
                }
                case "quality" -> {
                    String word = value == JsonToken.VALUE_STRING ? in.getText() : "";
                    switch (word) {
                        case "good" -> quality = 0;
                        case "uncertain" -> quality = Flag.UNCERTAIN.bit;
                        case "bad" -> quality = Flag.BAD.bit;
                        default -> {
                            in.skipChildren();
                            wrong = "quality 应为 good、uncertain 或 bad";
                        }
                    }
                }
                case "attributes" -> {
                    if (value == JsonToken.START_OBJECT) {
                        attributes = canonical(in);
                        if (attributes.length() > MOST_ATTRIBUTES) {
                            wrong = "attributes 超过 " + MOST_ATTRIBUTES + " 个字符";
                        }
                    } else if (value != JsonToken.VALUE_NULL) {
                        in.skipChildren();
                        wrong = "attributes 应为对象";
                    }
                }
                default -> {
                    in.skipChildren();
                    wrong = "不认识的字段 " + shown(name);
                }
            }
        }
        if (wrong == null && count == 0 && !many) {
            wrong = "values 为空";
        }
        if (many) {
            park(null, Reason.TOO_MANY_VALUES, "一个读数最多 " + MOST_VALUES + " 个值", timed ? at : null, slice(in, from));
        } else if (wrong != null) {
            park(null, Reason.MALFORMED, wrong, timed ? at : null, slice(in, from));
        } else if (outOfTime(at)) {
            park(null, Reason.TIME_OUT_OF_RANGE, outOfTimeText(at), at, slice(in, from));
        } else {
            take(at, flags(at, !timed) | quality, attributes, timed);
        }
    }

    /** Answers whether there are too many. */
    private boolean values(JsonParser in) throws IOException {
        boolean many = false;
        for (JsonToken token = in.nextToken(); token != JsonToken.END_OBJECT; token = in.nextToken()) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (count == MOST_VALUES) {
                many = true;
                in.skipChildren();
                continue;
            }
            if (count == names.length) {
                names = Arrays.copyOf(names, count * 2);
                values = Arrays.copyOf(values, count * 2);
                odd = Arrays.copyOf(odd, count * 2);
            }
            names[count] = name;
            odd[count] = null;
            if (value.isNumeric()) {
                double number = in.getDoubleValue();
                values[count] = number;
                if (!Double.isFinite(number)) {
                    odd[count] = in.getText();
                }
            } else {
                odd[count] = raw(in, value);
            }
            count++;
        }
        return many;
    }

    private void take(long at, int flags, String attributes, boolean timed) {
        for (int i = 0; i < count; i++) {
            Series series = catalogue.series(device, names[i]);
            if (odd[i] != null) {
                park(names[i], Reason.NOT_A_NUMBER, "测点 " + shown(names[i]) + " 的值不是有限的数：" + shown(odd[i]), at,
                        single(i, odd[i], at, flags, attributes, timed));
            } else if (series == null) {
                park(names[i], Reason.UNKNOWN_POINT, "设备 " + device + " 没有声明测点 " + shown(names[i]) + "，声明后自动重试", at,
                        single(i, null, at, flags, attributes, timed));
            } else {
                int own = series.outOfRange(values[i]) ? flags | Flag.OUT_OF_RANGE.bit : flags;
                readings.add(new Reading(series, at, values[i], own, attributes));
            }
        }
    }

    /** Epoch milliseconds, or null where it is no time. */
    private static Long time(JsonParser in, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return in.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? null : (Long) in.getLongValue();
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            double number = in.getDoubleValue();
            return number == Math.rint(number) && Math.abs(number) < 1e15 ? (Long) (long) number : null;
        }
        if (token == JsonToken.VALUE_STRING) {
            return in.getTextLength() > 40 ? null : Times.rfc3339(in.getText());
        }
        in.skipChildren();
        return null;
    }

    private boolean outOfTime(long at) {
        return outOfTime(at, received);
    }

    private String outOfTimeText(long at) {
        return outOfTimeText(at, received);
    }

    static boolean outOfTime(long at, long received) {
        return at < received - BACK || at > received + AHEAD;
    }

    static String outOfTimeText(long at, long received) {
        return (at < received ? "时间早于到达前七天" : "时间晚于到达后五分钟") + "：" + at;
    }

    private int flags(long at, boolean ours) {
        return ours ? Flag.SERVER_TIME.bit : skewed(at, received);
    }

    static int skewed(long at, long received) {
        return Math.abs(at - received) > SKEW ? Flag.SKEWED.bit : 0;
    }

    private void park(String point, Reason reason, String text, Long at, byte[] kept) {
        if (parked.isEmpty()) {
            parked = new ArrayList<>();
        }
        parked.add(new Parked(0, device, point, inlet, reason, text, at, kept, received));
    }

    /** The bytes of the message from that place to where the parser stands. */
    private byte[] slice(JsonParser in, long from) {
        long to = in.currentLocation().getByteOffset();
        if (from < 0 || to <= from || to > length || from == 0) {
            // Not known where the message is not UTF-8.
            return Arrays.copyOfRange(payload, begin, begin + Math.min(length, Parked.MOST_BYTES));
        }
        return Arrays.copyOfRange(payload, begin + (int) from, begin + (int) Math.min(to, from + Parked.MOST_BYTES));
    }

    /** One value of the reading as a message of its own, so that trying it again touches nothing else. */
    private byte[] single(int i, String instead, long at, int flags, String attributes, boolean timed) {
        StringBuilder text = new StringBuilder(96).append('{');
        if (timed) {
            text.append("\"ts\":").append(at).append(',');
        }
        text.append("\"values\":{\"");
        JsonStringEncoder.getInstance().quoteAsString(names[i], text);
        text.append("\":").append(instead == null ? Double.toString(values[i]) : instead).append('}');
        if (Flag.BAD.in(flags) || Flag.UNCERTAIN.in(flags)) {
            text.append(",\"quality\":\"").append(Flag.BAD.in(flags) ? "bad" : "uncertain").append('"');
        }
        if (attributes != null) {
            text.append(",\"attributes\":").append(attributes);
        }
        return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /** A value that is no number, as JSON. */
    private static String raw(JsonParser in, JsonToken token) throws IOException {
        StringBuilder out = new StringBuilder();
        write(in, token, out);
        return out.toString();
    }

    /** The object the parser is at, without blanks and with its names in order. */
    private static String canonical(JsonParser in) throws IOException {
        StringBuilder out = new StringBuilder(64);
        write(in, JsonToken.START_OBJECT, out);
        return out.toString();
    }

    private static void write(JsonParser in, JsonToken token, StringBuilder out) throws IOException {
        switch (token) {
            case START_OBJECT -> {
                Map<String, String> sorted = new TreeMap<>();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    sorted.put(name, raw(in, in.nextToken()));
                }
                char before = '{';
                for (Map.Entry<String, String> field : sorted.entrySet()) {
                    out.append(before).append('"');
                    JsonStringEncoder.getInstance().quoteAsString(field.getKey(), out);
                    out.append("\":").append(field.getValue());
                    before = ',';
                }
                out.append(sorted.isEmpty() ? "{}" : "}");
            }
            case START_ARRAY -> {
                out.append('[');
                String before = "";
                for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
                    out.append(before);
                    write(in, next, out);
                    before = ",";
                }
                out.append(']');
            }
            case VALUE_STRING -> {
                out.append('"');
                JsonStringEncoder.getInstance().quoteAsString(in.getText(), out);
                out.append('"');
            }
            case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> {
                // NaN and its like are read but are no JSON; they are kept as text.
                String number = in.getText();
                boolean odd = number.endsWith("N") || number.endsWith("y") || number.endsWith("F");
                out.append(odd ? "\"" + number + "\"" : number);
            }
            default -> out.append(in.getText());
        }
    }

    /** A SenML pack (RFC 8428): what the base fields say holds for every record after. */
    private final class Pack {
        private String baseName = "";
        private String baseUnit;
        private double baseTime;
        private Double baseValue;

        /** One record; the parser is at its first field or its end. */
        private void record(JsonParser in, long from) throws IOException, Refused {
            String name = "";
            String unit = null;
            double time = 0;
            Double value = null;
            String instead = null;
            String wrong = null;
            boolean measured = false;
            for (JsonToken token = in.currentToken(); token != JsonToken.END_OBJECT; token = in.nextToken()) {
                String field = in.currentName();
                JsonToken is = in.nextToken();
                switch (field) {
                    case "bn", "n", "bu", "u" -> {
                        if (is != JsonToken.VALUE_STRING) {
                            in.skipChildren();
                            wrong = field + " 应为文字";
                        } else if (field.equals("bn")) {
                            baseName = in.getText();
                        } else if (field.equals("n")) {
                            name = in.getText();
                        } else if (field.equals("bu")) {
                            baseUnit = in.getText();
                        } else {
                            unit = in.getText();
                        }
                    }
                    case "bt", "t", "bv" -> {
                        double number = is.isNumeric() ? in.getDoubleValue() : Double.NaN;
                        if (!Double.isFinite(number)) {
                            in.skipChildren();
                            wrong = field + " 应为数值";
                        } else if (field.equals("bt")) {
                            baseTime = number;
                        } else if (field.equals("t")) {
                            time = number;
                        } else {
                            baseValue = number;
                        }
                    }
                    case "v" -> {
                        measured = true;
                        if (is.isNumeric()) {
                            value = in.getDoubleValue();
                            instead = Double.isFinite(value) ? null : in.getText();
                        } else {
                            instead = raw(in, is);
                        }
                    }
                    case "vs", "vb", "vd", "s" -> {
                        String sent = raw(in, is);
                        if (!field.equals("s") || !measured && instead == null) {
                            instead = instead == null ? sent : instead;
                        }
                        measured = true;
                    }
                    case "bver" -> {
                        if (is != JsonToken.VALUE_NUMBER_INT || in.getDoubleValue() > 10) {
                            throw new Refused(Reason.MALFORMED, "不支持的 SenML 版本");
                        }
                    }
                    default -> {
                        in.skipChildren();
                        if (field.endsWith("_")) {
                            wrong = "不认识的 SenML 必需字段 " + shown(field);
                        }
                    }
                }
            }
            if (wrong != null) {
                park(null, Reason.MALFORMED, wrong, null, slice(in, from));
                return;
            }
            if (!measured && (baseValue == null || name.isEmpty())) {
                // A record of base fields alone.
                return;
            }
            double seconds = baseTime + time;
            boolean relative = seconds < RELATIVE;
            double millis = seconds * 1000;
            long at = relative ? received + Math.round(millis) : Math.round(millis);
            names[0] = baseName + name;
            count = 1;
            if (instead == null) {
                values[0] = (value == null ? 0 : value) + (baseValue == null ? 0 : baseValue);
                odd[0] = Double.isFinite(values[0]) ? null : Double.toString(values[0]);
                // Adding nothing must not turn -0.0 into 0.0.
                if (baseValue == null && value != null) {
                    values[0] = value;
                }
            } else {
                odd[0] = instead;
            }
            if (names[0].isEmpty()) {
                park(null, Reason.MALFORMED, "SenML 记录没有名称", at, slice(in, from));
            } else if (outOfTime(at)) {
                // Kept with its time and name resolved: the base fields it leaned on are elsewhere in the pack.
                park(names[0], Reason.TIME_OUT_OF_RANGE, outOfTimeText(at), at, single(0, odd[0], at, 0, null, true));
            } else {
                String sentUnit = unit == null ? baseUnit : unit;
                Series series = catalogue.series(device, names[0]);
                String attributes = sentUnit == null || series != null && sentUnit.equals(series.unit()) ? null : unitAttribute(sentUnit);
                take(at, relative ? Flag.SERVER_TIME.bit : flags(at, false), attributes, true);
            }
        }

        private String unitAttribute(String unit) {
            StringBuilder text = new StringBuilder("{\"unit\":\"");
            JsonStringEncoder.getInstance().quoteAsString(shown(unit), text);
            return text.append("\"}").toString();
        }
    }
}
