package io.shoutu.sensor.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.shoutu.sensor.Known;
import io.shoutu.sensor.domain.Flag;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DecoderTest {
    private static final long NOW = 1_795_316_400_000L;
    private final Known known = new Known();
    private final Decoder decoder = new Decoder(known.catalogue);

    DecoderTest() {
        known.device("AL-0001");
        known.series("AL-0001", "temperature", -50.0, 200.0);
        known.series("AL-0001", "pressure", null, null);
    }

    private Decoded decode(String json) {
        byte[] bytes = ("##" + json).getBytes(StandardCharsets.UTF_8);
        return decoder.decode("AL-0001", "mqtt", bytes, 2, bytes.length - 2, NOW);
    }

    private static String text(Parked parked) {
        return new String(parked.payload(), StandardCharsets.UTF_8);
    }

    @Test
    void exampleOfTheContractIsOneReading() {
        Decoded decoded = decode("{\"ts\":1795316400000,\"values\":{\"temperature\":23.5},\"quality\":\"good\",\"attributes\":{\"recordedAt\":\"2013-12-02T21:15:00\"}}");
        assertThat(decoded.parked()).isEmpty();
        assertThat(decoded.readings()).singleElement().isEqualTo(
                new Reading(known.catalogue.series("AL-0001", "temperature"), NOW, 23.5, 0, "{\"recordedAt\":\"2013-12-02T21:15:00\"}"));
    }

    @Test
    void valuesBeforeTimeAndRfc3339AreUnderstood() {
        assertThat(decode("[{\"values\":{\"temperature\":1},\"ts\":\"2026-11-22T11:00:00+08:00\"},{\"ts\":\"2026-11-22T03:00:00.250Z\",\"values\":{\"pressure\":-0.0}}]").readings())
                .extracting(Reading::at).containsExactly(java.time.Instant.parse("2026-11-22T03:00:00Z").toEpochMilli(),
                        java.time.Instant.parse("2026-11-22T03:00:00.250Z").toEpochMilli());
    }

    @Test
    void flagsTellWhatToKnow() {
        assertThat(decode("[{\"values\":{\"temperature\":200}},{\"ts\":" + (NOW - 60_001) + ",\"values\":{\"temperature\":200.1},\"quality\":\"uncertain\"},{\"ts\":"
                + (NOW + 60_000) + ",\"values\":{\"temperature\":1},\"quality\":\"bad\"}]").readings())
                .extracting(reading -> Flag.wordsOf(reading.flags()))
                .containsExactly(List.of("server-time"), List.of("skewed", "out-of-range", "uncertain"), List.of("bad"));
    }

    @Test
    void badValueIsParkedAloneAndGoodOnesAreTaken() {
        Decoded decoded = decode("{\"ts\":" + NOW + ",\"values\":{\"temperature\":1.5,\"pressure\":1e999,\"humidity\":40,\"temperature2\":\"NaN\"},\"quality\":\"bad\"}");
        assertThat(decoded.readings()).singleElement().extracting(Reading::value).isEqualTo(1.5);
        assertThat(decoded.parked()).extracting(Parked::reason, Parked::point, DecoderTest::text).containsExactly(
                tuple(Reason.NOT_A_NUMBER, "pressure", "{\"ts\":" + NOW + ",\"values\":{\"pressure\":1e999},\"quality\":\"bad\"}"),
                tuple(Reason.UNKNOWN_POINT, "humidity", "{\"ts\":" + NOW + ",\"values\":{\"humidity\":40.0},\"quality\":\"bad\"}"),
                tuple(Reason.NOT_A_NUMBER, "temperature2", "{\"ts\":" + NOW + ",\"values\":{\"temperature2\":\"NaN\"},\"quality\":\"bad\"}"));
    }

    @Test
    void everythingThatIsNoNumberIsParkedAsSuch() {
        for (String value : List.of("NaN", "Infinity", "-Infinity", "-INF", "1e999", "-1e999", "\"1.5\"", "true", "null", "{}", "[1,{\"a\":2}]")) {
            Decoded decoded = decode("{\"ts\":" + NOW + ",\"values\":{\"temperature\":" + value + ",\"pressure\":2}}");
            assertThat(decoded.readings()).as(value).hasSize(1);
            assertThat(decoded.parked()).as(value).extracting(Parked::reason).containsExactly(Reason.NOT_A_NUMBER);
            byte[] kept = decoded.parked().get(0).payload();
            assertThat(decoder.decode("AL-0001", "mqtt", kept, 0, kept.length, NOW).parked()).as("tried again: " + value).extracting(Parked::reason)
                    .containsExactly(Reason.NOT_A_NUMBER);
        }
    }

    @Test
    void badReadingOfAnArrayIsParkedWithItsOwnBytes() {
        String old = "{\"ts\":" + (NOW - 7 * 86_400_000L - 1) + ", \"values\":{\"temperature\":1}}";
        String ahead = "{\"ts\":" + (NOW + 300_001) + ",\"values\":{\"temperature\":1}}";
        String odd = "{\"ts\":\"昨天\",\"values\":{\"temperature\":1}}";
        Decoded decoded = decode("[ " + old + " ," + ahead + ",7," + odd + ",{\"ts\":1,\"vals\":{}},{\"ts\":" + (NOW - 7 * 86_400_000L) + ",\"values\":{\"temperature\":1}}]");
        assertThat(decoded.readings()).hasSize(1);
        assertThat(decoded.parked()).extracting(Parked::reason, DecoderTest::text).containsExactly(
                tuple(Reason.TIME_OUT_OF_RANGE, old), tuple(Reason.TIME_OUT_OF_RANGE, ahead), tuple(Reason.MALFORMED, "7"), tuple(Reason.MALFORMED, odd),
                tuple(Reason.MALFORMED, "{\"ts\":1,\"vals\":{}}"));
    }

    @Test
    void unreadableMessageIsRefusedAsAWhole() {
        for (String json : List.of("", " ", "7", "[]", "{", "[{\"ts\":" + NOW + ",\"values\":{\"temperature\":1}}", "{\"ts\":1,\"values\":{\"temperature\":1}} x",
                "{\"values\":{\"temperature\":" + "1".repeat(65) + "}}", "\"" + "x".repeat(10_001) + "\"")) {
            Decoded decoded = decode(json);
            assertThat(decoded.unreadable()).as(json).isTrue();
            assertThat(decoded.readings()).as(json).isEmpty();
            assertThat(decoded.parked()).as(json).singleElement().extracting(Parked::reason, DecoderTest::text).containsExactly(Reason.MALFORMED, json);
        }
    }

    @Test
    void limitsAreKept() {
        String values = IntStream.range(0, 201).mapToObj(i -> "\"p" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
        assertThat(decode("{\"values\":" + values + "}").parked()).extracting(Parked::reason).containsExactly(Reason.TOO_MANY_VALUES);
        String many = IntStream.range(0, 5001).mapToObj(i -> "{\"ts\":" + (NOW - i) + ",\"values\":{\"temperature\":1}}").collect(Collectors.joining(",", "[", "]"));
        assertThat(decode(many).parked()).extracting(Parked::reason).containsExactly(Reason.TOO_MANY_VALUES);
        String deep = "{\"values\":{\"temperature\":1},\"attributes\":{\"a\":" + "[".repeat(7) + "]".repeat(7) + "}}";
        assertThat(decode(deep).parked()).extracting(Parked::reason).containsExactly(Reason.TOO_DEEP);
    }

    @Test
    void attributesAreCanonical() {
        assertThat(decode("{\"values\":{\"temperature\":1},\"attributes\":{ \"b\" : [1, 2.50,\"x\\u0000\"], \"a\":{\"z\":null,\"y\":true}}}").readings().get(0).attributes())
                .isEqualTo("{\"a\":{\"y\":true,\"z\":null},\"b\":[1,2.50,\"x\\u0000\"]}");
    }

    @Test
    void senmlPackIsUnderstood() {
        Decoded decoded = decode("[{\"bn\":\"temp\",\"bt\":1795316340,\"bu\":\"Cel\",\"bv\":20,\"n\":\"erature\",\"v\":3.5},{\"n\":\"erature\",\"t\":10.25,\"v\":0},"
                + "{\"bn\":\"\",\"bv\":0,\"n\":\"pressure\",\"u\":\"kPa\",\"v\":101.3,\"unknown\":[1]},{\"n\":\"pressure\",\"vs\":\"ok\"},{\"n\":\"pressure\",\"vb\":true},"
                + "{\"n\":\"pressure\",\"v\":1,\"must_\":1},{\"bt\":0,\"n\":\"pressure\",\"t\":-5,\"v\":7},{\"n\":\"door\",\"v\":1}]");
        assertThat(decoded.readings()).extracting(r -> r.series().point(), Reading::at, Reading::value, r -> Flag.wordsOf(r.flags()), Reading::attributes).containsExactly(
                tuple("temperature", NOW - 60_000, 23.5, List.of(), null), tuple("temperature", NOW - 49_750, 20.0, List.of(), null),
                tuple("pressure", NOW - 60_000, 101.3, List.of(), "{\"unit\":\"kPa\"}"),
                tuple("pressure", NOW - 5_000, 7.0, List.of("server-time"), null));
        assertThat(decoded.parked()).extracting(Parked::reason).containsExactly(Reason.NOT_A_NUMBER, Reason.NOT_A_NUMBER, Reason.MALFORMED, Reason.UNKNOWN_POINT);
        assertThat(text(decoded.parked().get(3))).isEqualTo("{\"ts\":" + NOW + ",\"values\":{\"door\":1.0},\"attributes\":{\"unit\":\"Cel\"}}");
    }

    @Provide
    Arbitrary<String> nearlyJson() {
        return Arbitraries.of("{", "}", "[", "]", ":", ",", "\"ts\"", "\"values\"", "\"temperature\"", "1795316400000", "1.5", "NaN", "\"x\"", "null", "\"attributes\"",
                "\"quality\"", "\"bn\"", "\"n\"", "\"v\"", "\"t\"", "\"bt\"", "\"vs\"", "-", "1e999", " ", "\uFEFF", "\\").list().ofMaxSize(24)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 2000)
    void nearlyJsonGivesReasonsAndNeverAnException(@ForAll("nearlyJson") String json) {
        check(json.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1000)
    void anyBytesGiveReasonsAndNeverAnException(@ForAll byte[] bytes) {
        check(bytes);
    }

    private void check(byte[] bytes) {
        Decoded decoded = decoder.decode("AL-0001", "mqtt", bytes, 0, bytes.length, NOW);
        assertThat(decoded.readings()).allSatisfy(reading -> assertThat(Double.isFinite(reading.value())).isTrue());
        assertThat(decoded.parked()).allSatisfy(parked -> {
            assertThat(parked.reason()).isNotNull();
            assertThat(parked.text()).isNotBlank();
        });
        assertThat(decoded.unreadable()).isEqualTo(decoded.unreadable() && decoded.readings().isEmpty() && decoded.parked().size() == 1);
    }

    @Property(tries = 500)
    void whatIsWrittenIsReadBackExactly(@ForAll @From("finite") double value, @ForAll @net.jqwik.api.constraints.LongRange(min = -600_000_000L, max = 300_000L) long offset) {
        Decoded decoded = decode("{\"ts\":" + (NOW + offset) + ",\"values\":{\"pressure\":" + value + "}}");
        assertThat(decoded.readings()).singleElement().satisfies(reading -> {
            assertThat(reading.at()).isEqualTo(NOW + offset);
            assertThat(Double.doubleToRawLongBits(reading.value())).isEqualTo(Double.doubleToRawLongBits(value));
        });
    }

    @Provide
    Arbitrary<Double> finite() {
        return Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    }
}
