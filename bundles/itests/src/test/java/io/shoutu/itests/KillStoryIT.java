package io.shoutu.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shoutu.itests.Platform.As;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;

/** Kill -9 at random moments under 2,000 readings a second: no acknowledged reading is lost, none is stored twice. */
class KillStoryIT {
    private static final int KILLS = Integer.getInteger("shoutu.kills", 3);
    private static final int DEVICES = 4;
    private static final int RATE_PER_DEVICE = 500;

    /** One device that goes on through every crash: what was not acknowledged is sent again after the next start. */
    private static final class Sender implements Runnable {
        final String device;
        final String secret;
        final Platform platform;
        final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
        final Deque<Long> again = new ArrayDeque<>();
        final List<Long> sent = new ArrayList<>();
        volatile boolean running = true;
        volatile AssertionError broken;
        long nextTs;

        Sender(Platform platform, String device, String secret, long firstTs) {
            this.platform = platform;
            this.device = device;
            this.secret = secret;
            this.nextTs = firstTs;
        }

        static double valueOf(long ts) {
            return (ts % 100_000) / 100.0;
        }

        @Override
        public void run() {
            while (running) {
                Deque<IMqttDeliveryToken> tokens = new ArrayDeque<>();
                Deque<Long> inFlight = new ArrayDeque<>();
                try (Publisher publisher = new Publisher(platform, device, secret)) {
                    long begun = System.nanoTime();
                    long count = 0;
                    while (running && publisher.connected()) {
                        long ts = again.isEmpty() ? nextTs++ : again.removeFirst();
                        sent.add(ts);
                        inFlight.addLast(ts);
                        tokens.addLast(publisher.publish("shoutu/v1/" + device + "/readings", "{\"ts\":" + ts + ",\"values\":{\"t\":" + valueOf(ts) + "}}"));
                        while (!tokens.isEmpty() && tokens.peekFirst().isComplete()) {
                            settle(tokens, inFlight);
                        }
                        count++;
                        long due = begun + count * 1_000_000_000L / RATE_PER_DEVICE;
                        while (System.nanoTime() < due) {
                            LockSupport.parkNanos(due - System.nanoTime());
                        }
                        while (tokens.size() > 1500 && publisher.connected()) {
                            LockSupport.parkNanos(1_000_000);
                            while (!tokens.isEmpty() && tokens.peekFirst().isComplete()) {
                                settle(tokens, inFlight);
                            }
                        }
                    }
                    if (!running) {
                        for (IMqttDeliveryToken token : tokens) {
                            token.waitForCompletion(60_000);
                        }
                    }
                } catch (MqttException e) {
                    // The platform was killed: expected here; what is not acknowledged goes out again below.
                    LockSupport.parkNanos(50_000_000);
                }
                while (!tokens.isEmpty()) {
                    settle(tokens, inFlight);
                }
            }
        }

        private void settle(Deque<IMqttDeliveryToken> tokens, Deque<Long> inFlight) {
            Long ts = inFlight.removeFirst();
            if (Publisher.acknowledged(tokens.removeFirst())) {
                acknowledged.add(ts);
            } else {
                again.addLast(ts);
            }
            // A publish that failed before it was queued leaves its time without a token.
            while (tokens.isEmpty() && !inFlight.isEmpty()) {
                again.addLast(inFlight.removeFirst());
            }
        }
    }

    @Test
    void killsLoseNoAcknowledgedReadingAndStoreNoneTwice() throws Exception {
        long seed = Long.getLong("shoutu.seed", System.nanoTime());
        System.out.println("KillStoryIT seed " + seed + " (repeat with -Dshoutu.seed=" + seed + ")");
        Random random = new Random(seed);
        try (Platform platform = Platform.started(false)) {
            long first = System.currentTimeMillis() - 3_600_000;
            List<Sender> senders = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < DEVICES; i++) {
                Sender sender = new Sender(platform, "AL-800" + i, platform.device("AL-800" + i, "t"), first);
                senders.add(sender);
                Thread thread = new Thread(sender, sender.device);
                threads.add(thread);
                thread.start();
            }
            for (int kill = 0; kill < KILLS; kill++) {
                LockSupport.parkNanos(1_000_000L * (200 + random.nextInt(2800)));
                platform.kill();
                platform.start();
            }
            LockSupport.parkNanos(1_000_000_000L);
            senders.forEach(s -> s.running = false);
            for (Thread thread : threads) {
                thread.join(120_000);
                assertThat(thread.isAlive()).as(thread.getName() + " has ended").isFalse();
            }
            long acknowledged = 0;
            for (Sender sender : senders) {
                List<Long> stored = stored(platform, sender.device + ".t", first, sender.nextTs);
                Set<Long> once = new HashSet<>(stored);
                assertThat(once).as("each identity of " + sender.device + " once").hasSameSizeAs(stored);
                assertThat(once).as("acknowledged readings of " + sender.device + " (" + platform.data + ")").containsAll(sender.acknowledged);
                assertThat(new HashSet<>(sender.sent)).as("nothing stored that was not sent").containsAll(once);
                acknowledged += sender.acknowledged.size();
            }
            System.out.println("KillStoryIT: " + KILLS + " kills, " + acknowledged + " acknowledged readings, 0 lost, 0 twice");
            assertThat(acknowledged).as("the load was real").isGreaterThan(KILLS * 1000L);
        }
    }

    private static List<Long> stored(Platform platform, String series, long from, long to) {
        List<Long> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = platform.ok(200, platform.get(As.ADMIN, "/api/series/" + series + "/range?from=" + from + "&to=" + to + "&limit=10000" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)));
            page.path("items").forEach(item -> {
                long ts = item.path("ts").asLong();
                assertThat(item.path("value").asDouble()).isEqualTo(Sender.valueOf(ts));
                all.add(ts);
            });
            cursor = page.path("next").asText("");
            if (page.path("next").isNull()) {
                cursor = "";
            }
        } while (!cursor.isEmpty());
        return all;
    }
}
