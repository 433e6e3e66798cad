package io.shoutu.edge.http;

import io.shoutu.api.edge.Metrics;
import io.shoutu.api.edge.Readiness;
import io.shoutu.edge.Config;
import io.shoutu.edge.Opening;
import io.shoutu.edge.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.cxf.BusFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The publisher (发布者): every service with the property {@code rest.resource} appears under {@code /api} and goes with its service. */
@Component(service = {Readiness.class, Metrics.class}, configurationPid = "io.shoutu.edge", immediate = true)
public final class RestPublisher implements Readiness, Metrics, ServiceTrackerCustomizer<Object, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(RestPublisher.class);
    private final BundleContext context;
    private final RestServer server;
    private final List<String> publishes;
    private final Map<String, String> failed = new ConcurrentHashMap<>();
    private final Opening opening;

    @Activate
    public RestPublisher(BundleContext context, @Reference Doorkeeper doorkeeper, Config config) throws InvalidSyntaxException {
        this.context = context;
        this.publishes = Words.of(config.publishes());
        this.server = new RestServer(BusFactory.getDefaultBus(), doorkeeper, config);
        ServiceTracker<Object, Object> resources = new ServiceTracker<>(context, context.createFilter("(rest.resource=*)"), this);
        // All services: a resource is registered under a class of its own bundle, which this one cannot see.
        this.opening = new Opening("edge-rest", () -> resources.open(true), resources::close);
    }

    @Deactivate
    void close() {
        opening.close();
        server.close();
    }

    private static String address(ServiceReference<Object> reference) {
        return String.valueOf(reference.getProperty("rest.resource"));
    }

    @Override
    public Object addingService(ServiceReference<Object> reference) {
        String address = address(reference);
        Object resource = context.getService(reference);
        if (resource == null) {
            return null; // its component could not be made; DS has said why
        }
        try {
            server.publish(address, resource);
            failed.remove(address);
            LOG.info("rest /api{} published from {}", address, reference.getBundle().getSymbolicName());
            return resource;
        } catch (RuntimeException | LinkageError e) {
            // A plugin that cannot be published is its own loss; one of our rooms keeps the house from being ready.
            if (reference.getBundle().getSymbolicName().startsWith("io.shoutu.")) {
                failed.put(address, String.valueOf(e.getMessage()));
            }
            LOG.error("rest /api{} from {} cannot be published", address, reference.getBundle().getSymbolicName(), e);
            context.ungetService(reference);
            return null;
        }
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, Object resource) {
        // The address is part of the code; other properties do not matter here.
    }

    @Override
    public void removedService(ServiceReference<Object> reference, Object resource) {
        server.withdraw(address(reference), resource);
        context.ungetService(reference);
        LOG.info("rest /api{} withdrawn", address(reference));
    }

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public State state() {
        Optional<State> unmet = opening.unmet();
        if (unmet.isPresent()) {
            return unmet.get();
        }
        List<String> addresses = server.addresses();
        if (!failed.isEmpty()) {
            return new State(false, "有接口未能发布：" + failed.keySet());
        }
        List<String> missing = publishes.stream().filter(a -> !addresses.contains(a)).toList();
        if (!missing.isEmpty()) {
            return new State(false, "接口尚未发布：" + String.join("、", missing));
        }
        List<String> undeclared = server.undeclared();
        if (!undeclared.isEmpty()) {
            return new State(false, "有操作未在权限表中声明，对所有人关闭：" + String.join("、", undeclared));
        }
        return new State(true, "已发布 " + addresses.size() + " 组接口");
    }

    @Override
    public List<Metric> metrics() {
        return server.metrics();
    }
}
