package io.shoutu.responsibility.rest;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
import io.shoutu.responsibility.domain.ListLifecycle;
import io.shoutu.responsibility.domain.accountability.Accountability;
import io.shoutu.responsibility.domain.ListVerb;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/** What can be done with duty lists (责任清单操作): a row for each verb, its roles as the lifecycle has them. Remarks and signatures are the holder's, checked with the list. */
@Component(service = Operations.class)
public final class DutyOperations implements Operations {
    @Override
    public List<Operation> operations() {
        Stream<Operation> verbs = Stream.of(ListVerb.EDIT, ListVerb.SUBMISSION, ListVerb.RETURN, ListVerb.APPROVAL, ListVerb.PUBLICATION)
                .map(verb -> new Operation("duty-list." + verb.name().toLowerCase(java.util.Locale.ROOT), "责任清单：" + verb.label(), Set.copyOf(ListLifecycle.roles(verb)), false));
        Stream<Operation> others = Stream.of(Operation.of("duty-list.read", "查看责任清单和履职情况", Operation.ANYONE), Operation.of("duty-list.draft", "起草、修订责任清单", Roles.PLANNER),
                Operation.of("duty-list.remark", "填报履职说明", Operation.ANYONE), Operation.of("duty-list.sign", "签认履职台账", Operation.ANYONE),
                Operation.of("duty-dispute.raise", "提出监管职责争议", Roles.PLANNER), Operation.of("duty-dispute.statement", "陈述争议意见", Roles.PLANNER, Roles.LEADER),
                Operation.of("duty-dispute.ruling", "裁定监管职责争议", Roles.LEADER), Operation.of("duty-dispute.withdrawal", "撤回监管职责争议", Roles.PLANNER),
                Operation.of("deliverable.hand-in", "提交成果材料", Operation.ANYONE), Operation.of("deliverable.acceptance", "验收成果材料", Roles.PLANNER, Roles.LEADER),
                Operation.of("deliverable.return", "退回成果材料", Roles.PLANNER, Roles.LEADER), Operation.of("deliverable.voiding", "作废成果材料", Roles.PLANNER, Roles.LEADER),
                Operation.of("safety-office.read", "查看镇街安办队伍", Operation.ANYONE), Operation.of("safety-office.keep", "登记镇街安办岗位和人员", Roles.PLANNER, Roles.ADMIN),
                Operation.of("accident-figure.read", "查看双下降", Operation.ANYONE), Operation.of("accident-figure.enter", "录入事故起数和死亡人数", Roles.PLANNER),
                Operation.of("accountability.read", "查看追责问责", Roles.PLANNER, Roles.LEADER, Roles.AUDITOR), Operation.of("accountability.raise", "提出问责线索", Roles.PLANNER, Roles.LEADER),
                Operation.of("duty-list.import", "导入责任清单", Roles.PLANNER, Roles.ADMIN),
                Operation.of("duty-list.assistant", "任免工作协助人", Roles.PLANNER, Roles.ADMIN));
        Stream<Operation> steps = Stream.of(Accountability.Verb.values()).map(verb -> new Operation("accountability." + verb.word(), "追责问责：" + verb.label(), Set.copyOf(Accountability.roles(verb)), false));
        return Stream.of(others, verbs, steps).flatMap(each -> each).toList();
    }
}
