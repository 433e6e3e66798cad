package io.shoutu.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoutu.demo.domain.Geography;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The file in which the invented county is drawn (虚构县地图文件), GeoJSON in CGCS2000. */
public final class MapFile {
    private MapFile() {}

    /** The whole file. */
    static JsonNode read() {
        try (InputStream in = MapFile.class.getResourceAsStream("/county/anlan.geojson")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the map of the demo county cannot be read", e);
        }
    }

    /** What the county needs of it. */
    public static Geography geography() {
        Map<String, List<double[]>> rings = new HashMap<>();
        Map<String, double[]> places = new HashMap<>();
        for (JsonNode feature : read().path("features")) {
            String code = feature.path("properties").path("code").asText();
            JsonNode coordinates = feature.path("geometry").path("coordinates");
            if (feature.path("geometry").path("type").asText().equals("Polygon")) {
                List<double[]> ring = new ArrayList<>();
                coordinates.get(0).forEach(point -> ring.add(new double[] {point.get(0).asDouble(), point.get(1).asDouble()}));
                rings.put(code, ring);
            } else if (!code.isEmpty()) {
                places.put(code, new double[] {coordinates.get(0).asDouble(), coordinates.get(1).asDouble()});
            }
        }
        return new Geography(rings, places);
    }
}
