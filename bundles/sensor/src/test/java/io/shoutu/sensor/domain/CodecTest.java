package io.shoutu.sensor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CodecTest {
    private static final Series SERIES = new Series(7, "AL-0001", "temperature", "温度", "Cel", 0.01, null, null);

    @Provide
    Arbitrary<Run> runs() {
        Arbitrary<Double> odd = Arbitraries.of(0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 1e15, 9007199254740993.0,
                Double.MIN_NORMAL, 0.1, 23.57, 1.0 / 3);
        Arbitrary<Double> decimal = Arbitraries.integers().between(-1_000_000, 1_000_000).map(n -> n / 100.0);
        Arbitrary<Double> any = Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
        Arbitrary<List<Double>> values = Arbitraries.oneOf(decimal.list().ofMaxSize(700), Arbitraries.oneOf(odd, decimal, any).list().ofMaxSize(80),
                odd.list().ofSize(1), Arbitraries.just(23.5).list().ofMaxSize(600));
        Arbitrary<String> attributes = Arbitraries.of("{\"a\":1}", "{\"站\":\"一号\"}", "{}").injectNull(0.7);
        return Combinators.combine(values, Arbitraries.randomValue(random -> random), Arbitraries.of(true, false), attributes).as((vs, random, rhythm, attribute) -> {
            Run run = new Run();
            long at = 1_795_316_400_000L + random.nextInt(1_000_000);
            for (double value : vs) {
                at += rhythm ? 1000 : 1 + random.nextInt(100_000);
                run.put(at, value, random.nextInt(10) == 0 ? random.nextInt(64) : 0, random.nextInt(3) == 0 ? attribute : null);
            }
            return run;
        });
    }

    @Property(tries = 500)
    void chunkComesBackAsItWas(@ForAll("runs") Run run, @ForAll boolean squeeze) {
        if (!run.isEmpty()) {
            assertThat(ChunkCodec.decode(ChunkCodec.encode(run, squeeze), "test")).isEqualTo(run);
        }
    }

    @Property(tries = 300)
    void spoolRowComesBackAsItWas(@ForAll("runs") Run run) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < run.size(); i++) {
            readings.add(run.reading(SERIES, i));
        }
        Run back = new Run();
        SpoolCodec.decode(new SpoolCodec().encode(readings), "test", (series, at, value, flags, attributes) -> {
            assertThat(series).isEqualTo(7);
            back.put(at, value, flags, attributes);
        });
        assertThat(back).isEqualTo(run);
    }

    @Property(tries = 300)
    void sheafComesBackAsItWasAndEachSeriesAlone(@ForAll("runs") Run one, @ForAll("runs") Run other, @ForAll @net.jqwik.api.constraints.IntRange(max = 100_000) int number) {
        SortedMap<Integer, Run> runs = new TreeMap<>();
        if (!one.isEmpty()) {
            runs.put(number, one);
        }
        if (!other.isEmpty()) {
            runs.put(number + 5, other);
        }
        byte[] sheaf = SheafCodec.encode(runs);
        Map<Integer, Run> back = new TreeMap<>();
        SheafCodec.decode(sheaf, "test", (run, series) -> back.put(series, run));
        assertThat(back).isEqualTo(runs);
        assertThat(SheafCodec.decode(sheaf, "test", number)).isEqualTo(runs.get(number));
        assertThat(SheafCodec.decode(sheaf, "test", number + 5)).isEqualTo(runs.get(number + 5));
        assertThat(SheafCodec.decode(sheaf, "test", number + 1)).isNull();
    }

    @Property(tries = 300)
    void damagedOrCutSheafIsNoticed(@ForAll("runs") Run run, @ForAll Random random) {
        if (run.isEmpty()) {
            return;
        }
        byte[] sheaf = SheafCodec.encode(new TreeMap<>(Map.of(9, run, 11, run)));
        byte[] cut = java.util.Arrays.copyOf(sheaf, random.nextInt(sheaf.length));
        assertThatThrownBy(() -> SheafCodec.decode(cut, "合捆 1/2", 9)).isInstanceOf(Corrupt.class).hasMessageContaining("合捆 1/2");
        sheaf[random.nextInt(sheaf.length)] ^= (byte) (1 << random.nextInt(8));
        assertThatThrownBy(() -> SheafCodec.decode(sheaf, "合捆 1/2", (any, series) -> { })).isInstanceOf(Corrupt.class).hasMessageContaining("合捆 1/2");
    }

    @Property(tries = 300)
    void trayComesBackAsItWas(@ForAll("refusals") List<Parked> items) {
        assertThat(TrayCodec.decode(TrayCodec.encode(items), "test")).usingRecursiveComparison().isEqualTo(items);
    }

    @Property(tries = 100)
    void trayThatWasCutIsNoticed(@ForAll("refusals") List<Parked> items, @ForAll Random random) {
        byte[] row = TrayCodec.encode(items);
        byte[] cut = java.util.Arrays.copyOf(row, random.nextInt(row.length));
        if (!items.isEmpty() || cut.length == 0) {
            assertThatThrownBy(() -> TrayCodec.decode(cut, "暂存篮 1")).isInstanceOf(Corrupt.class).hasMessageContaining("暂存篮 1");
        }
    }

    @Provide
    Arbitrary<List<Parked>> refusals() {
        Arbitrary<String> words = Arbitraries.strings().ascii().withCharRange('一', '龥').ofMaxLength(30);
        return Combinators.combine(words, words.injectNull(0.3), words, Arbitraries.of(Reason.class), words, Arbitraries.longs().injectNull(0.3), Arbitraries.bytes().array(byte[].class).ofMaxSize(300), Arbitraries.longs())
                .as((device, point, inlet, reason, text, at, payload, received) -> new Parked(0, device, point, inlet, reason, text, at, payload, received)).list().ofMaxSize(20);
    }

    @Property(tries = 300)
    void damagedChunkIsNoticed(@ForAll("runs") Run run, @ForAll boolean squeeze, @ForAll Random random) {
        if (run.isEmpty()) {
            return;
        }
        byte[] chunk = ChunkCodec.encode(run, squeeze);
        chunk[random.nextInt(chunk.length)] ^= (byte) (1 << random.nextInt(8));
        assertThatThrownBy(() -> ChunkCodec.decode(chunk, "数据块 1")).isInstanceOf(Corrupt.class).hasMessageContaining("数据块 1");
    }

    @Property(tries = 300)
    void arbitraryBytesAreCorruptAndNothingWorse(@ForAll byte[] bytes) {
        assertThatThrownBy(() -> ChunkCodec.decode(bytes, "x")).isInstanceOf(Corrupt.class);
        assertThatThrownBy(() -> SpoolCodec.decode(bytes, "x", (s, at, v, f, a) -> { })).isInstanceOf(Corrupt.class);
        assertThatThrownBy(() -> SheafCodec.decode(bytes, "x", 1)).isInstanceOf(Corrupt.class);
    }

    @Test
    void sensorRhythmTakesTwoBytesAReading() {
        Run run = new Run();
        Random random = new Random(1);
        int steps = 2350;
        for (int i = 0; i < 600; i++) {
            steps += random.nextInt(21) - 10;
            run.put(1_795_316_400_000L + i * 1000L, steps / 100.0, 0, null);
        }
        assertThat(ChunkCodec.encode(run, true).length).isLessThan(1300);
    }

    @Property(tries = 300)
    void runKeepsTheFirstOfEachTimeInOrder(@ForAll List<@net.jqwik.api.constraints.IntRange(min = 0, max = 40) Integer> times) {
        Run run = new Run();
        Run other = new Run();
        Map<Long, Double> expected = new TreeMap<>();
        for (int i = 0; i < times.size(); i++) {
            long at = times.get(i);
            boolean first = expected.putIfAbsent(at, (double) i) == null;
            if (i % 3 == 0 || first && i % 2 == 0) {
                assertThat(run.put(at, expected.get(at), 0, null) || !first || run.find(at) >= 0).isTrue();
            } else {
                other.put(at, expected.get(at), 0, null);
            }
        }
        Run merged = Run.merged(run, other);
        run.putAll(other);
        assertThat(run).isEqualTo(merged);
        assertThat(merged.size()).isEqualTo(expected.size());
        int i = 0;
        for (Map.Entry<Long, Double> one : expected.entrySet()) {
            assertThat(merged.at(i)).isEqualTo(one.getKey());
            assertThat(merged.value(i++)).isEqualTo(one.getValue());
        }
        assertThat(merged.between(10, 20).size()).isEqualTo((int) expected.keySet().stream().filter(at -> at >= 10 && at < 20).count());
    }
}
