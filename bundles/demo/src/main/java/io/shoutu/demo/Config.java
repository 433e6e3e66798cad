package io.shoutu.demo;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the demo (演示设置), PID {@code io.shoutu.demo}. */
@ObjectClassDefinition(name = "演示", description = "虚构县的数据回放")
public @interface Config {
    @AttributeDefinition(name = "回放速度", description = "1 为标准速度，0 为暂停", min = "0", max = "100")
    double speed() default 1;
}
