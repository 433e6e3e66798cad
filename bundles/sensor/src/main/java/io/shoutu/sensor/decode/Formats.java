package io.shoutu.sensor.decode;

import io.shoutu.api.sensor.SensorDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The formats that can be read now (可解码的格式), by the decoders that plugins bring and take. */
@Component(service = Formats.class)
public final class Formats {
    private final Map<String, List<SensorDecoder>> byName = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void add(SensorDecoder decoder) {
        String name = decoder.format();
        byName.merge(name, List.of(decoder), Formats::both);
        listeners.forEach(listener -> listener.accept(name));
    }

    public void remove(SensorDecoder decoder) {
        byName.computeIfPresent(decoder.format(), (name, there) -> {
            List<SensorDecoder> rest = there.stream().filter(d -> d != decoder).toList();
            return rest.isEmpty() ? null : rest;
        });
    }

    private static List<SensorDecoder> both(List<SensorDecoder> there, List<SensorDecoder> more) {
        List<SensorDecoder> all = new ArrayList<>(there);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** The decoder of that format, the oldest where there are several; null where there is none now. */
    public SensorDecoder of(String format) {
        List<SensorDecoder> there = byName.get(format);
        return there == null ? null : there.get(0);
    }

    /** Name → what people read, of every format but our own. */
    public Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        byName.forEach((name, decoders) -> labels.put(name, decoders.get(0).label()));
        return labels;
    }

    /** Hears the name of every format that can be read from now on. */
    public void onArrival(Consumer<String> listener) {
        listeners.add(listener);
    }
}
