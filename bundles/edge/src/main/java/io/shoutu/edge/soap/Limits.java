package io.shoutu.edge.soap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the SOAP door (SOAP 出口), PID {@code io.shoutu.edge}. */
@ObjectClassDefinition(id = "io.shoutu.edge.soap", name = "Shoutu edge SOAP")
public @interface Limits {
    @AttributeDefinition(name = "Largest SOAP message in bytes SOAP 报文上限", description = "at most 10 MB; depth 100, 100,000 elements, 500 attributes and 1 MB of text in one element are fixed")
    long soapBodyLimit() default 2_097_152;
}
