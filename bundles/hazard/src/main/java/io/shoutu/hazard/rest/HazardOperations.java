package io.shoutu.hazard.rest;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
import io.shoutu.hazard.domain.HazardLifecycle;
import io.shoutu.hazard.domain.HazardVerb;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/** What can be done with hazards (隐患操作): a row for each verb, its roles as the lifecycle has them. */
@Component(service = Operations.class)
public final class HazardOperations implements Operations {
    @Override
    public List<Operation> operations() {
        Stream<Operation> others = Stream.of(Operation.of("hazard.read", "查看隐患", Operation.ANYONE), Operation.of("hazard.report", "登记隐患", Roles.OPERATOR, Roles.ADMIN));
        Stream<Operation> verbs = Arrays.stream(HazardVerb.values()).map(verb -> new Operation("hazard." + verb.word(), "隐患：" + verb.label(), Set.copyOf(HazardLifecycle.roles(verb)), false));
        return Stream.concat(others, verbs).toList();
    }
}
