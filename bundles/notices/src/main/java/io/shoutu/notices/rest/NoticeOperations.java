package io.shoutu.notices.rest;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Who may do what with notices (通知权限). */
@Component(service = Operations.class)
public final class NoticeOperations implements Operations {
    @Override
    public List<Operation> operations() {
        return List.of(Operation.of("notice.read", "查看发给自己的通知", Operation.ANYONE), Operation.of("notice.acknowledge", "确认通知", Operation.ANYONE),
                Operation.of("notice.send", "发出通知", Roles.OPERATOR, Roles.ADMIN), Operation.of("notice.contact", "维护联系方式", Operation.ANYONE),
                Operation.of("notice.about", "查看记录的通知和回执", Roles.OPERATOR, Roles.LEADER, Roles.PLANNER, Roles.INSPECTOR, Roles.AUDITOR),
                // A carrier has no account here; its own secret opens this door and no other.
                Operation.of("notice.receipt", "运营商状态回执", Operation.PUBLIC));
    }
}
