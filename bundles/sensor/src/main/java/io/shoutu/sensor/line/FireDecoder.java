package io.shoutu.sensor.line;

import io.shoutu.api.sensor.SensorDecoder;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.zip.CRC32;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The decoder (解码器) of GB/T 26875.3-2011. A payload is one frame. Every type of unit that goes up becomes readings:
 *
 * <pre>
 *  1 system state      s{type}-{address}            the state word; the bits are named in the attribute "state"
 *  2 component state   c{type}-{address}-{component}-{zone}-{number}     the same, its text in the attribute "text"
 *  3 analog value      c…-{number}-a{kind}          in the unit of its kind
 *  4 operation         s…-op     5 version s…-ver    6 configuration s…-cfg    7 component configuration c…-cfg    8 clock s…-clock
 * 21 device state      dev       24 operation dev-op   25 version dev-ver   26 configuration dev-cfg   28 clock dev-clock
 *  (no unit)           a sign of life: link = 1, for those who have declared it
 * </pre>
 *
 * A clock is told as seconds ahead of ours; a configuration as the checksum of its text, which changes when the text does. A time that
 * cannot be, or lies further off than readings are taken, does not cost an alarm: the reading gets the time of arrival and is doubted.
 */
@Component(service = SensorDecoder.class)
public final class FireDecoder implements SensorDecoder {
    static final String FORMAT = "gb26875-3";
    private static final Charset TEXT = Charset.forName("GB18030");
    private static final Duration BACK = Duration.ofDays(7);
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final String[] SYSTEM_BITS = {"正常监视", "火警", "故障", "屏蔽", "监管", "启动", "反馈", "延时", "主电故障", "备电故障", "总线故障", "手动", "配置改变", "复位"};
    private static final String[] COMPONENT_BITS = {"正常监视", "火警", "故障", "屏蔽", "监管", "启动", "反馈", "延时", "电源故障"};
    private static final String[] DEVICE_BITS = {"正常监视", "火警", "故障", "主电故障", "备电故障", "与监控中心通信信道故障", "监测连接线路故障"};
    private static final String[] OPERATION_BITS = {"复位", "消音", "手动报警", "警情消除", "自检", "确认", "测试"};
    private static final String[] DEVICE_OPERATION_BITS = {"复位", "消音", "手动报警", "警情消除", "自检", "查岗应答", "测试"};
    /** Kind of analog value → step, divided by this, in the unit of {@link #ANALOG_UNITS}. */
    private static final double[] ANALOG_PARTS = {1, 1, 100, 10, 10, 10, 10, 1, 10, 10, 10, 10, 1};
    private static final String[] ANALOG_UNITS = {"", "1", "m", "Cel", "MPa", "kPa", "%{LEL}", "s", "V", "A", "L/s", "m3/min", "m/s"};

