package io.shoutu.api.edge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * A SOAP service to publish (SOAP 服务) under {@code /ws} + value; it sets the service property {@code soap.service}.
 *
 * <p>Contract first: the class carries {@code @WebService} whose {@code wsdlLocation} names one file of its bundle, with the
 * schema inside it (no import), document/literal in the wrapped shape, SOAP 1.1, and an element {@code problem} of
 * {@code status}, {@code code}, {@code field} and {@code text} in its target namespace as the fault of every operation.
 * The methods are bare ({@code @SOAPBinding(parameterStyle = BARE)}): one public JAXB class in, one out, the name of the
 * operation that of its element. Each carries {@link io.shoutu.api.access.Performs}; a method without it is refused to everyone.
 * The actor is {@code (Actor) webServiceContext.getUserPrincipal()}, the context handed to a setter with {@code @Resource}.
 *
 * <p>Credentials, roles and problems are those of REST: what a method raises comes out as a fault with the same code and text.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface SoapService {
    /** Address below {@code /ws}, e.g. {@code /hazards}. */
    String value();
}
