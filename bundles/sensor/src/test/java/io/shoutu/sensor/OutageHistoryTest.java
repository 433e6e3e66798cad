package io.shoutu.sensor;

import static io.shoutu.sensor.SensorHouse.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Problem;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Silence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The same readings twice: once over a database that is always there, once over one that goes away, comes back and loses answers, in
 * random order. What is stored and what the journal tells of alarms must be the same to the word.
 */
class OutageHistoryTest {
    private static final int SECONDS = 70;
    private static final int DEVICES = 3;

    /** The database both houses stand on. */
    House on() {
        return House.onDerby();
    }

    /** How many random stories of each sort. */
    int rounds() {
        return Integer.getInteger("shoutu.outages", 2);
    }

    /** What happens in one second: a value of each device, or NaN where it says nothing; what the database does; who acknowledges. */
    private record Second(double[] values, boolean away, boolean lost, boolean broken, boolean acknowledge, boolean pack) {}

    private record Outcome(List<String> told, List<Alarm> alarms, List<List<Reading>> stored, int foreseen) {}

    private static List<Second> script(Random random, boolean gaps) {
        List<Second> script = new ArrayList<>();
        int away = 0;
        double[] level = {34, 34, 34};
        for (int i = 0; i < SECONDS; i++) {
            double[] values = new double[DEVICES];
            for (int d = 0; d < DEVICES; d++) {
                level[d] = Math.max(30, Math.min(40, level[d] + random.nextInt(7) - 3));
                values[d] = gaps && random.nextInt(3) == 0 ? Double.NaN : level[d];
            }
            boolean wasAway = away > 0;
            away = away > 0 ? away - 1 : i > 5 && random.nextInt(8) == 0 ? 1 + random.nextInt(15) : 0;
            boolean last = i >= SECONDS - 2;
            boolean calm = away == 0 && !wasAway;
            script.add(new Second(values, away > 0 && !last, !gaps && calm && random.nextInt(6) == 0, calm && random.nextInt(8) == 0,
                    calm && random.nextInt(5) == 0, calm && random.nextInt(10) == 0));
        }
        return script;
    }

    private Outcome play(long seed, List<Second> script, boolean gaps, boolean faults) {
        Random random = new Random(seed);
        Set<String> foreseen = new HashSet<>();
        try (OutageHouse room = new OutageHouse(on())) {
            List<Series> all = new ArrayList<>();
            for (int d = 0; d < DEVICES; d++) {
                Series series = room.series("D-" + d);
                all.add(series);
                room.above(series, 36, 1.5, random.nextInt(3) * 2, gaps ? 0 : random.nextInt(4));
                room.above(series, 38, 0, 0, 0);
                room.rule(series, new Silence(300));
            }
            Packer packer = new Packer(room.work, room.readings, room.history);
            for (Second second : script) {
                room.flaky.away = faults && second.away();
                room.flaky.unanswered = faults && second.lost() ? 1 : 0;
                room.flaky.broken = faults && second.broken() && !second.lost() ? 1 : 0;
                for (int d = 0; d < DEVICES; d++) {
                    if (!Double.isNaN(second.values()[d])) {
                        room.send(all.get(d), second.values()[d]);
                    }
                }
                // A commit that failed or was not answered is tried again at once.
                if (!room.flaky.away) {
                    while (!room.commit()) {
                        assertThat(room.flaky.unanswered + room.flaky.broken).isLessThan(2);
                    }
                }
                if (second.acknowledge()) {
                    acknowledge(room);
                }
                room.second();
                if (room.flaky.away) {
                    room.listed().stream().filter(alarm -> !room.alarms.recorded(alarm)).forEach(alarm -> foreseen.add(alarm.rule() + alarm.raisedAt()));
                }
                if (second.pack() && !room.flaky.away) {
                    packer.pack();
                }
            }
            assertThat(room.unanswered).isEmpty();
            assertThat(room.list().away()).isNull();
            // What was shown beforehand is what was recorded.
            assertThat(room.listed()).extracting(alarm -> alarm.rule() + alarm.raisedAt()).containsAll(foreseen);
            List<Alarm> alarms = room.listed();
            room.start();
            assertThat(room.listed()).as("memory and rows never differed").isEqualTo(alarms);
            return new Outcome(room.told(), alarms, all.stream().map(room::stored).toList(), foreseen.size());
        }
    }

    private static void acknowledge(OutageHouse room) {
        room.listed().stream().filter(alarm -> alarm.acknowledgedAt() == null).findFirst().ifPresent(alarm -> {
            try {
                room.alarms.acknowledge(alarm.number(), null, null, OPERATOR);
            } catch (StoreFailure e) {
                try {
                    room.alarms.acknowledge(alarm.number(), null, null, OPERATOR);
                } catch (Problem.IllegalMove done) {
                    assertThat(done).hasMessageContaining("确认过");
                }
            }
        });
    }

    private void same(long seed, boolean gaps) {
        List<Second> script = script(new Random(seed), gaps);
        Outcome calm = play(seed, script, gaps, false);
        Outcome stormy = play(seed, script, gaps, true);
        assertThat(stormy.stored()).as("stored, seed " + seed).isEqualTo(calm.stored());
        for (int i = 0; i < calm.told().size(); i++) {
            assertThat(i < stormy.told().size() ? stormy.told().get(i) : "nothing").as("told, seed " + seed + ", entry " + i).isEqualTo(calm.told().get(i));
        }
        assertThat(stormy.told()).hasSameSizeAs(calm.told());
        assertThat(stormy.alarms()).as("alarms, seed " + seed).isEqualTo(calm.alarms());
        assertThat(calm.told()).hasSizeGreaterThan(5);
        seen += stormy.foreseen();
    }

    private int seen;

    @Test
    void outagesLostAnswersAndBrokenCommitsLeaveNoTraceInWhatIsStoredAndTold() {
        for (long seed = 1; seed <= rounds(); seed++) {
            same(seed, false);
        }
        assertThat(seen).as("alarms that were shown before they were recorded").isPositive();
    }

    @Test
    void delaysThatRunOutInAnOutageAreToldAsIfThereHadBeenNone() {
        for (long seed = 101; seed <= 100 + rounds(); seed++) {
            same(seed, true);
        }
        assertThat(seen).isPositive();
    }
}
