package io.shoutu.sensor.line;

import io.shoutu.api.sensor.SensorDecoder;
import io.shoutu.api.time.Legal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The decoder (解码器) of HJ 212-2017. A payload is one frame, or all the packets of one message one behind the other, whatever their order.
 *
 * <pre>
 * 2011  a34001-Rtd=0.086,a34001-Flag=N     → point a34001
 * 2051  a34001-Avg=0.08,a34001-Max=0.09    → points a34001-m-avg, a34001-m-max     (minute; 2061 hour: h, 2031 day: d)
 * 2021  SB1-RS=1                           → point SB1-rs
 * </pre>
 *
 * The letter of {@code -Flag} becomes the quality of all values of its factor and is kept with them.
 */
@Component(service = SensorDecoder.class)
public final class Hj212Decoder implements SensorDecoder {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_]{1,24}");
    private static final Pattern SUFFIX = Pattern.compile("[A-Za-z]{1,12}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{0,18})?([eE][+-]?\\d{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("[A-Za-z0-9_-]+=[^=]*");
    /** Command → what stands between code and kind in the name of the point. */
    private static final Map<String, String> PERIODS = Map.of("2011", "", "2021", "", "2041", "", "2051", "-m", "2061", "-h", "2031", "-d");

    private final Hj212Edition edition = Hj212Edition.OF_2017;
    private final Hj212Frame.Marks marks = new Hj212Frame.Marks(edition);
    private final Hj212Factors factors = Hj212Factors.shipped();

    @Activate
    public Hj212Decoder() {
        // Everything it needs is in the bundle.
    }

    @Override
    public String format() {
        return edition.format();
    }

    @Override
    public String label() {
        return edition.label();
    }

    @Override
    public List<KnownPoint> points() {
        return factors.points();
    }

    @Override
    public void decode(byte[] payload, Instant received, Sink sink) throws Unreadable {
        TreeMap<Integer, Hj212Frame> packets = new TreeMap<>();
        for (int at = 0; at < payload.length; ) {
            Framing.Look look = payload[at] == marks.start() ? marks.look(payload, at, payload.length) : Framing.Look.GARBAGE;
            if (look.kind() != Framing.Kind.FRAME) {
                throw new Unreadable(look.kind() == Framing.Kind.DAMAGED ? "CRC 校验错误" : look.kind() == Framing.Kind.MORE ? "报文不完整" : "不是 HJ 212 通讯包");
            }
            Hj212Frame frame = read(java.util.Arrays.copyOfRange(payload, at, at + look.length()));
            packets.put(frame.packet(), frame);
            at += look.length();
        }
        if (packets.isEmpty()) {
            throw new Unreadable("报文为空");
        }
        Hj212Frame first = packets.firstEntry().getValue();
        if (first.split() && packets.size() != first.packets() || packets.values().stream().anyMatch(f -> f.packets() != first.packets() || !f.cn().equals(first.cn()))) {
            throw new Unreadable("分包不齐：应有 " + first.packets() + " 包，实有 " + packets.size() + " 包");
        }
        values(first.cn(), joined(packets.values().stream().map(Hj212Frame::content).toList()), received, sink);
    }

    private static Hj212Frame read(byte[] frame) throws Unreadable {
        try {
            return Hj212Frame.read(frame);
        } catch (Hj212Frame.Broken broken) {
            throw new Unreadable(broken.getMessage());
        }
    }

    /** The contents as one: packets are cut between items or in the middle of one. */
    static String joined(List<String> contents) {
        StringBuilder all = new StringBuilder();
        for (String next : contents) {
            if (!all.isEmpty() && !next.isEmpty()) {
                char end = all.charAt(all.length() - 1);
                char begin = next.charAt(0);
                String before = all.substring(Math.max(all.lastIndexOf(";"), all.lastIndexOf(",")) + 1);
                String behind = next.split("[;,]", 2)[0];
                boolean mark = end == ';' || end == ',' || begin == ';' || begin == ',';
                if (!mark && WHOLE.matcher(before).matches() && WHOLE.matcher(behind).matches()) {
                    all.append(';');
                }
            }
            all.append(next);
        }
        return all.toString();
    }

    private void values(String command, String content, Instant received, Sink sink) throws Unreadable {
        String period = PERIODS.get(command);
        if (command.equals("2081")) {
            restart(content, sink);
            return;
        }
        if (period == null) {
            throw new Unreadable("命令 " + command + " 不上传监测数据");
        }
        Instant time = null;
        Map<String, Map<String, String>> byCode = new LinkedHashMap<>();
        List<String> odd = new ArrayList<>();
        for (String pair : content.split("[;,]")) {
            int equals = pair.indexOf('=');
            int dash = pair.lastIndexOf('-', Math.max(0, equals));
            if (pair.startsWith("DataTime=")) {
                // Each packet may say it again; one message has one time.
                time = time(pair.substring(9));
            } else if (equals > 0 && dash > 0) {
                String code = pair.substring(0, dash).strip();
                String suffix = pair.substring(dash + 1, equals).strip();
                if (!CODE.matcher(code).matches() || !SUFFIX.matcher(suffix).matches()) {
                    odd.add(pair);
                } else if (byCode.computeIfAbsent(code, none -> new LinkedHashMap<>()).putIfAbsent(suffix.toLowerCase(Locale.ROOT), pair.substring(equals + 1).strip()) != null) {
                    sink.refused(pair, "同一报文中重复");
                }
            } else if (!pair.isBlank() && !pair.startsWith("PolId=")) {
                odd.add(pair);
            }
        }
        if (time == null) {
            throw new Unreadable("缺少数据时间 DataTime");
        }
        for (String pair : odd) {
            sink.refused(pair, "应为 因子-类型=值");
        }
        boolean past = !period.isEmpty();
        for (Map.Entry<String, Map<String, String>> factor : byCode.entrySet()) {
            factor(factor.getKey(), factor.getValue(), period, time, past, sink);
        }
    }

    private static void factor(String code, Map<String, String> said, String period, Instant time, boolean past, Sink sink) {
        String flag = said.get("flag");
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String beside : new String[] {"flag", "eflag", "sampletime", "info"}) {
            if (said.get(beside) != null && !said.get(beside).isEmpty()) {
                attributes.put(beside, said.get(beside));
            }
        }
        Remark remark = new Remark(quality(flag), past, attributes);
        boolean any = false;
        for (Map.Entry<String, String> value : said.entrySet()) {
            String kind = value.getKey();
            if (kind.equals("flag") || kind.equals("eflag") || kind.equals("sampletime") || kind.equals("info")) {
                continue;
            }
            any = true;
            String point = code + period + (kind.equals("rtd") && period.isEmpty() ? "" : "-" + kind);
            if (NUMBER.matcher(value.getValue()).matches()) {
                sink.reading(point, time, Double.parseDouble(value.getValue()), remark);
            } else if (value.getValue().isEmpty() || value.getValue().equalsIgnoreCase("nan") || value.getValue().matches("-+")) {
                // The device has none, and says so.
                sink.reading(point, time, Double.NaN, remark);
            } else {
                sink.refused(code + "-" + kind + "=" + value.getValue(), "不是数值");
            }
        }
        if (!any) {
            sink.refused(code, "只有标记，没有值");
        }
    }

    /**
     * HJ 212-2017 表 5 数据标记. Unknown letters are doubted: a value is never trusted more than its device trusts it.
     *
     * @param flag null where the device says nothing, as HJ/T 212-2005 allows
     */
    static Quality quality(String flag) {
        if (flag == null || flag.isEmpty()) {
            return Quality.GOOD;
        }
        return switch (flag.toUpperCase(Locale.ROOT)) {
            case "N" -> Quality.GOOD;
            // M maintenance, D fault, C calibration, B no communication: not what the sensor sees.
            case "M", "D", "C", "B" -> Quality.BAD;
            // F stopped, S set by hand, T over the range; all else.
            default -> Quality.UNCERTAIN;
        };
    }

    private static void restart(String content, Sink sink) throws Unreadable {
        for (String pair : content.split("[;,]")) {
            if (pair.startsWith("RestartTime=")) {
                sink.reading("restart", time(pair.substring(12)), 1, new Remark(Quality.GOOD, true, Map.of()));
                return;
            }
        }
        throw new Unreadable("缺少开机时间 RestartTime");
    }

    /** 14 digits, or 17 as some devices send; Beijing time. */
    static Instant time(String text) throws Unreadable {
        String digits = text.strip();
        try {
            if (digits.matches("\\d{14}|\\d{17}")) {
                int milli = digits.length() == 17 ? Integer.parseInt(digits.substring(14)) : 0;
                return LocalDateTime.of(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8), number(digits, 8, 10), number(digits, 10, 12), number(digits, 12, 14),
                        milli * 1_000_000).atZone(Legal.ZONE).toInstant();
            }
        } catch (DateTimeException e) {
            throw new Unreadable("时间不存在：" + digits);
        }
        throw new Unreadable("时间应为14位数字：" + digits);
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits.substring(from, to));
    }
}
