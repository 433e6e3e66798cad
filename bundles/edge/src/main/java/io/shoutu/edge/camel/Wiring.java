package io.shoutu.edge.camel;

import io.shoutu.api.Problem;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.RoutesBuilder;

/**
 * All circuits of the house (接线). Knows nothing of OSGi; {@link CamelHost} feeds it with what bundles register and
 * {@link RouteFiles} with what lies in the folder.
 */
final class Wiring implements AutoCloseable {
    private final Components components;
    private final Clock clock;
    private final Map<Object, Circuit> circuits = new ConcurrentHashMap<>();
    private final Map<String, Circuit> claims = new ConcurrentHashMap<>();

    Wiring(Components components, Clock clock) {
        this.components = components;
        this.clock = clock;
    }

    Components components() {
        return components;
    }

    Clock clock() {
        return clock;
    }

    /**
     * Connects the routes of a builder. Never throws for the builder's faults: they stand in {@link #troubles()}.
     *
     * @param owner the bundle, or the file; its circuit goes with its last builder
     * @param loader sees the owner's classes
     */
    void add(Object owner, String name, ClassLoader loader, RoutesBuilder builder) {
        circuits.computeIfAbsent(owner, o -> new Circuit(name, loader, this)).add(builder);
    }

    /** Stops and takes away the routes of a builder, waiting for the exchanges in them. */
    void remove(Object owner, RoutesBuilder builder) {
        Circuit circuit = circuits.get(owner);
        if (circuit != null && circuit.remove(builder)) {
            circuits.remove(owner, circuit);
        }
    }

    /** Tries again what could not be connected, e.g. because a component or a free route id has come. */
    void retry() {
        circuits.values().forEach(Circuit::retry);
    }

    void lost(String scheme) {
        circuits.values().forEach(circuit -> circuit.lost(scheme));
    }

    List<RouteState> routes() {
        return circuits.values().stream().flatMap(c -> c.routes().stream()).sorted(Comparator.comparing(RouteState::id)).toList();
    }

    List<RouteTrouble> troubles() {
        return circuits.values().stream().flatMap(c -> c.troubles().stream()).sorted(Comparator.comparing(RouteTrouble::bundle)).toList();
    }

    /** @throws Problem.NotFound code {@code route-not-found} */
    boolean stop(String route) {
        return owner(route).stop(route);
    }

    /** @throws Problem.NotFound code {@code route-not-found} */
    boolean start(String route) {
        return owner(route).start(route);
    }

    private Circuit owner(String route) {
        Circuit circuit = claims.get(route);
        if (circuit == null || !circuit.owns(route)) {
            throw new Problem.NotFound("route-not-found", "没有找到路由：" + route + "；shoutu:routes 列出全部路由");
        }
        return circuit;
    }

    /** A route id belongs to one circuit in the whole house; refusing here keeps the second from ever starting. */
    void claim(String route, Circuit circuit) {
        Circuit first = claims.putIfAbsent(route, circuit);
        if (first != null && first != circuit) {
            throw new IllegalStateException("route id " + route + " is taken by " + first.name());
        }
    }

    void free(String route, Circuit circuit) {
        claims.remove(route, circuit);
    }

    void freeAll(Circuit circuit) {
        claims.values().removeIf(c -> c == circuit);
    }

    @Override
    public void close() {
        circuits.values().forEach(Circuit::close);
        circuits.clear();
    }
}
