package io.shoutu.demo.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The map of the invented county (虚构县地图): drawn by hand in a rectangle of open sea, like no real boundary. Townships are areas; villages and
 * the seats of townships are points.
 */
public final class Geography {
    private final JsonNode map;
    private final Map<String, List<double[]>> rings = new HashMap<>();
    private final Map<String, double[]> places = new HashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();

    public Geography() {
        try (InputStream in = Geography.class.getResourceAsStream("/county/anlan.geojson")) {
            map = new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the map of the demo county cannot be read", e);
        }
        for (JsonNode feature : map.path("features")) {
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
    }

    /** The map as GeoJSON in CGCS2000. */
    public JsonNode map() {
        return map;
    }

    /** The next free place near the middle of a village or the seat of a township: each asked for lies a little farther out. */
    public double[] place(String area) {
        double[] middle = places.get(area);
        int n = taken.merge(area, 1, Integer::sum);
        // Sunflower seeds: no two lie on one line, none upon another.
        double angle = n * 2.39996;
        double away = 0.0021 * Math.sqrt(n);
        return new double[] {middle[0] + away * Math.cos(angle), middle[1] + away * Math.sin(angle) * 0.84};
    }

    /** Whether a point lies inside the township or county. */
    public boolean inside(String area, double longitude, double latitude) {
        List<double[]> ring = rings.get(area);
        boolean inside = false;
        for (int i = 0; i + 1 < ring.size(); i++) {
            double[] a = ring.get(i);
            double[] b = ring.get(i + 1);
            if (a[1] > latitude != b[1] > latitude && longitude < (b[0] - a[0]) * (latitude - a[1]) / (b[1] - a[1]) + a[0]) {
                inside = !inside;
            }
        }
        return inside;
    }
}
