package io.shoutu.edge;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the edge (对外边缘), PID {@code io.shoutu.edge}. */
@ObjectClassDefinition(id = "io.shoutu.edge", name = "Shoutu edge 对外边缘")
public @interface Config {
    @AttributeDefinition(name = "Readiness names that must be there 就绪条件清单", description = "/health/ready says no until each of these has been registered")
    String[] expects() default {"database", "journal-sealer", "rest", "mqtt-door", "routes", "first-account", "http", "soap"};

    @AttributeDefinition(name = "Addresses that must be published 必须已发布的接口", description = "the condition rest is met when all of these are there")
    String[] publishes() default {"/session", "/journal", "/readings", "/alarms", "/hazards"};

    @AttributeDefinition(name = "Routes that must be connected 必须已接通的路由", description = "the condition routes is met when all of these are there, running or stopped by hand; a listener that never began would not hear what comes first")
    String[] connects() default {"sensor.ingest", "hazard.from-alarm"};

    @AttributeDefinition(name = "Largest JSON body in bytes 请求体上限")
    long bodyLimit() default 1_048_576;

    @AttributeDefinition(name = "Largest attachment in bytes 附件上限")
    long attachmentLimit() default 12_582_912;

    @AttributeDefinition(name = "Further origins that may send 允许的其他来源", description = "e.g. https://zhihui.example.gov.cn behind a proxy that changes Host")
    String[] origins() default {};

    @AttributeDefinition(name = "Live pages at once 实时连接上限")
    int liveClients() default 500;

    @AttributeDefinition(name = "Events waiting for one slow page 单连接积压上限", description = "a page further behind is disconnected and comes back with Last-Event-ID")
    int liveQueue() default 2_000;

    @AttributeDefinition(name = "Heartbeat of a live page in seconds 心跳间隔")
    int heartbeatSeconds() default 15;
}
