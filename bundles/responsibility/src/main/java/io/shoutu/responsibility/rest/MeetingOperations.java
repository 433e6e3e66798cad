package io.shoutu.responsibility.rest;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
import io.shoutu.responsibility.domain.meeting.MeetingLifecycle;
import io.shoutu.responsibility.domain.meeting.MeetingVerb;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/** What can be done with meetings (会议操作). */
@Component(service = Operations.class)
public final class MeetingOperations implements Operations {
    @Override
    public List<Operation> operations() {
        Stream<Operation> others = Stream.of(Operation.of("meeting.read", "查看会议与学习", Operation.ANYONE), new Operation("meeting.enter", "会议：录入", Set.copyOf(MeetingLifecycle.WRITERS), false),
                Operation.of("meeting.import", "会议：导入历史台账", Roles.ADMIN, Roles.PLANNER));
        return Stream.concat(others, Arrays.stream(MeetingVerb.values())
                .map(verb -> new Operation("meeting." + verb.word(), "会议：" + verb.label(), Set.copyOf(MeetingLifecycle.roles(verb)), false))).toList();
    }
}
