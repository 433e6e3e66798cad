package io.shoutu.edge.soap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the SOAP door (SOAP 出口), PID {@code io.shoutu.edge}. */
@ObjectClassDefinition(id = "io.shoutu.edge.soap", name = "对外接口")
public @interface Limits {
    @AttributeDefinition(name = "SOAP 报文上限（字节）", description = "最多 10 MB；层数、元素数等上限是固定的", min = "1024", max = "10485760")
    long soapBodyLimit() default 2_097_152;
}
