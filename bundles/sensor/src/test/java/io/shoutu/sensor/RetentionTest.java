package io.shoutu.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.journal.Entry;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Hold;
import io.shoutu.sensor.domain.Judge;
import io.shoutu.sensor.domain.Point;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Trend;
import io.shoutu.sensor.decode.Decoder;
import io.shoutu.sensor.store.SqlDeviceStore;
import io.shoutu.sensor.store.SqlReadingStore;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readings grow old, go in slices, leave their hours, and stay where they are held. */
class RetentionTest {
    private static final Actor ADMIN = House.actor("admin", "admin");
    private final House house = on().and("sensor", SqlReadingStore.class);
    private final SqlReadingStore store = new SqlReadingStore(house.sql(), house.schema("sensor"));
    private final Devices devices = new Devices(house.clock(), house.work(), house.journal(),
            house.directory(), new SqlDeviceStore(house.sql(), house.schema("sensor")));
    private final History history = new History(house.work(), store, devices);
    private final Judge judge = (tx, stored, arrived, now) -> { };
    private final Ingest ingest = new Ingest(house.work(), store, devices, judge, history, house.clock(), 1_000_000, Integer.MAX_VALUE, 20_000);
    private final Series temperature = declared("AL-0001", "Cel");
    private final Series gas = declared("AL-0002", "%{LEL}");

    House on() {
        return House.onDerby();
    }

    @AfterEach
    void close() {
        ingest.close();
        house.close();
    }

    private Series declared(String id, String unit) {
        devices.declare(new Device(id, id, null, null, null, null, null, true, house.clock().instant(), 1), ADMIN);
        return devices.declare(id, new Point("p", null, unit, 0.01, null, null), ADMIN);
    }

    private Retention retention(int days, String units, int hourDays) {
        return new Retention(house.clock(), house.work(), house.journal(), house.numbers(), store, devices, history, ingest, new Retention.Config() {
            @Override public int days() { return days; }
            @Override public String units() { return units; }
            @Override public int hourDays() { return hourDays; }
            @Override public int parkedDays() { return 0; }
            @Override public int slice() { return 2; }
            @Override public Class<? extends Annotation> annotationType() { return Retention.Config.class; }
        });
    }

    /** Days of a reading a minute, beginning now; the clock moves with them. */
    private void days(int days, Series... all) {
        if (!ingest.open()) {
            ingest.wired(ingest::commit);
        }
        for (int day = 0; day < days; day++) {
            for (Series series : all) {
                StringBuilder message = new StringBuilder("[");
                for (int i = 0; i < 1_440; i++) {
                    message.append(i == 0 ? "" : ",").append("{\"ts\":").append(house.clock().millis() + i * 60_000L - 86_400_000L).append(",\"values\":{\"p\":").append(i % 60).append("}}");
                }
                byte[] bytes = message.append(']').toString().getBytes(StandardCharsets.UTF_8);
                Waiting waiting = new Waiting(1);
                Arrival arrival = new Arrival(series.device(), "test", new Decoder(devices).decode(series.device(), "test", bytes, 0, bytes.length, house.clock().millis()),
                        house.clock().millis(), waiting, 0);
                ingest.arriveAndWait(List.of(arrival), waiting, 20_000);
                assertThat(arrival.stored()).isEqualTo(1_440);
            }
            ingest.packer().pack();
            house.clock().advance(Duration.ofDays(1));
        }
    }

