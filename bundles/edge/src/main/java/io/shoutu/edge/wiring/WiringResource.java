package io.shoutu.edge.wiring;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.edge.RestResource;
import io.shoutu.edge.plugins.Plugins;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wiring over REST (接线接口): {@code /api/wiring}; routes, listeners and doors have addresses of their own. */
@RestResource("/wiring")
@Component(service = WiringResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class WiringResource {
    private static final Logger LOG = LoggerFactory.getLogger(WiringResource.class);
    private static final int MOST = 500;

    /** All bundles that matter, and the plugins installed by signature. */
    public record Stand(List<Bundles.Standing> bundles, List<Plugins.Plugin> plugins) {}

    /** All parking places. */
    public record Places(List<ParkingPlaces.Place> items) {}

    /** One figure (指标). */
    public record Figure(String name, String help, String kind, Map<String, String> labels, double value) {}

    /** All figures of the house but the JVM's, by name. */
    public record Figures(List<Figure> items) {}

    /** Which one; null for all that are listed. */
    public record Wanted(String id) {}

    private final Bundles bundles;
    private final ParkingPlaces parking;
    private final Plugins plugins;
    private final List<Metrics> sources = new CopyOnWriteArrayList<>();

    @Activate
    public WiringResource(@Reference Bundles bundles, @Reference ParkingPlaces parking, @Reference Plugins plugins) {
        this.bundles = bundles;
        this.parking = parking;
        this.plugins = plugins;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSource(Metrics source) {
        sources.add(source);
    }

    void removeSource(Metrics source) {
        sources.remove(source);
    }

    @GET
    @Path("bundles")
    @Performs("edge.wiring")
    public Stand bundles() {
        return new Stand(bundles.all(), plugins.installed());
    }

    @GET
    @Path("parked")
    @Performs("edge.wiring")
    public Places parked(@QueryParam("limit") Integer limit) {
        return new Places(parking.all(limit(limit)));
    }

    @GET
    @Path("parked/{place}")
    @Performs("edge.wiring")
    public ParkingPlaces.Place parked(@PathParam("place") String place, @QueryParam("limit") Integer limit) {
        return parking.one(place, limit(limit));
    }

    @POST
    @Path("parked/{place}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Performs("edge.replay")
    public ParkingPlaces.Replayed replay(@PathParam("place") String place, Wanted wanted, @Context SecurityContext who) {
        Actor by = (Actor) who.getUserPrincipal();
        if (wanted == null || wanted.id() == null) {
            return parking.replayAll(place, by);
        }
        parking.replay(place, wanted.id(), by);
        return new ParkingPlaces.Replayed(1, 0, parking.one(place, 1).count(), List.of());
    }

    @GET
    @Path("figures")
    @Performs("edge.wiring")
    public Figures figures() {
        List<Figure> all = new ArrayList<>();
        for (Metrics source : sources) {
            try {
                source.metrics().stream().filter(m -> Double.isFinite(m.value())).forEach(m -> all.add(new Figure(m.name(), m.help(), m.kind().name(), m.labels(), m.value())));
            } catch (RuntimeException e) {
                LOG.warn("figures of {} cannot be told", source.getClass().getName(), e);
            }
        }
        all.sort(Comparator.comparing(Figure::name).thenComparing(f -> f.labels().toString()));
        return new Figures(all);
    }

    private static int limit(Integer limit) {
        int most = limit == null ? 50 : limit;
        if (most < 0 || most > MOST) {
            throw new Problem.Invalid("limit", "limit", "limit 应在 0 至 " + MOST + " 之间：" + limit);
        }
        return most;
    }
}
