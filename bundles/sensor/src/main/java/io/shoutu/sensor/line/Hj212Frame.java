package io.shoutu.sensor.line;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One frame (通讯包) of HJ 212: {@code ##} length {@code data segment} CRC {@code CR LF}.
 *
 * @param qn request number, 17 digits, or null where it is missing
 * @param st system, 2 digits, or null
 * @param cn command, 4 digits
 * @param pw password, or null
 * @param mn device
 * @param flag bits {@code V5…V0 D A}, or -1 where it is missing
 * @param packets how many packets the message has, 0 where it is not split
 * @param packet which of them this is, from 1; 0 where it is not split
 * @param content what stands between {@code &&} and {@code &&}
 */
record Hj212Frame(String qn, String st, String cn, String pw, String mn, int flag, int packets, int packet, String content) {
    private static final Pattern QN = Pattern.compile("\\d{17}");
    private static final Pattern CN = Pattern.compile("\\d{4}");
    private static final Pattern MN = Pattern.compile("[A-Za-z0-9_-]{3,40}");
    private static final int MOST_PACKETS = 9_999;

    /** The framing. */
    record Marks(Hj212Edition edition) implements Framing {
        static final int AROUND = 12;

        @Override
        public byte start() {
            return '#';
        }

        @Override
        public int longest() {
            return edition.longest() + AROUND;
        }

        @Override
        public Look look(byte[] b, int from, int to) {
            int length = 0;
            for (int i = 1; i < 6; i++) {
                if (from + i >= to) {
                    return Look.MORE;
                }
                byte c = b[from + i];
                if (i == 1 ? c != '#' : c < '0' || c > '9') {
                    return Look.GARBAGE;
                }
                length = i == 1 ? 0 : length * 10 + c - '0';
            }
            if (length > edition.longest()) {
                return Look.GARBAGE;
            }
            int end = from + length + AROUND;
            if (end > to) {
                return Look.MORE;
            }
            if (b[end - 2] != '\r' || b[end - 1] != '\n') {
                return Look.GARBAGE;
            }
            int crc = 0;
            for (int i = end - 6; i < end - 2; i++) {
                int digit = Character.digit(b[i], 16);
                if (digit < 0) {
                    return new Look(Kind.DAMAGED, length + AROUND);
                }
                crc = crc << 4 | digit;
            }
            return new Look(crc == Hj212Frame.crc(b, from + 6, end - 6) ? Kind.FRAME : Kind.DAMAGED, length + AROUND);
        }
    }

    /** What is wrong with a frame whose CRC is right (通讯包错误), in Chinese; {@code code} is the QnRtn that says so. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;
        final int code;

        Broken(int code, String why) {
            super(why, null, false, false);
            this.code = code;
        }
    }

    /** The CRC of HJ 212 (附录 A): the byte goes into the register after it was shifted, unlike Modbus. */
    static int crc(byte[] bytes, int from, int to) {
        int crc = 0xffff;
        for (int i = from; i < to; i++) {
            crc = crc >>> 8 ^ bytes[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xa001;
            }
        }
        return crc;
    }

    /** A frame around a data segment of ASCII. */
    static byte[] around(String segment) {
        byte[] data = segment.getBytes(StandardCharsets.US_ASCII);
        String crc = String.format("%04X", crc(data, 0, data.length));
        return (String.format("##%04d", data.length) + segment + crc + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads a frame that {@link Marks} has found right, or as much of one with a wrong CRC as can be read. */
    static Hj212Frame read(byte[] frame) throws Broken {
        String text = text(frame, 6, frame.length - 6);
        int cp = text.indexOf("CP=");
        String head = cp < 0 ? text : text.substring(0, cp);
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : head.split(";")) {
            int equals = pair.indexOf('=');
            if (!pair.isBlank() && (equals <= 0 || fields.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip()) != null)) {
                throw new Broken(100, "数据段应由 名称=值 组成且不重复：" + pair);
            }
        }
        String mn = fields.get("MN");
        if (mn == null || !MN.matcher(mn).matches()) {
            throw new Broken(4, "设备标识 MN 缺失或不合规：" + mn);
        }
        String cn = fields.get("CN");
        if (cn == null || !CN.matcher(cn).matches()) {
            throw new Broken(8, "命令编码 CN 应为4位数字：" + cn);
        }
        String qn = fields.get("QN");
        if (qn != null && !QN.matcher(qn).matches()) {
            throw new Broken(7, "请求编码 QN 应为17位数字：" + qn);
        }
        int flag = number(fields.get("Flag"), -1, 255, 6, "拆分包及应答标志 Flag");
        int packets = number(fields.get("PNUM"), 0, MOST_PACKETS, 6, "总包数 PNUM");
        int packet = number(fields.get("PNO"), 0, MOST_PACKETS, 6, "包号 PNO");
        if (packets > 1 && (packet < 1 || packet > packets)) {
            throw new Broken(6, "包号 " + packet + " 不在 1–" + packets + " 之内");
        }
        String content = cp < 0 ? "" : text.substring(cp + 3);
        int begin = content.startsWith("&&") ? 2 : 0;
        int end = content.endsWith("&&") && content.length() >= begin + 2 ? content.length() - 2 : content.length();
        return new Hj212Frame(qn, fields.get("ST"), cn, fields.get("PW"), mn, flag, packets > 1 ? packets : 0, packets > 1 ? packet : 0, content.substring(begin, end));
    }

    private static int number(String text, int otherwise, int most, int code, String name) throws Broken {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) > most) {
            throw new Broken(code, name + " 应为不超过 " + most + " 的数字：" + text);
        }
        return Integer.parseInt(text);
    }

    /** UTF-8 where it is, else GB 18030, as devices in the field do. */
    static String text(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, from, to - from, Charset.forName("GB18030"));
        }
    }

    /** Whether the sender wants an answer (A). */
    boolean wantsAnswer() {
        return flag >= 0 && (flag & 1) != 0;
    }

    /** The version bits (V); 0 where there is no flag. */
    int version() {
        return flag < 0 ? 0 : flag >> 2;
    }

    boolean split() {
        return packets > 1;
    }

    /** What to answer this frame with: its number, device and password, our system 91, its version without further answer. */
    byte[] answer(String command, String said) {
        return around((qn == null ? "" : "QN=" + qn + ";") + "ST=91;CN=" + command + ";" + (pw == null ? "" : "PW=" + pw + ";") + "MN=" + mn + ";Flag=" + (version() << 2)
                + ";CP=&&" + said + "&&");
    }

    /** One value of the content by its name, or null. */
    String value(String name) {
        for (String pair : content.split("[;,]")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "CN=" + cn + " MN=" + mn + " QN=" + qn;
    }
}
