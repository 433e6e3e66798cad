package io.shoutu.sensor;

import io.shoutu.sensor.domain.Flag;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sorter (分拣): what of a batch is new, what was stored before, what contradicts what is stored. Identity is (series, time).
 *
 * <p>Of the committing thread alone. Sorting the same batch again comes to the same, until it is committed.
 */
final class Sorter {
    /** How many milliseconds a reading with our own time may be moved where its time is taken. */
    private static final int MOVES = 1_000;
    private static final int QUALITY = Flag.UNCERTAIN.bit | Flag.BAD.bit;

    private final History history;
    private long batches;
    /** What glancing came to, kept only so that it is not left out as useless. */
    @SuppressWarnings("unused")
    private long glanced;
    /** Series with something new. */
    final List<Line> changed = new ArrayList<>();
    /** What is new, in the order of arrival. */
    final List<Reading> fresh = new ArrayList<>();
    /** When each of them arrived. */
    private long[] arrived = new long[1_024];
    /** What cannot be used. */
    final List<Parked> refused = new ArrayList<>();
    /** Parked items that are dealt with now. */
    final List<Long> mended = new ArrayList<>();

    /** The last message of each device in the batch; where devices take turns, some before it as well. */
    final List<Arrival> heard = new ArrayList<>();
    /** How many readings were stored before. */
    int again;

    Sorter(History history) {
        this.history = history;
    }

    /** When the reading at that place of {@link #fresh} arrived. */
    long arrived(int place) {
        return arrived[place];
    }

    boolean isEmpty() {
        return fresh.isEmpty() && refused.isEmpty() && mended.isEmpty();
    }

    /** @param now our clock: when what was parked counts as arrived */
    void sort(List<Arrival> arrivals, long now) {
        glanced = glance(arrivals);
        batches++;
        changed.clear();
        fresh.clear();
        refused.clear();
        mended.clear();
        heard.clear();
        again = 0;
        Arrival last = null;
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            arrival.begin();
            long came = arrival.replaces == 0 ? arrival.received : now;
            List<Reading> readings = arrival.decoded.readings();
            for (int j = 0; j < readings.size(); j++) {
                sort(arrival, readings.get(j), came);
            }
            again += arrival.duplicates();
            List<Parked> own = arrival.parked();
            if (arrival.replaces == 0) {
                if (last != null && !last.device.equals(arrival.device)) {
                    heard.add(last);
                }
                last = arrival;
                refused.addAll(own);
            } else if (own.isEmpty()) {
                mended.add(arrival.replaces);
            } else if (arrival.stored() > 0) {
                mended.add(arrival.replaces);
                refused.addAll(own);
            }
        }
        if (last != null) {
            heard.add(last);
        }
    }

    /**
     * Looks at the lines of all readings, one after the other and for nothing else: so the processor fetches many of them from memory at a time. Of a hundred
     * thousand series hardly one is near: this thread took 1.2 µs a message instead of 1.35, one run of each.
     */
    private long glance(List<Arrival> arrivals) {
        long all = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            List<Reading> readings = arrivals.get(i).decoded.readings();
            for (int j = 0; j < readings.size(); j++) {
                all += history.line(readings.get(j).series()).glance();
            }
        }
        return all;
    }

    private void sort(Arrival arrival, Reading reading, long came) {
        Line line = history.line(reading.series());
        if (line.batch != batches) {
            line.batch = batches;
            line.forget();
            line.newest = line.latestAt();
        }
        long at = reading.at();
        if (at > line.newest) {
            line.newest = at;
            keep(arrival, line, reading, came);
            return;
        }
        Reading known = known(line, at);
        if (known != null && Flag.SERVER_TIME.in(reading.flags()) && !same(known, reading)) {
            // Two in one millisecond of our clock are two readings: the time is ours, so it can be moved.
            for (int i = 0; i < MOVES && known != null; i++) {
                known = known(line, ++at);
            }
        }
        if (known == null) {
            boolean late = at < line.newest;
            line.newest = Math.max(line.newest, at);
            keep(arrival, line, new Reading(reading.series(), at, reading.value(), late ? reading.flags() | Flag.LATE.bit : reading.flags(),
                    reading.attributes()), came);
        } else if (same(known, reading)) {
            arrival.duplicate();
        } else {
            arrival.park(conflict(arrival, reading, known));
        }
    }

    private Reading known(Line line, long at) {
        if (at > line.newest) {
            return null;
        }
        Reading awaited = line.awaited(at);
        return awaited != null ? awaited : history.stored(line, at);
    }

    /** Whether the two say the same: value by its bits, and quality. */
    static boolean same(Reading known, Reading again) {
        return Double.doubleToRawLongBits(known.value()) == Double.doubleToRawLongBits(again.value()) && ((known.flags() ^ again.flags()) & QUALITY) == 0;
    }

    private void keep(Arrival arrival, Line line, Reading reading, long came) {
        if (!line.pending()) {
            changed.add(line);
        }
        line.await(reading);
        int place = fresh.size();
        if (place == arrived.length) {
            arrived = Arrays.copyOf(arrived, place * 2);
        }
        arrived[place] = came;
        fresh.add(reading);
        arrival.store();
    }

    private static Parked conflict(Arrival arrival, Reading reading, Reading known) {
        String quality = Flag.BAD.in(reading.flags()) ? ",\"quality\":\"bad\"" : Flag.UNCERTAIN.in(reading.flags()) ? ",\"quality\":\"uncertain\"" : "";
        String payload = "{\"ts\":" + reading.at() + ",\"values\":{\"" + reading.series().point() + "\":" + reading.value() + "}" + quality
                + (reading.attributes() == null ? "" : ",\"attributes\":" + reading.attributes()) + "}";
        String text = "序列 " + reading.series().id() + " 在 " + reading.at() + " 已存 " + known.value() + "，又收到 " + reading.value() + "，以先到的为准";
        return new Parked(0, arrival.device, reading.series().point(), arrival.inlet, Reason.CONFLICT, text, reading.at(),
                payload.getBytes(StandardCharsets.UTF_8), arrival.received);
    }
}
