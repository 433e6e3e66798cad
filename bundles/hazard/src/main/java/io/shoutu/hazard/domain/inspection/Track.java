package io.shoutu.hazard.domain.inspection;

import io.shoutu.api.Problem;
import java.time.Instant;
import java.util.List;

/**
 * The way of a patrol (巡查轨迹), recorded by the phone of who walked it while he could see that it was; it is shown with the record of that patrol and nowhere else.
 *
 * @param points in the order of time, at most {@value #MOST}
 */
public record Track(List<Point> points) {
    public static final Track NONE = new Track(List.of());
    private static final int MOST = 5000;
    private static final double EARTH = 6_371_008.8;

    /** Where somebody was (轨迹点). @param longitude, latitude WGS-84 degrees @param accuracy metres, or null */
    public record Point(Instant at, double longitude, double latitude, Double accuracy) {
        public Point {
            if (at == null || !(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
                throw new Problem.Invalid("track", "track", "轨迹点应有时间，经纬度不超出范围");
            }
        }
    }

    public Track {
        points = points == null ? List.of() : List.copyOf(points);
        if (points.size() > MOST) {
            throw new Problem.Invalid("track", "track", "一次巡查的轨迹最多" + MOST + "个点，现有" + points.size() + "个");
        }
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).at().isBefore(points.get(i - 1).at())) {
                throw new Problem.Invalid("track", "track", "轨迹点应按时间先后排列，第" + (i + 1) + "个点早于前一个");
            }
        }
    }

    /** Metres along it. */
    public long metres() {
        double sum = 0;
        for (int i = 1; i < points.size(); i++) {
            Point a = points.get(i - 1);
            Point b = points.get(i);
            double up = Math.toRadians(b.latitude() - a.latitude());
            double along = Math.toRadians(b.longitude() - a.longitude());
            double half = Math.pow(Math.sin(up / 2), 2) + Math.cos(Math.toRadians(a.latitude())) * Math.cos(Math.toRadians(b.latitude())) * Math.pow(Math.sin(along / 2), 2);
            sum += 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(half)));
        }
        return Math.round(sum);
    }
}
