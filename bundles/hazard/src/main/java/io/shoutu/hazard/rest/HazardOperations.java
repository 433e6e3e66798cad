package io.shoutu.hazard.rest;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
import io.shoutu.hazard.domain.HazardLifecycle;
import io.shoutu.hazard.domain.HazardVerb;
import io.shoutu.hazard.domain.RiskLifecycle;
import io.shoutu.hazard.domain.RiskVerb;
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
        Stream<Operation> others = Stream.of(Operation.of("hazard.read", "查看隐患", Operation.ANYONE), Operation.of("hazard.report", "登记隐患", Roles.OPERATOR, Roles.ADMIN, Roles.RECTIFIER, Roles.ACCEPTOR));
        Stream<Operation> risks = Stream.of(Operation.of("hazard.risk-read", "查看风险、评价方法", Operation.ANYONE),
                Operation.of("hazard.risk-write", "登记、更正风险点", Roles.OPERATOR, Roles.RECTIFIER), Operation.of("hazard.risk-check", "填报排查结果", Roles.OPERATOR, Roles.RECTIFIER, Roles.ACCEPTOR),
                Operation.of("hazard.risk-warning", "登记、解除预警等动态因素", Roles.OPERATOR), Operation.of("hazard.risk-method", "维护评价方法和直接判定情形", Roles.ADMIN),
                Operation.of("safety-index.read", "查看安全指数", Operation.ANYONE), Operation.of("safety-index.rule", "维护安全指数规则", Roles.ADMIN),
                Operation.of("hazard.criterion", "维护重大隐患判定标准", Roles.ADMIN), Operation.of("hazard.import", "导入隐患台账", Roles.OPERATOR, Roles.ADMIN));
        Stream<Operation> riskVerbs = Arrays.stream(RiskVerb.values()).map(verb -> new Operation("hazard.risk-" + verb.word(), "风险：" + verb.label(), Set.copyOf(RiskLifecycle.roles(verb)), false));
        Stream<Operation> verbs = Arrays.stream(HazardVerb.values()).map(verb -> new Operation("hazard." + verb.word(), "隐患：" + verb.label(), Set.copyOf(HazardLifecycle.roles(verb)), false));
        return Stream.of(others, risks, riskVerbs, verbs).flatMap(all -> all).toList();
    }
}
