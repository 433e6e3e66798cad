package io.shoutu.edge.camel;

import io.shoutu.api.journal.Listeners;
import io.shoutu.api.journal.Listeners.Listener;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One listener as a route sees it (监听端点). Facts are written by services inside their transactions, never sent here. */
final class JournalEndpoint extends DefaultEndpoint {
    private final Listener listener;
    private final Listeners listeners;

    JournalEndpoint(String uri, JournalComponent component, Listener listener, Listeners listeners) {
        super(uri, component);
        this.listener = listener;
        this.listeners = listeners;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Consumer consumer = new JournalConsumer(this, processor, listener, listeners);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("journal: is heard, not sent to; write a fact inside the transaction it belongs to");
    }
}
