package io.shoutu.sensor;

import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.KnownDevices;
import io.shoutu.sensor.domain.Series;
import java.time.Instant;

/** Devices and points for a test (测试设备), without a database. The secret of device X is {@code secret-X}. */
public final class Known {
    public final KnownDevices catalogue = new KnownDevices();
    private int numbers;

    public Device device(String id) {
        return device(id, true, 1);
    }

    public Device device(String id, boolean enabled, long version) {
        Device device = new Device(id, id, null, null, null, null, null, enabled, Instant.EPOCH, version);
        catalogue.put(device, KnownDevices.hash("secret-" + id));
        return device;
    }

    public Series series(String device, String point) {
        return series(device, point, null, null);
    }

    public Series series(String device, String point, Double low, Double high) {
        Series series = new Series(++numbers, device, point, point, "Cel", 0.01, low, high);
        catalogue.put(series);
        return series;
    }
}
