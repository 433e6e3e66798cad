package io.shoutu.notices;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may change (通知配置), PID {@code io.shoutu.notices}. */
@ObjectClassDefinition(name = "Notices 通知", description = "Who is told of what, how fast and when")
public @interface Config {
    @AttributeDefinition(name = "Least level by channel 各渠道的最低级别", description = "channel=URGENT|IMPORTANT|ORDINARY, comma-separated; a channel not named takes IMPORTANT")
    String channelLevels() default "webhook=ORDINARY,sms=IMPORTANT,voice=URGENT";

    @AttributeDefinition(name = "Seconds notices of one key gather 合并等待秒数", description = "after the last message of that key; 0 for never")
    int mergeSeconds() default 60;

    @AttributeDefinition(name = "The same for 特急 特急通知合并等待秒数")
    int urgentMergeSeconds() default 10;

    @AttributeDefinition(name = "Quiet hours 免打扰时段", description = "e.g. 22:00-07:00, empty for none; never hold back 特急, nor the in-app list")
    String quietHours() default "";

    @AttributeDefinition(name = "Tries before a message is parked 发送尝试次数")
    int attempts() default 8;

    @AttributeDefinition(name = "Send 特急 once more after an unknown outcome 特急结果不明时重发一次", description = "marked as a possible repetition")
    boolean repeatUrgent() default true;

    @AttributeDefinition(name = "Hours a notice is worth sending 通知有效小时数", description = "of those this bundle gives itself")
    int validHours() default 24;

    @AttributeDefinition(name = "Priorities of alarms to tell of 发通知的报警优先级", description = "of CRITICAL (特急), HIGH (重要), MEDIUM, LOW (一般); empty for none")
    String alarmPriorities() default "CRITICAL,HIGH";

    @AttributeDefinition(name = "Who is told of an alarm 报警通知对象")
    String alarmTo() default "role:operator";

    @AttributeDefinition(name = "Who comes next 报警升级", description = "PT15M role:admin; PT30M …: while nobody acknowledges")
    String alarmEscalation() default "PT15M role:admin";

    @AttributeDefinition(name = "Who is told of a hazard without a rectifier 隐患通知对象", description = "else its rectifier is")
    String hazardTo() default "role:operator";

    @AttributeDefinition(name = "Who comes next after an overdue hazard 隐患逾期升级")
    String hazardEscalation() default "PT24H role:operator";

    @AttributeDefinition(name = "Webhooks 网络回调", description = "name address secret-file; several parted by semicolons")
    String webhooks() default "";

    @AttributeDefinition(name = "Addresses allowed beyond public and private networks 额外允许的地址", description = "comma-separated IP addresses, e.g. 127.0.0.1")
    String allowAddresses() default "";

    @AttributeDefinition(name = "Seconds a webhook may take 网络回调超时秒数")
    int webhookSeconds() default 10;
}
