package io.shoutu.edge.soap;

import io.shoutu.api.edge.Readiness;
import io.shoutu.edge.Config;
import io.shoutu.edge.Opening;
import io.shoutu.edge.Words;
import io.shoutu.edge.http.Doorkeeper;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publisher of SOAP services (SOAP 发布者): every service with the property {@code soap.service} appears under {@code /ws} and goes with its service.
 *
 * <p>A service answers from the moment it is published; what it takes to answer is made by the first request, or in the background once
 * everything else is ready, so that the start does not wait for it. Where that fails, this condition is no longer met.
 */
@Component(service = {SoapPublisher.class, Readiness.class}, configurationPid = "io.shoutu.edge", immediate = true, property = "door=soap")
public final class SoapPublisher implements Readiness, ServiceTrackerCustomizer<Object, Object> {
    static final String NAME = "soap";
    private static final Logger LOG = LoggerFactory.getLogger(SoapPublisher.class);
    private static final int LOOK_MILLIS = 250;
    private static final int CALM_MILLIS = 5_000;
    private final BundleContext context;
    private final SoapServer server;
    private final List<String> publishes;
    private final Set<String> expects;
    private final List<Readiness> conditions = new CopyOnWriteArrayList<>();
    private final Map<String, String> failed = new ConcurrentHashMap<>();
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(r -> {
        Thread thread = new Thread(r, "edge-soap");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    });
    private final Opening opening;

    /** Which services must be there (必须已发布的 SOAP 服务). */
    public @interface Wanted {
        /** Addresses; the condition {@code soap} is met when all of these are published. */
        String[] soapPublishes() default {"/hazards"};
    }

    @Activate
    public SoapPublisher(BundleContext context, @Reference Doorkeeper doorkeeper, Config config, Wanted wanted) throws InvalidSyntaxException {
        this.context = context;
        this.publishes = Words.of(wanted.soapPublishes());
        this.expects = new HashSet<>(Words.of(config.expects()));
        this.expects.remove(NAME);
        this.server = new SoapServer(doorkeeper);
        ServiceTracker<Object, Object> services = new ServiceTracker<>(context, context.createFilter("(soap.service=*)"), this);
        this.opening = new Opening("edge-soap-opening", () -> services.open(true), services::close);
        background.schedule((Runnable) this::makeAll, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        background.shutdownNow();
        opening.close();
        server.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, target = "(!(door=soap))")
    void addCondition(Readiness condition) {
        conditions.add(condition);
    }

    void removeCondition(Readiness condition) {
        conditions.remove(condition);
    }

    SoapServer server() {
        return server;
    }

    /** Makes what was published, one after the other, when nobody is waiting for the start any more. */
    private void makeAll() {
        try {
            if (othersReady()) {
                for (String address : server.addresses()) {
                    if (!made.contains(address) && !failed.containsKey(address)) {
                        make(address);
                    }
                }
            }
        } finally {
            if (!background.isShutdown()) {
                background.schedule((Runnable) this::makeAll, made.size() == server.addresses().size() ? CALM_MILLIS : LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void make(String address) {
        long begun = System.nanoTime();
        try {
            server.port(address);
            made.add(address);
            LOG.info("soap /ws{} made in {} ms", address, (System.nanoTime() - begun) / 1_000_000);
        } catch (RuntimeException | LinkageError e) {
            failed.put(address, String.valueOf(e.getMessage()));
            LOG.error("soap /ws{} cannot be made", address, e);
        }
    }

    private boolean othersReady() {
        Set<String> missing = new HashSet<>(expects);
        for (Readiness condition : conditions) {
            try {
                if (!condition.state().ready()) {
                    return false;
                }
            } catch (RuntimeException cannotTell) {
                LOG.debug("readiness {} cannot be told", condition.name(), cannotTell);
                return false;
            }
            missing.remove(condition.name());
        }
        return missing.isEmpty();
    }

    private static String address(ServiceReference<Object> reference) {
        return String.valueOf(reference.getProperty("soap.service"));
    }

    @Override
    public Object addingService(ServiceReference<Object> reference) {
        String address = address(reference);
        Object service = context.getService(reference);
        if (service == null) {
            return null; // its component could not be made; DS has said why
        }
        try {
            server.publish(address, service);
            failed.remove(address);
            LOG.info("soap /ws{} published from {}", address, reference.getBundle().getSymbolicName());
            return service;
        } catch (RuntimeException | LinkageError e) {
            failed.put(address, String.valueOf(e.getMessage()));
            LOG.error("soap /ws{} from {} cannot be published", address, reference.getBundle().getSymbolicName(), e);
            context.ungetService(reference);
            return null;
        }
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, Object service) {
        // The address is part of the code; other properties do not matter here.
    }

    @Override
    public void removedService(ServiceReference<Object> reference, Object service) {
        String address = address(reference);
        server.withdraw(address, service);
        made.remove(address);
        failed.remove(address);
        context.ungetService(reference);
        LOG.info("soap /ws{} withdrawn", address);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public State state() {
        Optional<State> unmet = opening.unmet();
        if (unmet.isPresent()) {
            return unmet.get();
        }
        if (!failed.isEmpty()) {
            return new State(false, "有 SOAP 服务未能发布：" + failed.keySet());
        }
        List<String> addresses = server.addresses();
        List<String> missing = publishes.stream().filter(a -> !addresses.contains(a)).toList();
        if (!missing.isEmpty()) {
            return new State(false, "SOAP 服务尚未发布：" + String.join("、", missing));
        }
        return new State(true, made.size() == addresses.size() ? "已发布 " + addresses.size() + " 个 SOAP 服务" : "已发布 " + addresses.size() + " 个 SOAP 服务，首次请求可能稍慢");
    }
}
