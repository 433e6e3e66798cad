package com.acme.shoutu.gas;

import io.shoutu.api.journal.Entry;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What this plugin hears (监听路由): each new hazard, also those told while it was away. */
@Component(service = RoutesBuilder.class)
public final class GasRoutes extends RouteBuilder {
    private final GasBook book;

    @Activate
    public GasRoutes(@Reference GasBook book) {
        this.book = book;
    }

    @Override
    public void configure() {
        from("journal:hazards?facts=hazard.registered&from=beginning").routeId("acme.hazards")
                .process(exchange -> book.heard(exchange.getMessage().getMandatoryBody(Entry.class)));
    }
}
