package io.shoutu.sensor.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.sensor.Corrections;
import io.shoutu.sensor.DevicePlaces;
import io.shoutu.sensor.Devices;
import io.shoutu.sensor.History;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Correction;
import io.shoutu.sensor.domain.Flag;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Trend;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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

/** Series over HTTP (序列接口): the newest reading, a range, a trend. Times out are epoch milliseconds, because readings are many. */
@Component(service = SeriesResource.class)
@RestResource("/series")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class SeriesResource {
    private static final int MOST = 10_000;
    private static final int MOST_BUCKETS = 2_000;
    private static final int MOST_AT_ONCE = 500;

    /** The newest reading. */
    public record Latest(String series, long ts, double value, String unit, List<String> flags, @JsonRawValue String attributes) {}

    /** One reading of a range. */
    public record Point(long ts, double value, List<String> flags, @JsonRawValue String attributes) {}

    /** One page of a range. */
    public record Range(List<Point> items, String next, long total) {}

    /** A trend. */
    public record TrendAnswer(long from, long to, long width, List<Bucket> buckets) {}

    /** One bucket; its figures are null where it is empty. */
    public record Bucket(long from, Double min, Double max, Double avg, long count) {}

    private final History history;
    private final Devices devices;
    private final Catalogue catalogue;
    private final Clock clock;

    private final DevicePlaces places;
    private final Corrections corrections;

    @Activate
    public SeriesResource(@Reference History history, @Reference Devices devices, @Reference Catalogue catalogue, @Reference Clock clock, @Reference DevicePlaces places,
            @Reference Corrections corrections) {
        this.corrections = corrections;
        this.places = places;
        this.history = history;
        this.devices = devices;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** The newest reading of each point of a device, or of each series named; those without any are not there. */
    @GET
    @Path("latest")
    @Performs("sensor.series-read")
    public Map<String, Object> latest(@QueryParam("device") String device, @QueryParam("series") String named, @Context SecurityContext asking) {
        List<Series> wanted;
        if (device != null && !device.isBlank()) {
            places.require((Actor) asking.getUserPrincipal(), device);
            wanted = devices.points(device);
        } else {
            List<String> ids = named == null ? List.of() : Arrays.stream(named.split(",")).map(String::strip).filter(id -> !id.isEmpty()).distinct().toList();
            if (ids.isEmpty() || ids.size() > MOST_AT_ONCE) {
                throw new Problem.Invalid("bad-parameter", "series", "请给出 device，或以逗号分隔的 1 至 " + MOST_AT_ONCE + " 个序列");
            }
            wanted = ids.stream().map(id -> series(id, asking)).toList();
        }
        List<Latest> items = wanted.stream().map(series -> shown(series, history.latest(series))).filter(Objects::nonNull).toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", items);
        answer.put("next", null);
        answer.put("total", items.size());
        return answer;
    }

    private static Latest shown(Series series, Reading latest) {
        return latest == null ? null : new Latest(series.id(), latest.at(), latest.value(), series.unit(), Flag.wordsOf(latest.flags()), latest.attributes());
    }

    @GET
    @Path("{id}/latest")
    @Performs("sensor.series-read")
    public Latest latest(@PathParam("id") String id, @Context SecurityContext asking) {
        Series series = series(id, asking);
        Latest latest = shown(series, history.latest(series));
        if (latest == null) {
            throw new Problem.NotFound("no-reading", "序列 " + id + " 还没有读数");
        }
        return latest;
    }

    /** Without {@code to} up to now and what is ahead of it, without {@code from} the day before. */
    @GET
    @Path("{id}/range")
    @Performs("sensor.series-read")
    public Range range(@PathParam("id") String id, @QueryParam("from") Instant from, @QueryParam("to") Instant to, @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor, @Context SecurityContext asking) {
        Series series = series(id, asking);
        long end = end(to);
        long begin = begin(from, end);
        long start = cursor == null || cursor.isBlank() ? begin : number(cursor);
        int most = limit == null ? 1_000 : Math.max(1, Math.min(MOST, limit));
        History.Part part = history.page(series, begin, end, start, most);
        return new Range(part.readings().stream().map(r -> new Point(r.at(), r.value(), Flag.wordsOf(r.flags()), r.attributes())).toList(),
                part.next() == null ? null : part.next().toString(), part.total());
    }

    @GET
    @Path("{id}/trend")
    @Performs("sensor.series-read")
    public TrendAnswer trend(@PathParam("id") String id, @QueryParam("from") Instant from, @QueryParam("to") Instant to,
            @QueryParam("buckets") Integer buckets, @Context SecurityContext asking) {
        Series series = series(id, asking);
        long end = end(to);
        long begin = begin(from, end);
        if (begin >= end) {
            throw new Problem.Invalid("bad-parameter", "from", "from 应早于 to");
        }
        int wanted = buckets == null ? 100 : buckets;
        if (wanted < 1 || wanted > MOST_BUCKETS) {
            throw new Problem.Invalid("bad-parameter", "buckets", "buckets 应在 1 到 " + MOST_BUCKETS + " 之间");
        }
        Trend trend = history.trend(series, begin, end, wanted);
        return new TrendAnswer(trend.from(), trend.to(), trend.width(), trend.buckets().stream().map(bucket -> bucket.count() == 0
                ? new Bucket(bucket.from(), null, null, null, 0)
                : new Bucket(bucket.from(), bucket.min(), bucket.max(), bucket.avg(), bucket.count())).toList());
    }

    /** A correction as it is sent. */
    public record CorrectionBody(Instant from, Instant to, String action, Double value, Double factor, Double offset, String reason, Boolean trial) {}

    /** Corrects what is stored, with a reason; a trial says what it would change. */
    @POST
    @Path("{id}/corrections")
    @Consumes(MediaType.APPLICATION_JSON)
    @Performs("sensor.reading-correct")
    public Response correct(@PathParam("id") String id, CorrectionBody body, @Context SecurityContext asking) {
        Series series = series(id, asking);
        boolean trial = Boolean.TRUE.equals(body.trial());
        Correction.Act act = body.action() == null ? null : Condition.term(Correction.Act.class, "action", "更正方式", body.action());
        Correction made = corrections.correct(series, new Corrections.Wanted(body.from(), body.to(), act, body.value(), body.factor(), body.offset(), body.reason()), trial,
                (Actor) asking.getUserPrincipal());
        return (trial ? Response.ok() : Response.created(URI.create("/api/corrections/" + made.number()))).entity(CorrectionResource.shown(made, false, List.of(), List.of())).build();
    }

    private long end(Instant to) {
        // Devices may be five minutes ahead; "until now" is meant to show them.
        return to == null ? clock.millis() + Duration.ofMinutes(5).toMillis() + 1 : to.toEpochMilli();
    }

    private static long begin(Instant from, long end) {
        return from == null ? end - Duration.ofDays(1).toMillis() : from.toEpochMilli();
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new Problem.Invalid("bad-parameter", "cursor", "cursor 应为上一页返回的 next");
        }
    }

    private Series series(String id, SecurityContext asking) {
        int dot = id.indexOf('.');
        Series series = dot < 0 ? null : catalogue.series(id.substring(0, dot), id.substring(dot + 1));
        if (series == null || !places.seenBy((Actor) asking.getUserPrincipal()).test(catalogue.device(series.device()))) {
            throw new Problem.NotFound("series-not-found", "没有这个序列：" + id);
        }
        return series;
    }
}
