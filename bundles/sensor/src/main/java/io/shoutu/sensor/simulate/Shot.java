package io.shoutu.sensor.simulate;

/**
 * One message of a simulated device (模拟读数).
 *
 * @param device its place among the devices that take part, from 0
 * @param measured when it was measured, milliseconds since the beginning, by a clock that is right
 * @param sent when it is sent; later than measured where it was kept back
 * @param drift how far the clock of the device is ahead, milliseconds
 */
public record Shot(int device, long measured, long sent, long drift, double value) {}
