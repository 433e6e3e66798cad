package io.shoutu.access;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of access (访问控制配置), PID {@code io.shoutu.access}. */
@ObjectClassDefinition(id = "io.shoutu.access", name = "账号与登录", description = "会话、口令和锁定")
public @interface Config {
    @AttributeDefinition(name = "空闲多久自动退出（分钟）", description = "〔安全〕", min = "1", max = "1440")
    int idleMinutes() default 30;

    @AttributeDefinition(name = "一次登录最长（小时）", description = "〔安全〕", min = "1", max = "168")
    int sessionHours() default 8;

    @AttributeDefinition(name = "连续输错几次锁定账号", description = "〔安全〕", min = "3", max = "20")
    int failures() default 5;

    @AttributeDefinition(name = "锁定多久（分钟）", description = "也是统计同一来源失败次数的时段 〔安全〕", min = "1", max = "1440")
    int lockMinutes() default 15;

    @AttributeDefinition(name = "同一来源失败上限（次）", description = "超过后该地址在锁定时段内不能登录 〔安全〕", min = "5", max = "1000")
    int sourceFailures() default 20;

    @AttributeDefinition(name = "密码最短长度", description = "此后设置的密码都按此检查，另须含大写、小写、数字、符号中的三种 〔安全〕", min = "10", max = "64")
    int passwordLength() default 10;
}
