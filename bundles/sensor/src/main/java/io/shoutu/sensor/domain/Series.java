package io.shoutu.sensor.domain;

/**
 * A series (序列): one point of one device.
 *
 * @param number its number in the store, from 1, never given twice
 * @param device id of the device
 * @param point name of the point
 * @param label what people call it, e.g. 轴承温度
 * @param unit UCUM code, e.g. {@code Cel}
 * @param resolution smallest step the sensor can tell apart, in {@code unit}, or null
 * @param low lower end of the sensor's measuring range, or null
 * @param high upper end of the sensor's measuring range, or null
 */
public record Series(int number, String device, String point, String label, String unit, Double resolution, Double low, Double high) {

    /** {@code <device>.<point>}, e.g. {@code AL-0001.temperature}. */
    public String id() {
        return device + "." + point;
    }

    /** Whether the value lies outside what the sensor can measure; the ends are inside. */
    public boolean outOfRange(double value) {
        return low != null && value < low || high != null && value > high;
    }
}
