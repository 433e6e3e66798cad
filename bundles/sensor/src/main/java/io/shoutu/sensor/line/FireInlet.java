package io.shoutu.sensor.line;

import io.shoutu.api.Problem;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.sensor.SensorInlet;
import io.shoutu.sensor.door.Doorkeeper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GB/T 26875.3-2011 over TCP (消防远程监控接入): the platform is the monitoring centre. The device is the source address, {@code FIRE-} and its
 * 12 hex digits. The protocol knows no password: who may call is said by networks.
 *
 * <p>Data (2) are confirmed (3) after the commit, repeated ones again; a wrong sum, an unknown command or device is denied (6); where the
 * house cannot store there is no answer and the device sends again, as the standard has it.
 */
@Component(service = {SensorInlet.class, Asks.class, Metrics.class}, configurationPid = "io.shoutu.sensor.fire")
@Designate(ocd = FireInlet.Config.class)
public final class FireInlet implements SensorInlet, Asks, Metrics {
    private static final Logger log = LoggerFactory.getLogger(FireInlet.class);
    static final String HEAD = "FIRE-";
    private static final Map<String, String> KINDS = new LinkedHashMap<>();
    /** Kind → type flag; those from 81 to 88 are requests (4), the others control (1). */
    private static final Map<String, Integer> TYPES = Map.of("state", 81, "version", 85, "configuration", 86, "clock", 88, "clock-set", 90, "post-check", 91);

    static {
        KINDS.put("state", "读用户信息传输装置运行状态（81）");
        KINDS.put("version", "读用户信息传输装置软件版本（85）");
        KINDS.put("configuration", "读用户信息传输装置配置情况（86）");
        KINDS.put("clock", "读用户信息传输装置系统时间（88）");
        KINDS.put("clock-set", "同步用户信息传输装置时钟（90）");
        KINDS.put("post-check", "查岗（91）");
    }

    /** Where it listens (消防远程监控接入配置), PID {@code io.shoutu.sensor.fire}. */
    @ObjectClassDefinition(name = "GB/T 26875.3 消防远程监控接入")
    public @interface Config {
        @AttributeDefinition(name = "The port is open 启用接入端口")
        boolean enabled() default false;

        @AttributeDefinition(name = "Address to listen on; beyond this machine only with networks 监听地址；对本机以外开放时须填写允许的网段")
        String bind() default "127.0.0.1";

        @AttributeDefinition(name = "Port; 0 for any free one 端口；0 为任一空闲端口")
        int port() default 9268;

        @AttributeDefinition(name = "Networks devices may call from, separated by commas, e.g. 10.8.0.0/16 允许设备接入的网段，以逗号分隔，如 10.8.0.0/16")
        String networks() default "";

        @AttributeDefinition(name = "Connections at most 最多连接数")
        int connections() default 5_000;

        @AttributeDefinition(name = "Connections from one address at most 一个地址的连接上限")
        int connectionsPerAddress() default 200;

        @AttributeDefinition(name = "Frames of one connection that may wait for their commit 一个连接等待入库的帧数上限")
        int window() default 100;

        @AttributeDefinition(name = "Seconds after which a silent connection is closed 连接静默多少秒后关闭")
        int idleSeconds() default 180;
    }

    private final Config config;
    private final Clock clock;
    private final LineServer server;
    private final Questions questions;
    private final Map<String, Where> where = new ConcurrentHashMap<>();
    private final AtomicInteger serial = new AtomicInteger();
    private volatile Intake intake;

    /** The connection a device speaks on and how it addresses us. */
    private record Where(LineServer.Line line, int minor, byte[] own, byte[] centre) {}

    @Activate
    public FireInlet(Config config, @Reference Clock clock) {
        this.config = config;
        this.clock = clock;
        this.questions = new Questions(clock, 10_000);
        this.server = new LineServer(new LineServer.Settings(name(), config.bind(), config.port(),
                new Doorkeeper.Allowed(config.connections(), config.connectionsPerAddress(), 600, 50), config.window(), config.idleSeconds(), 5_000,
                Networks.of(config.networks())), FireFrame.MARKS, clock, Device::new);
    }

