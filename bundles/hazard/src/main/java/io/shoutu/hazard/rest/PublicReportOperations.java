package io.shoutu.hazard.rest;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
import io.shoutu.hazard.domain.reports.ReportLifecycle;
import io.shoutu.hazard.domain.reports.ReportVerb;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/** What can be done with public reports (举报操作). Who reported is read by two roles, and every reading leaves a trace. */
@Component(service = Operations.class)
public final class PublicReportOperations implements Operations {
    @Override
    public List<Operation> operations() {
        Stream<Operation> others = Stream.of(Operation.of("public-report.submit", "网上举报", Operation.PUBLIC), Operation.of("public-report.progress", "凭查询码查询举报进度", Operation.PUBLIC),
                Operation.of("public-report.inside", "企业内部举报", Operation.ANYONE), Operation.of("public-report.take-in", "受理员登记来电来信来访", Roles.REPORT_CLERK),
                Operation.of("public-report.import", "导入历史举报台账", Roles.REPORT_CLERK),
                Operation.of("public-report.read", "查看举报事项", Roles.REPORT_CLERK, Roles.REPORT_KEEPER, Roles.LEADER, Roles.AUDITOR),
                new Operation("public-report.identity", "查看举报人信息", Set.of(Roles.REPORT_CLERK, Roles.REPORT_KEEPER), true),
                Operation.of("public-report.rules-read", "查看举报奖励规则", Operation.ANYONE), Operation.of("public-report.rules-add", "增补举报奖励规则", Roles.REPORT_KEEPER));
        Stream<Operation> verbs = Arrays.stream(ReportVerb.values()).map(v -> Operation.of("public-report." + v.word(), "举报：" + v.label(), ReportLifecycle.role(v)));
        return Stream.concat(others, verbs).toList();
    }
}
