package io.shoutu.sensor.domain;

import io.shoutu.api.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Where devices and points are kept (设备库). */
public interface DeviceStore {
    /** A device and the SHA-256 of its secret, lower-case hex. */
    record Row(Device device, String secretHash) {}

    List<Row> devices(Tx tx);

    List<Series> series(Tx tx);

    /** Adds a device; false where the id is taken. */
    boolean add(Tx tx, Device device, String secretHash);

    /** Replaces the device's row if it still has the version before; false where it has not. */
    boolean change(Tx tx, Device device, String secretHash);

    /** Adds a point and answers its series; null where the device has such a point already. */
    Series add(Tx tx, String device, Point point);

    /** Until when each sensor is calibrated, by the number of its series; none where nobody has said. */
    Map<Integer, Calibration> calibrations(Tx tx);

    /** Puts the calibration of a series in the place of the one before. */
    void calibrate(Tx tx, int series, Calibration calibration, Instant made, String by);

    /** The line words of all devices that have one. */
    List<LineWord> lineWords(Tx tx);

    /** Puts the line word of a device in the place of the one before. */
    void lineWord(Tx tx, LineWord word, Instant changed, String by);
}
