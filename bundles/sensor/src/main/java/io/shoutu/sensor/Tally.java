package io.shoutu.sensor;

import io.shoutu.api.edge.Metrics.Kind;
import io.shoutu.api.edge.Metrics.Metric;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The tally (计数) of what came in and what became of it. */
final class Tally {
    final LongAdder received = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder full = new LongAdder();
    private final LongAdder stored = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder commitNanos = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final Map<Reason, LongAdder> parked = new EnumMap<>(Reason.class);

    Tally() {
        for (Reason reason : Reason.values()) {
            parked.put(reason, new LongAdder());
        }
    }

    void committed(int fresh, int again, List<Parked> refused, long nanos) {
        stored.add(fresh);
        duplicates.add(again);
        for (Parked item : refused) {
            parked.get(item.reason()).increment();
        }
        commits.increment();
        commitNanos.add(nanos);
    }

    List<Metric> metrics(long waiting, History history, Packer packer) {
        List<Metric> all = new ArrayList<>();
        all.add(Metric.counter("shoutu_sensor_messages_received_total", "Messages taken in from all inlets", received.sum()));
        all.add(Metric.counter("shoutu_sensor_refused_full_total", "Messages refused because too much was waiting already", full.sum()));
        all.add(Metric.counter("shoutu_sensor_readings_stored_total", "Readings stored", stored.sum()));
        all.add(Metric.counter("shoutu_sensor_readings_duplicate_total", "Readings that were stored before", duplicates.sum()));
        parked.forEach((reason, count) -> all.add(new Metric("shoutu_sensor_parked_total", "What could not be used and was parked", Kind.COUNTER,
                Map.of("reason", reason.word()), count.sum())));
        all.add(Metric.gauge("shoutu_sensor_queue_readings", "What waits for its commit", waiting));
        all.add(Metric.counter("shoutu_sensor_commits_total", "Commits of readings", commits.sum()));
        all.add(Metric.counter("shoutu_sensor_commit_failures_total", "Commits that failed and were tried again", failures.sum()));
        all.add(Metric.counter("shoutu_sensor_commit_seconds_total", "Time spent in commits", commitNanos.sum() / 1e9));
        all.add(Metric.gauge("shoutu_sensor_unpacked_readings", "Readings in memory, stored but not yet packed", history.unpacked()));
        all.add(Metric.gauge("shoutu_sensor_sheaf_readings", "Readings that lie in sheaves, too few for chunks of their own yet", history.sheafReadings()));
        all.add(Metric.gauge("shoutu_sensor_spool_rows", "Spool rows not yet packed", history.spoolRows()));
        all.add(Metric.counter("shoutu_sensor_pack_passes_total", "Passes of the packer", packer.passes()));
        all.add(Metric.counter("shoutu_sensor_chunks_written_total", "Chunks of readings written, new and again", packer.chunks()));
        all.add(Metric.counter("shoutu_sensor_pack_seconds_total", "Time spent packing", packer.seconds()));
        all.add(Metric.gauge("shoutu_sensor_pack_longest_seconds", "Longest pass of the packer since the start", packer.longestSeconds()));
        return all;
    }
}
