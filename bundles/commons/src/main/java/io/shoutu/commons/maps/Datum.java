package io.shoutu.commons.maps;

/**
 * The coordinate systems files come in (坐标系). Kept is CGCS2000 (EPSG:4490), from which WGS-84 differs by centimetres.
 *
 * <p>GCJ-02 and BD-09 have no published inverse; it is found by nearing it step by step, to less than a millimetre of the forward formula.
 */
public enum Datum {
    CGCS2000("CGCS2000"), WGS84("WGS-84"), GCJ02("GCJ-02（火星坐标）"), BD09("BD-09（百度坐标）");

    /** Krasovsky 1940, on which GCJ-02 is built. */
    private static final double SEMI_MAJOR = 6378245.0;
    private static final double ECCENTRICITY_SQUARED = 0.00669342162296594323;
    private static final double BAIDU = Math.PI * 3000.0 / 180.0;
    private final String label;

    Datum(String label) {
        this.label = label;
    }

    /** What people read. */
    public String label() {
        return label;
    }

    /** From this system to CGCS2000; longitude before latitude, degrees. */
    public double[] toCgcs2000(double longitude, double latitude) {
        return switch (this) {
            case CGCS2000, WGS84 -> new double[] {longitude, latitude};
            case GCJ02 -> back(longitude, latitude);
            case BD09 -> {
                double[] mars = baiduToMars(longitude, latitude);
                yield back(mars[0], mars[1]);
            }
        };
    }

    /** From CGCS2000 to this system. */
    public double[] fromCgcs2000(double longitude, double latitude) {
        return switch (this) {
            case CGCS2000, WGS84 -> new double[] {longitude, latitude};
            case GCJ02 -> mars(longitude, latitude);
            case BD09 -> {
                double[] mars = mars(longitude, latitude);
                yield marsToBaidu(mars[0], mars[1]);
            }
        };
    }

    /** GCJ-02 shifts only what lies in the rectangle around the country. */
    private static boolean shifted(double longitude, double latitude) {
        return longitude >= 72.004 && longitude <= 137.8347 && latitude >= 0.8293 && latitude <= 55.8271;
    }

    private static double[] mars(double longitude, double latitude) {
        if (!shifted(longitude, latitude)) {
            return new double[] {longitude, latitude};
        }
        double x = longitude - 105.0;
        double y = latitude - 35.0;
        double waves = (20.0 * Math.sin(6.0 * x * Math.PI) + 20.0 * Math.sin(2.0 * x * Math.PI)) * 2.0 / 3.0;
        double north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + waves
                + (20.0 * Math.sin(y * Math.PI) + 40.0 * Math.sin(y / 3.0 * Math.PI)) * 2.0 / 3.0
                + (160.0 * Math.sin(y / 12.0 * Math.PI) + 320.0 * Math.sin(y * Math.PI / 30.0)) * 2.0 / 3.0;
        double east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + waves
                + (20.0 * Math.sin(x * Math.PI) + 40.0 * Math.sin(x / 3.0 * Math.PI)) * 2.0 / 3.0
                + (150.0 * Math.sin(x / 12.0 * Math.PI) + 300.0 * Math.sin(x / 30.0 * Math.PI)) * 2.0 / 3.0;
        double radians = Math.toRadians(latitude);
        double magic = 1 - ECCENTRICITY_SQUARED * Math.sin(radians) * Math.sin(radians);
        double root = Math.sqrt(magic);
        return new double[] {longitude + Math.toDegrees(east / (SEMI_MAJOR / root * Math.cos(radians))),
            latitude + Math.toDegrees(north / (SEMI_MAJOR * (1 - ECCENTRICITY_SQUARED) / (magic * root)))};
    }

    private static double[] back(double longitude, double latitude) {
        double x = longitude;
        double y = latitude;
        for (int i = 0; i < 20; i++) {
            double[] there = mars(x, y);
            double east = there[0] - longitude;
            double north = there[1] - latitude;
            x -= east;
            y -= north;
            if (Math.abs(east) < 1e-11 && Math.abs(north) < 1e-11) {
                break;
            }
        }
        return new double[] {x, y};
    }

    private static double[] marsToBaidu(double x, double y) {
        double z = Math.sqrt(x * x + y * y) + 0.00002 * Math.sin(y * BAIDU);
        double theta = Math.atan2(y, x) + 0.000003 * Math.cos(x * BAIDU);
        return new double[] {z * Math.cos(theta) + 0.0065, z * Math.sin(theta) + 0.006};
    }

    private static double[] baiduToMars(double longitude, double latitude) {
        double x = longitude - 0.0065;
        double y = latitude - 0.006;
        for (int i = 0; i < 20; i++) {
            double[] there = marsToBaidu(x, y);
            x -= there[0] - longitude;
            y -= there[1] - latitude;
        }
        return new double[] {x, y};
    }
}
