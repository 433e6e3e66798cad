package io.shoutu.hazard.routes;

import io.shoutu.api.journal.Entry;
import io.shoutu.hazard.AlarmHearing;
import io.shoutu.hazard.DeadlineHearing;
import io.shoutu.hazard.RiskHearing;
import java.util.function.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the room hears (隐患监听路由): alarms, mornings and deadlines. A county may stop a route and put its own file in its place. */
@Component(service = RoutesBuilder.class)
public final class HazardRoutes extends RouteBuilder {
    /** When an alarm calls people. */
    private static final String ALARM_CALLS = "sensor.alarm-raised,sensor.alarm-escalated,sensor.alarm-realarmed";

    private final AlarmHearing alarms;
    private final DeadlineHearing deadlines;
    private final RiskHearing risks;

    @Activate
    public HazardRoutes(@Reference AlarmHearing alarms, @Reference DeadlineHearing deadlines, @Reference RiskHearing risks) {
        this.alarms = alarms;
        this.deadlines = deadlines;
        this.risks = risks;
    }

    @Override
    public void configure() {
        from("journal:from-alarm?facts=" + ALARM_CALLS).routeId("hazard.from-alarm").process(entry(alarms::calls));
        from("journal:day?facts=day.began").routeId("hazard.day").process(entry(deadlines::morning));
        from("journal:risk-hazard?facts=hazard.graded,hazard.regraded,hazard.overdue,hazard.accepted,hazard.dismissed,hazard.merged,hazard.unmerged,hazard.rejected,hazard.imported,hazard.extension-granted")
                .routeId("hazard.risk-hazard").process(entry(risks::hazard));
        from("journal:risk-alarm?facts=" + ALARM_CALLS).routeId("hazard.risk-alarm").process(entry(risks::alarmCalls));
        from("journal:risk-alarm-over?facts=sensor.alarm-cleared").routeId("hazard.risk-alarm-over").process(entry(risks::alarmCleared));
        from("journal:risk-day?facts=day.began").routeId("hazard.risk-day").process(entry(risks::morning));
        from("journal:risk-due?facts=time.due").routeId("hazard.risk-due").process(entry(risks::due));
        from("journal:deadline?facts=time.due").routeId("hazard.deadline").process(entry(deadlines::ranOut));
    }

    private static Processor entry(Consumer<Entry> hearing) {
        return exchange -> hearing.accept(exchange.getMessage().getMandatoryBody(Entry.class));
    }
}
