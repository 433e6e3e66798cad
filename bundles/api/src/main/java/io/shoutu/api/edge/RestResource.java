package io.shoutu.api.edge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * A JAX-RS resource to publish (REST 资源) under {@code /api} + value; it sets the service property {@code rest.resource}.
 *
 * <p>The class carries {@code @Path("/")}, each method {@link io.shoutu.api.access.Performs} with an operation that an
 * {@link io.shoutu.api.access.Operations} of its bundle declares; a method without it is refused to everyone. The actor is {@code (Actor) securityContext.getUserPrincipal()}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RestResource {
    /** Address below {@code /api}, e.g. {@code /hazards}. */
    String value();
}
