package io.shoutu.notices.channel;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One carrier (短信或语音网关配置), PID {@code io.shoutu.notices.gateway-<name>}. Places: phone, text, title, level, id, secret. */
@ObjectClassDefinition(name = "Gateway 短信语音网关")
public @interface GatewayConfig {
    @AttributeDefinition(name = "Name 名称", description = "stands in the address of the carrier's reports")
    String name();

    @AttributeDefinition(name = "Channel 渠道", description = "sms, voice or one of your own")
    String channel() default "sms";

    @AttributeDefinition(name = "Address 网关地址", description = "with places, e.g. https://sms.example.cn/send?id={id}")
    String url();

    String method() default "POST";

    @AttributeDefinition(name = "Headers 请求头", description = "Name: value, one each; may hold {secret} and {id}")
    String[] headers() default {};

    @AttributeDefinition(name = "Body 请求体类型", description = "json or form")
    String bodyType() default "json";

    @AttributeDefinition(name = "Body template 请求体模板")
    String body() default "{\"phone\":\"{phone}\",\"text\":\"{text}\",\"requestId\":\"{id}\"}";

    @AttributeDefinition(name = "Taken 受理成功", description = "regular expression found in the answer of a message that was taken")
    String successPattern() default "";

    @AttributeDefinition(name = "Try later 暂不受理", description = "regular expression: certainly not sent now, e.g. too many")
    String laterPattern() default "";

    @AttributeDefinition(name = "Carrier's number 流水号", description = "regular expression whose first group it is")
    String referencePattern() default "";

    @AttributeDefinition(name = "Phone number 号码格式")
    String phonePattern() default "\\+?[0-9-]{5,20}";

    @AttributeDefinition(name = "File with the carrier's secret 网关密钥文件")
    String secretFile() default "";

    @AttributeDefinition(name = "File with the secret of its reports 回执密钥文件", description = "no reports are taken without")
    String reportSecretFile() default "";

    @AttributeDefinition(name = "Header of that secret 回执密钥请求头")
    String reportHeader() default "X-Gateway-Secret";

    @AttributeDefinition(name = "Fields of a report 回执字段", description = "our id, the carrier's number, the state")
    String reportId() default "requestId";

    String reportReference() default "messageId";

    String reportState() default "status";

    @AttributeDefinition(name = "Arrived 已送达", description = "regular expression the state matches")
    String deliveredPattern() default "(?i)delivrd|delivered|success|0";

    @AttributeDefinition(name = "Not arrived 未送达", description = "regular expression; any other state is on its way")
    String undeliveredPattern() default "(?i)undeliv|undelivered|expired|rejectd|rejected|failed?";

    @AttributeDefinition(name = "Seconds a request may take 超时秒数")
    int seconds() default 10;

    int perMinute() default 200;

    int perAddresseePerMinute() default 20;

    @AttributeDefinition(name = "Addresses allowed beyond public and private networks 额外允许的地址")
    String allowAddresses() default "";
}
