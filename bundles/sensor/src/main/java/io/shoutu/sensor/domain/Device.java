package io.shoutu.sensor.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A device (设备) that sends readings: a sensor, a logger, a gateway.
 *
 * @param id 3 to 40 of {@code A-Z a-z 0-9 - _}
 * @param name what people call it
 * @param enterprise where it stands, or null
 * @param area division it stands in, or null
 * @param place where exactly, in words, or null
 * @param longitude WGS-84 degrees, or null
 * @param latitude WGS-84 degrees, or null
 * @param format what its payloads are written in: {@link #OWN_FORMAT}, or the name of a {@link io.shoutu.api.sensor.SensorDecoder}
 * @param enabled whether its readings are taken
 * @param created when it was declared
 * @param version counts its changes, from 1
 */
public record Device(String id, String name, CreditCode enterprise, AreaCode area, String place, Double longitude, Double latitude,
        String format, boolean enabled, Instant created, long version) {
    public static final String OWN_FORMAT = "shoutu";
    private static final Pattern FORMAT = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{3,40}");

    public Device {
        if (id == null || !ID.matcher(id).matches()) {
            throw new Problem.Invalid("device-id", "id", "设备编号应为3至40位字母、数字、“-”或“_”：" + id);
        }
        name = Words.needed("name", "设备名称", name, 100);
        place = Words.optional("place", "位置", place, 200);
        degrees("longitude", "经度", longitude, 180);
        degrees("latitude", "纬度", latitude, 90);
        if (format == null || !FORMAT.matcher(format).matches()) {
            throw new Problem.Invalid("device-format", "format", "报文格式应为小写字母、数字或“-”，如 shoutu：" + format);
        }
        if ((longitude == null) != (latitude == null)) {
            throw new Problem.Invalid("coordinates", longitude == null ? "longitude" : "latitude", "经度和纬度应同时填写或同时留空");
        }
    }

    /** A device that speaks our own format. */
    public Device(String id, String name, CreditCode enterprise, AreaCode area, String place, Double longitude, Double latitude,
            boolean enabled, Instant created, long version) {
        this(id, name, enterprise, area, place, longitude, latitude, OWN_FORMAT, enabled, created, version);
    }

    public Device with(boolean nowEnabled) {
        return new Device(id, name, enterprise, area, place, longitude, latitude, format, nowEnabled, created, version + 1);
    }

    public Device speaking(String nowFormat) {
        return new Device(id, name, enterprise, area, place, longitude, latitude, nowFormat, enabled, created, version + 1);
    }

    public Device renewed() {
        return speaking(format);
    }

    private static void degrees(String field, String label, Double value, double most) {
        if (value != null && !(Math.abs(value) <= most)) {
            throw new Problem.Invalid("coordinates", field, label + "应在 ±" + (int) most + " 度之内：" + value);
        }
    }
}
