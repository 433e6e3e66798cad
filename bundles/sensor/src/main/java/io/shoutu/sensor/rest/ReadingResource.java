package io.shoutu.sensor.rest;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.sensor.DevicePlaces;
import io.shoutu.sensor.Arrival;
import io.shoutu.sensor.Ingest;
import io.shoutu.sensor.Mending;
import io.shoutu.sensor.ParkedReadings;
import io.shoutu.sensor.Waiting;
import io.shoutu.sensor.decode.Decoded;
import io.shoutu.sensor.decode.Decoder;
import io.shoutu.sensor.decode.Formats;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.ParkedStore;
import io.shoutu.sensor.domain.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int MOST_ROWS = 500;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** What became of a message. */
    public record Taken(int stored, int duplicates, List<Refused> parked) {}

    /** One thing that could not be used; {@code point} is null where it is a whole reading. */
    public record Refused(Long ts, String point, String reason, String text) {}

    /** A parked item as it is listed. */
    public record Item(long id, String device, String point, String inlet, String reason, String reasonLabel, String text, String payload, Instant received) {}

    /** One parked item whole: {@code bytes} is its payload in base64, {@code done} what people did with it so far. */
    public record Whole(long id, String device, String point, String inlet, String reason, String reasonLabel, String text, String payload, String bytes, boolean readable, Long ts, Instant received,
            List<Done> done) {}

    /** Something done with a parked item; {@code payload} and {@code bytes} are what it was before. */
    public record Done(long id, String act, String actLabel, String device, String point, String reason, String reasonLabel, String text, String payload, String bytes, String note, Instant happened,
            String account) {}

    /** What is sent to mend: the payload as text, or in base64 where it is none; one of the two. */
    public record Mended(String payload, String bytes, String note) {}

    /** What is sent to discard. */
    public record Discarded(String note) {}

    private final Ingest ingest;
    private final Catalogue catalogue;
    private final Formats formats;
    private final ParkedReadings parked;
    private final Mending mending;
    private final Clock clock;

    private final DevicePlaces places;

    @Activate
    public ReadingResource(@Reference Ingest ingest, @Reference Catalogue catalogue, @Reference Formats formats, @Reference ParkedReadings parked,
            @Reference Mending mending, @Reference Clock clock, @Reference DevicePlaces places) {
        this.mending = mending;
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
        byte[] payload = read(body);
        long received = clock.millis();
        Decoded decoded = new Decoder(catalogue, formats).decode(device, INLET, payload, 0, payload.length, received);
        if (decoded.unreadable() && decoded.parked().get(0).reason() != Reason.NO_DECODER) {
            throw new JsonParseException(null, decoded.parked().get(0).text());
        }
        Waiting waiting = new Waiting(1);
        Arrival arrival = new Arrival(device, INLET, decoded, received, waiting, 0);
        ingest.arriveAndWait(List.of(arrival), waiting, PATIENCE);
        return Response.status(Response.Status.ACCEPTED).entity(new Taken(arrival.stored(), arrival.duplicates(), refused(arrival))).build();
    }

    /** What a gateway sends: a device and its readings, in whatever shape a message of it may have. */
    public record Row(String device, JsonNode readings) {}

    /** What became of one row; {@code error} says why nothing of it was taken, else null. */
    public record RowTaken(int row, String device, int stored, int duplicates, List<Refused> parked, String error) {}

    /** What became of all rows. */
    public record RowsTaken(int stored, int duplicates, int parked, int refused, List<RowTaken> rows) {}

    /**
     * Takes the readings of several devices in and answers after their commit, row by row: a bad row costs no other. Sent again, everything
     * is found stored already. A device may send rows of its own only.
     */
    @POST
    @Path("batch")
    @Consumes(MediaType.APPLICATION_JSON)
    @Performs("sensor.reading-take")
    public Response takeAll(InputStream body, @Context SecurityContext security) throws IOException {
        return Response.status(Response.Status.ACCEPTED).entity(rows(read(body), (Actor) security.getUserPrincipal())).build();
    }

    RowsTaken rows(byte[] body, Actor by) throws IOException {
        List<Row> rows = JSON.readValue(body, JSON.getTypeFactory().constructCollectionType(List.class, Row.class));
        if (rows == null || rows.isEmpty() || rows.size() > MOST_ROWS) {
            throw new Problem.Invalid("batch-size", "", "一批应为1至" + MOST_ROWS + "行，每行一个设备");
        }
        long received = clock.millis();
        Decoder decoder = new Decoder(catalogue, formats);
        Arrival[] arrivals = new Arrival[rows.size()];
        String[] errors = new String[rows.size()];
        List<Decoded> decoded = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Decoded one = null;
            try {
                String device = device(by, rows.get(i) == null ? null : rows.get(i).device());
                places.require(by, device);
                if (rows.get(i) == null || rows.get(i).readings() == null || rows.get(i).readings().isNull()) {
                    throw new Problem.Invalid("readings-missing", "readings", "缺少 readings");
                }
                byte[] payload = payload(rows.get(i).readings());
                one = decoder.decode(device, INLET, payload, 0, payload.length, received);
                if (one.unreadable() && one.parked().get(0).reason() != Reason.NO_DECODER) {
                    errors[i] = one.parked().get(0).text();
                    one = null;
                }
            } catch (Problem.NotFound | Problem.Invalid | Problem.Forbidden refused) {
                errors[i] = refused.getMessage();
            }
            decoded.add(one);
        }
        Waiting waiting = new Waiting((int) decoded.stream().filter(Objects::nonNull).count());
        List<Arrival> arriving = new ArrayList<>();
        for (int i = 0; i < arrivals.length; i++) {
            if (decoded.get(i) != null) {
                arrivals[i] = new Arrival(device(by, rows.get(i).device()), INLET, decoded.get(i), received, waiting, 0);
                arriving.add(arrivals[i]);
            }
        }
        ingest.arriveAndWait(arriving, waiting, PATIENCE);
        List<RowTaken> taken = new ArrayList<>();
        for (int i = 0; i < arrivals.length; i++) {
            String device = rows.get(i) == null ? null : rows.get(i).device();
            taken.add(arrivals[i] == null ? new RowTaken(i, device, 0, 0, List.of(), errors[i])
                    : new RowTaken(i, device, arrivals[i].stored(), arrivals[i].duplicates(), refused(arrivals[i]), null));
        }
        return new RowsTaken(taken.stream().mapToInt(RowTaken::stored).sum(), taken.stream().mapToInt(RowTaken::duplicates).sum(),
                taken.stream().mapToInt(row -> row.parked().size()).sum(), (int) taken.stream().filter(row -> row.error() != null).count(), taken);
    }

    /** A text is a payload of its own (base64 of it is not guessed at); anything else goes on as the JSON it is. */
    private static byte[] payload(JsonNode readings) throws IOException {
        return readings.isTextual() ? readings.textValue().getBytes(StandardCharsets.UTF_8) : JSON.writeValueAsBytes(readings);
    }

    private static byte[] read(InputStream body) throws IOException {
        byte[] payload = body == null ? new byte[0] : body.readNBytes(MOST_BYTES + 1);
        if (payload.length > MOST_BYTES) {
            throw new Problem.Invalid("too-large", "", "一次上报最多 " + MOST_BYTES / 1024 / 1024 + " MB，请分批发送");
        }
        return payload;
    }

    private static List<Refused> refused(Arrival arrival) {
        return arrival.parked().stream().map(item -> new Refused(item.at(), item.point(), item.reason().word(), item.text())).toList();
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
        within(device, security);
        Reason wanted = blank(reason) ? null : Reason.ofWord(reason);
        if (wanted == null && !blank(reason)) {
            throw new Problem.Invalid("bad-parameter", "reason", "没有这种暂存原因：" + reason);
        }
        Page<Parked> page = parked.list(wanted, blank(device) ? null : device, blank(cursor) ? null : cursor,
                limit == null ? 50 : Math.max(1, Math.min(500, limit)));
        return new Page<>(page.items().stream().map(item -> new Item(item.id(), item.device(), item.point(), item.inlet(), item.reason().word(), item.reason().label(), item.text(),
                text(item.payload()), Instant.ofEpochMilli(item.received()))).toList(), page.next(), page.total());
    }

    /** How many are parked for each reason. */
    @GET
    @Path("parked/counts")
    @Performs("sensor.parked-read")
    public Map<String, Object> counts(@QueryParam("device") String device, @Context SecurityContext security) {
        within(device, security);
        List<ParkedStore.Tally> counts = mending.counts(blank(device) ? null : device);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("total", counts.stream().mapToLong(ParkedStore.Tally::number).sum());
        answer.put("reasons", counts.stream().map(count -> Map.of("reason", count.reason().word(), "label", count.reason().label(), "number", count.number())).toList());
        return answer;
    }

    /** What was done with parked messages, newest first. */
    @GET
    @Path("parked/done")
    @Performs("sensor.parked-read")
    public Page<Done> done(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit, @Context SecurityContext security) {
        Page<ParkedStore.Done> page = mending.done(null, blank(cursor) ? null : cursor, Limits.of(limit));
        var seen = places.seenBy((Actor) security.getUserPrincipal());
        boolean everywhere = ((Actor) security.getUserPrincipal()).scope().everywhere();
        return new Page<>(page.items().stream().filter(item -> everywhere || catalogue.device(item.before().device()) != null && seen.test(catalogue.device(item.before().device())))
                .map(ReadingResource::shown).toList(), page.next(), page.total());
    }

    @GET
    @Path("parked/{id}")
    @Performs("sensor.parked-read")
    public Whole one(@PathParam("id") long id, @Context SecurityContext security) {
        return whole(seen(id, security));
    }

    @POST
    @Path("parked/{id}/mending")
    @Consumes(MediaType.APPLICATION_JSON)
    @Performs("sensor.parked-mend")
    public void mend(@PathParam("id") long id, Mended body, @Context SecurityContext security) {
        seen(id, security);
        if (body == null || (body.payload() == null) == (body.bytes() == null)) {
            throw new Problem.Invalid("payload", "payload", "请给出修正后的报文：payload（文本）或 bytes（base64）之一");
        }
        byte[] payload;
        try {
            payload = body.payload() != null ? body.payload().getBytes(StandardCharsets.UTF_8) : Base64.getDecoder().decode(body.bytes());
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("base64", "bytes", "bytes 应为 base64");
        }
        mending.mend(id, payload, body.note(), (Actor) security.getUserPrincipal());
    }

    @POST
    @Path("parked/{id}/discarding")
    @Consumes(MediaType.APPLICATION_JSON)
    @Performs("sensor.parked-discard")
    public void discard(@PathParam("id") long id, Discarded body, @Context SecurityContext security) {
        seen(id, security);
        mending.discard(id, body == null ? null : body.note(), (Actor) security.getUserPrincipal());
    }

    /** The item, or the same 404 as for none where its device lies outside the scope of who asks. */
    private Parked seen(long id, SecurityContext security) {
        Parked item = mending.get(id);
        Actor by = (Actor) security.getUserPrincipal();
        boolean known = catalogue.device(item.device()) != null && places.seenBy(by).test(catalogue.device(item.device()));
        if (!by.scope().everywhere() && !known) {
            throw new Problem.NotFound("parked-not-found", "没有这个暂存件：" + id);
        }
        return item;
    }

    private void within(String device, SecurityContext security) {
        Actor by = (Actor) security.getUserPrincipal();
        if (!by.scope().everywhere()) {
            if (blank(device)) {
                throw new Problem.Invalid("device-missing", "device", "您的数据范围有限，请指明设备");
            }
            places.require(by, device);
        }
    }

    private Whole whole(Parked item) {
        return new Whole(item.id(), item.device(), item.point(), item.inlet(), item.reason().word(), item.reason().label(), item.text(), text(item.payload()),
                Base64.getEncoder().encodeToString(item.payload()), readable(item.payload()), item.at(), Instant.ofEpochMilli(item.received()),
                mending.done(item.id(), null, 100).items().stream().map(ReadingResource::shown).toList());
    }

    private static Done shown(ParkedStore.Done done) {
        Parked before = done.before();
        return new Done(before.id(), done.act().word(), done.act().label(), before.device(), before.point(), before.reason().word(), before.reason().label(), before.text(), text(before.payload()),
                Base64.getEncoder().encodeToString(before.payload()), done.note(), Instant.ofEpochMilli(done.at()), done.by());
    }

    private static String text(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** Whether the bytes are text that can be shown and typed again without loss. */
    private static boolean readable(byte[] payload) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
        } catch (CharacterCodingException e) {
            return false;
        }
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
