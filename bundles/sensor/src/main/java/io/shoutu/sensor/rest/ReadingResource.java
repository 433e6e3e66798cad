package io.shoutu.sensor.rest;

import com.fasterxml.jackson.core.JsonParseException;
import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.sensor.DevicePlaces;
import io.shoutu.sensor.Arrival;
import io.shoutu.sensor.Ingest;
import io.shoutu.sensor.ParkedReadings;
import io.shoutu.sensor.Waiting;
import io.shoutu.sensor.decode.Decoded;
import io.shoutu.sensor.decode.Decoder;
import io.shoutu.sensor.decode.Formats;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Readings over HTTP (读数接口): send them in, see what was parked, try it again. */
@Component(service = ReadingResource.class)
@RestResource("/readings")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ReadingResource {
    private static final long PATIENCE = 30_000;
    private static final String INLET = "http";

    /** What became of a message. */
    public record Taken(int stored, int duplicates, List<Refused> parked) {}

    /** One thing that could not be used; {@code point} is null where it is a whole reading. */
    public record Refused(Long ts, String point, String reason, String text) {}

    /** A parked item as it is listed. */
    public record Item(long id, String device, String inlet, String reason, String text, String payload, Instant received) {}

    private final Ingest ingest;
    private final Catalogue catalogue;
    private final Formats formats;
    private final ParkedReadings parked;
    private final Clock clock;

    private final DevicePlaces places;

    @Activate
    public ReadingResource(@Reference Ingest ingest, @Reference Catalogue catalogue, @Reference Formats formats, @Reference ParkedReadings parked, @Reference Clock clock, @Reference DevicePlaces places) {
        this.places = places;
        this.ingest = ingest;
        this.catalogue = catalogue;
        this.formats = formats;
        this.parked = parked;
        this.clock = clock;
    }

    /** Takes a message in and answers after its commit. One that cannot be read at all is refused at once and not parked: its sender is here. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Performs("sensor.reading-take")
    public Response take(InputStream body, @QueryParam("device") String asked, @Context SecurityContext security) throws IOException {
        String device = device((Actor) security.getUserPrincipal(), asked);
        places.require((Actor) security.getUserPrincipal(), device);
        byte[] payload = body == null ? new byte[0] : body.readAllBytes();
        long received = clock.millis();
        Decoded decoded = new Decoder(catalogue, formats).decode(device, INLET, payload, 0, payload.length, received);
        if (decoded.unreadable() && decoded.parked().get(0).reason() != Reason.NO_DECODER) {
            throw new JsonParseException(null, decoded.parked().get(0).text());
        }
        Waiting waiting = new Waiting(1);
        Arrival arrival = new Arrival(device, INLET, decoded, received, waiting, 0);
        ingest.arriveAndWait(List.of(arrival), waiting, PATIENCE);
        List<Refused> refused = arrival.parked().stream().map(item -> new Refused(item.at(), item.point(), item.reason().word(), item.text())).toList();
        return Response.status(Response.Status.ACCEPTED).entity(new Taken(arrival.stored(), arrival.duplicates(), refused)).build();
    }

    private String device(Actor actor, String asked) {
        boolean given = asked != null && !asked.isBlank();
        if (actor.kind() == Actor.Kind.DEVICE) {
            String own = actor.account().substring("device:".length());
            if (given && !asked.equals(own)) {
                throw new Problem.Forbidden("foreign-device", "设备只能上报自己的读数：" + own);
            }
            return own;
        }
        if (!given) {
            throw new Problem.Invalid("bad-parameter", "device", "请用 ?device= 指明设备");
        }
        if (catalogue.device(asked) == null) {
            throw new Problem.NotFound("device-not-found", "没有这个设备：" + asked);
        }
        return asked;
    }

    @GET
    @Path("parked")
    @Performs("sensor.parked-read")
    public Page<Item> parked(@QueryParam("reason") String reason, @QueryParam("device") String device, @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit, @Context SecurityContext security) {
        Actor by = (Actor) security.getUserPrincipal();
        if (!by.scope().everywhere()) {
            if (blank(device)) {
                throw new Problem.Invalid("device-missing", "device", "您的数据范围有限，请指明设备");
            }
            places.require(by, device);
        }
        Reason wanted = blank(reason) ? null : Reason.ofWord(reason);
        if (wanted == null && !blank(reason)) {
            throw new Problem.Invalid("bad-parameter", "reason", "没有这种暂存原因：" + reason);
        }
        Page<Parked> page = parked.list(wanted, blank(device) ? null : device, blank(cursor) ? null : cursor,
                limit == null ? 50 : Math.max(1, Math.min(500, limit)));
        return new Page<>(page.items().stream().map(item -> new Item(item.id(), item.device(), item.inlet(), item.reason().word(), item.text(),
                new String(item.payload(), StandardCharsets.UTF_8), Instant.ofEpochMilli(item.received()))).toList(), page.next(), page.total());
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    @POST
    @Path("parked/{id}/replay")
    @Performs("sensor.parked-replay")
    public void replay(@PathParam("id") String id, @Context SecurityContext security) {
        parked.replay(id, (Actor) security.getUserPrincipal());
    }
}
