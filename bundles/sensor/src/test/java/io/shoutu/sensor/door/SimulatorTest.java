package io.shoutu.sensor.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.sensor.Station;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.simulate.Scenario;
import io.shoutu.sensor.simulate.Shot;
import io.shoutu.sensor.simulate.Simulator;
import io.shoutu.sensor.domain.Series;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Simulated devices come through the real door. */
class SimulatorTest {
    @Test
    void everyMessageIsStoredOnceAndInItsOrder() throws Exception {
        try (Station station = new Station()) {
            station.known.device("AL-0001");
            Series series = station.known.series("AL-0001", "temperature");
            MqttDoor door = new MqttDoor(station.ingest, station.known.catalogue, station.formats, station.house.clock(), new MqttDoor.Settings(true, "127.0.0.1", 0, 1, 5, 500));
            try {
                long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
                while (!door.state().ready() && System.nanoTime() < until) {
                    java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
                }
                List<Shot> shots = Scenario.NORMAL.shots(3, 1, 600_000, 1_000);
                Simulator.Played played = new Simulator(station.house.clock()).play(shots, door.port(), Map.of("AL-0001", "secret-AL-0001"), "temperature", 1_000, Simulator.Stamp.PAST);
                assertThat(played.acknowledged()).isEqualTo(played.sent()).isEqualTo(600);
                assertThat(station.history.range(series, 0, Long.MAX_VALUE, 1_000)).extracting(Reading::value).isEqualTo(shots.stream().map(Shot::value).toList());
            } finally {
                door.close();
            }
        }
    }
}
