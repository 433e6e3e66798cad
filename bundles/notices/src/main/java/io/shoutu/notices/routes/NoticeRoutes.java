package io.shoutu.notices.routes;

import io.shoutu.api.journal.Entry;
import io.shoutu.notices.Escalating;
import io.shoutu.notices.FactHearing;
import java.util.function.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What notices are made of (通知监听路由). A county may stop a route and put its own file in its place. */
@Component(service = RoutesBuilder.class)
public final class NoticeRoutes extends RouteBuilder {
    private final FactHearing facts;
    private final Escalating escalating;

    @Activate
    public NoticeRoutes(@Reference FactHearing facts, @Reference Escalating escalating) {
        this.facts = facts;
        this.escalating = escalating;
    }

    @Override
    public void configure() {
        from("journal:from-alarm?facts=sensor.alarm-raised,sensor.alarm-realarmed,sensor.alarm-escalated").routeId("notices.from-alarm").process(entry(facts::alarmRaised));
        from("journal:settle-alarm?facts=sensor.alarm-acknowledged").routeId("notices.settle-alarm").process(entry(facts::alarmAcknowledged));
        from("journal:from-alarm-review?facts=sensor.alarms-reviewed").routeId("notices.from-alarm-review").process(entry(facts::alarmsReviewed));
        from("journal:from-hazard?facts=hazard.overdue,hazard.reminded").routeId("notices.from-hazard").process(entry(facts::hazardChased));
        from("journal:from-supervision?facts=supervision.issued,supervision.listed,supervision.reminded,supervision.overdue,supervision.rejected").routeId("notices.from-supervision").process(entry(facts::supervisionTold));
        from("journal:escalation?facts=time.due").routeId("notices.escalation").process(entry(escalating::ranOut));
    }

    private static Processor entry(Consumer<Entry> hearing) {
        return exchange -> hearing.accept(exchange.getMessage().getMandatoryBody(Entry.class));
    }
}
