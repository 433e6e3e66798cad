package io.shoutu.sensor.domain;

import java.util.List;

/** The readings (读数库) as the rest of the room needs them. */
public interface Readings {
    /** The newest reading of the series by its own time, or null where there is none. */
    Reading latest(Series series);

    /** Readings with {@code from ≤ at < to}, by time, the first {@code limit} of them. */
    List<Reading> range(Series series, long from, long to, int limit);
}
