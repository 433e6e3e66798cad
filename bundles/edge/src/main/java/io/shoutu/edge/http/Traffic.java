package io.shoutu.edge.http;

import io.shoutu.api.edge.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Requests answered (请求计数), by class of status. */
final class Traffic {
    private final LongAdder[] classes = {new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder()};

    void answered(int status) {
        classes[Math.max(1, Math.min(5, status / 100)) - 1].increment();
    }

    List<Metrics.Metric> metrics() {
        List<Metrics.Metric> out = new ArrayList<>();
        for (int i = 0; i < classes.length; i++) {
            out.add(new Metrics.Metric("shoutu_http_requests_total", "API requests answered, by class of status", Metrics.Kind.COUNTER, Map.of("status", (i + 1) + "xx"), classes[i].sum()));
        }
        return out;
    }
}
