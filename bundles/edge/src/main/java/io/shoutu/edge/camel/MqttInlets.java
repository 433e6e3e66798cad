package io.shoutu.edge.camel;

import io.shoutu.api.edge.Metrics;
import io.shoutu.api.edge.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;

/** All inlets from brokers (外部消息入口) that should be running now: their figures, and whether each is subscribed. */
@Component(immediate = true, service = {MqttInlets.class, Metrics.class, Readiness.class})
public final class MqttInlets implements Metrics, Readiness {

    /**
     * The figures of one inlet.
     *
     * @param subscribed connected, and the broker has confirmed every subscription
     * @param idleSeconds since the last message or answered round trip
     */
    record Figures(String name, boolean subscribed, long messages, long batches, long failures, long reconnects, double idleSeconds) {}

    /** Something that hears from a broker. */
    @FunctionalInterface
    interface Inlet {
        Figures figures();
    }

    private final Set<Inlet> inlets = ConcurrentHashMap.newKeySet();

    void opened(Inlet inlet) {
        inlets.add(inlet);
    }

    void closed(Inlet inlet) {
        inlets.remove(inlet);
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> out = new ArrayList<>();
        for (Inlet inlet : inlets) {
            Figures f = inlet.figures();
            Map<String, String> labels = Map.of("inlet", f.name());
            out.add(new Metric("shoutu_mqtt_inlet_messages_total", "Messages from a broker acknowledged after their exchange", Kind.COUNTER, labels, f.messages()));
            out.add(new Metric("shoutu_mqtt_inlet_batches_total", "Exchanges made of them", Kind.COUNTER, labels, f.batches()));
            out.add(new Metric("shoutu_mqtt_inlet_failures_total", "Exchanges that failed and were tried again", Kind.COUNTER, labels, f.failures()));
            out.add(new Metric("shoutu_mqtt_inlet_reconnects_total", "Connections made anew", Kind.COUNTER, labels, f.reconnects()));
            out.add(new Metric("shoutu_mqtt_inlet_connected", "1 while connected and subscribed", Kind.GAUGE, labels, f.subscribed() ? 1 : 0));
            out.add(new Metric("shoutu_mqtt_inlet_idle_seconds", "Seconds since the last message or answered round trip", Kind.GAUGE, labels, f.idleSeconds()));
        }
        return out;
    }

    @Override
    public String name() {
        return "mqtt-inlets";
    }

    @Override
    public State state() {
        List<String> missing = inlets.stream().map(Inlet::figures).filter(f -> !f.subscribed()).map(Figures::name).sorted().toList();
        return missing.isEmpty() ? new State(true, "已订阅外部消息代理 " + inlets.size() + " 个")
                : new State(false, "尚未订阅外部消息代理：" + String.join("、", missing));
    }
}
