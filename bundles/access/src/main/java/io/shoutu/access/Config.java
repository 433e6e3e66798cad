package io.shoutu.access;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of access (访问控制配置), PID {@code io.shoutu.access}. */
@ObjectClassDefinition(id = "io.shoutu.access", name = "Shoutu access 访问控制")
public @interface Config {
    @AttributeDefinition(name = "Minutes until an unused session ends 空闲分钟")
    int idleMinutes() default 30;

    @AttributeDefinition(name = "Hours until any session ends 最长小时")
    int sessionHours() default 8;

    @AttributeDefinition(name = "Failures until an account is locked 锁定前失败次数")
    int failures() default 5;

    @AttributeDefinition(name = "Minutes an account stays locked, and over which a source's failures count 锁定分钟")
    int lockMinutes() default 15;

    @AttributeDefinition(name = "Failures of one source address until it is refused 同一来源失败上限")
    int sourceFailures() default 20;
}
