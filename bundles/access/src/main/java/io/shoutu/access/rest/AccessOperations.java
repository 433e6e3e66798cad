package io.shoutu.access.rest;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** What can be done with accounts and sessions (账号操作): the administrator asks for them, security puts them in force, the auditor looks on. */
@Component(service = Operations.class)
public final class AccessOperations implements Operations {
    @Override
    public List<Operation> operations() {
        return List.of(Operation.of("access.sign-in", "登录", Operation.PUBLIC), Operation.of("access.session-look", "查看自己的会话", Operation.ANYONE, Roles.FRESH),
                Operation.of("access.sign-out", "退出登录", Operation.ANYONE, Roles.FRESH), Operation.of("access.sign-out-everywhere", "退出本账号的全部会话", Operation.ANYONE, Roles.FRESH),
                Operation.of("access.password-change", "修改自己的密码", Operation.ANYONE, Roles.FRESH), Operation.of("access.me", "查看自己", Operation.ANYONE, Roles.FRESH),
                Operation.of("access.session-list", "查看自己的会话列表", Operation.ANYONE, Roles.FRESH), Operation.of("access.session-end", "结束自己的一个会话", Operation.ANYONE, Roles.FRESH),
                Operation.of("access.set-up-look", "查看是否需要首次设置", Operation.PUBLIC), Operation.of("access.set-up", "首次设置（凭一次性设置码）", Operation.PUBLIC),
                new Operation("access.account-list", "查看账号、角色与数据范围", Set.of(Roles.ADMIN, Roles.SECURITY, Roles.AUDITOR), true),
                Operation.of("access.account-create", "申请新账号（不含生效角色）", Roles.ADMIN), Operation.of("access.account-disable", "停用账号", Roles.ADMIN),
                Operation.of("access.account-enable", "启用账号", Roles.ADMIN), Operation.of("access.password-reset", "重置他人密码（须安全管理员重新授权后生效）", Roles.ADMIN), Operation.of("access.grant", "授予或收回角色与数据范围", Roles.SECURITY),
                Operation.of("access.account-unlock", "解除锁定", Roles.SECURITY), Operation.of("access.token-issue", "签发系统令牌", Roles.SECURITY),
                Operation.of("access.token-revoke", "吊销系统令牌", Roles.SECURITY), Operation.of("access.token-list", "查看系统令牌", Roles.SECURITY, Roles.AUDITOR));
    }
}
