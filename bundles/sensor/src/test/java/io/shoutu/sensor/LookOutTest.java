package io.shoutu.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.commons.testing.House;
import io.shoutu.sensor.decode.Decoded;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Series;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real threads: an alarm is seen within a second though its commit hangs or fails. */
class LookOutTest {
    private final OutageHouse room = new OutageHouse(House.onDerby());
    private final Semaphore commits = new Semaphore(1_000);
    private final Ingest ingest = new Ingest(room.work, room.readings, room.devices, room.desk, room.history, room.house.clock(), 5, 500_000, 1_000);
    private final Series pump = room.series("PUMP-1");

    LookOutTest() {
        room.above(pump, 80, 2, 0, 0);
        ingest.wired(batch -> {
            commits.acquireUninterruptibly();
            commits.release();
            ingest.commit(batch);
        });
    }

    @AfterEach
    void close() {
        commits.release(10);
        ingest.close();
        room.close();
    }

    private static long until(String what, BooleanSupplier met) {
        long begun = System.nanoTime();
        while (!met.getAsBoolean()) {
            assertThat(System.nanoTime() - begun).as("waited in vain: " + what).isLessThan(Duration.ofSeconds(60).toNanos());
            LockSupport.parkNanos(2_000_000);
        }
        return (System.nanoTime() - begun) / 1_000_000;
    }

    private Waiting send(double value) {
        Waiting waiting = new Waiting(1);
        room.house.clock().advance(Duration.ofSeconds(1));
        ingest.arrive(new Arrival("PUMP-1", "test", new Decoded(List.of(new Reading(pump, room.now(), value, 0, null)), List.of(), false), room.now(), waiting, 0), 0);
        return waiting;
    }

    private boolean unrecorded() {
        return room.listed().stream().anyMatch(alarm -> !room.alarms.recorded(alarm));
    }

    @Test
    void alarmIsShownThoughItsCommitHangs() {
        commits.acquireUninterruptibly(1_000);
        Waiting waiting = send(90);
        System.out.println("commit hangs: alarm shown after " + until("the alarm is shown", this::unrecorded) + " ms");
        assertThat(room.list().away()).contains("应答过慢");
        Waiting second = send(95);
        until("the second reading is counted", () -> room.listed().get(0).repeats() == 1);
        assertThat(waiting.done(0)).isFalse();
        commits.release(1_000);
        assertThat(waiting.done(20_000)).isTrue();
        assertThat(second.done(20_000)).isTrue();
        until("all is recorded", () -> !unrecorded() && room.list().away() == null);
        assertThat(room.listed()).extracting(Alarm::number).containsExactly("BJ-2026-000001");
        assertThat(room.listed().get(0).repeats()).isEqualTo(1);
    }

    @Test
    void alarmIsShownThoughTheStoreIsGone() {
        room.flaky.away = true;
        Waiting waiting = send(90);
        System.out.println("store gone: alarm shown after " + until("the alarm is shown", this::unrecorded) + " ms");
        until("the ingest says so", () -> !ingest.state().ready());
        room.flaky.away = false;
        assertThat(waiting.done(20_000)).isTrue();
        until("all is recorded", () -> !unrecorded() && room.list().away() == null);
        assertThat(room.told()).hasSize(1);
    }
}
