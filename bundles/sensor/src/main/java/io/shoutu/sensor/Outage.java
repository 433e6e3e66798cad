package io.shoutu.sensor;

import io.shoutu.sensor.domain.Flag;
import io.shoutu.sensor.domain.Judge;
import io.shoutu.sensor.domain.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The outage (断库): notices that commits fail or hang, and has what waits judged in memory, until all of it is stored.
 *
 * <p>What waits is bounded by the intake and by each sender's own window, and so is what is kept here. Nothing is decided here: every
 * reading is sorted and judged again in its commit.
 */
final class Outage {
    /** What people read while it lasts; why it is away stands in the log and in the readiness of the database. */
    static final String AWAY = "数据库暂时不可用，新报警只在内存中判定，恢复后自动入账";
    /** How long a commit may take before what waits is judged without it. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(400);

    private final Intake intake;
    private final History history;
    private final Judge judge;
    /** By number of the series. */
    private final Map<Integer, Reading> newest = new HashMap<>();
    private final Set<String> unanswered = new HashSet<>();
    private boolean open;
    private boolean deaf;

    Outage(Intake intake, History history, Judge judge) {
        this.intake = intake;
        this.history = history;
        this.judge = judge;
    }

    /** Looks how things stand. Called every tenth of a second, on a thread that never touches the store. */
    void look(String trouble) {
        Intake.Ages ages = intake.ages();
        look(trouble, ages.underWay() > PATIENCE && !ages.stopped(), ages.oldest() > PATIENCE);
    }

    /**
     * @param late the batch under way cannot be committed
     * @param behind what waits has waited for long
     */
    synchronized void look(String trouble, boolean late, boolean behind) {
        if (!open && !late) {
            return;
        }
        if (!open) {
            intake.heldBack();
            open = true;
        }
        List<Arrival> arrivals = late || behind ? intake.notForeseen() : List.of();
        deaf |= intake.heldBack();
        List<Reading> readings = new ArrayList<>();
        List<Long> arrived = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            unanswered.add(arrival.device);
            if (arrival.replaces == 0) {
                for (Reading reading : arrival.decoded.readings()) {
                    Reading fresh = fresh(reading);
                    if (fresh != null) {
                        newest.put(fresh.series().number(), fresh);
                        readings.add(fresh);
                        arrived.add(arrival.received);
                    }
                }
            }
        }
        String away = !late ? null : trouble == null ? AWAY + "（数据库应答过慢）" : AWAY;
        judge.foresee(readings, arrived::get, Set.copyOf(unanswered), away);
    }

    /** The reading as it will be stored, where it is newer than all before; null where it says nothing about how things stand now. */
    private Reading fresh(Reading reading) {
        Reading last = newest.get(reading.series().number());
        if (last == null) {
            last = history.latest(reading.series());
        }
        if (last == null || reading.at() > last.at()) {
            return reading;
        }
        boolean moved = reading.at() == last.at() && Flag.SERVER_TIME.in(reading.flags()) && !Sorter.same(last, reading);
        return moved ? new Reading(reading.series(), last.at() + 1, reading.value(), reading.flags(), reading.attributes()) : null;
    }

    /** A batch was committed: where nothing foreseen waits any more, the outage is over. On the committing thread. */
    void committed() {
        boolean wasDeaf;
        synchronized (this) {
            if (!open || intake.foreseenWaits()) {
                return;
            }
            open = false;
            newest.clear();
            unanswered.clear();
            wasDeaf = intake.heldBack() || deaf;
            deaf = false;
        }
        judge.caughtUp(wasDeaf);
    }
}
