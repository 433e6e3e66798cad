package io.shoutu.sensor;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may change about alarms (报警配置), PID {@code io.shoutu.sensor.alarms}. */
@ObjectClassDefinition(name = "Alarms 报警")
public @interface AlarmConfig {
    @AttributeDefinition(name = "Minutes an alarm of priority CRITICAL may be shelved at most 特急报警最长搁置分钟")
    int shelve_critical_minutes() default 60;

    @AttributeDefinition(name = "Minutes an alarm of priority HIGH may be shelved at most 高级报警最长搁置分钟")
    int shelve_high_minutes() default 480;

    @AttributeDefinition(name = "Minutes an alarm of priority MEDIUM may be shelved at most 中级报警最长搁置分钟")
    int shelve_medium_minutes() default 1440;

    @AttributeDefinition(name = "Minutes an alarm of priority LOW may be shelved at most 低级报警最长搁置分钟")
    int shelve_low_minutes() default 4320;

    @AttributeDefinition(name = "Alarms in ten minutes above which it is a flood (EEMUA 191, ISA-18.2: 10) 十分钟内超过几条算报警洪泛（EEMUA 191、ISA-18.2 为 10）")
    int flood_alarms() default 10;

    @AttributeDefinition(name = "Alarms of one rule in a minute from which it chatters 一分钟内同一规则达到几次算频繁报警")
    int chattering_times() default 3;

    @AttributeDefinition(name = "Hours after which a standing alarm is stale 持续几小时算长期报警")
    int stale_hours() default 24;

    @AttributeDefinition(name = "Alarms of one rule in seven days from which it is chronic 七天内同一规则达到几次算反复报警")
    int chronic_alarms() default 20;

    @AttributeDefinition(name = "Seconds within which alarms of one place belong together 同一地点几秒内的报警归为一组")
    int group_seconds() default 300;
}
