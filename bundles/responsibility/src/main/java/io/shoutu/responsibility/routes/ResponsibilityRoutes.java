package io.shoutu.responsibility.routes;

import io.shoutu.api.journal.Entry;
import io.shoutu.responsibility.ActHearing;
import io.shoutu.responsibility.HeadHearing;
import io.shoutu.responsibility.Reminders;
import io.shoutu.responsibility.yearend.YearEnds;
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
    private final YearEnds years;
    private final HeadHearing heads;

    @Activate
    public ResponsibilityRoutes(@Reference ActHearing acts, @Reference Reminders reminders, @Reference YearEnds years, @Reference HeadHearing heads) {
        this.acts = acts;
        this.reminders = reminders;
        this.years = years;
        this.heads = heads;
    }

    @Override
    public void configure() {
        from("journal:acts?facts=*&from=beginning").routeId("responsibility.acts").process(exchange -> {
            Entry entry = exchange.getMessage().getMandatoryBody(Entry.class);
            acts.heard(entry);
            // By the same ear, so that every act of the old year is known before the year is frozen.
            heads.heard(entry);
            years.heard(entry);
        });
        from("journal:day?facts=day.began").routeId("responsibility.day").process(exchange -> reminders.morning(exchange.getMessage().getMandatoryBody(Entry.class)));
    }
}