    @Activate
    public FireDecoder() {
        // Everything it needs is in the standard.
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String label() {
        return "GB/T 26875.3 城市消防远程监控";
    }

    @Override
    public List<KnownPoint> points() {
        return List.of(new KnownPoint("dev", "用户信息传输装置状态", "1"), new KnownPoint("dev-op", "用户信息传输装置操作", "1"),
                new KnownPoint("dev-ver", "用户信息传输装置软件版本", "1"), new KnownPoint("dev-cfg", "用户信息传输装置配置", "1"),
                new KnownPoint("dev-clock", "用户信息传输装置时钟偏差", "s"), new KnownPoint("link", "联络信号", "1"));
    }

    /** The unit a kind of analog value is told in, or null for a kind the standard does not know. */
    static String analogUnit(int kind) {
        return kind < 1 || kind >= ANALOG_UNITS.length ? null : ANALOG_UNITS[kind];
    }

    @Override
    public void decode(byte[] payload, Instant received, Sink sink) throws Unreadable {
        Framing.Look look = payload.length == 0 || payload[0] != '@' ? Framing.Look.GARBAGE : FireFrame.MARKS.look(payload, 0, payload.length);
        if (look.kind() == Framing.Kind.DAMAGED) {
            throw new Unreadable("校验和错误");
        }
        if (look.kind() != Framing.Kind.FRAME || look.length() != payload.length) {
            throw new Unreadable(look.kind() == Framing.Kind.MORE ? "数据包不完整" : "不是 GB/T 26875.3 数据包");
        }
        FireFrame frame = FireFrame.read(payload);
        if (frame.major() != 1) {
            throw new Unreadable("主版本号应为1：" + frame.major());
        }
        if (frame.command() != FireFrame.Command.SEND && frame.command() != FireFrame.Command.ANSWER) {
            throw new Unreadable("命令 " + frame.command() + " 不上传数据");
        }
        if (frame.unit().length == 0) {
            sink.heartbeat();
            if (sink.declared("link")) {
                sink.reading("link", received, 1);
            }
            return;
        }
        if (frame.unit().length < 2) {
            throw new Unreadable("应用数据单元不完整");
        }
        new Reader(frame.unit(), received, sink).unit();
    }

    /** Walks one data unit (应用数据单元). */
    private static final class Reader {
        private final byte[] b;
        private final Instant received;
        private final Sink sink;
        private int at = 2;

        Reader(byte[] b, Instant received, Sink sink) {
            this.b = b;
            this.received = received;
            this.sink = sink;
        }

        void unit() throws Unreadable {
            int type = b[0] & 0xff;
            int objects = b[1] & 0xff;
            if (!known(type)) {
                throw new Unreadable(type >= 128 && type <= 254 ? "类型标志 " + type + " 由厂家自定义，无法解释" : "类型标志 " + type + " 未定义");
            }
            for (int i = 0; i < objects; i++) {
                object(type);
            }
            if (at != b.length) {
                throw new Unreadable("类型 " + type + " 声明 " + objects + " 个对象，占 " + at + " 字节，实为 " + b.length);
            }
            if (objects == 0) {
                throw new Unreadable("没有信息对象");
            }
        }

        private static boolean known(int type) {
            return type >= 1 && type <= 8 || type == 21 || type >= 24 && type <= 26 || type == 28;
        }

        private void object(int type) throws Unreadable {
            switch (type) {
                case 1 -> {
                    String point = "s" + octet() + "-" + octet();
                    int state = word();
                    timed(point, state, Map.of("state", words(state, SYSTEM_BITS)));
                }
                case 2 -> {
                    String point = component();
                    int state = word();
                    Map<String, String> attributes = new LinkedHashMap<>();
                    attributes.put("state", words(state, COMPONENT_BITS));
                    attributes.put("text", text(31));
                    timed(point, state, attributes);
                }
                case 3 -> {
                    String point = component();
                    int kind = octet();
                    int raw = (short) word();
                    if (analogUnit(kind) == null) {
                        tag();
                        sink.refused(point + "-a" + kind, "模拟量类型 " + kind + " 未定义，原值 " + raw);
                    } else {
                        timed(point + "-a" + kind, raw / ANALOG_PARTS[kind], Map.of());
                    }
                }
                case 4 -> {
                    String point = "s" + octet() + "-" + octet() + "-op";
                    operation(point, OPERATION_BITS);
                }
                case 5 -> version("s" + octet() + "-" + octet() + "-ver");
                case 6 -> {
                    String point = "s" + octet() + "-" + octet() + "-cfg";
                    configuration(point, text(octet()));
                }
                case 7 -> {
                    String point = component() + "-cfg";
                    configuration(point, text(31));
                }
                case 8 -> clock("s" + octet() + "-" + octet() + "-clock");
                case 21 -> {
                    int state = octet();
                    timed("dev", state, Map.of("state", words(state, DEVICE_BITS)));
                }
                case 24 -> operation("dev-op", DEVICE_OPERATION_BITS);
                case 25 -> version("dev-ver");
                case 26 -> configuration("dev-cfg", text(octet()));
                case 28 -> clock("dev-clock");
                default -> throw new IllegalStateException("type " + type + " is known and not read");
            }
        }

        private void operation(String point, String[] names) throws Unreadable {
            int bits = octet();
            int operator = octet();
            timed(point, bits, Map.of("operation", words(bits, names), "operator", Integer.toString(operator)));
        }

        private void version(String point) throws Unreadable {
            int major = octet();
            int minor = octet();
            sink.reading(point, received, major * 256 + minor, new Remark(Quality.GOOD, true, Map.of("version", major + "." + minor)));
        }

        private void configuration(String point, String text) {
            CRC32 crc = new CRC32();
            crc.update(text.getBytes(TEXT));
            sink.reading(point, received, crc.getValue(), new Remark(Quality.GOOD, true, Map.of("text", text)));
        }

        private void clock(String point) throws Unreadable {
            byte[] raw = take(6);
            Instant theirs = FireFrame.instant(raw, 0);
            if (theirs == null) {
                sink.refused(point, "系统时间不存在");
            } else {
                sink.reading(point, received, Duration.between(received, theirs).toSeconds());
            }
        }

        private void timed(String point, double value, Map<String, String> attributes) throws Unreadable {
            byte[] raw = take(6);
            Instant time = FireFrame.instant(raw, 0);
            if (time == null || time.isBefore(received.minus(BACK)) || time.isAfter(received.plus(AHEAD))) {
                Map<String, String> more = new LinkedHashMap<>(attributes);
                more.put("deviceTime", time == null ? "不存在" : time.toString());
                sink.reading(point, received, value, new Remark(Quality.UNCERTAIN, true, more));
            } else {
                sink.reading(point, time, value, new Remark(Quality.GOOD, false, attributes));
            }
        }

        /** System, component type and address; the address is zone and number, each a word. */
        private String component() throws Unreadable {
            return "c" + octet() + "-" + octet() + "-" + octet() + "-" + word() + "-" + word();
        }

        private static String words(int bits, String[] names) {
            StringJoiner set = new StringJoiner("、");
            for (int i = 0; i < names.length; i++) {
                // Bit 0 clear is itself a state: testing, not watching.
                if (i == 0 && names[0].equals("正常监视")) {
                    set.add((bits & 1) != 0 ? names[0] : "测试");
                } else if ((bits >> i & 1) != 0) {
                    set.add(names[i]);
                }
            }
            return set.toString();
        }

        private byte[] take(int length) throws Unreadable {
            if (b.length - at < length) {
                throw new Unreadable("信息对象不完整");
            }
            byte[] taken = java.util.Arrays.copyOfRange(b, at, at + length);
            at += length;
            return taken;
        }

        private void tag() throws Unreadable {
            take(6);
        }

        private int octet() throws Unreadable {
            return take(1)[0] & 0xff;
        }

        private int word() throws Unreadable {
            return FireFrame.word(take(2), 0);
        }

        private String text(int length) throws Unreadable {
            byte[] raw = take(length);
            int end = 0;
            while (end < raw.length && raw[end] != 0) {
                end++;
            }
            return new String(raw, 0, end, TEXT).strip();
        }
    }
}
