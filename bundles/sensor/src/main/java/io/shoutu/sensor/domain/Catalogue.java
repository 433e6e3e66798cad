package io.shoutu.sensor.domain;

import java.util.function.Consumer;

/**
 * The catalogue (设备目录): what devices and points exist, in memory, loaded at start and kept current after commits.
 *
 * <p>Every method may be called from any thread, takes no lock and does not touch the database.
 */
public interface Catalogue {
    /** The series of a declared point, or null where it is not declared. Allocates nothing. */
    Series series(String device, String point);

    /** The series of that number, or null. */
    Series byNumber(int number);

    /** Until when the sensor of a series is calibrated, or null where nobody has said. */
    default Calibration calibration(Series series) {
        return null;
    }

    /** The device, or null where there is none. */
    Device device(String id);

    /** Whether the secret is the device's; false also for an unknown or disabled device, and it takes the same time. */
    boolean secretMatches(String device, byte[] secret);

    /** Hears of every series declared from now on, after the commit, on the committing thread. */
    void onDeclared(Consumer<Series> listener);

    /**
     * Notes that the device was heard; kept in memory only.
     *
     * @param at time of arrival, epoch milliseconds
     * @param skewed whether its clock is off
     */
    void seen(String device, long at, boolean skewed);
}
