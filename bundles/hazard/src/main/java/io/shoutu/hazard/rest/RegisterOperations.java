package io.shoutu.hazard.rest;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.hazard.domain.registers.Register;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;

/** What can be done with the smaller ledgers (专项台账操作): whoever holds a role of some ledger comes in; which ledger and which move is for its own table to say. */
@Component(service = Operations.class)
public final class RegisterOperations implements Operations {
    @Override
    public List<Operation> operations() {
        Set<String> keepers = Arrays.stream(Register.values()).flatMap(r -> r.keepers().stream()).collect(Collectors.toSet());
        Set<String> movers = Arrays.stream(Register.values()).flatMap(r -> r.table().moves().stream()).flatMap(m -> Arrays.stream(m.role().split(", "))).collect(Collectors.toSet());
        return List.of(Operation.of("register.read", "查看专项台账", Operation.ANYONE), new Operation("register.enter", "登记专项台账", keepers, false), new Operation("register.move", "办理专项台账", movers, false),
                Operation.of("register.published", "查看公开的隐患治理情况", Operation.PUBLIC));
    }
}
