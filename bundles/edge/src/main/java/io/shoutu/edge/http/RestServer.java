package io.shoutu.edge.http;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.shoutu.api.edge.Metrics;
import io.shoutu.edge.Config;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.impl.RequestPreprocessor;
import org.apache.cxf.jaxrs.lifecycle.SingletonResourceProvider;
import org.apache.cxf.jaxrs.provider.ServerProviderFactory;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;

/**
 * The wire of all resources (REST 总线): each has a server of its own, so that one can come and go while the others answer.
 *
 * <p>What stands under no address is answered by a server at the root, so that even a wrong address gets a problem body.
 */
final class RestServer implements AutoCloseable {
    private final Bus bus;
    private final Traffic traffic = new Traffic();
    private final Doorkeeper doorkeeper;
    private final Config config;
    private final OpenApi openApi;
    private final Map<Object, Server> servers = new LinkedHashMap<>();
    private final SortedMap<String, Class<?>> published = new TreeMap<>();

    RestServer(Bus bus, Doorkeeper doorkeeper, Config config) {
        this.bus = bus;
        this.doorkeeper = doorkeeper;
        this.config = config;
        this.openApi = new OpenApi(doorkeeper.permissions());
        servers.put(openApi, serve("/", openApi));
    }

    /** Puts a resource under {@code /api} + address; raises where the address is taken or the class is no resource. */
    synchronized void publish(String address, Object resource) {
        if (!address.matches("(/[a-z0-9.-]+)+")) {
            throw new IllegalArgumentException("rest.resource must be an address such as /hazards: " + address);
        }
        if (published.containsKey(address)) {
            throw new IllegalStateException(address + " is taken by " + published.get(address).getName());
        }
        servers.put(resource, serve(address, resource));
        published.put(address, resource.getClass());
        openApi.show(published);
    }

    /** Takes a resource off the wire; one never published is no error. */
    synchronized void withdraw(String address, Object resource) {
        Server server = servers.remove(resource);
        if (server != null) {
            server.destroy();
            published.remove(address);
            openApi.show(published);
            // Jackson remembers types for everybody in one place; a plugin that has gone must not be kept by it.
            TypeFactory.defaultInstance().clearCache();
        }
    }

    synchronized List<String> addresses() {
        return List.copyOf(published.keySet());
    }

    /** Operations that published methods perform and no bundle declares, and methods that name none; they are refused to everyone. Those of plugins are not told here: they keep nobody else from using the house. */
    synchronized List<String> undeclared() {
        return published.entrySet().stream().filter(e -> e.getValue().getName().startsWith("io.shoutu.")).flatMap(e -> java.util.Arrays.stream(e.getValue().getMethods()).filter(OpenApi::answers)
                .filter(m -> Gate.operation(m) == null || !doorkeeper.permissions().knows(Gate.operation(m)))
                .map(m -> Gate.operation(m) == null ? "/api" + e.getKey() + " " + m.getName() : Gate.operation(m))).distinct().sorted().toList();
    }

    List<Metrics.Metric> metrics() {
        return traffic.metrics();
    }

    private Server serve(String address, Object resource) {
        Repeating repeating = new Repeating(doorkeeper);
        JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
        factory.setBus(bus);
        factory.setAddress(address);
        factory.setResourceClasses(resource.getClass());
        factory.setResourceProvider(resource.getClass(), new SingletonResourceProvider(resource, true));
        factory.setProviders(List.of(new JsonBodies(Json.mapper()), new Gate(doorkeeper, config, traffic, repeating), repeating, new Problems.All(), new Problems.Web(), new Parameters()));
        factory.setProperties(Map.of("wadl.service.description.available", "false", "default.wae.mapper.least.specific", "true",
                FaultListener.class.getName(), new Problems.Departures()));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(JAXRSServerFactoryBean.class.getClassLoader());
        try {
            factory.setStart(false);
            Server server = factory.create();
            ((ServerProviderFactory) server.getEndpoint().get(ServerProviderFactory.class.getName())).setRequestPreprocessor(new Plain());
            server.start();
            return server;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public synchronized void close() {
        servers.values().forEach(Server::destroy);
        servers.clear();
        published.clear();
    }

    /** Takes the request as it came: CXF's {@code ?_method=} and {@code ?_type=} would change it behind the gate's back. A broken escape is refused here. */
    private static final class Plain extends RequestPreprocessor {
        @Override
        public String preprocess(Message message, javax.ws.rs.core.UriInfo info) {
            try {
                info.getQueryParameters();
                return info.getPath();
            } catch (IllegalArgumentException brokenEscape) {
                throw Refusal.parameter(null, "地址中的 % 转义不完整，请检查");
            }
        }
    }
}
