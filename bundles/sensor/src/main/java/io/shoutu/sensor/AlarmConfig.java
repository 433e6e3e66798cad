package io.shoutu.sensor;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may change about alarms (报警配置), PID {@code io.shoutu.sensor.alarms}. */
@ObjectClassDefinition(name = "Alarms 报警")
public @interface AlarmConfig {
    @AttributeDefinition(name = "Minutes an alarm of priority CRITICAL may be shelved at most")
    int shelve_critical_minutes() default 60;

    @AttributeDefinition(name = "Minutes an alarm of priority HIGH may be shelved at most")
    int shelve_high_minutes() default 480;

    @AttributeDefinition(name = "Minutes an alarm of priority MEDIUM may be shelved at most")
    int shelve_medium_minutes() default 1440;

    @AttributeDefinition(name = "Minutes an alarm of priority LOW may be shelved at most")
    int shelve_low_minutes() default 4320;

    @AttributeDefinition(name = "Alarms in ten minutes above which it is a flood (EEMUA 191, ISA-18.2: 10)")
    int flood_alarms() default 10;

    @AttributeDefinition(name = "Alarms of one rule in a minute from which it chatters")
    int chattering_times() default 3;

    @AttributeDefinition(name = "Hours after which a standing alarm is stale")
    int stale_hours() default 24;

    @AttributeDefinition(name = "Alarms of one rule in seven days from which it is chronic")
    int chronic_alarms() default 20;

    @AttributeDefinition(name = "Seconds within which alarms of one place belong together")
    int group_seconds() default 300;
}
