package io.shoutu.sensor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RunTest {
    private record Cell(double value, int flags, String attributes) {}

    /** Whatever is put in whatever order: the run says what a sorted map says in which the first stands. */
    @Property(tries = 300)
    void aRunHoldsEachTimeOnceInOrderWithFlagsAndAttributes(@ForAll long seed) {
        Random random = new Random(seed);
        Run run = new Run(random.nextInt(3));
        TreeMap<Long, Cell> model = new TreeMap<>();
        int rare = 1 + random.nextInt(20);
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(12)) {
                case 0 -> {
                    Run more = new Run();
                    TreeMap<Long, Cell> moreModel = new TreeMap<>();
                    long base = random.nextBoolean() ? 1_000 : 0;
                    random.ints(random.nextInt(8), 0, 200).forEach(at -> put(more, moreModel, base + at, random, rare));
                    run.putAll(more);
                    moreModel.forEach(model::putIfAbsent);
                }
                case 1 -> {
                    if (random.nextInt(4) == 0) {
                        run.clear();
                        model.clear();
                    }
                }
                default -> put(run, model, random.nextInt(400), random, rare);
            }
            same(run, model);
        }
        int from = random.nextInt(400);
        int to = from + random.nextInt(400);
        same(run.between(from, to), model.subMap((long) from, (long) to));
        same(Run.merged(run.between(0, from), run), new TreeMap<>(model));
    }

    private static void put(Run run, TreeMap<Long, Cell> model, long at, Random random, int rare) {
        Cell cell = new Cell(random.nextInt(100) / 10.0, random.nextInt(rare) == 0 ? random.nextInt(64) : 0, random.nextInt(rare) == 0 ? "{\"a\":" + at + "}" : null);
        assertThat(run.put(at, cell.value(), cell.flags(), cell.attributes())).isEqualTo(model.putIfAbsent(at, cell) == null);
    }

    private static void same(Run run, SortedMap<Long, Cell> model) {
        assertThat(run.size()).isEqualTo(model.size());
        int i = 0;
        for (var entry : model.entrySet()) {
            assertThat(run.at(i)).isEqualTo(entry.getKey());
            assertThat(new Cell(run.value(i), run.flags(i), run.attributes(i))).isEqualTo(entry.getValue());
            assertThat(run.find(entry.getKey())).isEqualTo(i);
            i++;
        }
    }
}