    private List<Reading> all(Series series) {
        return history.range(series, 0, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    @Test
    void withoutAPolicyEverythingIsKept() {
        days(2, temperature);
        house.clock().advance(Duration.ofDays(4_000));
        assertThat(retention(0, "", 0).run(ADMIN)).isEqualTo(new Retention.Result(0, 0, 0, 0, 0));
        assertThat(all(temperature)).hasSize(2_880);
    }

    @Test
    void whatIsOldGoesInSlicesWithItsEntriesAndLeavesItsHours() {
        Instant begun = house.clock().instant().minus(Duration.ofDays(1));
        days(6, temperature, gas);
        house.clock().advance(Duration.ofDays(28));
        // Day 1 to 6 lie 34 to 29 days back: what ends before the last 30 goes, whole chunks of 600 readings only.
        Retention retention = retention(30, "%{LEL}=0", 0);
        long before = all(temperature).size();
        Retention.Result foretold = retention.rehearse();
        Retention.Result result = retention.run(ADMIN);
        assertThat(result).isEqualTo(foretold);
        assertThat(result.readings()).isPositive().isEqualTo(before - all(temperature).size()).isEqualTo(result.chunks() * 600);
        long cut = house.clock().instant().minus(Duration.ofDays(30)).toEpochMilli();
        assertThat(all(temperature)).as("what is younger than thirty days").filteredOn(r -> r.at() >= cut).hasSize(1_440);
        assertThat(all(gas)).as("kept for ever by its unit").hasSize(6 * 1_440);
        List<Entry> told = house.told(Retention.RETIRED);
        assertThat(told).as("a slice is two chunks or a few more").hasSizeGreaterThanOrEqualTo(1);
        assertThat(told.stream().mapToLong(e -> ((Number) e.data().get("readings")).longValue()).sum()).isEqualTo(result.readings());
        Trend trend = history.trend(temperature, begun.toEpochMilli(), begun.plus(Duration.ofDays(6)).toEpochMilli(), 6);
        assertThat(trend.buckets()).extracting(Trend.Bucket::count).containsOnly(1_440L);
        assertThat(trend.buckets().get(0).max()).isEqualTo(59);
        assertThat(retention.run(ADMIN).readings()).as("run again").isZero();
        assertThat(retention(30, "%{LEL}=0", 31).run(ADMIN).hours()).isPositive();
    }

    /** 2,880 readings are four full chunks and one of 480, which is closed: nothing is written into it again. */
    @Test
    void seriesThatFellSilentLosesItsLastChunkTooAndKeepsItsLatestValue() {
        days(2, temperature);
        Reading latest = history.latest(temperature);
        house.clock().advance(Duration.ofDays(60));
        assertThat(retention(30, "", 0).run(ADMIN).readings()).isEqualTo(2_880);
        assertThat(all(temperature)).isEmpty();
        assertThat(history.latest(temperature)).isEqualTo(latest);
        assertThat(new History(house.work(), store, devices).latest(temperature)).as("after a restart").isEqualTo(latest);
        days(1, temperature);
        assertThat(all(temperature)).as("what comes afterwards").hasSize(1_440);
    }

    @Test
    void whatIsHeldStaysUntilTheHoldIsLifted() {
        Instant begun = house.clock().instant().minus(Duration.ofDays(1));
        days(3, temperature);
        house.clock().advance(Duration.ofDays(60));
        Retention retention = retention(30, "", 0);
        Hold hold = retention.hold("AL-0001", begun, begun.plus(Duration.ofDays(10)), "“6·1”事故调查", ADMIN);
        Retention.Result held = retention.run(ADMIN);
        assertThat(held.readings()).isZero();
        assertThat(held.held()).isPositive();
        assertThat(all(temperature)).hasSize(3 * 1_440);
        retention.lift(hold.id(), ADMIN);
        assertThatThrownBy(() -> retention.lift(hold.id(), ADMIN)).isInstanceOf(Problem.NotFound.class);
        assertThat(retention.run(ADMIN).chunks()).isEqualTo(held.held());
        assertThat(all(temperature)).as("the newest chunk of a series stays").isNotEmpty();
        assertThat(house.told(Retention.HOLD_SET, Retention.HOLD_LIFTED)).hasSize(2);
    }

    @Test
    void policyThatWouldReachLateReadingsIsRefused() {
        assertThatThrownBy(() -> retention(29, "", 0)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> retention(0, "Cel=7", 0)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> retention(0, "Celsius=90", 0)).isInstanceOf(Problem.Invalid.class);
    }
}
