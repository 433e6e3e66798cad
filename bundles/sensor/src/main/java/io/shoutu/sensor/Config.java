package io.shoutu.sensor;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may change (传感配置), PID {@code io.shoutu.sensor}. */
@ObjectClassDefinition(name = "Sensor 传感")
public @interface Config {
    @AttributeDefinition(name = "Seconds after which stored readings are packed into chunks 读数入库后打包成块的间隔秒数")
    int pack_seconds() default 5;

    @AttributeDefinition(name = "Readings stored but not packed at which packing begins at once 未打包读数达到此数立即打包")
    int pack_readings() default 1_500_000;

    @AttributeDefinition(name = "Readings that may wait for the store before inlets are held back 等待入库的读数上限，超过则暂缓接收")
    int queue_readings() default 200_000;

    @AttributeDefinition(name = "The MQTT door is open 启用 MQTT 接入")
    boolean mqtt_enabled() default true;

    @AttributeDefinition(name = "Threads that read from MQTT connections 读取 MQTT 连接的线程数")
    int mqtt_loops() default 1;

    @AttributeDefinition(name = "MQTT connections at most 最多 MQTT 连接数")
    int mqtt_connections() default 12_000;

    @AttributeDefinition(name = "Messages of one connection that may wait for their acknowledgement 一个连接等待应答的报文上限")
    int mqtt_window() default 5_000;

    @AttributeDefinition(name = "Bytes of one MQTT message at most, to 65536 一条 MQTT 报文的最大字节数，不超过 65536")
    int mqtt_bytes() default 65_536;

    @AttributeDefinition(name = "Messages a second of one device at most; 0 without limit 一台设备每秒报文上限；0 为不限")
    int mqtt_rate() default 0;

    @AttributeDefinition(name = "MQTT connections of one device at most 一台设备的 MQTT 连接上限")
    int mqtt_per_device() default 4;

    @AttributeDefinition(name = "MQTT connections from one address at most; 0 without limit 一个地址的 MQTT 连接上限；0 为不限")
    int mqtt_per_address() default 0;

    @AttributeDefinition(name = "New MQTT connections from one address a minute at most; 0 without limit 一个地址每分钟新建 MQTT 连接上限；0 为不限")
    int mqtt_knocks() default 30_000;

    @AttributeDefinition(name = "Wrong credentials from one address a minute, after which it is refused for the rest of it; 0 without limit 一个地址每分钟允许的错误口令次数，超过后本分钟内拒绝；0 为不限")
    int mqtt_wrong() default 60;

    @AttributeDefinition(name = "The MQTT door is also open with TLS 启用 MQTT 加密接入（TLS）")
    boolean mqtt_tls_enabled() default false;

    @AttributeDefinition(name = "Address to listen on with TLS 加密接入的监听地址")
    String mqtt_tls_bind() default "127.0.0.1";

    @AttributeDefinition(name = "Port to listen on with TLS 加密接入的监听端口")
    int mqtt_tls_port() default 8883;

    @AttributeDefinition(name = "File of the certificate chain of the door, PEM 加密接入的证书链文件（PEM）")
    String mqtt_tls_certificate() default "";

    @AttributeDefinition(name = "File of its private key, PEM, PKCS#8 证书私钥文件（PEM，PKCS#8）")
    String mqtt_tls_key() default "";

    @AttributeDefinition(name = "File of the authorities that vouch for device certificates, PEM; empty where devices have secrets only 为设备证书担保的机构证书文件（PEM）；设备只用口令时留空")
    String mqtt_tls_authorities() default "";
}