    @Override
    public String name() {
        return "fire";
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

    /** What speaks on one connection: a device, or a gateway in front of several. */
    private final class Device implements LineServer.Talk {
        private final LineServer.Line line;

        Device(LineServer.Line line) {
            this.line = line;
        }

        @Override
        public void frame(byte[] bytes) {
            FireFrame frame = FireFrame.read(bytes);
            String id = HEAD + FireFrame.address(frame.source());
            if (frame.major() != 1) {
                deny(frame, LineServer.Refused.COMMAND);
                return;
            }
            if (!FireDecoder.FORMAT.equals(intake.format(id))) {
                log.debug("fire: {} at {} is not declared", id, line.from());
                deny(frame, LineServer.Refused.DEVICE);
                line.wrong();
                return;
            }
            where.put(id, new Where(line, frame.minor(), frame.source(), frame.destination()));
            switch (frame.command()) {
                case FireFrame.Command.SEND -> take(id, frame, bytes, true);
                case FireFrame.Command.ANSWER -> {
                    questions.of(id, "" + frame.serial(), question -> {
                        question.frameCame();
                        question.heard(State.DONE, "已应答");
                    });
                    take(id, frame, bytes, false);
                }
                case FireFrame.Command.CONFIRM -> questions.of(id, "" + frame.serial(), question -> question.heard(State.DONE, "已确认"));
                case FireFrame.Command.DENY -> questions.of(id, "" + frame.serial(), question -> question.heard(State.REFUSED, "已否认"));
                default -> deny(frame, LineServer.Refused.COMMAND);
            }
        }

        @Override
        public void damaged(byte[] bytes) {
            line.send(FireFrame.read(bytes).reply(FireFrame.Command.DENY, clock.instant()).bytes());
        }

        @Override
        public void ended() {
            where.values().removeIf(there -> there.line == line);
        }

        private void deny(FireFrame frame, LineServer.Refused why) {
            server.refuse(why);
            // A denial is never denied, or two of them would go on for ever.
            if (frame.command() != FireFrame.Command.DENY && frame.command() != FireFrame.Command.CONFIRM) {
                line.send(frame.reply(FireFrame.Command.DENY, clock.instant()).bytes());
            }
        }

        private void take(String id, FireFrame frame, byte[] bytes, boolean confirmed) {
            line.waiting();
            intake.take(id, bytes, clock.instant()).whenComplete((ok, failed) -> line.later(() -> {
                line.answered();
                if (failed instanceof Problem.Forbidden) {
                    deny(frame, LineServer.Refused.DEVICE);
                } else if (failed != null) {
                    // No answer, and the connection ends: the device sends again.
                    server.refuse(LineServer.Refused.BUSY);
                    line.end();
                } else if (confirmed) {
                    line.send(frame.reply(FireFrame.Command.CONFIRM, clock.instant()).bytes());
                }
            }));
        }
    }

    @Override
    public String format() {
        return FireDecoder.FORMAT;
    }

    @Override
    public Map<String, String> kinds() {
        return KINDS;
    }

    @Override
    public boolean ranged(String kind) {
        return false;
    }

    @Override
    public Asked ask(String device, String kind, Instant from, Instant to) {
        Integer type = TYPES.get(kind);
        if (type == null) {
            throw new Problem.Invalid("ask-kind", "kind", "不能问询：" + kind + "；可选 " + String.join("、", KINDS.keySet()));
        }
        Where there = where.get(device);
        if (there == null) {
            throw new Problem.IllegalMove("device-away", "设备 " + device + " 现在没有连接，无法问询");
        }
        int number = serial.updateAndGet(before -> before + 1 & 0xffff);
        byte[] tag = FireFrame.tag(clock.instant());
        byte[] unit = new byte[] {type.byteValue(), 1, 0};
        FireFrame asking = new FireFrame(number, 1, there.minor, tag, there.centre, there.own, type < 89 ? FireFrame.Command.REQUEST : FireFrame.Command.CONTROL, unit);
        return questions.ask("" + number, device, kind, null, null, there.line, asking.bytes());
    }

    @Override
    public List<Asked> asked(String device) {
        return questions.asked(device);
    }
}
