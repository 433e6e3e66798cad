package io.shoutu.responsibility.rest;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** What can be done at year end (年终操作). Who drafts a scoring rule cannot bring it into force; the rule itself checks. */
@Component(service = Operations.class)
public final class YearEndOperations implements Operations {
    @Override
    public List<Operation> operations() {
        return List.of(Operation.of("year-end.read", "查看年终结果", Operation.ANYONE), Operation.of("year-end.freeze", "补冻结年度结果", Roles.PLANNER, Roles.LEADER, Roles.ADMIN),
                Operation.of("duty-report.print", "生成述职报告", Operation.ANYONE), Operation.of("score.read", "查看评分与排名", Operation.ANYONE), Operation.of("score.evaluate", "述职测评", Roles.LEADER),
                Operation.of("score.rule-draft", "起草评分规则", Roles.PLANNER, Roles.LEADER), Operation.of("score.rule-compare", "评分规则试算", Roles.PLANNER, Roles.LEADER),
                Operation.of("score.rule-activate", "启用评分规则", Roles.LEADER));
    }
}
