package io.shoutu.commons.rest;

import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.edge.TakesFile;
import io.shoutu.commons.maps.Datum;
import io.shoutu.commons.maps.MapSheets;
import io.shoutu.commons.maps.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The map on the wire (地图接口): boundaries, tiles and large archives, from the data directory. */
@Component(service = MapResource.class)
@RestResource("/map")
@Path("/")
public final class MapResource {
    private final MapSheets maps;

    /**
     * What the map is made of.
     *
     * @param sheet the boundaries in force, or null
     * @param earlier boundaries imported before it
     */
    public record Shown(MapSheets.Sheet sheet, List<MapSheets.Sheet> earlier, List<MapSheets.Tiles> tiles) {}

    @Activate
    public MapResource(@Reference MapSheets maps) {
        this.maps = maps;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Performs("map.read")
    public Shown shown() {
        List<MapSheets.Sheet> all = maps.all();
        return new Shown(all.isEmpty() ? null : all.get(0), all.isEmpty() ? List.of() : all.subList(1, all.size()), maps.tiles());
    }

    /** The boundaries in force as GeoJSON in CGCS2000. */
    @GET
    @Path("boundaries")
    @Produces(MediaType.WILDCARD)
    @Performs("map.read")
    public Response boundaries(@HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
        MapSheets.Sheet sheet = maps.inForce().orElseThrow(() -> new Problem.NotFound("no-boundaries", "还没有导入边界地图"));
        String tag = '"' + sheet.sha256().substring(0, 32) + '"';
        if (tag.equals(known)) {
            return Response.notModified().header(HttpHeaders.ETAG, tag).build();
        }
        java.nio.file.Path file = maps.file(sheet);
        StreamingOutput out = stream -> Files.copy(file, stream);
        return Response.ok(out, "application/geo+json").header(HttpHeaders.ETAG, tag).header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header("X-Content-Type-Options", "nosniff").build();
    }

    /** Imports the county's own boundaries: a raw GeoJSON file. */
    @POST
    @Path("boundaries")
    @Consumes(MediaType.WILDCARD)
    @TakesFile
    @Produces(MediaType.APPLICATION_JSON)
    @Performs("map.import")
    public MapSheets.Sheet take(byte[] file, @QueryParam("name") String name, @QueryParam("approval") String approval, @QueryParam("fictional") boolean fictional,
            @QueryParam("system") Datum system, @Context SecurityContext security) {
        if (file == null || file.length == 0) {
            throw new Problem.Invalid("body-missing", null, "请求缺少文件内容");
        }
        return maps.take(file, name, approval, fictional, system, Asked.by(security));
    }

    @GET
    @Path("tiles/{name}/{z: \\d{1,2}}/{x: \\d{1,8}}/{y: \\d{1,8}}.{format}")
    @Produces(MediaType.WILDCARD)
    @Performs("map.read")
    public Response tile(@PathParam("name") String name, @PathParam("z") int z, @PathParam("x") int x, @PathParam("y") int y, @PathParam("format") String format) {
        java.nio.file.Path tile = maps.tile(name, z, x, y, format).orElseThrow(() -> new Problem.NotFound("no-tile", "没有这一块底图"));
        String type = switch (format) {
            case "png" -> "image/png";
            case "jpg" -> "image/jpeg";
            case "webp" -> "image/webp";
            default -> "application/x-protobuf";
        };
        StreamingOutput out = stream -> Files.copy(tile, stream);
        return Response.ok(out, type).header(HttpHeaders.CACHE_CONTROL, "private, max-age=86400").header("X-Content-Type-Options", "nosniff").build();
    }

    /** A large archive of tiles, or the piece of it that was asked for (RFC 9110, one range). */
    @GET
    @Path("archives/{name}")
    @Produces(MediaType.WILDCARD)
    @Performs("map.read")
    public Response archive(@PathParam("name") String name, @HeaderParam("Range") String range) throws IOException {
        java.nio.file.Path file = maps.archive(name).orElseThrow(() -> new Problem.NotFound("no-archive", "没有这个底图文件：" + name));
        long size = Files.size(file);
        Piece piece = Piece.of(range, size);
        if (piece.length() == 0 && !piece.whole()) {
            return Response.status(416).header("Content-Range", "bytes */" + size).build();
        }
        StreamingOutput out = stream -> piece.copy(file, stream);
        Response.ResponseBuilder answer = piece.whole() ? Response.ok()
                : Response.status(206).header("Content-Range", "bytes " + piece.from() + "-" + (piece.from() + piece.length() - 1) + "/" + size);
        return answer.entity(out).type("application/octet-stream").header("Accept-Ranges", "bytes").header(HttpHeaders.CONTENT_LENGTH, piece.length())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache").header("X-Content-Type-Options", "nosniff").build();
    }
}
