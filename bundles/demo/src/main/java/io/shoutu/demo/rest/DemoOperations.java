package io.shoutu.demo.rest;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** What can be asked of the demo (演示操作). */
@Component(service = Operations.class)
public final class DemoOperations implements Operations {
    @Override
    public List<Operation> operations() {
        return List.of(Operation.of("demo.describe", "查看是否为演示", Operation.PUBLIC), Operation.of("demo.enter", "凭演示码查看演示账号", Operation.PUBLIC),
                Operation.of("demo.switch", "切换演示账号", Operation.ANYONE), Operation.of("demo.story", "跟我走一遍：开始或结束升温", Operation.ANYONE));
    }
}
