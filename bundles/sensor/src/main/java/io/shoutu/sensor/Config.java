package io.shoutu.sensor;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may change (传感配置), PID {@code io.shoutu.sensor}. */
@ObjectClassDefinition(name = "Sensor 传感")
public @interface Config {
    @AttributeDefinition(name = "Seconds after which stored readings are packed into chunks")
    int pack_seconds() default 5;

    @AttributeDefinition(name = "Readings stored but not packed at which packing begins at once")
    int pack_readings() default 500_000;

    @AttributeDefinition(name = "Readings that may wait for the store before inlets are held back")
    int queue_readings() default 200_000;

    @AttributeDefinition(name = "The MQTT door is open")
    boolean mqtt_enabled() default true;

    @AttributeDefinition(name = "Threads that read from MQTT connections")
    int mqtt_loops() default 1;

    @AttributeDefinition(name = "MQTT connections at most")
    int mqtt_connections() default 12_000;

    @AttributeDefinition(name = "Messages of one connection that may wait for their acknowledgement")
    int mqtt_window() default 5_000;
}
