package io.shoutu.itests;

import com.fasterxml.jackson.databind.JsonNode;
import io.shoutu.itests.Platform.As;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeSet;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttException;

/**
 * A steady load (稳定负载): a device that publishes a reading every few milliseconds over MQTT, comes back by itself when the connection
 * breaks, and remembers which readings were acknowledged.
 */
final class Load implements AutoCloseable {
    private static final long EVERY_NANOS = 5_000_000;
    private final Platform platform;
    private final String device;
    private final String secret;
    private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();
    private final AtomicInteger reconnects = new AtomicInteger();
    private final Thread thread;
    private volatile boolean ending;
    private volatile long first;

    Load(Platform platform, String device, String secret) {
        this.platform = platform;
        this.device = device;
        this.secret = secret;
        this.thread = new Thread(this::publish, "load-" + device);
        thread.setDaemon(true);
        thread.start();
        Platform.await("the load of " + device + " is acknowledged", java.time.Duration.ofSeconds(60), () -> acknowledged.size() > 20);
    }

    private void publish() {
        long ts = System.currentTimeMillis() - 600_000;
        first = ts;
        Deque<Map.Entry<Long, IMqttDeliveryToken>> open = new ArrayDeque<>();
        while (!ending) {
            try (Publisher publisher = new Publisher(platform, device, secret)) {
                while (!ending && publisher.connected()) {
                    settle(open);
                    if (open.size() < 200) {
                        ts++;
                        open.add(Map.entry(ts, publisher.publish("shoutu/v1/" + device + "/readings", "{\"ts\":" + ts + ",\"values\":{\"p\":" + ts % 1000 + "}}")));
                    }
                    LockSupport.parkNanos(EVERY_NANOS);
                }
                LockSupport.parkNanos(ending ? 500_000_000 : 0);
                settle(open);
            } catch (MqttException away) {
                LockSupport.parkNanos(100_000_000);
            }
            // What was under way when the connection broke is not acknowledged; nothing is promised about it.
            open.clear();
            reconnects.incrementAndGet();
        }
    }

    private void settle(Deque<Map.Entry<Long, IMqttDeliveryToken>> open) {
        open.removeIf(each -> {
            if (Publisher.acknowledged(each.getValue())) {
                acknowledged.add(each.getKey());
                return true;
            }
            return false;
        });
    }

    int acknowledged() {
        return acknowledged.size();
    }

    int reconnects() {
        return reconnects.get();
    }

    /** Readings that were acknowledged and are not stored. */
    Set<Long> lost() {
        Set<Long> missing = new TreeSet<>(acknowledged);
        String cursor = "";
        do {
            JsonNode page = platform.ok(200, platform.get(As.ADMIN, "/api/series/" + device + ".p/range?from=" + first + "&to=" + (first + 10_000_000) + "&limit=10000" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)));
            page.path("items").forEach(item -> missing.remove(item.path("ts").asLong()));
            cursor = page.path("next").isNull() ? "" : page.path("next").asText("");
        } while (!cursor.isEmpty());
        return missing;
    }

    @Override
    public void close() throws InterruptedException {
        ending = true;
        thread.join(60_000);
    }
}
