package io.shoutu.api.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The proof that a decoder fits through its door (解码器的合格检验): implement it, give the decoder and some good payloads. */
public interface SensorDecoderContract {
    /** The decoder to look at. */
    SensorDecoder decoder();

    /** At least one payload of which everything can be used. */
    List<byte[]> goodPayloads();

    /** What a decoder said about one payload, word for word. */
    record Said(List<String> readings, List<String> refused, String unreadable) {}

    /** Decodes and writes down what was said. */
    static Said ask(SensorDecoder decoder, byte[] payload) {
        List<String> readings = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        try {
            decoder.decode(payload, Instant.parse("2026-05-06T07:08:09.123Z"), new SensorDecoder.Sink() {
                @Override
                public void reading(String point, Instant time, double value) {
                    assertThat(point).as("name of a point").isNotBlank();
                    assertThat(time).as("time of a reading").isNotNull();
                    readings.add(point + " " + time + " " + value);
                }

                @Override
                public void refused(String what, String why) {
                    assertThat(what).as("what was refused").isNotNull();
                    assertThat(why).as("why it was refused").isNotBlank();
                    refused.add(what + ": " + why);
                }
            });
            return new Said(readings, refused, null);
        } catch (SensorDecoder.Unreadable unreadable) {
            assertThat(unreadable.getMessage()).as("why a payload cannot be read").isNotBlank();
            return new Said(List.of(), List.of(), unreadable.getMessage());
        }
    }

    @Test
    default void itsFormatIsAPlainNameOfItsOwn() {
        assertThat(decoder().format()).matches("[a-z][a-z0-9-]{0,39}").isNotEqualTo("shoutu");
        assertThat(decoder().label()).isNotBlank();
    }

    /** What it knows can be declared by name: named once each, the way a series is named, with something to read and a unit. */
    @Test
    default void everyPointItKnowsHasANameOfItsOwnALabelAndAUnit() {
        List<SensorDecoder.KnownPoint> known = decoder().points();
        assertThat(known).allSatisfy(point -> {
            assertThat(point.name()).matches("[A-Za-z0-9_-]{1,40}");
            assertThat(point.label()).isNotBlank();
            assertThat(point.unit()).isNotBlank();
        });
        assertThat(known.stream().map(SensorDecoder.KnownPoint::name)).doesNotHaveDuplicates();
    }

    @Test
    default void everythingOfAGoodPayloadIsUsed() {
        assertThat(goodPayloads()).isNotEmpty().allSatisfy(payload -> {
            Said said = ask(decoder(), payload);
            assertThat(said.unreadable()).isNull();
            assertThat(said.readings()).isNotEmpty();
            assertThat(said.refused()).isEmpty();
        });
    }

    @Test
    default void theSameBytesAreSaidTheSameAndAreLeftAsTheyWere() {
        for (byte[] payload : goodPayloads()) {
            byte[] before = payload.clone();
            assertThat(ask(decoder(), payload)).isEqualTo(ask(decoder(), before.clone()));
            assertThat(payload).isEqualTo(before);
        }
    }

    @Test
    default void aPayloadCutShortGrownOrMutilatedNeverBreaksIt() {
        Random random = new Random(20261122);
        for (byte[] payload : goodPayloads()) {
            for (int length = 0; length < payload.length; length++) {
                ask(decoder(), Arrays.copyOf(payload, length));
            }
            for (int i = 0; i < 2_000; i++) {
                byte[] other = Arrays.copyOf(payload, random.nextInt(10) == 0 ? payload.length + random.nextInt(50) : payload.length);
                for (int hits = 1 + random.nextInt(4); hits > 0 && other.length > 0; hits--) {
                    other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
                }
                ask(decoder(), other);
            }
        }
        byte[] noise = new byte[65_536];
        random.nextBytes(noise);
        ask(decoder(), noise);
    }

    @Test
    default void severalThreadsMayUseItAtOnce() throws Exception {
        List<byte[]> payloads = goodPayloads();
        List<Said> expected = payloads.stream().map(p -> ask(decoder(), p)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                tasks.add(() -> {
                    for (int i = 0; i < 500; i++) {
                        int which = i % payloads.size();
                        if (!ask(decoder(), payloads.get(which).clone()).equals(expected.get(which))) {
                            return false;
                        }
                    }
                    return true;
                });
            }
            for (Future<Boolean> same : threads.invokeAll(tasks)) {
                assertThat(same.get()).as("the same said on every thread").isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
