package io.shoutu.edge.soap;

import io.shoutu.edge.http.Doorkeeper;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.attachment.AttachmentDeserializer;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.transport.http.DestinationRegistryImpl;
import org.apache.cxf.transport.http.HTTPTransportFactory;

/**
 * All SOAP services (SOAP 总线) by address. CXF is made with the first of them that is asked for: it costs a second and
 * more, which nobody should wait for at the start.
 *
 * <p>Bus and registry are its own: nothing of it can be reached through {@code /api}, and no feature of a shared bus reaches it.
 */
final class SoapServer implements AutoCloseable {
    private final Doorkeeper doorkeeper;
    private final Map<String, Lazy> services = new LinkedHashMap<>();
    private final HTTPTransportFactory transport = new HTTPTransportFactory(new DestinationRegistryImpl());
    private Bus bus;

    private static final class Lazy {
        final Object service;
        Port port;

        Lazy(Object service) {
            this.service = service;
        }
    }

    SoapServer(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    /** Takes a service in under its address; raises where the address is none or is taken. */
    void publish(String address, Object service) {
        if (!address.matches("(/[a-z0-9.-]+)+")) {
            throw new IllegalArgumentException("soap.service must be an address such as /hazards: " + address);
        }
        synchronized (services) {
            if (services.containsKey(address)) {
                throw new IllegalStateException(address + " is taken by " + services.get(address).service.getClass().getName());
            }
            services.put(address, new Lazy(service));
        }
    }

    /** Takes a service off; one never published is no error. */
    void withdraw(String address, Object service) {
        Lazy gone;
        synchronized (services) {
            gone = services.get(address);
            if (gone == null || gone.service != service) {
                return;
            }
            services.remove(address);
        }
        synchronized (gone) {
            if (gone.port != null) {
                gone.port.close();
            }
        }
    }

    List<String> addresses() {
        synchronized (services) {
            return List.copyOf(services.keySet());
        }
    }

    /** The service at an address, made now where nobody has asked before; null where there is none. */
    Port port(String address) {
        Lazy lazy;
        synchronized (services) {
            lazy = services.get(address);
        }
        if (lazy == null) {
            return null;
        }
        synchronized (lazy) {
            if (lazy.port == null) {
                lazy.port = new Port(bus(), transport, address, lazy.service, doorkeeper);
            }
            return lazy.port;
        }
    }

    /** Multipart never comes this far; should it, not one attachment is taken (CXF before 3.6.12 has no limit of its own). */
    private static Map<String, Object> properties() {
        return new HashMap<>(Map.of("org.apache.cxf.bus.id", "shoutu-soap", AttachmentDeserializer.ATTACHMENT_MAX_SIZE, "1", AttachmentDeserializer.ATTACHMENT_MAX_COUNT, "0",
                AttachmentDeserializer.ATTACHMENT_MAX_HEADER_SIZE, "100"));
    }

    private synchronized Bus bus() {
        if (bus == null) {
            // Whoever asks for the default bus must not be given this one.
            BusFactory.getDefaultBus();
            Bus before = BusFactory.getThreadDefaultBus(false);
            bus = new ExtensionManagerBus(null, properties(), ExtensionManagerBus.class.getClassLoader());
            bus.setExtension(transport, HTTPTransportFactory.class);
            ((ExtensionManagerBus) bus).initialize();
            BusFactory.setThreadDefaultBus(before);
        }
        return bus;
    }

    @Override
    public void close() {
        List<Lazy> all;
        synchronized (services) {
            all = List.copyOf(services.values());
            services.clear();
        }
        for (Lazy lazy : all) {
            synchronized (lazy) {
                if (lazy.port != null) {
                    lazy.port.close();
                }
            }
        }
        synchronized (this) {
            if (bus != null) {
                bus.shutdown(true);
            }
        }
    }
}
