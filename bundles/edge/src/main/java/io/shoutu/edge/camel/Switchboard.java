package io.shoutu.edge.camel;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.UnitOfWork;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where routes are switched (路由开关): the acts of people on the wiring, each one journaled. */
@Component(service = Switchboard.class)
public final class Switchboard {
    /** Kind of subject a route is. */
    public static final String ROUTE = "route";
    public static final String ROUTE_STOPPED = "edge.route-stopped";
    public static final String ROUTE_STARTED = "edge.route-started";

    private static final Logger log = LoggerFactory.getLogger(Switchboard.class);

    private final CamelHost host;
    private final UnitOfWork work;
    private final Journal journal;
    private final Clock clock;

    @Activate
    public Switchboard(@Reference CamelHost host, @Reference UnitOfWork work, @Reference Journal journal, @Reference Clock clock) {
        this.host = host;
        this.work = work;
        this.journal = journal;
        this.clock = clock;
    }

    public List<RouteState> routes() {
        return host.routes();
    }

    public List<RouteTrouble> troubles() {
        return host.troubles();
    }

    /**
     * Stops a route until it is started again or the platform restarts; one that stands already is left so, without a new fact.
     *
     * @throws Problem.NotFound code {@code route-not-found}
     */
    public RouteState stop(String route, Actor by) {
        if (host.stop(route)) {
            tell(route, ROUTE_STOPPED, by);
        }
        return route(route);
    }

    /**
     * Starts a route; one that runs already is left so, without a new fact.
     *
     * @throws Problem.NotFound code {@code route-not-found}
     */
    public RouteState start(String route, Actor by) {
        if (host.start(route)) {
            tell(route, ROUTE_STARTED, by);
        }
        return route(route);
    }

    private RouteState route(String id) {
        return host.routes().stream().filter(r -> r.id().equals(id)).findFirst()
                .orElseThrow(() -> new Problem.NotFound("route-not-found", "没有找到路由：" + id));
    }

    private void tell(String route, String fact, Actor by) {
        work.run(tx -> journal.write(tx, new Fact(new Subject(ROUTE, route), fact, clock.instant(), by, Map.of("title", "路由 " + route))));
        log.info("route {} {} by {}", route, fact, by.account());
    }
}
