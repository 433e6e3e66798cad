package com.acme.shoutu.gas;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Who may do what with this plugin (权限): its rows of the one table of the house. */
@Component
public final class GasOperations implements Operations {
    @Override
    public List<Operation> operations() {
        return List.of(Operation.of("acme.read", "查看气体复核", Operation.ANYONE), Operation.of("acme.check", "登记气体复核", Roles.OPERATOR, Roles.RECTIFIER, Roles.ACCEPTOR));
    }
}
