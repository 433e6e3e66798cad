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

    @AttributeDefinition(name = "Bytes of one MQTT message at most, to 65536")
    int mqtt_bytes() default 65_536;

    @AttributeDefinition(name = "Messages a second of one device at most; 0 without limit")
    int mqtt_rate() default 0;

    @AttributeDefinition(name = "MQTT connections of one device at most")
    int mqtt_per_device() default 4;

    @AttributeDefinition(name = "MQTT connections from one address at most; 0 without limit")
    int mqtt_per_address() default 0;

    @AttributeDefinition(name = "New MQTT connections from one address a minute at most; 0 without limit")
    int mqtt_knocks() default 30_000;

    @AttributeDefinition(name = "Wrong credentials from one address a minute, after which it is refused for the rest of it; 0 without limit")
    int mqtt_wrong() default 60;

    @AttributeDefinition(name = "The MQTT door is also open with TLS")
    boolean mqtt_tls_enabled() default false;

    @AttributeDefinition(name = "Address to listen on with TLS")
    String mqtt_tls_bind() default "127.0.0.1";

    @AttributeDefinition(name = "Port to listen on with TLS")
    int mqtt_tls_port() default 8883;

    @AttributeDefinition(name = "File of the certificate chain of the door, PEM")
    String mqtt_tls_certificate() default "";

    @AttributeDefinition(name = "File of its private key, PEM, PKCS#8")
    String mqtt_tls_key() default "";

    @AttributeDefinition(name = "File of the authorities that vouch for device certificates, PEM; empty where devices have secrets only")
    String mqtt_tls_authorities() default "";
}
