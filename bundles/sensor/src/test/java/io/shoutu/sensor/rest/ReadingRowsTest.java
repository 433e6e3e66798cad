package io.shoutu.sensor.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Roles;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.DevicePlaces;
import io.shoutu.sensor.Devices;
import io.shoutu.sensor.Station;
import io.shoutu.sensor.store.SqlDeviceStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readings of several devices in one request. */
class ReadingRowsTest {
    private static final Actor ADMIN = House.actor("admin", "admin");
    private final Station station = new Station();
    private final ReadingResource resource = new ReadingResource(station.ingest, station.known.catalogue, station.formats, station.parked, null, station.house.clock(),
            new DevicePlaces(new Devices(station.house.clock(), station.house.work(), station.house.journal(), station.house.directory(),
                    new SqlDeviceStore(station.house.sql(), station.house.schema("sensor"))), station.house.directory(), null, null, station.house.work(), station.house.clock()));

    ReadingRowsTest() {
        for (String device : new String[] {"AL-0001", "AL-0002"}) {
            station.known.device(device);
            station.known.series(device, "temperature");
        }
    }

    @AfterEach
    void close() {
        station.close();
    }

    private ReadingResource.RowsTaken send(Actor by, String body) throws IOException {
        return resource.rows(body.getBytes(StandardCharsets.UTF_8), by);
    }

    private String rows() {
        long now = station.now();
        return "[{\"device\":\"AL-0001\",\"readings\":[{\"ts\":" + now + ",\"values\":{\"temperature\":1.25}},{\"ts\":" + (now + 1) + ",\"values\":{\"temperature\":2,\"nosuch\":3}}]},"
                + "{\"device\":\"AL-9999\",\"readings\":{\"ts\":" + now + ",\"values\":{\"temperature\":1}}},{\"device\":\"AL-0002\",\"readings\":17},{\"device\":\"AL-0002\"},"
                + "{\"device\":\"AL-0002\",\"readings\":{\"ts\":" + now + ",\"values\":{\"temperature\":-3}}},null]";
    }

    @Test
    void aBadRowCostsNoOtherAndWhatIsSentAgainIsKnown() throws Exception {
        ReadingResource.RowsTaken taken = send(ADMIN, rows());
        assertThat(taken.stored()).isEqualTo(3);
        assertThat(taken.parked()).isEqualTo(1);
        assertThat(taken.refused()).isEqualTo(4);
        assertThat(taken.rows()).hasSize(6);
        assertThat(taken.rows().get(1).error()).contains("AL-9999");
        assertThat(taken.rows().get(4).stored()).isEqualTo(1);
        ReadingResource.RowsTaken again = send(ADMIN, rows());
        assertThat(again.stored()).isZero();
        assertThat(again.duplicates()).isEqualTo(3);
    }

    @Test
    void aDeviceSendsRowsOfItsOwnOnly() throws Exception {
        Actor device = new Actor("device:AL-0001", "一号", Actor.Kind.DEVICE, Set.of(Roles.DEVICE));
        ReadingResource.RowsTaken taken = send(device, rows());
        assertThat(taken.stored()).isEqualTo(2);
        assertThat(taken.rows().get(4).error()).contains("只能上报自己");
    }

    @Test
    void aBatchOfNothingOrOfTooMuchIsRefused() {
        assertThatThrownBy(() -> send(ADMIN, "[]")).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> send(ADMIN, "[" + "null,".repeat(500) + "null]")).isInstanceOf(Problem.Invalid.class);
    }
}
