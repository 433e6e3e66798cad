package io.shoutu.edge.camel;

import io.shoutu.api.journal.Listeners;
import io.shoutu.api.journal.Listeners.Listener;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * The ear of a route (日志监听组件): {@code from("journal:<own name>?facts=sensor.alarm-raised,hazard.*&from=beginning&attempts=5")}.
 *
 * <p>The listener is called {@code <bundle word>.<own name>}. The body is the {@link io.shoutu.api.journal.Entry}. An exchange
 * that ends in an exception is tried again and parked by the journal, not by Camel.
 */
@Component(service = org.apache.camel.Component.class, scope = ServiceScope.PROTOTYPE, property = "camel.component=journal")
public final class JournalComponent extends DefaultComponent {
    private static final int ATTEMPTS = 5;
    private final Listeners listeners;

    @Activate
    public JournalComponent(@Reference Listeners listeners) {
        this.listeners = listeners;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        List<String> facts = Stream.of(getAndRemoveParameter(parameters, "facts", String.class, "").split(",")).map(String::strip).filter(f -> !f.isEmpty()).toList();
        String from = getAndRemoveParameter(parameters, "from", String.class, "now");
        if (!from.equals("now") && !from.equals("beginning")) {
            throw new IllegalArgumentException("journal:" + name + " says from=" + from + "; it is now or beginning");
        }
        int attempts = getAndRemoveParameter(parameters, "attempts", Integer.class, ATTEMPTS);
        Listener listener = new Listener(getCamelContext().getName() + "." + name, facts, from.equals("beginning"), attempts);
        return new JournalEndpoint(uri, this, listener, listeners);
    }
}
