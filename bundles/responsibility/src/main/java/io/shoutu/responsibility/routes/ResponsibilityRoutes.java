package io.shoutu.responsibility.routes;

import io.shoutu.api.journal.Entry;
import io.shoutu.responsibility.ActHearing;
import io.shoutu.responsibility.Reminders;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the room hears (责任体系监听路由): everything, from the beginning; which entries prove an act the rooms themselves say. And mornings. */
@Component(service = RoutesBuilder.class)
public final class ResponsibilityRoutes extends RouteBuilder {
    private final ActHearing acts;
    private final Reminders reminders;

    @Activate
    public ResponsibilityRoutes(@Reference ActHearing acts, @Reference Reminders reminders) {
        this.acts = acts;
        this.reminders = reminders;
    }

    @Override
    public void configure() {
        from("journal:acts?facts=*&from=beginning").routeId("responsibility.acts").process(exchange -> acts.heard(exchange.getMessage().getMandatoryBody(Entry.class)));
        from("journal:day?facts=day.began").routeId("responsibility.day").process(exchange -> reminders.morning(exchange.getMessage().getMandatoryBody(Entry.class)));
    }
}
