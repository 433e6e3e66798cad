package io.shoutu.sensor.routes;

import io.shoutu.api.journal.Entry;
import io.shoutu.sensor.AlarmReview;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells on Mondays whose alarms have been loud or quiet for too long (每周报警治理). Stopped, nobody is told; the list stays where it is. */
@Component(service = RoutesBuilder.class)
public final class ReviewRoute extends RouteBuilder {
    private final AlarmReview review;

    @Activate
    public ReviewRoute(@Reference AlarmReview review) {
        this.review = review;
    }

    @Override
    public void configure() {
        from("journal:weekly-review?facts=day.began").routeId("sensor.weekly-review")
                .process(exchange -> review.dayBegan(exchange.getMessage().getMandatoryBody(Entry.class)));
    }
}
