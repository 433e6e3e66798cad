package io.shoutu.sensor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a reading costs on disk: a series at 1 Hz with a declared resolution of 0.01, lossless, in full chunks of 600 and in those of 300 that are closed. */
class ChunkSizeTest {
    private static final int CHUNKS = 200;

    /** One value after the other. */
    private interface Values {
        double next();
    }

    /** The more of full and of half full chunks. */
    private static double bytesAReading(Values values, int jitter, long seed) {
        return Math.max(bytesAReading(values, jitter, seed, 600), bytesAReading(values, jitter, seed, 300));
    }

    private static double bytesAReading(Values values, int jitter, long seed, int size) {
        Random random = new Random(seed);
        long at = 1_795_316_400_000L;
        long bytes = 0;
        for (int c = 0; c < CHUNKS; c++) {
            Run run = new Run();
            for (int i = 0; i < size; i++) {
                at += 1_000;
                run.put(at + (jitter == 0 ? 0 : random.nextInt(jitter)), Math.round(values.next() * 100) / 100.0, 0, null);
            }
            byte[] chunk = ChunkCodec.encode(run, true);
            bytes += chunk.length;
            Run back = ChunkCodec.decode(chunk, "test");
            assertThat(back.size()).isEqualTo(size);
            for (int i = 0; i < size; i++) {
                assertThat(back.at(i)).isEqualTo(run.at(i));
                assertThat(Double.doubleToRawLongBits(back.value(i))).isEqualTo(Double.doubleToRawLongBits(run.value(i)));
            }
        }
        return (double) bytes / (size * CHUNKS);
    }

    /** A slow day's curve, a first-order lag and the noise of a Pt100 transmitter (σ in degrees). */
    private static Values temperature(long seed, double noise) {
        Random random = new Random(seed);
        double[] state = {65, 0};
        return () -> {
            state[1]++;
            state[0] += (65 + 8 * Math.sin(state[1] / 86_400 * 2 * Math.PI) - state[0]) * 0.002 + random.nextGaussian() * 0.01;
            return state[0] + random.nextGaussian() * noise;
        };
    }

    @Test
    void temperatureWithTheNoiseOfItsTransmitterCostsAtMostFourBytesAReading() {
        assertThat(bytesAReading(temperature(1, 0.05), 0, 1)).as("clock to the second").isLessThanOrEqualTo(4);
        assertThat(bytesAReading(temperature(2, 0.30), 0, 2)).as("six times the noise").isLessThanOrEqualTo(4);
    }

    @Test
    void soItDoesWhereTheClockOfTheDeviceJitters() {
        assertThat(bytesAReading(temperature(3, 0.05), 20, 3)).as("20 ms of jitter").isLessThanOrEqualTo(4);
    }

    @Test
    void gasThatIsQuietMostOfTheTimeCostsFarLess() {
        Random random = new Random(4);
        assertThat(bytesAReading(() -> random.nextInt(50) == 0 ? 0.01 : 0, 0, 4)).isLessThanOrEqualTo(1);
    }
}
