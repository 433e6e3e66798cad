package io.shoutu.hazard.rest;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
import io.shoutu.hazard.domain.inspection.InspectionLifecycle;
import io.shoutu.hazard.domain.inspection.InspectionVerb;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/** What can be done with inspections (检查操作). Draws and plans are read by those who make and decide them, and by nobody else before the visit. */
@Component(service = Operations.class)
public final class InspectionOperations implements Operations {
    @Override
    public List<Operation> operations() {
        Stream<Operation> others = Stream.of(Operation.of("inspection.read", "查看检查", Operation.ANYONE), Operation.of("inspection.plan", "安排检查", Roles.PLANNER),
                Operation.of("inspection.visit", "提交临时到访检查", Roles.INSPECTOR, Roles.GRID_MEMBER), Operation.of("inspection.import", "导入历史检查台账", Roles.PLANNER, Roles.ADMIN), Operation.of("inspection.sheet-read", "查看检查表", Operation.ANYONE),
                Operation.of("inspection.sheet-publish", "发布检查表", Roles.PLANNER), Operation.of("inspection.campaign-read", "查看专项行动", Operation.ANYONE),
                Operation.of("inspection.campaign-launch", "部署专项行动", Roles.PLANNER, Roles.LEADER), Operation.of("inspection.campaign-close", "总结专项行动", Roles.PLANNER, Roles.LEADER),
                new Operation("inspection.plan-read", "查看年度检查计划", Set.of(Roles.PLANNER, Roles.LEADER), true), Operation.of("inspection.plan-draft", "编制年度检查计划", Roles.PLANNER),
                Operation.of("inspection.plan-move", "报批和调整年度检查计划", Roles.PLANNER), Operation.of("inspection.plan-decide", "批准年度检查计划", Roles.LEADER),
                new Operation("inspection.draw-read", "查看双随机抽取", Set.of(Roles.PLANNER, Roles.LEADER, Roles.AUDITOR), true), Operation.of("inspection.draw", "双随机抽取", Roles.PLANNER));
        Stream<Operation> verbs = Arrays.stream(InspectionVerb.values()).map(v -> new Operation("inspection." + v.word(), "检查：" + v.label(), Set.copyOf(InspectionLifecycle.roles(v)), false));
        return Stream.concat(others, verbs).toList();
    }
}
