package io.shoutu.edge;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the edge (对外边缘), PID {@code io.shoutu.edge}. */
@ObjectClassDefinition(id = "io.shoutu.edge", name = "对外接口", description = "网页、接口、实时推送和就绪检查")
public @interface Config {
    @AttributeDefinition(name = "就绪条件清单", description = "这些条件都登记并满足后，/health/ready 才答就绪")
    String[] expects() default {"database", "journal-sealer", "rest", "mqtt-door", "routes", "first-account", "http", "soap"};

    @AttributeDefinition(name = "必须已发布的接口", description = "这些地址都已发布，就绪条件 rest 才满足")
    String[] publishes() default {"/session", "/journal", "/readings", "/alarms", "/hazards"};

    @AttributeDefinition(name = "必须已接通的路由", description = "这些路由都已接通（运行中或人工停止），就绪条件 routes 才满足；从未接通的监听会错过最早的事实")
    String[] connects() default {"sensor.ingest", "hazard.from-alarm"};

    @AttributeDefinition(name = "请求体上限（字节）", min = "1024", max = "104857600")
    long bodyLimit() default 1_048_576;

    @AttributeDefinition(name = "附件上限（字节）", min = "1024", max = "1073741824")
    long attachmentLimit() default 12_582_912;

    @AttributeDefinition(name = "允许发送请求的其他来源", description = "例如反向代理改写主机名时的 https://zhihui.example.gov.cn 〔安全〕")
    String[] origins() default {};

    @AttributeDefinition(name = "同时打开的实时页面上限", min = "1", max = "100000")
    int liveClients() default 500;

    @AttributeDefinition(name = "单个实时页面积压上限（条）", description = "落后更多的页面会被断开，重连后补发", min = "10", max = "1000000")
    int liveQueue() default 2_000;

    @AttributeDefinition(name = "实时连接心跳间隔（秒）", min = "1", max = "300")
    int heartbeatSeconds() default 15;
}
