package io.shoutu.edge.camel;

import java.time.Clock;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One connection to a broker (代理端点). */
final class MqttEndpoint extends DefaultEndpoint {
    private final MqttOptions options;
    private final MqttInlets inlets;
    private final Clock clock;

    MqttEndpoint(String uri, MqttComponent component, MqttOptions options, MqttInlets inlets, Clock clock) {
        super(uri, component);
        this.options = options;
        this.inlets = inlets;
        this.clock = clock;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (options.topics().isEmpty()) {
            throw new IllegalArgumentException("mqtt:" + options.name() + " needs topics=… to hear anything");
        }
        if (options.qos() == 2) {
            // After a crash between PUBREC and PUBCOMP the message would be gone; with QoS 1 the broker sends it again.
            throw new IllegalArgumentException("mqtt:" + options.name() + " hears with qos=0 or 1; 1 loses nothing, and readings are known by identity");
        }
        Consumer consumer = new MqttConsumer(this, processor, options, inlets, clock);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        return new MqttProducer(this, options);
    }

    /** One connection per endpoint, however many steps send to it. */
    @Override
    public boolean isSingletonProducer() {
        return true;
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }
}
