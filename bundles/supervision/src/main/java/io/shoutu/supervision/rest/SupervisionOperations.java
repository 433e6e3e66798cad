package io.shoutu.supervision.rest;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
import io.shoutu.supervision.domain.Flow;
import io.shoutu.supervision.domain.Verb;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/** What can be done in this room (督办操作); the moves' roles come out of their tables. */
@Component(service = Operations.class)
public final class SupervisionOperations implements Operations {
    @Override
    public List<Operation> operations() {
        Stream<Operation> own = Stream.of(Operation.of("supervision.read", "查看督办文书", Operation.ANYONE), Operation.of("supervision.print", "打印督办文书", Operation.ANYONE),
                Operation.of("supervision.draft", "起草督办文书", Roles.OPERATOR), Operation.of("supervision.take-over", "转入历史督办文书", Roles.ADMIN, Roles.OPERATOR),
                Operation.of("supervision.ladder-read", "查看督办阶梯", Roles.OPERATOR, Roles.LEADER, Roles.AUDITOR), Operation.of("supervision.confirm-proposal", "确认督办建议", Roles.OPERATOR, Roles.LEADER),
                Operation.of("supervision.decline-proposal", "不采纳督办建议", Roles.OPERATOR, Roles.LEADER), Operation.of("supervision.points-read", "查看负责人记分", Operation.ANYONE),
                Operation.of("supervision.points-record", "提出负责人记分", Roles.INSPECTOR, Roles.OPERATOR), Operation.of("supervision.points-approve", "确认负责人记分", Roles.LEADER),
                Operation.of("supervision.points-decline", "退回负责人记分", Roles.LEADER), Operation.of("supervision.points-revoke", "撤销负责人记分", Roles.LEADER),
                Operation.of("supervision.points-object", "对记分提出申诉", Operation.ANYONE), Operation.of("supervision.points-confirm", "维持有申诉的记分", Roles.LEADER),
                Operation.of("supervision.head-register", "登记企业负责人任职", Roles.OPERATOR, Roles.ADMIN), Operation.of("supervision.rule", "维护督办规则", Roles.ADMIN));
        return Stream.concat(own, Arrays.stream(Verb.values()).map(v -> new Operation("supervision." + v.word(), "督办：" + v.label(), roles(v), false))).toList();
    }

    private static Set<String> roles(Verb verb) {
        Set<String> roles = Arrays.stream(Flow.values()).flatMap(f -> f.roles(verb).stream()).collect(Collectors.toSet());
        return roles.contains("*") ? Set.of(Operation.ANYONE) : roles;
    }
}
