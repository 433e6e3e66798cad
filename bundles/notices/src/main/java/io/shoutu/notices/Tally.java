package io.shoutu.notices;

import io.shoutu.api.edge.Metrics.Kind;
import io.shoutu.api.edge.Metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Figures of the channels since the start (渠道计数). */
final class Tally {
    private record Key(String channel, String what) {}

    private final Map<Key, LongAdder> counted = new ConcurrentHashMap<>();
    private final Map<String, Long> waiting = new ConcurrentHashMap<>();

    void count(String channel, String what, long by) {
        counted.computeIfAbsent(new Key(channel, what), k -> new LongAdder()).add(by);
    }

    void waiting(String channel, long deliveries) {
        waiting.put(channel, deliveries);
    }

    List<Metric> metrics() {
        List<Metric> out = new ArrayList<>();
        counted.forEach((key, sum) -> out.add(new Metric("shoutu_notices_" + key.what() + "_total", HELP.getOrDefault(key.what(), key.what()), Kind.COUNTER,
                Map.of("channel", key.channel()), sum.sum())));
        waiting.forEach((channel, n) -> out.add(new Metric("shoutu_notices_waiting", "Deliveries waiting in the queue after the last round", Kind.GAUGE, Map.of("channel", channel), n)));
        return out;
    }

    private static final Map<String, String> HELP = Map.of("messages", "Messages a channel has taken", "merged", "Notices that went out inside a message with others",
            "tries", "Tries to send", "retries", "Tries put off to later", "refused", "Messages refused for good", "unknown", "Messages whose outcome nobody can tell",
            "parked", "Messages parked", "expired", "Deliveries too late to be sent", "reports", "Delivery reports from carriers");
}
