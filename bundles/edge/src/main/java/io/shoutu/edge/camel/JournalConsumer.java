package io.shoutu.edge.camel;

import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Listeners;
import io.shoutu.api.journal.Listeners.Hearing;
import io.shoutu.api.journal.Listeners.Listener;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/**
 * Hears for a route (监听者): the exchange runs inside the handler, on its thread and in its transaction, so that whatever the
 * route does through {@code UnitOfWork} is committed together with the listener's cursor.
 */
final class JournalConsumer extends DefaultConsumer {
    private final Listener listener;
    private final Listeners listeners;
    private Hearing hearing;

    JournalConsumer(JournalEndpoint endpoint, Processor processor, Listener listener, Listeners listeners) {
        super(endpoint, processor);
        this.listener = listener;
        this.listeners = listeners;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        hearing = listeners.listen(listener, this::hear);
    }

    @Override
    protected void doStop() throws Exception {
        Hearing open = hearing;
        hearing = null;
        if (open != null) {
            open.close();
        }
        super.doStop();
    }

    private void hear(Entry entry) throws Exception {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(entry);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            if (exchange.isRollbackOnly()) {
                throw new IllegalStateException("the route of " + listener.name() + " marked the exchange for rollback");
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
