package io.shoutu.notices.channel;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One carrier (短信或语音网关配置), PID {@code io.shoutu.notices.gateway-<name>}. Places: phone, text, title, level, id, secret. */
@ObjectClassDefinition(name = "Gateway 短信语音网关", description = "一个运营商网关一组；模板可用 {phone} {text} {title} {level} {id} {secret}")
public @interface GatewayConfig {
    @AttributeDefinition(name = "Name 名称", description = "小写字母、数字、横线；出现在运营商回执的地址里")
    String name();

    @AttributeDefinition(name = "Channel 渠道", description = "sms、voice 或自定义")
    String channel() default "sms";

    @AttributeDefinition(name = "Address 网关地址", description = "如 https://sms.example.cn/send?id={id} 〔安全〕")
    String url();

    @AttributeDefinition(name = "Method 请求方法")
    String method() default "POST";

    @AttributeDefinition(name = "Headers 请求头", description = "名称: 值，一个一条；可用 {secret} 和 {id}")
    String[] headers() default {};

    @AttributeDefinition(name = "Body 请求体类型", description = "json 或 form")
    String bodyType() default "json";

    @AttributeDefinition(name = "Body template 请求体模板")
    String body() default "{\"phone\":\"{phone}\",\"text\":\"{text}\",\"requestId\":\"{id}\"}";

    @AttributeDefinition(name = "Taken 受理成功", description = "正则表达式：应答中出现即为已受理")
    String successPattern() default "";

    @AttributeDefinition(name = "Try later 暂不受理", description = "正则表达式：确定这次没有发出，如超过频次")
    String laterPattern() default "";

    @AttributeDefinition(name = "Carrier's number 流水号", description = "正则表达式，第一组即流水号")
    String referencePattern() default "";

    @AttributeDefinition(name = "Phone number 号码格式")
    String phonePattern() default "\\+?[0-9-]{5,20}";

    @AttributeDefinition(name = "File with the carrier's secret 网关密钥文件", description = "服务器上的文件 〔安全〕")
    String secretFile() default "";

    @AttributeDefinition(name = "File with the secret of its reports 回执密钥文件", description = "没有则不收回执 〔安全〕")
    String reportSecretFile() default "";

    @AttributeDefinition(name = "Header of that secret 回执密钥请求头")
    String reportHeader() default "X-Gateway-Secret";

    @AttributeDefinition(name = "Report id 回执：我方编号字段")
    String reportId() default "requestId";

    @AttributeDefinition(name = "Report reference 回执：流水号字段")
    String reportReference() default "messageId";

    @AttributeDefinition(name = "Report state 回执：状态字段")
    String reportState() default "status";

    @AttributeDefinition(name = "Arrived 已送达", description = "正则表达式：状态符合即为已送达")
    String deliveredPattern() default "(?i)delivrd|delivered|success|0";

    @AttributeDefinition(name = "Not arrived 未送达", description = "正则表达式；其余状态视为在途")
    String undeliveredPattern() default "(?i)undeliv|undelivered|expired|rejectd|rejected|failed?";

    @AttributeDefinition(name = "Seconds a request may take 超时秒数")
    int seconds() default 10;

    @AttributeDefinition(name = "Per minute 每分钟最多条数")
    int perMinute() default 200;

    @AttributeDefinition(name = "Per addressee 每人每分钟最多条数")
    int perAddresseePerMinute() default 20;

    @AttributeDefinition(name = "Addresses allowed beyond public and private networks 额外允许的地址", description = "〔安全〕")
    String allowAddresses() default "";
}
