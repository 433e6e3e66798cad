package io.shoutu.demo.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The map of the invented county (虚构县地图): drawn by hand in a rectangle of open sea, like no real boundary. Townships are areas; villages and
 * the seats of townships are points.
 */
public final class Geography {
    private final Map<String, List<double[]>> rings;
    private final Map<String, double[]> places;
    private final Map<String, Integer> taken = new HashMap<>();

    /** From the rings of the townships and the county and from the points of villages and seats, longitude and latitude, by division code. */
    public Geography(Map<String, List<double[]>> rings, Map<String, double[]> places) {
        this.rings = Map.copyOf(rings);
        this.places = Map.copyOf(places);
    }

    /** The same land with every place free again. */
    Geography untaken() {
        return new Geography(rings, places);
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
