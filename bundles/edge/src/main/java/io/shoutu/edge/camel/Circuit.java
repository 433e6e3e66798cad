package io.shoutu.edge.camel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.NamedNode;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.ServiceStatus;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.DefaultErrorHandlerBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes of one bundle (回路) in a Camel context of their own.
 *
 * <p>One context per bundle because a shared one pins a plugin's classes in its caches at every update, and because a bundle
 * cannot block or misread another. The context lives as long as there is a builder.
 */
final class Circuit {
    private static final Logger log = LoggerFactory.getLogger(Circuit.class);
    private static final long STOP_SECONDS = 10;

    private final String name;
    /** Of the bundle; null once closed. */
    private volatile ClassLoader loader;
    private final Wiring wiring;
    private final Map<RoutesBuilder, Branch> branches = new LinkedHashMap<>();
    private final Map<String, RouteCount> counts = new ConcurrentHashMap<>();
    private final Map<String, Components.Lease> leases = new LinkedHashMap<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private volatile DefaultCamelContext context;

    /** One builder and what became of it. Changed only under the circuit's lock. */
    private static final class Branch {
        private final RoutesBuilder builder;
        private final Set<String> routes = new LinkedHashSet<>();
        private volatile RouteTrouble trouble;
        private boolean hopeless;

        private Branch(RoutesBuilder builder) {
            this.builder = builder;
        }
    }

    Circuit(String name, ClassLoader loader, Wiring wiring) {
        this.name = name;
        this.loader = loader;
        this.wiring = wiring;
    }

    String name() {
        return name;
    }

    synchronized void add(RoutesBuilder builder) {
        Branch branch = new Branch(builder);
        branches.put(builder, branch);
        connect(branch);
    }

    /** Takes a builder's routes away; answers whether the circuit is now empty and its context closed. */
    synchronized boolean remove(RoutesBuilder builder) {
        Branch branch = branches.remove(builder);
        if (branch != null && !branches.isEmpty()) {
            disconnect(branch.routes);
        }
        if (branches.isEmpty()) {
            close();
            return true;
        }
        return false;
    }

    /** Tries again what could not be connected. */
    synchronized void retry() {
        for (Branch branch : branches.values()) {
            if (branch.trouble != null && !branch.hopeless) {
                connect(branch);
            }
        }
    }

    /** A component goes away: routes are taken off it, and those that need it wait for its return. */
    synchronized void lost(String scheme) {
        if (context == null || !leases.containsKey(scheme)) {
            return;
        }
        for (Branch branch : branches.values()) {
            if (branch.trouble == null) {
                disconnect(branch.routes);
                branch.trouble = new RouteTrouble(name, title(branch.builder), scheme, "component " + scheme + ": went away", now());
            }
        }
        withCamelLoader(() -> {
            context.removeEndpoints(scheme + ":*");
            return context.removeComponent(scheme);
        });
        leases.remove(scheme).giveBack().run();
        // Which endpoints a route sends to is known only to itself: those that can do without come back at once.
        retry();
    }

    boolean owns(String route) {
        CamelContext now = context;
        return now != null && now.getRoute(route) != null;
    }

    /** Stops a route; answers false where it was stopped already. */
    synchronized boolean stop(String route) {
        return withCamelLoader(() -> {
            if (context.getRouteController().getRouteStatus(route).isStopped()) {
                return false;
            }
            context.getRouteController().stopRoute(route);
            return true;
        });
    }

    /** Starts a route; answers false where it was running already. */
    synchronized boolean start(String route) {
        return withCamelLoader(() -> {
            if (context.getRouteController().getRouteStatus(route).isStarted()) {
                return false;
            }
            context.getRouteController().startRoute(route);
            return true;
        });
    }

    List<RouteState> routes() {
        CamelContext now = context;
        if (now == null) {
            return List.of();
        }
        List<RouteState> out = new ArrayList<>();
        for (Route route : now.getRoutes()) {
            RouteCount count = counts.get(route.getId());
            ServiceStatus status = now.getRouteController().getRouteStatus(route.getId());
            RouteCount.Failure last = count == null ? null : count.last();
            out.add(new RouteState(route.getId(), name, URISupport.sanitizeUri(route.getEndpoint().getEndpointUri()),
                    status == null ? "Removed" : status.name(), count == null ? 0 : count.total(), count == null ? 0 : count.failed(),
                    count == null ? 0 : count.inflight(), last == null ? null : last.reason(), last == null ? null : last.since()));
        }
        return out;
    }

    synchronized List<RouteTrouble> troubles() {
        return branches.values().stream().map(b -> b.trouble).filter(t -> t != null).toList();
    }

    synchronized void close() {
        branches.clear();
        DefaultCamelContext closing = context;
        context = null;
        if (closing != null) {
            try {
                withCamelLoader(() -> {
                    closing.close();
                    return null;
                });
            } finally {
                // Camel itself may hold the last context in a static; it must not hold a plugin's classes by it.
                closing.setApplicationContextClassLoader(DefaultCamelContext.class.getClassLoader());
                loader = null;
                wiring.freeAll(this);
                counts.clear();
                leases.values().forEach(lease -> lease.giveBack().run());
                leases.clear();
            }
        }
    }

