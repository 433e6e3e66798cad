package io.shoutu.sensor.domain;

import static io.shoutu.sensor.domain.Threshold.Direction.ABOVE;
import static io.shoutu.sensor.domain.Threshold.Direction.BELOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ThresholdTest {

    @Test
    void atTheLimitIsInAndAtLimitMinusHysteresisIsStillIn() {
        Threshold above = new Threshold(ABOVE, 35, 1, 0, 0);
        Standing s = above.next(Standing.NORMAL, 1, 34.99, 0);
        assertThat(s.violated()).isFalse();
        s = above.next(s, 2, 35.0, 0);
        assertThat(s.violated()).as("35 is 35以上").isTrue();
        s = above.next(s, 3, 34.0, 0);
        assertThat(s.violated()).as("exactly limit − hysteresis").isTrue();
        s = above.next(s, 4, 33.999, 0);
        assertThat(s.violated()).isFalse();
    }

    @Test
    void belowIsTheMirror() {
        Threshold below = new Threshold(BELOW, 19.5, 0.5, 0, 0);
        Standing s = below.next(Standing.NORMAL, 1, 19.5, 0);
        assertThat(s.violated()).isTrue();
        assertThat(below.next(s, 2, 20.0, 0).violated()).isTrue();
        assertThat(below.next(s, 2, 20.001, 0).violated()).isFalse();
    }

    @Test
    void hysteresisIsReckonedInDecimalsAsItWasTyped() {
        Threshold t = new Threshold(ABOVE, 0.8, 0.1, 0, 0);
        assertThat(t.next(Standing.VIOLATED, 1, 0.7, 0).violated()).as("0.7 is 0.8 − 0.1").isTrue();
    }

    @Test
    void onDelayRunsByReadingTime() {
        Threshold t = new Threshold(ABOVE, 35, 1, 10, 0);
        Standing s = t.next(Standing.NORMAL, 0, 36, 0);
        s = t.next(s, 9_999, 34.5, 0);
        assertThat(s.violated()).as("still inside the hysteresis, but 1 ms too early").isFalse();
        assertThat(t.next(s, 10_000, 34.5, 0).violated()).isTrue();
        assertThat(t.next(t.next(s, 9_999, 33, 0), 10_001, 36, 0).violated()).as("begins anew after a break").isFalse();
    }

    @Test
    void delaysRunOnByOurClockWhileNoReadingComes() {
        Threshold t = new Threshold(ABOVE, 35, 1, 10, 20);
        Standing s = t.next(Standing.NORMAL, 1_000_000, 36, 5_000);
        assertThat(t.tick(s, 14_999).violated()).isFalse();
        assertThat(t.tick(s, 15_000).violated()).isTrue();
        s = t.next(s, 1_008_000, 36, 5_500);
        assertThat(t.tick(s, 7_499).violated()).as("8 s by readings and 1.999 s since").isFalse();
        assertThat(t.tick(s, 7_500).violated()).isTrue();
        Standing ending = t.next(Standing.VIOLATED, 0, 30, 0);
        assertThat(ending.violated()).isTrue();
        assertThat(t.tick(ending, 20_000).violated()).isFalse();
    }

    @Test
    void whatCannotBeIsRefusedWithItsField() {
        assertThatThrownBy(() -> new Threshold(ABOVE, Double.NaN, 0, 0, 0)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> new Threshold(ABOVE, 1, -0.1, 0, 0)).hasFieldOrPropertyWithValue("field", "hysteresis");
        assertThatThrownBy(() -> new Threshold(ABOVE, 1, 0, 86_401, 0)).hasFieldOrPropertyWithValue("field", "onDelaySeconds");
        assertThatThrownBy(() -> new Silence(0)).hasFieldOrPropertyWithValue("field", "timeoutSeconds");
        assertThatThrownBy(() -> new Point("t", null, "C", null, null, null)).hasFieldOrPropertyWithValue("field", "unit").hasMessageContaining("Cel");
    }

    record Sample(int gapSeconds, double value) {}

    @Property(tries = 500)
    void alarmIsExactlyWhatANaiveReaderOfTheWholeHistoryWouldSay(@ForAll("thresholds") Threshold t, @ForAll("samples") List<Sample> samples) {
        List<long[]> history = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        Standing s = Standing.NORMAL;
        long at = 0;
        for (Sample sample : samples) {
            at += sample.gapSeconds() * 1000L;
            history.add(new long[] {at});
            values.add(sample.value());
            s = t.next(s, at, sample.value(), 0);
            assertThat(s.violated()).as("%s after %s", t, values).isEqualTo(naive(t, history, values));
        }
    }

    /** Reads the whole history anew: first the condition reading by reading, then the delays over it. */
    private static boolean naive(Threshold t, List<long[]> times, List<Double> values) {
        boolean holds = false;
        boolean alarm = false;
        long since = 0;
        for (int i = 0; i < values.size(); i++) {
            double v = values.get(i);
            double far = t.direction() == ABOVE ? v - t.limit() : t.limit() - v;
            boolean now = far >= 0 || holds && far >= -t.hysteresis();
            if (now != holds || i == 0) {
                since = times.get(i)[0];
            }
            holds = now;
            long held = times.get(i)[0] - since;
            if (alarm != holds && held >= (holds ? t.onDelaySeconds() : t.offDelaySeconds()) * 1000L) {
                alarm = holds;
            }
        }
        return alarm;
    }

    @Provide
    Arbitrary<Threshold> thresholds() {
        // Quarters are exact in binary, so the naive reader may subtract as he likes.
        return Combinators.combine(Arbitraries.of(ABOVE, BELOW), Arbitraries.integers().between(-4, 4), Arbitraries.integers().between(0, 6),
                Arbitraries.of(0, 0, 5, 10), Arbitraries.of(0, 0, 5, 10))
                .as((direction, limit, width, on, off) -> new Threshold(direction, limit / 4.0, width / 4.0, on, off));
    }

    @Provide
    Arbitrary<List<Sample>> samples() {
        return Combinators.combine(Arbitraries.integers().between(1, 7), Arbitraries.integers().between(-10, 10))
                .as((gap, quarters) -> new Sample(gap, quarters / 4.0)).list().ofMaxSize(40);
    }
}
