package io.shoutu.edge.soap;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** What can be asked of this door itself (SOAP 出口操作). */
@Component(service = Operations.class)
public final class SoapOperations implements Operations {
    static final String CONTRACT = "edge.wsdl";

    @Override
    public List<Operation> operations() {
        return List.of(Operation.of(CONTRACT, "查看 SOAP 接口约定（WSDL）", Operation.ANYONE));
    }
}
