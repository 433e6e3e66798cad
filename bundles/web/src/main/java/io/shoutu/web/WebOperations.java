package io.shoutu.web;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** What can be asked of the console (界面操作). */
@Component(service = Operations.class)
public final class WebOperations implements Operations {
    @Override
    public List<Operation> operations() {
        return List.of(Operation.of("ui.contributions", "查看界面扩展", Operation.ANYONE), Operation.of("ui.todo", "查看今日待办", Operation.ANYONE));
    }
}
