package io.shoutu.commons.maps;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.DataFolder;
import io.shoutu.commons.sql.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The boundaries of the map (地图边界) and its tiles.
 *
 * <p>A map that is shown has an approval number (审图号), 地图管理条例 article 15, or shows an invented county and says so; a file with neither is
 * refused. Whatever system it came in, what is kept is CGCS2000. Files lie in {@code <data>/maps}, the county's tiles below
 * {@code <data>/maps/tiles/<name>/{z}/{x}/{y}.png}.
 */
@Component(service = MapSheets.class)
public final class MapSheets {
    /** What was imported last is in force. */
    static final String IMPORTED = "map.sheet-imported";
    private static final int MOST_BYTES = 20 * 1024 * 1024;
    private static final int MOST_FEATURES = 20_000;
    private static final Set<String> SHAPES = Set.of("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Table<?> SHEET = table("map_sheet");
    private static final Field<String> ID = field("sheet_id", String.class);
    private static final Field<String> NAME = field("sheet_name", String.class);
    private static final Field<String> APPROVAL = field("approval", String.class);
    private static final Field<Integer> FICTIONAL = field("fictional", Integer.class);
    private static final Field<String> SYSTEM = field("source_system", String.class);
    private static final Field<Integer> FEATURES = field("features", Integer.class);
    private static final Field<Long> SIZE = field("byte_size", Long.class);
    private static final Field<String> HASH = field("sha256", String.class);
    private static final Field<Long> IMPORTED_AT = field("imported_at", Long.class);
    private static final Field<String> BY = field("account", String.class);

    private final Path folder;
    private final Clock clock;
    private final UnitOfWork work;
    private final Sql sql;
    private final Journal journal;

    /**
     * Boundaries once imported (边界图层).
     *
     * @param approval its approval number, or null where it is fictional
     * @param fictional whether it shows an invented county
     * @param system what it was written in; kept is CGCS2000
     */
    public record Sheet(String id, String name, String approval, boolean fictional, Datum system, int features, long bytes, String sha256, Instant imported, String account) {}

    /**
     * Tiles in the data directory (离线底图).
     *
     * @param name name of their folder
     * @param approval their approval number, from {@code <name>.json} beside the folder; null where nobody wrote one
     * @param format ending of their files
     */
    public record Tiles(String name, String title, String approval, int minZoom, int maxZoom, String format) {}

    @Activate
    public MapSheets(BundleContext context, @Reference Clock clock, @Reference UnitOfWork work, @Reference Sql sql, @Reference Journal journal,
            @Reference(target = "(word=commons)") Schema schema) {
        this(DataFolder.of(context).resolve("maps"), clock, work, sql, journal);
    }

    /** @param folder where the files lie; made when first needed */
    public MapSheets(Path folder, Clock clock, UnitOfWork work, Sql sql, Journal journal) {
        this.folder = folder;
        this.clock = clock;
        this.work = work;
        this.sql = sql;
        this.journal = journal;
    }

    /** All that was imported, the newest first; it is in force. */
    public List<Sheet> all() {
        return work.run(tx -> sql.on(tx).select(ID, NAME, APPROVAL, FICTIONAL, SYSTEM, FEATURES, SIZE, HASH, IMPORTED_AT, BY).from(SHEET).orderBy(IMPORTED_AT.desc(), ID.desc())
                .fetch(MapSheets::sheet));
    }

    private static Sheet sheet(Record r) {
        return new Sheet(r.get(ID), r.get(NAME), r.get(APPROVAL), r.get(FICTIONAL) == 1, Datum.valueOf(r.get(SYSTEM)), r.get(FEATURES), r.get(SIZE), r.get(HASH),
                Instant.ofEpochMilli(r.get(IMPORTED_AT)), r.get(BY));
    }

    /** The boundaries in force; empty where none were ever imported. */
    public Optional<Sheet> inForce() {
        return all().stream().findFirst();
    }

    /** The file of a sheet. {@link Problem.NotFound} where it is gone from the data directory. */
    public Path file(Sheet sheet) {
        Path file = folder.resolve(sheet.id() + ".geojson");
        if (!Files.isRegularFile(file)) {
            throw new Problem.NotFound("map-file-missing", "地图文件不在数据目录中：" + file.getFileName() + "，请重新导入或从备份恢复 maps 目录");
        }
        return file;
    }

    /**
     * Imports boundaries. The same file again, imported the same way, changes nothing.
     *
     * @param file GeoJSON (RFC 7946), a FeatureCollection; features with a property {@code code} belong to that division
     * @param approval the approval number, needed unless fictional
     * @param system what it is written in
     */
    public Sheet take(byte[] file, String name, String approval, boolean fictional, Datum system, Actor by) {
        if (name == null || name.isBlank() || name.length() > 200) {
            throw new Problem.Invalid("map-name", "name", "地图名称应为1至200字");
        }
        if (system == null) {
            throw new Problem.Invalid("map-system", "system", "请说明文件的坐标系：CGCS2000、WGS84、GCJ02 或 BD09");
        }
        String number = approval == null || approval.isBlank() ? null : approval.strip();
        if (number == null && !fictional) {
            throw new Problem.Invalid("map-approval", "approval", "公开使用的地图须有审图号（《地图管理条例》第十五条）。请填写地图来源标注的审图号，如 GS(2024)0650号");
        }
        if (number != null && (number.length() > 60 || !number.matches(".*\\d.*号"))) {
            throw new Problem.Invalid("map-approval", "approval", "审图号应形如“GS(2024)0650号”：" + number);
        }
        if (file.length > MOST_BYTES) {
            throw new Problem.Invalid("map-size", null, "文件超过 20 MB，请先简化边界");
        }
        ObjectNode map = read(file);
        int features = convert(map, system);
        byte[] kept = bytes(map);
        String hash = sha256(kept);
        Optional<Sheet> now = inForce();
        if (now.isPresent() && now.get().sha256().equals(hash) && now.get().name().equals(name.strip()) && java.util.Objects.equals(now.get().approval(), number)) {
            return now.get();
        }
        Instant instant = clock.instant();
        Sheet sheet = new Sheet("m" + instant.toEpochMilli() + "-" + hash.substring(0, 8), name.strip(), number, fictional && number == null, system, features, kept.length, hash,
                instant, by.account());
        write(folder.resolve(sheet.id() + ".geojson"), kept);
        work.execute(tx -> add(tx, sheet, by));
        return sheet;
    }

    private void add(Tx tx, Sheet s, Actor by) {
        sql.on(tx).insertInto(SHEET, ID, NAME, APPROVAL, FICTIONAL, SYSTEM, FEATURES, SIZE, HASH, IMPORTED_AT, BY)
                .values(s.id(), s.name(), s.approval(), s.fictional() ? 1 : 0, s.system().name(), s.features(), s.bytes(), s.sha256(), s.imported().toEpochMilli(), s.account()).execute();
        Map<String, Object> data = new HashMap<>();
        data.put("title", s.name());
        data.put("approval", s.approval());
        data.put("fictional", s.fictional());
        data.put("system", s.system().name());
        data.put("features", s.features());
        data.put("sha256", s.sha256());
        journal.write(tx, new Fact(new Subject("map-sheet", s.id()), IMPORTED, s.imported(), by, data));
    }

    private static ObjectNode read(byte[] file) {
        try {
            JsonNode root = JSON.readTree(file);
            if (root instanceof ObjectNode map && "FeatureCollection".equals(map.path("type").asText()) && map.path("features") instanceof ArrayNode) {
                return map;
            }
            throw new Problem.Invalid("map-format", null, "应为 GeoJSON 的 FeatureCollection（RFC 7946）");
        } catch (JsonProcessingException wrong) {
            throw new Problem.Invalid("map-format", null, "不是合规的 JSON：第 " + wrong.getLocation().getLineNr() + " 行");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int convert(ObjectNode map, Datum system) {
        ArrayNode features = (ArrayNode) map.path("features");
        if (features.isEmpty() || features.size() > MOST_FEATURES) {
            throw new Problem.Invalid("map-features", null, "应有1至" + MOST_FEATURES + "个图形，现为" + features.size());
        }
        map.remove("crs");
        map.remove("bbox");
        for (int i = 0; i < features.size(); i++) {
            JsonNode geometry = features.get(i).path("geometry");
            if (!SHAPES.contains(geometry.path("type").asText()) || !(geometry.path("coordinates") instanceof ArrayNode coordinates) || coordinates.isEmpty()) {
                throw new Problem.Invalid("map-feature", null, "第" + (i + 1) + "个图形不是点、线或面：" + geometry.path("type").asText("（缺少 geometry）"));
            }
            points(coordinates, system, i + 1);
        }
        return features.size();
    }

    private static void points(ArrayNode coordinates, Datum system, int number) {
        if (!coordinates.get(0).isNumber()) {
            for (JsonNode each : coordinates) {
                if (!(each instanceof ArrayNode inner) || inner.isEmpty()) {
                    throw new Problem.Invalid("map-feature", null, "第" + number + "个图形的坐标不完整");
                }
                points(inner, system, number);
            }
            return;
        }
        double longitude = coordinates.get(0).asDouble();
        double latitude = coordinates.path(1).asDouble(Double.NaN);
        if (!(Math.abs(longitude) <= 180) || !(Math.abs(latitude) <= 90)) {
            throw new Problem.Invalid("map-feature", null, "第" + number + "个图形的坐标不是经纬度（应为度，经度在前）：" + longitude + ", " + latitude + "。投影坐标请先转为经纬度");
        }
        double[] kept = system.toCgcs2000(longitude, latitude);
        coordinates.removeAll();
        // A ten-millionth of a degree is a centimetre.
        coordinates.add(Math.round(kept[0] * 1e7) / 1e7).add(Math.round(kept[1] * 1e7) / 1e7);
    }

    private static byte[] bytes(ObjectNode map) {
        try {
            return JSON.writeValueAsBytes(map);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".part");
            Files.write(fresh, content);
            try {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the map cannot be written into the data directory", e);
        }
    }

    /** The tiles that lie in the data directory, by name. */
    public List<Tiles> tiles() {
        Path tiles = folder.resolve("tiles");
        if (!Files.isDirectory(tiles)) {
            return List.of();
        }
        List<Tiles> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(tiles)) {
            for (Path each : folders.filter(Files::isDirectory).filter(p -> p.getFileName().toString().matches("[a-z0-9][a-z0-9-]{0,39}")).sorted().toList()) {
                found.add(described(each));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of tiles cannot be read", e);
        }
        return found;
    }

    private static Tiles described(Path tiles) throws IOException {
        String name = tiles.getFileName().toString();
        Path beside = tiles.resolveSibling(name + ".json");
        JsonNode said = Files.isRegularFile(beside) ? JSON.readTree(Files.readAllBytes(beside)) : JSON.createObjectNode();
        return new Tiles(name, said.path("title").asText(name), said.path("approval").asText(null), said.path("minZoom").asInt(0), said.path("maxZoom").asInt(18), said.path("format").asText("png"));
    }

    /** A tile, or empty where there is none. */
    public Optional<Path> tile(String name, int z, int x, int y, String format) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,39}") || !format.matches("png|jpg|webp|pbf")) {
            return Optional.empty();
        }
        Path tile = folder.resolve("tiles").resolve(name).resolve(String.valueOf(z)).resolve(String.valueOf(x)).resolve(y + "." + format);
        return Files.isRegularFile(tile) ? Optional.of(tile) : Optional.empty();
    }

    /** A large file (PMTiles) in the folder of maps, or empty where there is none. */
    public Optional<Path> archive(String name) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,60}\\.pmtiles")) {
            return Optional.empty();
        }
        Path file = folder.resolve(name);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }
}