    private void connect(Branch branch) {
        Set<RouteDefinition> before = Set.of();
        missing.clear();
        try {
            open();
            before = identity(context.getRouteDefinitions());
            boolean[] configured = {branch.trouble != null};
            if (branch.trouble == null && branch.builder instanceof RouteBuilder builder) {
                // configure() runs once in a builder's life: one that failed inside is half done and cannot be tried again.
                builder.addLifecycleInterceptor(new RouteBuilderLifecycleStrategy() {
                    @Override
                    public void afterConfigure(RouteBuilder done) {
                        configured[0] = true;
                    }
                });
            } else {
                configured[0] = true;
            }
            try {
                withCamelLoader(() -> {
                    context.addRoutes(branch.builder);
                    return null;
                });
            } finally {
                branch.hopeless = !configured[0];
            }
            branch.routes.clear();
            for (RouteDefinition definition : context.getRouteDefinitions()) {
                if (!before.contains(definition)) {
                    branch.routes.add(definition.getRouteId());
                }
            }
            if (branch.trouble != null) {
                log.info("routes of {} ({}) connected after all: {}", name, title(branch.builder), branch.routes);
            }
            branch.trouble = null;
        } catch (RuntimeException | LinkageError e) {
            sweep(before);
            Throwable root = root(e);
            String waitsFor = missing.stream().findFirst().orElse(null);
            boolean news = branch.trouble == null || !String.valueOf(root).equals(branch.trouble.reason());
            branch.trouble = new RouteTrouble(name, title(branch.builder), waitsFor, String.valueOf(root), now());
            if (waitsFor != null) {
                log.info("routes of {} ({}) wait for component {}:", name, title(branch.builder), waitsFor);
            } else if (news) {
                log.error("routes of {} ({}) could not be added{}", name, title(branch.builder),
                        branch.hopeless ? " and are not tried again until the bundle offers them anew" : "", e);
            }
        }
    }

    /** A failed {@code addRoutes} leaves its definitions behind, and the next one would start them: take away what came since. */
    private void sweep(Set<RouteDefinition> before) {
        if (context == null) {
            return;
        }
        for (RouteDefinition definition : List.copyOf(context.getRouteDefinitions())) {
            if (!before.contains(definition)) {
                disconnect(List.of(definition.getRouteId() == null ? "" : definition.getRouteId()));
                try {
                    context.removeRouteDefinition(definition);
                } catch (Exception e) {
                    log.warn("a definition of {} that failed could not be taken away: {}", name, definition, e);
                }
            }
        }
    }

    private void disconnect(Collection<String> routes) {
        for (String route : routes) {
            if (context.getRoute(route) != null) {
                withCamelLoader(() -> {
                    context.getRouteController().stopRoute(route);
                    return context.removeRoute(route);
                });
            }
            RouteDefinition definition = context.getRouteDefinition(route);
            if (definition != null) {
                withCamelLoader(() -> {
                    context.removeRouteDefinition(definition);
                    return null;
                });
            }
            counts.remove(route);
            wiring.free(route, this);
        }
    }

    private void open() {
        if (context != null) {
            return;
        }
        DefaultCamelContext opening = withCamelLoader(() -> {
            DefaultCamelContext fresh = new DefaultCamelContext(false);
            fresh.getCamelContextExtension().setName(name);
            fresh.disableJMX();
            fresh.setApplicationContextClassLoader(loader);
            fresh.setStartupSummaryLevel(StartupSummaryLevel.Oneline);
            fresh.getShutdownStrategy().setTimeout(STOP_SECONDS);
            fresh.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
            fresh.getShutdownStrategy().setShutdownNowOnTimeout(true);
            ComponentResolver usual = org.apache.camel.support.PluginHelper.getComponentResolver(fresh);
            fresh.getCamelContextExtension().addContextPlugin(ComponentResolver.class, (scheme, asking) -> resolve(scheme, asking, usual));
            // No redelivery by Camel and no stack trace per attempt: whoever hands an exchange in gets the exception, tries again and tells.
            fresh.getCamelContextExtension().setErrorHandlerFactory(new DefaultErrorHandlerBuilder().logExhausted(false));
            fresh.addRoutePolicyFactory(this::count);
            fresh.addRoutePolicyFactory((in, route, definition) -> new EntryGuard());
            // start() first, then addRoutes(): the other way round routes may stay unstarted without an error.
            fresh.start();
            return fresh;
        });
        context = opening;
    }

    private Component resolve(String scheme, CamelContext asking, ComponentResolver usual) throws Exception {
        Components.Lease held = leases.get(scheme);
        if (held != null) {
            return held.component();
        }
        Optional<Components.Lease> offered = wiring.components().lease(scheme);
        if (offered.isPresent()) {
            leases.put(scheme, offered.get());
            return offered.get().component();
        }
        Component own = usual.resolveComponent(scheme, asking);
        if (own == null) {
            missing.add(scheme);
        }
        return own;
    }

    private RoutePolicy count(CamelContext in, String route, NamedNode definition) {
        wiring.claim(route, this);
        return counts.computeIfAbsent(route, id -> new RouteCount(wiring.clock()));
    }

    private Instant now() {
        return wiring.clock().instant();
    }

    private static Set<RouteDefinition> identity(Collection<RouteDefinition> definitions) {
        Set<RouteDefinition> set = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(definitions);
        return set;
    }

    static String title(RoutesBuilder builder) {
        return builder instanceof RouteFiles.FileRoutes file ? file.file() : builder.getClass().getName();
    }

    private static Throwable root(Throwable e) {
        Set<Throwable> seen = new HashSet<>();
        Throwable at = e;
        while (at.getCause() != null && seen.add(at)) {
            at = at.getCause();
        }
        return at;
    }

    @FunctionalInterface
    private interface Step<T> {
        T take() throws Exception;
    }

    /** Camel finds its own parts by the thread's class loader, so that is Camel's while it builds, starts, adds and stops. */
    private static <T> T withCamelLoader(Step<T> step) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(DefaultCamelContext.class.getClassLoader());
        try {
            return step.take();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
