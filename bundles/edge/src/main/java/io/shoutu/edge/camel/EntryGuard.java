package io.shoutu.edge.camel;

import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/**
 * The guard at each entry (入口剥除): a message from outside gives Camel no orders. Headers that begin with {@code Camel} or
 * {@code org.apache.camel}, in any case, are taken off before the first step of a route (CVE-2025-27636, CVE-2025-29891,
 * CVE-2026-40453: such a header chose the bean method, the command or the file).
 *
 * <p>Our own doors hand over a body and no header at all; this is for the component a plugin brings along. What comes from another route,
 * from the clock or from a folder keeps what Camel itself put there.
 */
final class EntryGuard extends RoutePolicySupport {
    private static final Set<String> INNER = Set.of("direct", "seda", "timer", "scheduler", "file");

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        String uri = route.getEndpoint().getEndpointUri();
        if (INNER.contains(uri.substring(0, Math.max(0, uri.indexOf(':'))))) {
            return;
        }
        Message message = exchange.getMessage();
        if (message.hasHeaders()) {
            List.copyOf(message.getHeaders().keySet()).stream().filter(EntryGuard::order).forEach(message::removeHeader);
        }
    }

    private static boolean order(String name) {
        return begins(name, "camel") || begins(name, "org.apache.camel");
    }

    private static boolean begins(String name, String prefix) {
        // Blanks and such before the name were one way around the first mend.
        return name.strip().regionMatches(true, 0, prefix, 0, prefix.length());
    }
}
