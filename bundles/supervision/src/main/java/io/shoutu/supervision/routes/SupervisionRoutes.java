package io.shoutu.supervision.routes;

import io.shoutu.api.journal.Entry;
import io.shoutu.supervision.DeadlineHearing;
import io.shoutu.supervision.LadderHearing;
import java.util.function.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the room hears (督办监听路由): mornings, deadlines, what is overdue elsewhere and what is settled. A county may stop a route and put its own file in its place. */
@Component(service = RoutesBuilder.class)
public final class SupervisionRoutes extends RouteBuilder {
    private final DeadlineHearing deadlines;
    private final LadderHearing ladder;

    @Activate
    public SupervisionRoutes(@Reference DeadlineHearing deadlines, @Reference LadderHearing ladder) {
        this.deadlines = deadlines;
        this.ladder = ladder;
    }

    @Override
    public void configure() {
        from("journal:day?facts=day.began").routeId("supervision.day").process(entry(deadlines::morning));
        from("journal:deadline?facts=time.due").routeId("supervision.deadline").process(entry(deadlines::ranOut));
        from("journal:late-hazard?facts=hazard.overdue,hazard.imported,hazard.rejected").routeId("supervision.late-hazard").process(entry(ladder::hazardLate));
        from("journal:late-report?facts=hazard.report-overdue").routeId("supervision.late-report").process(entry(ladder::reportLate));
        from("journal:late-duty?facts=responsibility.reminded").routeId("supervision.late-duty").process(entry(ladder::dutyLate));
        from("journal:caught-up?facts=responsibility.caught-up").routeId("supervision.duty-caught-up").process(entry(ladder::dutyCaughtUp));
        from("journal:settled?facts=hazard.submitted,hazard.accepted,hazard.dismissed,hazard.merged,hazard.extension-granted,hazard.report-checked,hazard.report-transferred,hazard.report-extended")
                .routeId("supervision.settled").process(entry(ladder::settled));
    }

    private static Processor entry(Consumer<Entry> hearing) {
        return exchange -> hearing.accept(exchange.getMessage().getMandatoryBody(Entry.class));
    }
}
