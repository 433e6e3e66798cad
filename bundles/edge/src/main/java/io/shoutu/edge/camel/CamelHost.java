package io.shoutu.edge.camel;

import io.shoutu.api.edge.Metrics;
import io.shoutu.api.edge.Readiness;
import io.shoutu.edge.Config;
import io.shoutu.edge.Opening;
import io.shoutu.edge.Words;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Component;
import org.apache.camel.RoutesBuilder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host of all routes (路由宿主): whatever bundle registers a {@code RoutesBuilder} service gets its routes run in a Camel
 * context of its own, started and stopped with it.
 *
 * <p>Components are services too: type {@code org.apache.camel.Component}, scope prototype, property
 * {@code camel.component=<scheme>}. A builder that fails is logged and shown, the others go on, and it is tried again whenever a
 * component comes or a route goes.
 */
@org.osgi.service.component.annotations.Component(immediate = true, service = {CamelHost.class, Metrics.class, Readiness.class}, configurationPid = "io.shoutu.edge")
public final class CamelHost implements Metrics, Readiness {
    private static final Logger log = LoggerFactory.getLogger(CamelHost.class);
    private static final String OURS = "io.shoutu.";
    private static final String SCHEME = "camel.component";

    private final Wiring wiring;
    private final List<String> expected;
    private final Map<String, ServiceReference<Component>> schemes = new ConcurrentHashMap<>();
    private final ServiceTracker<Component, String> componentTracker;
    private final ScheduledExecutorService work;
    private final Opening builders;

    @Activate
    public CamelHost(BundleContext bundle, @Reference Clock clock, Config config) {
        expected = Words.of(config.connects());
        wiring = new Wiring(scheme -> lease(bundle, scheme), clock);
        work = Executors.newSingleThreadScheduledExecutor(r -> new Thread(r, "shoutu-wiring"));
        componentTracker = new ServiceTracker<>(bundle, Component.class, new Schemes());
        ServiceTracker<RoutesBuilder, RoutesBuilder> builderTracker = new ServiceTracker<>(bundle, RoutesBuilder.class, new Builders(bundle));
        // Components are only looked at here, and fetched by the circuit that needs them.
        componentTracker.open();
        builders = new Opening("edge-routes", () -> {
            builderTracker.open();
            // After the builders: of two routes with one id the first has it, and a file must not take it from a room.
            lookForFiles(bundle);
        }, builderTracker::close);
    }

    @Deactivate
    void close() {
        builders.close();
        work.shutdown();
        wiring.close();
        componentTracker.close();
    }

    private void lookForFiles(BundleContext bundle) {
        String data = bundle.getProperty("shoutu.data");
        if (data != null) {
            look(new RouteFiles(Path.of(data, "routes"), wiring));
            String dropped = bundle.getProperty("shoutu.deploy.filter");
            if (dropped != null && "county.camel.yaml".matches(dropped)) {
                // Where dropping a file installs it, a route file is dropped like any other plugin.
                look(new RouteFiles(Path.of(data, "deploy"), wiring));
            }
        }
    }

    private void look(RouteFiles files) {
        work.scheduleWithFixedDelay(() -> safely("route files", files::look), 0, 2, TimeUnit.SECONDS);
    }

    /** Every route of the house by id. */
    public List<RouteState> routes() {
        return wiring.routes();
    }

    /** Builders whose routes are not connected, and why. */
    public List<RouteTrouble> troubles() {
        return wiring.troubles();
    }

    /** Stops a route until it is started or the platform restarts; false where it was stopped already. */
    boolean stop(String route) {
        return wiring.stop(route);
    }

    /** Starts a route; false where it was running already. */
    boolean start(String route) {
        return wiring.start(route);
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> out = new ArrayList<>();
        for (RouteState route : wiring.routes()) {
            Map<String, String> labels = Map.of("route", route.id());
            out.add(new Metric("shoutu_route_exchanges_total", "Exchanges a route has finished", Kind.COUNTER, labels, route.exchanges()));
            out.add(new Metric("shoutu_route_failures_total", "Exchanges of a route that failed", Kind.COUNTER, labels, route.failed()));
            out.add(new Metric("shoutu_route_up", "1 while a route runs", Kind.GAUGE, labels, "Started".equals(route.state()) ? 1 : 0));
        }
        out.add(Metric.gauge("shoutu_route_builders_waiting", "Builders whose routes are not connected", wiring.troubles().size()));
        return out;
    }

