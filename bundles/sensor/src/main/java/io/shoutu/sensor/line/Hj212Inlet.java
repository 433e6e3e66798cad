package io.shoutu.sensor.line;

import io.shoutu.api.Problem;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.sensor.SensorInlet;
import io.shoutu.api.time.Legal;
import io.shoutu.sensor.door.Doorkeeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HJ 212-2017 over TCP (环保数采仪接入): the platform is the 上位机. {@code MN} is the device, {@code PW} its line word.
 *
 * <p>Data with {@code A=1} are answered 9014 after the commit; what cannot be taken is answered 9011 with the reason in {@code QnRtn};
 * where the house cannot store there is no answer, and the station sends again. A message repeated is stored once and answered again.
 */
@Component(service = {SensorInlet.class, Asks.class, Metrics.class}, configurationPid = "io.shoutu.sensor.hj212")
@Designate(ocd = Hj212Inlet.Config.class)
public final class Hj212Inlet implements SensorInlet, Asks, Metrics {
    private static final Logger log = LoggerFactory.getLogger(Hj212Inlet.class);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(Legal.ZONE);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(Legal.ZONE);
    private static final int MOST_DEVICES = 64;
    private static final int MOST_SPLIT = 32;
    private static final int MOST_BYTES = 64 * 1024;
    private static final int ACCEPTED = 1;
    private static final int REFUSED = 2;
    private static final int WRONG_PW = 3;
    private static final int WRONG_MN = 4;
    private static final int WRONG_ST = 5;
    private static final int WRONG_CN = 8;
    private static final int WRONG_CRC = 9;
    /** What a station uploads by itself or when asked. */
    private static final Set<String> UPLOADS = Set.of("2011", "2021", "2031", "2041", "2051", "2061", "2081");
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("minute", "补传分钟数据（2051）");
        KINDS.put("hour", "补传小时数据（2061）");
        KINDS.put("day", "补传日数据（2031）");
        KINDS.put("realtime-start", "开始上传实时数据（2011）");
        KINDS.put("realtime-stop", "停止上传实时数据（2012）");
        KINDS.put("state-start", "开始上传设备状态（2021）");
        KINDS.put("state-stop", "停止上传设备状态（2022）");
        KINDS.put("clock-set", "校准现场机时间（1012）");
    }

    /** The commands of these kinds. */
    private static final Map<String, String> COMMANDS = Map.of("minute", "2051", "hour", "2061", "day", "2031", "realtime-start", "2011", "realtime-stop", "2012", "state-start",
            "2021", "state-stop", "2022", "clock-set", "1012");
    private static final Set<String> RANGED = Set.of("minute", "hour", "day");

    /** Where it listens (HJ 212 接入配置), PID {@code io.shoutu.sensor.hj212}. */
    @ObjectClassDefinition(name = "HJ 212 环保数采仪接入")
    public @interface Config {
        @AttributeDefinition(name = "The port is open 启用接入端口")
        boolean enabled() default false;

        @AttributeDefinition(name = "Address to listen on; beyond this machine only with networks 监听地址；对本机以外开放时须填写允许的网段")
        String bind() default "127.0.0.1";

        @AttributeDefinition(name = "Port; 0 for any free one 端口；0 为任一空闲端口")
        int port() default 9212;

        @AttributeDefinition(name = "Networks stations may call from, separated by commas, e.g. 10.8.0.0/16 允许数采仪接入的网段，以逗号分隔，如 10.8.0.0/16")
        String networks() default "";

        @AttributeDefinition(name = "Connections at most 最多连接数")
        int connections() default 2_000;

        @AttributeDefinition(name = "Connections from one address at most; many stations may share one 一个地址的连接上限；多台数采仪可共用一个地址")
        int connectionsPerAddress() default 200;

        @AttributeDefinition(name = "Messages of one connection that may wait for their commit 一个连接等待入库的报文上限")
        int window() default 100;

        @AttributeDefinition(name = "Seconds after which a silent connection is closed 连接静默多少秒后关闭")
        int idleSeconds() default 900;

        @AttributeDefinition(name = "Seconds within which the packets of one message must come 一条报文的各分包须在多少秒内到齐")
        int packetSeconds() default 60;

        @AttributeDefinition(name = "Each packet of a split message is answered as it comes; only the last answer means stored 分包逐包应答；只有最后一次应答表示已入库")
        boolean answerEachPacket() default false;

        @AttributeDefinition(name = "A station that asks for the time (1013) is given it (1012) 数采仪请求校时（1013）时下发时间（1012）")
        boolean giveTime() default true;

        @AttributeDefinition(name = "A gap between hour data is asked for by itself (2061) 小时数据缺失时自动补采（2061）")
        boolean fillGaps() default true;
    }

    private final Config config;
    private final Clock clock;
    private final Hj212Edition edition = Hj212Edition.OF_2017;
    private final LineServer server;
    private final Questions questions;
    /** Where each admitted device was heard last. */
    private final Map<String, Where> where = new ConcurrentHashMap<>();
    private final Map<String, Instant> newestHour = new ConcurrentHashMap<>();
    private final AtomicLong lastNumber = new AtomicLong();
    private volatile Intake intake;

    /** The connection a device speaks on, and the password it has proved there. */
    private record Where(LineServer.Line line, String system, String word, int version) {}

    @Activate
    public Hj212Inlet(Config config, @org.osgi.service.component.annotations.Reference Clock clock) {
        this.config = config;
        this.clock = clock;
        this.questions = new Questions(clock, 10_000);
        this.server = new LineServer(new LineServer.Settings(name(), config.bind(), config.port(),
                new Doorkeeper.Allowed(config.connections(), config.connectionsPerAddress(), 600, 20), config.window(), config.idleSeconds(), 5_000,
                Networks.of(config.networks())), new Hj212Frame.Marks(edition), clock, Station::new);
    }

    @Override
    public String name() {
        return "hj212";
    }

    @Override
    public void open(Intake to) throws IOException {
        intake = to;
        if (config.enabled()) {
            server.open();
        }
    }

    @Override
    public void close() {
        server.close();
        where.clear();
    }

    /** The port it listens on; 0 while closed. */
    public int port() {
        return server.port();
    }

    LineServer server() {
        return server;
    }

    @Override
    public List<Metric> metrics() {
        return config.enabled() ? server.metrics() : List.of();
    }

    // ---- what the stations say

    /** One station, or a gateway with several, on one connection. */
    private final class Station implements LineServer.Talk {
        private final LineServer.Line line;
        private final Map<String, byte[]> proved = new HashMap<>();
        private final Map<String, Split> splits = new LinkedHashMap<>();

        Station(LineServer.Line line) {
            this.line = line;
        }

        /** The packets of one message so far (分包). */
        private final class Split {
            private final TreeMap<Integer, byte[]> packets = new TreeMap<>();
            private final List<Hj212Frame> frames = new ArrayList<>();
            private final Instant begun = clock.instant();
            private int bytes;
        }

        @Override
        public void frame(byte[] bytes) {
            Hj212Frame frame;
            try {
                frame = Hj212Frame.read(bytes);
            } catch (Hj212Frame.Broken broken) {
                server.refuse(LineServer.Refused.COMMAND);
                log.debug("hj212: a frame from {} cannot be used: {}", line.from(), broken.getMessage());
                return;
            }
            if (!admitted(frame)) {
                return;
            }
            Where before = where.get(frame.mn());
            // Its answers name the system 91; what it watches it says with its data.
            where.put(frame.mn(), new Where(line, frame.cn().startsWith("90") && before != null ? before.system : system(frame), frame.pw(), frame.version()));
            switch (frame.cn()) {
                case "9011" -> answered(frame);
                case "9012" -> executed(frame);
                case "9013", "9014" -> noticed(frame);
                case "1013" -> time(frame);
                default -> {
                    if (UPLOADS.contains(frame.cn())) {
                        upload(frame, bytes);
                    } else {
                        server.refuse(LineServer.Refused.COMMAND);
                        refuse(frame, WRONG_CN);
                    }
                }
            }
        }

        @Override
        public void damaged(byte[] bytes) {
            // What it says cannot be trusted, but who sent it may hear of it if it still wants an answer.
            try {
                Hj212Frame frame = Hj212Frame.read(bytes);
                if (frame.qn() != null && proved.containsKey(frame.mn())) {
                    refuse(frame, WRONG_CRC);
                }
            } catch (Hj212Frame.Broken broken) {
                log.debug("hj212: a damaged frame from {} cannot be answered: {}", line.from(), broken.getMessage());
            }
        }

        @Override
        public void ended() {
            where.values().removeIf(there -> there.line == line);
        }

        private boolean admitted(Hj212Frame frame) {
            byte[] word = frame.pw() == null ? new byte[0] : frame.pw().getBytes(StandardCharsets.UTF_8);
            if (!edition.flags().contains(frame.version())) {
                refuse(frame, 6);
                return false;
            }
            byte[] known = proved.get(frame.mn());
            if (!edition.format().equals(intake.format(frame.mn()))) {
                proved.remove(frame.mn());
                server.refuse(LineServer.Refused.DEVICE);
                refuse(frame, WRONG_MN);
                line.wrong();
                return false;
            }
            if (known != null && MessageDigest.isEqual(known, word)) {
                return true;
            }
            if (frame.pw() == null || !intake.admits(frame.mn(), frame.pw().toCharArray())) {
                proved.remove(frame.mn());
                refuse(frame, WRONG_PW);
                line.wrong();
                return false;
            }
            if (proved.size() >= MOST_DEVICES && known == null) {
                refuse(frame, REFUSED);
                server.refuse(LineServer.Refused.CONNECTIONS);
                return false;
            }
            proved.put(frame.mn(), word);
            return true;
        }

        private void refuse(Hj212Frame frame, int why) {
            if (frame.wantsAnswer()) {
                line.send(frame.answer("9011", "QnRtn=" + why));
            }
        }

        private void time(Hj212Frame frame) {
            if (frame.wantsAnswer()) {
                line.send(frame.answer("9013", ""));
            }
            if (config.giveTime()) {
                ask(frame.mn(), "clock-set", null, null);
            }
        }

        private void upload(Hj212Frame frame, byte[] bytes) {
            if (frame.st() != null && !frame.st().matches("[0-9A-Za-z]{2}")) {
                refuse(frame, WRONG_ST);
                return;
            }
            if (frame.qn() != null) {
                questions.of(frame.mn(), frame.qn(), Questions.Question::frameCame);
            }
            if (!frame.split()) {
                take(List.of(frame), bytes);
                return;
            }
            forgetOld();
            String key = frame.mn() + "\n" + frame.qn() + "\n" + frame.cn();
            Split split = splits.get(key);
            if (split == null) {
                if (splits.size() >= MOST_SPLIT) {
                    Iterator<Split> oldest = splits.values().iterator();
                    oldest.next();
                    oldest.remove();
                    server.refuse(LineServer.Refused.BUSY);
                }
                split = new Split();
                splits.put(key, split);
            }
            if (split.packets.put(frame.packet(), bytes) == null) {
                split.bytes += bytes.length;
                split.frames.add(frame);
            }
            if (split.bytes > MOST_BYTES) {
                splits.remove(key);
                refuse(frame, REFUSED);
                server.refuse(LineServer.Refused.BUSY);
            } else if (split.packets.size() == frame.packets()) {
                splits.remove(key);
                byte[] whole = new byte[split.bytes];
                int at = 0;
                for (byte[] packet : split.packets.values()) {
                    System.arraycopy(packet, 0, whole, at, packet.length);
                    at += packet.length;
                }
                take(config.answerEachPacket() ? List.of(frame) : split.frames, whole);
            } else if (config.answerEachPacket() && frame.wantsAnswer()) {
                line.send(frame.answer("9014", ""));
            }
        }

        private void forgetOld() {
            Instant before = clock.instant().minusSeconds(config.packetSeconds());
            splits.values().removeIf(split -> split.begun.isBefore(before));
        }

        private void take(List<Hj212Frame> frames, byte[] payload) {
            line.waiting();
            CompletionStage<Taken> taken = intake.take(frames.get(0).mn(), payload, clock.instant());
            taken.whenComplete((ok, failed) -> line.later(() -> {
                line.answered();
                if (failed == null) {
                    for (Hj212Frame frame : frames) {
                        if (frame.wantsAnswer()) {
                            line.send(frame.answer("9014", ""));
                        }
                    }
                    gap(frames.get(0));
                } else if (failed instanceof Problem.Forbidden) {
                    refuse(frames.get(0), WRONG_MN);
                } else {
                    // No answer, and the connection ends: the station sends again.
                    server.refuse(LineServer.Refused.BUSY);
                    line.end();
                }
            }));
        }

        /** Hour data that jump ahead: what lies between is asked for, once. */
        private void gap(Hj212Frame frame) {
            if (!frame.cn().equals("2061") || frame.value("DataTime") == null) {
                return;
            }
            Instant time;
            try {
                time = Hj212Decoder.time(frame.value("DataTime"));
            } catch (io.shoutu.api.sensor.SensorDecoder.Unreadable odd) {
                return;
            }
            Instant known = newestHour.get(frame.mn());
            newestHour.merge(frame.mn(), time, (a, b) -> a.isAfter(b) ? a : b);
            boolean ahead = known != null && time.isAfter(known.plus(Duration.ofHours(1)));
            boolean recent = known != null && known.isAfter(clock.instant().minus(Duration.ofDays(7)));
            if (config.fillGaps() && ahead && recent) {
                log.info("hj212: {} has no hour data between {} and {}; they are asked for", frame.mn(), known, time);
                ask(frame.mn(), "hour", known.plus(Duration.ofHours(1)), time.minus(Duration.ofHours(1)));
            }
        }

        private void answered(Hj212Frame frame) {
            String code = String.valueOf(frame.value("QnRtn"));
            questions.of(frame.mn(), String.valueOf(frame.qn()), question -> question.heard(code.equals("" + ACCEPTED) ? State.ACCEPTED : State.REFUSED, qnRtn(code)));
        }

        private void executed(Hj212Frame frame) {
            String code = String.valueOf(frame.value("ExeRtn"));
            questions.of(frame.mn(), String.valueOf(frame.qn()), question -> question.heard(code.equals("1") ? State.DONE : State.REFUSED, exeRtn(code)));
        }

        /** A notice of ours was received: for what only stops something that is the end. */
        private void noticed(Hj212Frame frame) {
            questions.of(frame.mn(), String.valueOf(frame.qn()), question -> question.heard(State.DONE, null));
        }
    }

    /** What the station watches (ST), as our requests to it must name it. */
    private static String system(Hj212Frame frame) {
        return frame.st() == null || !frame.st().matches("[0-9A-Za-z]{2}") ? "91" : frame.st();
    }

    private static String qnRtn(String code) {
        return switch (code) {
            case "1" -> "准备执行请求";
            case "2" -> "请求被拒绝";
            case "3" -> "密码错误";
            case "4" -> "MN 错误";
            case "5" -> "ST 错误";
            case "6" -> "Flag 错误";
            case "7" -> "QN 错误";
            case "8" -> "CN 错误";
            case "9" -> "CRC 校验错误";
            default -> "未知结果 " + code;
        };
    }

    private static String exeRtn(String code) {
        return switch (code) {
            case "1" -> "执行成功";
            case "2" -> "执行失败，原因未知";
            case "3" -> "命令执行条件错误";
            case "4" -> "通讯超时";
            case "5" -> "系统繁忙";
            case "6" -> "系统故障";
            case "100" -> "没有数据";
            default -> "未知结果 " + code;
        };
    }

    // ---- what we ask

    @Override
    public String format() {
        return edition.format();
    }

    @Override
    public Map<String, String> kinds() {
        return KINDS;
    }

    @Override
    public boolean ranged(String kind) {
        return RANGED.contains(kind);
    }

    @Override
    public Asked ask(String device, String kind, Instant from, Instant to) {
        String command = COMMANDS.get(kind);
        if (command == null) {
            throw new Problem.Invalid("ask-kind", "kind", "不能问询：" + kind + "；可选 " + String.join("、", KINDS.keySet()));
        }
        if (ranged(kind) && (from == null || to == null || to.isBefore(from))) {
            throw new Problem.Invalid("ask-span", from == null ? "from" : "to", "请填写起止时间，止不早于起");
        }
        Where there = where.get(device);
        if (there == null) {
            throw new Problem.IllegalMove("device-away", "设备 " + device + " 现在没有连接，无法问询");
        }
        String number = number();
        String content = ranged(kind) ? "BeginTime=" + SECONDS.format(from) + ";EndTime=" + SECONDS.format(to)
                : kind.equals("clock-set") ? "SystemTime=" + SECONDS.format(clock.instant()) : "";
        String segment = "QN=" + number + ";ST=" + there.system + ";CN=" + command + ";PW=" + there.word + ";MN=" + device + ";Flag=" + (there.version << 2 | 1) + ";CP=&&" + content + "&&";
        return questions.ask(number, device, kind, from, to, there.line, Hj212Frame.around(segment));
    }

    @Override
    public List<Asked> asked(String device) {
        return questions.asked(device);
    }

    /** A request number no other request of ours has: the time to the millisecond, moved on where two fall together. */
    private String number() {
        long now = lastNumber.updateAndGet(before -> Math.max(before + 1, clock.millis()));
        return MILLIS.format(Instant.ofEpochMilli(now));
    }
}
