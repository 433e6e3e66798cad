package io.shoutu.demo;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the demo (演示设置), PID {@code io.shoutu.demo}. */
@ObjectClassDefinition(name = "Shoutu demo")
public @interface Config {
    @AttributeDefinition(description = "How fast the recording is replayed; 1 sends AL-0001 two rows of five minutes a second, 0 pauses")
    double speed() default 1;
}
