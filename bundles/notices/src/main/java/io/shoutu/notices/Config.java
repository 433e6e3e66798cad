package io.shoutu.notices;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may change (通知配置), PID {@code io.shoutu.notices}. */
@ObjectClassDefinition(name = "Notices 通知", description = "Who is told of what, how fast and when. 什么事通知谁、多快、何时")
public @interface Config {
    @AttributeDefinition(name = "Least level by channel 各渠道的最低级别", description = "channel=URGENT|IMPORTANT|ORDINARY, comma-separated; a channel not named takes IMPORTANT. 渠道=URGENT（特急）、IMPORTANT（重要）或 ORDINARY（一般），以逗号分隔；没写的渠道为 IMPORTANT")
    String channelLevels() default "webhook=ORDINARY,sms=IMPORTANT,voice=URGENT";

    @AttributeDefinition(name = "Seconds notices of one key gather 合并等待秒数", description = "after the last message of that key; 0 for never. 从同类最后一条起算；0 为不合并")
    int mergeSeconds() default 60;

    @AttributeDefinition(name = "The same for urgent notices 特急通知合并等待秒数")
    int urgentMergeSeconds() default 10;

    @AttributeDefinition(name = "Quiet hours 免打扰时段", description = "e.g. 22:00-07:00, empty for none; never hold back the urgent ones, nor the in-app list. 如 22:00-07:00，留空为没有；特急通知和站内消息不受限")
    String quietHours() default "";

    @AttributeDefinition(name = "Tries before a message is parked 发送尝试次数")
    int attempts() default 8;

    @AttributeDefinition(name = "Send urgent notices once more after an unknown outcome 特急结果不明时重发一次", description = "marked as a possible repetition. 重发时注明可能重复")
    boolean repeatUrgent() default true;

    @AttributeDefinition(name = "Hours a notice is worth sending 通知有效小时数", description = "of those this bundle gives itself. 平台自行发出的通知")
    int validHours() default 24;

    @AttributeDefinition(name = "Priorities of alarms to tell of 发通知的报警优先级", description = "of CRITICAL, HIGH, MEDIUM, LOW; empty for none. 特急 CRITICAL、重要 HIGH、一般 MEDIUM 和 LOW，留空为不通知")
    String alarmPriorities() default "CRITICAL,HIGH";

    @AttributeDefinition(name = "Who is told of an alarm 报警通知对象")
    String alarmTo() default "role:operator";

    @AttributeDefinition(name = "Who comes next 报警升级", description = "PT15M role:admin; PT30M …: while nobody acknowledges. 无人确认时依次通知，如 PT15M role:admin; PT30M …")
    String alarmEscalation() default "PT15M role:admin";

    @AttributeDefinition(name = "Who is told of a hazard without a rectifier 隐患通知对象", description = "else its rectifier is. 没有整改责任人时通知")
    String hazardTo() default "role:operator";

    @AttributeDefinition(name = "Who comes next after an overdue hazard 隐患逾期升级")
    String hazardEscalation() default "PT24H role:operator";

    @AttributeDefinition(name = "Webhooks 网络回调", description = "name address secret-file; several parted by semicolons. 名称 地址 密钥文件；多个以分号分隔")
    String webhooks() default "";

    @AttributeDefinition(name = "Addresses allowed beyond public and private networks 额外允许的地址", description = "comma-separated IP addresses, e.g. 127.0.0.1. 以逗号分隔的 IP 地址，如 127.0.0.1")
    String allowAddresses() default "";

    @AttributeDefinition(name = "Seconds a webhook may take 网络回调超时秒数")
    int webhookSeconds() default 10;
}
