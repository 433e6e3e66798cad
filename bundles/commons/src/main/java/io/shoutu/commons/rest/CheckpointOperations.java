package io.shoutu.commons.rest;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** What can be asked of the journal in court (审计操作). */
@Component(service = Operations.class)
public final class CheckpointOperations implements Operations {
    @Override
    public List<Operation> operations() {
        return List.of(Operation.of("journal.checkpoints", "查看日志检查点", Roles.AUDITOR), Operation.of("journal.checkpoint-take", "签发日志检查点", Roles.AUDITOR),
                Operation.of("journal.prove", "证明一条日志", Roles.AUDITOR), Operation.of("journal.verify", "复算一段日志的封印", Roles.AUDITOR));
    }
}
