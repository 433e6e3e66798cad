package io.shoutu.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Subject;
import io.shoutu.api.search.SearchSource;
import io.shoutu.api.search.SearchSourceContract;
import io.shoutu.sensor.domain.Device;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SensorSearchTest implements SearchSourceContract {
    private static final SensorHouse ROOM = new SensorHouse();

    @BeforeAll
    static void devices() {
        ROOM.devices.declare(new Device("AL-9101", "恒渡化工氨罐测温", null, null, null, null, null, true, ROOM.house.clock().instant(), 1), SensorHouse.ADMIN);
        ROOM.devices.declare(new Device("AL-9102", "恒渡化工循环泵", null, null, null, null, null, true, ROOM.house.clock().instant(), 1), SensorHouse.ADMIN);
        ROOM.above(30, 1, 0, 0);
        ROOM.send(35.0);
    }

    @AfterAll
    static void close() {
        ROOM.close();
    }

    @Override
    public SearchSource source() {
        return new SensorSearch(ROOM.devices, new DevicePlaces(ROOM.devices, ROOM.house.directory(), ROOM.alarmStore, ROOM.ruleStore, ROOM.house.work(), ROOM.house.clock()), ROOM.alarmStore,
                ROOM.house.work(), ROOM.house.clock());
    }

    @Override
    public String typed() {
        return "hdhg";
    }

    @Override
    public Subject known() {
        return new Subject("device", "AL-9101");
    }

    @Test
    void anAlarmIsFoundByItsNumberAndByItsEnd() {
        for (String typed : new String[] {"BJ-2026-000001", "bj-2026-000001", "2026-1", "000001", "1"}) {
            assertThat(source().find("alarm", typed, SensorHouse.ADMIN, 5)).as(typed).extracting(h -> h.subject().number()).containsExactly("BJ-2026-000001");
        }
        assertThat(source().find("alarm", "BJ-2026-000099", SensorHouse.ADMIN, 5)).isEmpty();
    }
}
