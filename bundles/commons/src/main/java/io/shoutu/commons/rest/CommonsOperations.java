package io.shoutu.commons.rest;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** What can be asked of directory, calendar, attachments and journal (公共操作). */
@Component(service = Operations.class)
public final class CommonsOperations implements Operations {
    @Override
    public List<Operation> operations() {
        return List.of(Operation.of("directory.read", "查看名录", Operation.ANYONE), Operation.of("directory.change", "维护名录", Roles.ADMIN),
                Operation.of("directory.close", "关闭、恢复名录条目", Roles.ADMIN),
                Operation.of("directory.contact-keep", "登记联系电话", Roles.ADMIN),
                Operation.of("directory.contact-open", "查看联系电话（须写明原因，留痕）", Roles.ADMIN, Roles.OPERATOR, Roles.ACCEPTOR),
                Operation.of("map.read", "查看地图", Operation.ANYONE), Operation.of("map.import", "导入边界地图", Roles.ADMIN),
                Operation.of("search.ask", "全局查找", Operation.ANYONE),
                Operation.of("calendar.read", "查询工作日", Operation.ANYONE), Operation.of("calendar.publish", "发布放假安排", Roles.ADMIN),
                Operation.of("attachment.read", "查看附件", Operation.ANYONE),
                // Security and audit keep apart from the trade: they add nothing to its records.
                Operation.of("attachment.store", "上传附件", Roles.ADMIN, Roles.OPERATOR, Roles.RECTIFIER, Roles.ACCEPTOR, Roles.INSPECTOR, Roles.GRID_MEMBER, Roles.REPORT_CLERK, Roles.PLANNER,
                        Roles.LEADER),
                Operation.of("journal.read", "查看对象的日志", Operation.ANYONE), Operation.of("journal.chain", "查看因果链", Operation.ANYONE),
                new Operation("journal.trail", "审计：查阅全部日志，含登录与账号变动", Set.of(Roles.AUDITOR), true),
                Operation.of("journal.listeners", "查看监听与暂存", Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR),
                Operation.of("journal.replay", "重试暂存的日志处理", Roles.ADMIN));
    }
}
