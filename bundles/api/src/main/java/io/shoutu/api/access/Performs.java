package io.shoutu.api.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which operation (操作) of the table a REST or SOAP method performs. A method without it is refused to everyone.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Performs {
    /** Name of the operation, e.g. {@code hazard.accept}. */
    String value();
}
