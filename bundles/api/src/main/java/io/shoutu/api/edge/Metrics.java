package io.shoutu.api.edge;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** Figures to watch (运行指标): every registered source is shown at {@code /metrics} in the Prometheus text format. */
@ConsumerType
public interface Metrics {
    /** Kinds of figure. */
    enum Kind { COUNTER, GAUGE }

    /**
     * One figure.
     *
     * @param name snake case with the prefix {@code shoutu_}, counters end in {@code _total}
     */
    record Metric(String name, String help, Kind kind, Map<String, String> labels, double value) {
        public static Metric counter(String name, String help, double value) {
            return new Metric(name, help, Kind.COUNTER, Map.of(), value);
        }

        public static Metric gauge(String name, String help, double value) {
            return new Metric(name, help, Kind.GAUGE, Map.of(), value);
        }
    }

    /** The figures now; cheap, and without touching the database. */
    List<Metric> metrics();
}
