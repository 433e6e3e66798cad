package io.shoutu.sensor.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoutu.sensor.door.MqttDoor;
import io.shoutu.sensor.simulate.Scenario;
import io.shoutu.sensor.simulate.Shot;
import io.shoutu.sensor.simulate.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** Plays a scenario or a recording through the MQTT door (模拟). */
@Service
@Command(scope = "shoutu", name = "simulate", description = "用已登记的设备经 MQTT 接入门播放情景（normal、leak、dropout、flood、drift）或 CSV 录制数据；同一种子结果相同")
public final class SimulateCommand implements Action {
    @Reference
    Session session;
    @Reference
    MqttDoor door;
    @Reference
    Clock clock;

    @Argument(name = "scenario", description = "情景，或 csv", required = true)
    String scenario;
    @Option(name = "--devices", description = "设备编号，逗号分隔", required = true)
    String devices;
    @Option(name = "--point", description = "测点名")
    String point = "temperature";
    @Option(name = "--secrets", description = "存有设备密钥的 JSON 文件：{\"设备\":\"密钥\"}；缺省为数据目录的 demo-devices.json")
    String secrets;
    @Option(name = "--file", description = "CSV 文件：时间,数值")
    String file;
    @Option(name = "--speed", description = "倍速，1 至 1000")
    double speed = 60;
    @Option(name = "--minutes", description = "情景时长（分钟）")
    int minutes = 60;
    @Option(name = "--every", description = "每个设备相邻读数的间隔（毫秒）")
    int every = 1_000;
    @Option(name = "--seed", description = "种子")
    long seed = 1;
    @Option(name = "--stamp", description = "时间戳：live 发送时刻；past 按原间隔排到现在为止")
    String stamp = "live";

    @Override
    public Object execute() throws Exception {
        Map<String, String> known = secrets();
        List<Shot> shots = scenario.equals("csv") ? Scenario.recording(Files.readAllLines(Path.of(file == null ? "" : file)))
                : Scenario.ofWord(scenario).shots(seed, known.size(), minutes * 60_000L, Math.max(1, every));
        session.getConsole().println("播放 " + shots.size() + " 个读数，" + known.size() + " 个设备，" + speed + " 倍速，种子 " + seed);
        Simulator.Played played = new Simulator(clock).play(shots, door.port(), known, point, speed, Simulator.Stamp.valueOf(stamp.toUpperCase(Locale.ROOT)));
        session.getConsole().println(String.format("已发送 %d，已入库确认 %d，用时 %.1f 秒", played.sent(), played.acknowledged(), played.seconds()));
        if (played.acknowledged() != played.sent()) {
            throw new IllegalStateException("有 " + (played.sent() - played.acknowledged()) + " 个读数没有得到确认");
        }
        return null;
    }

    private Map<String, String> secrets() throws Exception {
        Path from = secrets != null ? Path.of(secrets) : Path.of(System.getProperty("shoutu.data", "data"), "demo-devices.json");
        JsonNode read = new ObjectMapper().readTree(Files.readString(from));
        JsonNode all = read.has("devices") ? read.path("devices") : read;
        Map<String, String> known = new LinkedHashMap<>();
        for (String device : devices.split(",")) {
            String secret = all.path(device.strip()).asText("");
            if (secret.isEmpty()) {
                throw new IllegalArgumentException("文件 " + from + " 中没有设备 " + device.strip() + " 的密钥");
            }
            known.put(device.strip(), secret);
        }
        return known;
    }
}