    @Override
    public String name() {
        return "routes";
    }

    /** A plugin's broken route is shown but keeps nobody from using the house; one of our own does. */
    @Override
    public State state() {
        Optional<State> unmet = builders.unmet();
        if (unmet.isPresent()) {
            return unmet.get();
        }
        List<RouteTrouble> ours = wiring.troubles().stream().filter(t -> t.builder().startsWith(OURS)).toList();
        if (!ours.isEmpty()) {
            return new State(false, "未接通：" + String.join("；", ours.stream().map(t -> t.builder() + " " + t.reason()).toList()));
        }
        List<RouteState> connected = wiring.routes();
        List<String> missing = expected.stream().filter(id -> connected.stream().noneMatch(r -> r.id().equals(id))).toList();
        return missing.isEmpty() ? new State(true, "路由已接通 " + connected.size() + " 条") : new State(false, "尚未接通：" + String.join("、", missing));
    }

    private Optional<Components.Lease> lease(BundleContext bundle, String scheme) {
        ServiceReference<Component> reference = schemes.get(scheme);
        if (reference == null) {
            return Optional.empty();
        }
        ServiceObjects<Component> objects = bundle.getServiceObjects(reference);
        Component component = objects == null ? null : objects.getService();
        return Optional.ofNullable(component).map(c -> new Components.Lease(c, () -> giveBack(objects, c, scheme)));
    }

    private static void giveBack(ServiceObjects<Component> objects, Component component, String scheme) {
        try {
            objects.ungetService(component);
        } catch (IllegalStateException | IllegalArgumentException e) {
            log.debug("component {}: had gone before it was given back", scheme, e);
        }
    }

    private static void safely(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            // A scheduled task that throws would never run again.
            log.error("{} failed", what, e);
        }
    }

    private void retrySoon() {
        if (!work.isShutdown()) {
            work.execute(() -> safely("retry of routes", wiring::retry));
        }
    }

    /** The schemes on offer. */
    private final class Schemes implements ServiceTrackerCustomizer<Component, String> {
        @Override
        public String addingService(ServiceReference<Component> reference) {
            if (!(reference.getProperty(SCHEME) instanceof String scheme)) {
                return null;
            }
            if (!"prototype".equals(reference.getProperty("service.scope"))) {
                // One instance in two contexts would be stopped for both by one.
                log.error("component {}: of {} is not offered with scope prototype and is not used", scheme, reference.getBundle());
                return null;
            }
            schemes.putIfAbsent(scheme, reference);
            retrySoon();
            return scheme;
        }

        @Override
        public void modifiedService(ServiceReference<Component> reference, String scheme) {
            // The scheme of a component does not change in its life.
        }

        @Override
        public void removedService(ServiceReference<Component> reference, String scheme) {
            if (schemes.remove(scheme, reference)) {
                wiring.lost(scheme);
            }
        }
    }

    /** The builders bundles offer. */
    private final class Builders implements ServiceTrackerCustomizer<RoutesBuilder, RoutesBuilder> {
        private final BundleContext bundle;

        private Builders(BundleContext bundle) {
            this.bundle = bundle;
        }

        @Override
        public RoutesBuilder addingService(ServiceReference<RoutesBuilder> reference) {
            Bundle owner = reference.getBundle();
            RoutesBuilder builder = bundle.getService(reference);
            if (builder == null || owner == null) {
                return null;
            }
            String name = owner.getSymbolicName();
            wiring.add(owner, name.startsWith(OURS) ? name.substring(OURS.length()) : name, owner.adapt(BundleWiring.class).getClassLoader(), builder);
            return builder;
        }

        @Override
        public void modifiedService(ServiceReference<RoutesBuilder> reference, RoutesBuilder builder) {
            // Properties of a builder say nothing to us.
        }

        @Override
        public void removedService(ServiceReference<RoutesBuilder> reference, RoutesBuilder builder) {
            Bundle owner = reference.getBundle();
            wiring.remove(owner, builder);
            bundle.ungetService(reference);
            retrySoon();
        }
    }
}
