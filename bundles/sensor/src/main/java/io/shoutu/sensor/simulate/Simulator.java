package io.shoutu.sensor.simulate;

import io.shoutu.api.Problem;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Plays shots through the MQTT door (模拟播放), at ×1 to ×1000. */
public final class Simulator {
    /** When a reading says it was measured (时间戳取法). */
    public enum Stamp {
        /** Now, as it is sent: rules judge it as they judge what happens now. */
        LIVE,
        /** In the past, true to scale, so that the last one is now; at most seven days back. */
        PAST
    }

    /** What was played (播放结果). */
    public record Played(long sent, long acknowledged, double seconds) {}

    private static final long MOST_PAST = 7 * 86_400_000L - 3_600_000L;
    private final Clock clock;

    public Simulator(Clock clock) {
        this.clock = clock;
    }

    /**
     * Plays; returns when every message is answered. The thread may be interrupted: what was sent is answered first.
     *
     * @param secrets device → secret, in the order of {@link Shot#device}
     * @param speed 1 to 1,000
     */
    public Played play(List<Shot> shots, int port, Map<String, String> secrets, String point, double speed, Stamp stamp) throws IOException {
        if (!(speed >= 1 && speed <= 1_000)) {
            throw new Problem.Invalid("speed", "speed", "倍速应在1至1000之间：" + speed);
        }
        long length = shots.isEmpty() ? 0 : shots.get(shots.size() - 1).sent();
        if (stamp == Stamp.PAST && length > MOST_PAST) {
            throw new Problem.Invalid("span", "stamp", "按原时间间隔播放最多七天，数据长 " + length / 86_400_000L + " 天，请用 live");
        }
        LongAdder acknowledged = new LongAdder();
        List<SimulatedDevice> devices = new ArrayList<>();
        long sent = 0;
        long begun = System.nanoTime();
        try {
            for (Map.Entry<String, String> device : new LinkedHashMap<>(secrets).entrySet()) {
                devices.add(new SimulatedDevice(port, device.getKey(), device.getValue(), acknowledged));
            }
            long begin = clock.millis() + (long) (length / speed) - length;
            long[] last = new long[devices.size()];
            for (Shot shot : shots) {
                if (!awaits(begun + (long) (shot.sent() / speed * 1e6), devices)) {
                    break;
                }
                long measured = stamp == Stamp.PAST ? begin + shot.measured() : clock.millis() - (long) ((shot.sent() - shot.measured()) / speed);
                // Two readings of one device never share a millisecond, however fast it plays.
                long ts = stamp == Stamp.PAST ? measured + shot.drift() : Math.max(last[shot.device()] + 1, measured + shot.drift());
                last[shot.device()] = ts;
                devices.get(shot.device()).publish("{\"ts\":" + ts + ",\"values\":{\"" + point + "\":" + shot.value() + "}}");
                sent++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            for (SimulatedDevice device : devices) {
                device.close();
            }
        }
        return new Played(sent, acknowledged.sum(), (System.nanoTime() - begun) / 1e9);
    }

    private static boolean awaits(long due, List<SimulatedDevice> devices) throws IOException {
        if (System.nanoTime() < due) {
            for (SimulatedDevice device : devices) {
                device.flush();
            }
            while (System.nanoTime() < due && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
        return !Thread.currentThread().isInterrupted();
    }
}
