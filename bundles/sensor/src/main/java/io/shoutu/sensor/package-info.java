/**
 * The room {@code sensor} (传感): devices send readings, rules judge them, alarms call people.
 *
 * <p>Its services by use: {@code Devices}, {@code Ingest}, {@code Rules}, {@code Alarms}. It exports nothing: others hear its
 * facts, see {@link io.shoutu.api.sensor.SensorFacts}.
 */
package io.shoutu.sensor;
