package io.shoutu.commons.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DatumTest {
    @Property(tries = 500)
    void whatIsShiftedComesBackToTheMillimetre(@ForAll @DoubleRange(min = 73.5, max = 135) double longitude, @ForAll @DoubleRange(min = 3.5, max = 53.5) double latitude,
            @ForAll Datum datum) {
        double[] there = datum.fromCgcs2000(longitude, latitude);
        double[] back = datum.toCgcs2000(there[0], there[1]);
        assertThat(back[0]).isCloseTo(longitude, within(1e-8));
        assertThat(back[1]).isCloseTo(latitude, within(1e-8));
    }

    @Property(tries = 200)
    void theShiftIsHundredsOfMetresAndNeverMore(@ForAll @DoubleRange(min = 75, max = 134) double longitude, @ForAll @DoubleRange(min = 18, max = 53) double latitude) {
        double[] mars = Datum.GCJ02.fromCgcs2000(longitude, latitude);
        double metres = Math.hypot((mars[0] - longitude) * 111_320 * Math.cos(Math.toRadians(latitude)), (mars[1] - latitude) * 111_320);
        assertThat(metres).isBetween(20.0, 1200.0);
    }

    /** The widely used sample point of open converters: 116.404, 39.915. */
    @Test
    void aKnownPointIsShiftedAsOthersShiftIt() {
        double[] mars = Datum.GCJ02.fromCgcs2000(116.404, 39.915);
        assertThat(mars[0]).isCloseTo(116.41024449916938, within(1e-6));
        assertThat(mars[1]).isCloseTo(39.91640428150164, within(1e-6));
        double[] baidu = Datum.BD09.fromCgcs2000(116.404, 39.915);
        assertThat(baidu[0]).isCloseTo(116.41662724378733, within(1e-6));
        assertThat(baidu[1]).isCloseTo(39.922699552216216, within(1e-6));
    }

    @Test
    void outsideTheCountryNothingIsShifted() {
        assertThat(Datum.GCJ02.toCgcs2000(146.2, 33.2)).containsExactly(146.2, 33.2);
    }
}
