package io.shoutu.edge.soap;

import com.ctc.wstx.stax.WstxOutputFactory;
import io.shoutu.api.access.Performs;
import io.shoutu.edge.http.Doorkeeper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.jws.WebService;
import javax.servlet.ServletConfig;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.validation.Schema;
import org.apache.cxf.Bus;
import org.apache.cxf.annotations.SchemaValidation;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.jaxws.JAXWSMethodInvoker;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.service.invoker.MethodDispatcher;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.apache.cxf.service.model.ServiceInfo;
import org.apache.cxf.transport.DestinationFactory;
import org.apache.cxf.transport.http.AbstractHTTPDestination;

/** One SOAP service on the wire (服务端口): its contract, and CXF behind it. */
final class Port implements AutoCloseable {
    private final Contract contract;
    private final Server server;
    private final AbstractHTTPDestination destination;
    private final Map<QName, Method> operations = new HashMap<>();

    /** Puts a service behind the door; raises where its class or its WSDL is not what {@code SoapService} asks for. */
    Port(Bus bus, DestinationFactory transport, String address, Object service, Doorkeeper doorkeeper) {
        Class<?> type = service.getClass();
        WebService says = type.getAnnotation(WebService.class);
        if (says == null || says.wsdlLocation().isEmpty()) {
            throw new IllegalArgumentException(type.getName() + " needs @WebService with its wsdlLocation: the contract comes first");
        }
        URL wsdl = type.getClassLoader().getResource(says.wsdlLocation());
        if (wsdl == null) {
            throw new IllegalArgumentException(type.getName() + ": " + says.wsdlLocation() + " is not in its bundle");
        }
        this.contract = Contract.read(wsdl);
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setBus(bus);
        factory.setDestinationFactory(transport);
        factory.setAddress(address);
        factory.setServiceClass(type);
        factory.setServiceBean(service);
        factory.setWsdlURL(wsdl.toString());
        factory.setInvoker(new Admitted(service, doorkeeper));
        // Answers are compared with the schema on their way out; what comes in was compared at the door. Our own faults are logged where they are told.
        // The JDK's writer leaves a carriage return bare, and every reader then takes it for a line feed.
        factory.setProperties(new HashMap<>(Map.of(Message.SCHEMA_VALIDATION_ENABLED, SchemaValidation.SchemaValidationType.OUT, XMLOutputFactory.class.getName(), new WstxOutputFactory(),
                FaultListener.class.getName(), (FaultListener) (wrong, description, message) -> false)));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(JaxWsServerFactoryBean.class.getClassLoader());
        try {
            factory.setStart(false);
            this.server = factory.create();
            for (ServiceInfo info : server.getEndpoint().getService().getServiceInfos()) {
                // CXF would compile a schema of its own, with a factory that fetches what a schema names.
                info.setProperty(Schema.class.getName(), contract.schema());
            }
            server.getEndpoint().setOutFaultObserver(message -> ((Passing) message.getExchange().getInMessage().get(AbstractHTTPDestination.HTTP_REQUEST)).went(message.getContent(Exception.class)));
            MethodDispatcher dispatcher = (MethodDispatcher) server.getEndpoint().getService().get(MethodDispatcher.class.getName());
            for (BindingOperationInfo operation : server.getEndpoint().getBinding().getBindingInfo().getOperations()) {
                Method method = dispatcher.getMethod(operation);
                if (method == null) {
                    throw new IllegalArgumentException(type.getName() + " has no method for the operation " + operation.getName().getLocalPart());
                }
                operations.put(operation.getOperationInfo().getInput().getFirstMessagePart().getElementQName(), method);
            }
            server.start();
            this.destination = (AbstractHTTPDestination) server.getDestination();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    Contract contract() {
        return contract;
    }

    /** The method behind an element in the body, or null. */
    Method method(QName operation) {
        return operations.get(operation);
    }

    /** Name of the operation of the table, or null where the method says none. */
    static String performs(Method method) {
        Performs performs = method.getAnnotation(Performs.class);
        return performs == null ? null : performs.value();
    }

    /** Hands an admitted envelope on; answers what is to be sent, or raises what went wrong. */
    byte[] call(Passing passing, HttpServletResponse response, ServletConfig servlet) throws Exception {
        Kept kept = new Kept(response);
        destination.invoke(servlet, servlet.getServletContext(), passing, kept);
        if (passing.wrong() != null) {
            throw passing.wrong();
        }
        return kept.bytes();
    }

    @Override
    public void close() {
        server.destroy();
    }

    /** Calls only the method that was admitted, and tells the journal of a sensitive reading before it is shown. */
    private static final class Admitted extends JAXWSMethodInvoker {
        private final Doorkeeper doorkeeper;

        Admitted(Object service, Doorkeeper doorkeeper) {
            super(service);
            this.doorkeeper = doorkeeper;
        }

        @Override
        protected Object invoke(Exchange exchange, Object service, Method method, List<Object> parameters) {
            Passing passing = (Passing) exchange.getInMessage().get(AbstractHTTPDestination.HTTP_REQUEST);
            if (!passing.operation().name().equals(performs(method))) {
                throw new Fault(new IllegalStateException(method + " was called, but " + passing.operation().name() + " was admitted"));
            }
            Object answer = super.invoke(exchange, service, method, parameters);
            doorkeeper.viewed(passing.caller(), passing.operation(), (HttpServletRequest) passing.getRequest());
            return answer;
        }
    }
}
