package io.shoutu.sensor.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.sensor.SensorDecoder;
import io.shoutu.sensor.DevicePlaces;
import io.shoutu.sensor.Devices;
import io.shoutu.sensor.LineWords;
import io.shoutu.sensor.decode.Formats;
import io.shoutu.sensor.domain.Calibration;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Point;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.line.Asks;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Devices and points on the wire (设备接口). */
@Component(service = DeviceResource.class)
@RestResource("/devices")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DeviceResource {
    private final Devices devices;
    private final Formats formats;
    private final Clock clock;

    private final DevicePlaces places;
    private final LineWords lineWords;
    /** By the format of the devices they can ask. */
    private final Map<String, Asks> asks = new ConcurrentHashMap<>();

    @Activate
    public DeviceResource(@Reference Devices devices, @Reference Formats formats, @Reference Clock clock, @Reference DevicePlaces places, @Reference LineWords lineWords) {
        this.lineWords = lineWords;
        this.places = places;
        this.devices = devices;
        this.formats = formats;
        this.clock = clock;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void add(Asks inlet) {
        asks.put(inlet.format(), inlet);
    }

    public void remove(Asks inlet) {
        asks.remove(inlet.format(), inlet);
    }

    /** What is sent to set the line word of a device. */
    public record Word(String word) {}

    /** What is sent to ask a device for something; the span for what was kept back. */
    public record Question(String kind, Instant from, Instant to) {}

    /** What is sent to declare a device. */
    public record Declaration(String id, String name, String enterprise, String area, String place, Double longitude, Double latitude, String format) {}

    /** What is sent to change the format of a device's payloads. */
    public record Speaking(String format) {}

    /** A point as it is declared; {@code label} and {@code unit} may be left out where the device's format knows the point. */
    public record PointAsked(String name, String label, String unit, Double resolution, Double low, Double high) {}

    /** A point as it is shown. */
    public record PointShown(String name, String series, String label, String unit, Double resolution, Double low, Double high, LocalDate calibratedUntil, String certificate,
            boolean calibrationOver) {}

    private PointShown shown(Series s) {
        Calibration calibration = devices.calibration(s);
        return new PointShown(s.point(), s.id(), s.label(), s.unit(), s.resolution(), s.low(), s.high(), calibration == null ? null : calibration.until(),
                calibration == null ? null : calibration.certificate(), calibration != null && calibration.overAt(clock.instant()));
    }

    @GET
    @Performs("sensor.device-read")
    public Map<String, Object> list(@QueryParam("text") String text, @QueryParam("enterprise") CreditCode enterprise,
            @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit, @Context SecurityContext asking) {
        Page<Device> page = devices.list(text, enterprise, cursor, Limits.of(limit), places.seenBy((Actor) asking.getUserPrincipal()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", page.items().stream().map(this::shown).toList());
        answer.put("next", page.next());
        answer.put("total", page.total());
        return answer;
    }

    @POST
    @Performs("sensor.device-declare")
    public Response declare(Declaration body, @Context SecurityContext asking) {
        Device device = new Device(body.id(), body.name(), code("enterprise", body.enterprise(), CreditCode::new),
                code("area", body.area(), AreaCode::new), body.place(), body.longitude(), body.latitude(), body.format() == null ? Device.OWN_FORMAT : body.format(), true,
                clock.instant().truncatedTo(ChronoUnit.MILLIS), 1);
        Devices.WithSecret declared = devices.declare(device, (Actor) asking.getUserPrincipal());
        return answer(Response.created(URI.create("/api/devices/" + device.id())), declared.device(), declared.secret());
    }

    @GET
    @Path("{id}")
    @Performs("sensor.device-read")
    public Response get(@PathParam("id") String id, @Context SecurityContext asking) {
        places.require((Actor) asking.getUserPrincipal(), id);
        return answer(Response.ok(), devices.get(id), null);
    }

    @POST
    @Path("{id}/secret")
    @Consumes(MediaType.WILDCARD)
    @Performs("sensor.device-secret-renew")
    public Response renewSecret(@PathParam("id") String id, @Context SecurityContext asking) {
        places.require((Actor) asking.getUserPrincipal(), id);
        Devices.WithSecret renewed = devices.renewSecret(id, (Actor) asking.getUserPrincipal());
        return answer(Response.ok(), renewed.device(), renewed.secret());
    }

    @POST
    @Path("{id}/disabling")
    @Consumes(MediaType.WILDCARD)
    @Performs("sensor.device-disable")
    public Response disable(@PathParam("id") String id, @Context SecurityContext asking) {
        places.require((Actor) asking.getUserPrincipal(), id);
        return answer(Response.ok(), devices.enable(id, false, (Actor) asking.getUserPrincipal()), null);
    }

    @POST
    @Path("{id}/enabling")
    @Consumes(MediaType.WILDCARD)
    @Performs("sensor.device-enable")
    public Response enable(@PathParam("id") String id, @Context SecurityContext asking) {
        places.require((Actor) asking.getUserPrincipal(), id);
        return answer(Response.ok(), devices.enable(id, true, (Actor) asking.getUserPrincipal()), null);
    }

    @POST
    @Path("{id}/format")
    @Performs("sensor.device-format-change")
    public Response speak(@PathParam("id") String id, Speaking body, @Context SecurityContext asking) {
        places.require((Actor) asking.getUserPrincipal(), id);
        return answer(Response.ok(), devices.speak(id, body.format(), (Actor) asking.getUserPrincipal()), null);
    }

    @GET
    @Path("{id}/points")
    @Performs("sensor.device-read")
    public Map<String, Object> points(@PathParam("id") String id, @Context SecurityContext asking) {
        places.require((Actor) asking.getUserPrincipal(), id);
        devices.get(id);
        List<PointShown> points = pointsOf(id);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", points);
        answer.put("next", null);
        answer.put("total", points.size());
        return answer;
    }

    @POST
    @Path("{id}/points")
    @Performs("sensor.point-declare")
    public Response declarePoint(@PathParam("id") String id, PointAsked body, @Context SecurityContext asking) {
        places.require((Actor) asking.getUserPrincipal(), id);
        Series declared = devices.declare(id, point(devices.get(id), body), (Actor) asking.getUserPrincipal());
        return Response.created(URI.create("/api/devices/" + id + "/points")).entity(shown(declared)).build();
    }

    /** Notes until when the sensor of a point is calibrated. */
    @POST
    @Path("{id}/points/{point}/calibration")
    @Performs("sensor.point-calibrate")
    public PointShown calibrate(@PathParam("id") String id, @PathParam("point") String point, Calibration body, @Context SecurityContext asking) {
        places.require((Actor) asking.getUserPrincipal(), id);
        return shown(devices.calibrate(id, point, body, (Actor) asking.getUserPrincipal()));
    }

    /** What is left open is taken from the format, where it knows the point; it speaks it in one unit: another would make every limit wrong in silence. */
    private Point point(Device device, PointAsked asked) {
        for (SensorDecoder.KnownPoint known : knownPoints(device)) {
            if (known.name().equals(asked.name())) {
                if (asked.unit() != null && !known.unit().equals(asked.unit())) {
                    throw new Problem.Invalid("unit", "unit", "报文格式 " + device.format() + " 的 " + known.name() + "（" + known.label() + "）以 " + known.unit() + " 上报，不能声明为 " + asked.unit());
                }
                return new Point(asked.name(), asked.label() == null ? known.label() : asked.label(), known.unit(), asked.resolution(), asked.low(), asked.high());
            }
        }
        return new Point(asked.name(), asked.label(), asked.unit(), asked.resolution(), asked.low(), asked.high());
    }

    private List<SensorDecoder.KnownPoint> knownPoints(Device device) {
        SensorDecoder decoder = formats.of(device.format());
        return decoder == null ? List.of() : decoder.points();
    }

    /** The points the format of the device knows by itself, each with its unit: a form can offer them. */
    @GET
    @Path("{id}/known-points")
    @Performs("sensor.device-read")
    public Map<String, Object> known(@PathParam("id") String id, @Context SecurityContext asking) {
        places.require((Actor) asking.getUserPrincipal(), id);
        return all(knownPoints(devices.get(id)));
    }

    private static Map<String, Object> all(List<?> items) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", items);
        answer.put("next", null);
        answer.put("total", items.size());
        return answer;
    }

    /** Sets what the device says as its password in a line protocol. */
    @POST
    @Path("{id}/line-word")
    @Performs("sensor.line-word-set")
    public void lineWord(@PathParam("id") String id, Word body, @Context SecurityContext asking) {
        places.require((Actor) asking.getUserPrincipal(), id);
        lineWords.set(id, body.word(), (Actor) asking.getUserPrincipal());
    }

    /** What was asked of the device since the platform started, and what can be. */
    @GET
    @Path("{id}/questions")
    @Performs("sensor.device-read")
    public Map<String, Object> questions(@PathParam("id") String id, @Context SecurityContext asking) {
        places.require((Actor) asking.getUserPrincipal(), id);
        Asks inlet = asks.get(devices.get(id).format());
        Map<String, Object> answer = all(inlet == null ? List.of() : inlet.asked(id));
        answer.put("kinds", inlet == null ? Map.of() : inlet.kinds());
        return answer;
    }

    /** Asks the device for something, e.g. the minutes it kept back. */
    @POST
    @Path("{id}/questions")
    @Performs("sensor.device-ask")
    public Response ask(@PathParam("id") String id, Question body, @Context SecurityContext asking) {
        places.require((Actor) asking.getUserPrincipal(), id);
        Asks inlet = asks.get(devices.get(id).format());
        if (inlet == null) {
            throw new Problem.IllegalMove("format-asks-nothing", "报文格式 " + devices.get(id).format() + " 的设备不能问询");
        }
        return Response.accepted(inlet.ask(id, body.kind(), body.from(), body.to())).build();
    }

    private Response answer(Response.ResponseBuilder response, Device device, String secret) {
        Map<String, Object> shown = shown(device);
        if (secret != null) {
            shown.put("secret", secret);
        }
        return response.entity(shown).header("ETag", ETags.of(device.version())).build();
    }

    private Map<String, Object> shown(Device d) {
        Instant lastSeen = devices.lastSeen(d.id());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", d.id());
        shown.put("name", d.name());
        shown.put("enterprise", d.enterprise() == null ? null : d.enterprise().text());
        shown.put("area", d.area() == null ? null : d.area().text());
        shown.put("place", d.place());
        shown.put("longitude", d.longitude());
        shown.put("latitude", d.latitude());
        shown.put("format", d.format());
        shown.put("readable", d.format().equals(Device.OWN_FORMAT) || formats.of(d.format()) != null);
        shown.put("enabled", d.enabled());
        shown.put("lastSeen", lastSeen);
        shown.put("skewed", devices.skewed(d.id()));
        shown.put("points", pointsOf(d.id()));
        shown.put("version", d.version());
        return shown;
    }

    private List<PointShown> pointsOf(String id) {
        return devices.points(id).stream().map(this::shown).toList();
    }

    /** Reads a code and lets what is wrong with it name the field of this request. */
    private static <T> T code(String field, String text, Function<String, T> read) {
        try {
            return text == null || text.isBlank() ? null : read.apply(text.strip());
        } catch (Problem.Invalid wrong) {
            throw new Problem.Invalid(wrong.code(), field, wrong.getMessage());
        }
    }
}
