package io.shoutu.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Run;
import io.shoutu.sensor.domain.Series;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LineTest {
    private static final Series SERIES = new Series(7, "AL-0001", "temperature", "温度", "Cel", 0.01, null, null);

    /** However much comes while the packer is at work, nothing that is not packed is lost and nothing packed is told twice. */
    @Property(tries = 300)
    void whatIsStoredAndNotPackedIsThereThroughAnyNumberOfPasses(@ForAll long seed) {
        Random random = new Random(seed);
        Line line = new Line(SERIES, new Shelf(0));
        TreeMap<Long, Double> fresh = new TreeMap<>();
        TreeMap<Long, Double> packing = new TreeMap<>();
        boolean pass = false;
        long at = 0;
        int burst = 1 + random.nextInt(30);
        for (int step = 0; step < 80; step++) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    if (pass) {
                        assertThat(values(line.packing)).as("what the packer was given").isEqualTo(packing);
                        line.packed();
                        packing.clear();
                    } else {
                        line.close();
                        packing.putAll(fresh);
                        fresh.clear();
                    }
                    pass = !pass;
                }
                case 1 -> {
                    for (int i = random.nextInt(burst); i >= 0; i--) {
                        at += 1 + random.nextInt(3);
                        line.await(new Reading(SERIES, at, at / 2.0, 0, null));
                        fresh.put(at, at / 2.0);
                    }
                    line.commit();
                }
                default -> {
                    // Out of order, under a time that is free.
                    long late = at - random.nextInt(20);
                    if (late > 0 && !fresh.containsKey(late) && !packing.containsKey(late)) {
                        line.store(late, late / 2.0, 0, null);
                        fresh.put(late, late / 2.0);
                    }
                }
            }
            TreeMap<Long, Double> all = new TreeMap<>(fresh);
            all.putAll(packing);
            assertThat(values(line.unpacked(0, Long.MAX_VALUE))).isEqualTo(all);
        }
        if (at > 0) {
            assertThat(line.latest().at()).as("the newest stays, packed or not").isEqualTo(at);
        }
    }

    private static TreeMap<Long, Double> values(Run run) {
        TreeMap<Long, Double> all = new TreeMap<>();
        for (int i = 0; i < run.size(); i++) {
            all.put(run.at(i), run.value(i));
        }
        assertThat(all).hasSize(run.size());
        return all;
    }
}
