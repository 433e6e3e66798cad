package com.acme.shoutu.gas;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings (配置), PID {@code com.acme.shoutu.gas}. */
@ObjectClassDefinition(name = "Acme gas 气体探测器")
@interface Config {
    @AttributeDefinition(description = "TCP port the detectors call; 0 takes any free one. 探测器连接的端口")
    int port() default 15700;

    @AttributeDefinition(description = "Address the port is bound to. 监听地址")
    String bind() default "127.0.0.1";
}
