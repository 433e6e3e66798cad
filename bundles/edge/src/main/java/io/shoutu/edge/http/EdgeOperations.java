package io.shoutu.edge.http;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** What can be asked of the edge itself (边缘操作). */
@Component(service = Operations.class)
public final class EdgeOperations implements Operations {
    @Override
    public List<Operation> operations() {
        return List.of(Operation.of("edge.describe", "查看接口说明", Operation.PUBLIC), Operation.of("edge.operations", "查看权限表", Operation.ANYONE),
                Operation.of("edge.live", "接收实时推送", Operation.ANYONE), Operation.of("edge.routes", "查看路由", Operation.ANYONE), Operation.of("edge.doors", "查看插口", Operation.ANYONE),
                Operation.of("edge.route-stop", "停止路由", Roles.ADMIN), Operation.of("edge.route-start", "启动路由", Roles.ADMIN),
                Operation.of("edge.wiring", "查看接线：组件、暂存、指标", Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR), Operation.of("edge.replay", "重放暂存的消息和条目", Roles.ADMIN),
                Operation.of("edge.settings", "查看平台配置", Roles.ADMIN, Roles.SECURITY, Roles.AUDITOR),
                Operation.of("edge.setting-change", "修改平台配置（安全相关项仅安全管理员）", Roles.ADMIN, Roles.SECURITY));
    }
}
