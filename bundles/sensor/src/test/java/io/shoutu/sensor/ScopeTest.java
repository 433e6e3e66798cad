package io.shoutu.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.Unit;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Point;
import io.shoutu.sensor.domain.Series;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where devices lie, and who sees them. */
class ScopeTest {
    private static final AreaCode HERE = new AreaCode("350122101000");
    private static final AreaCode THERE = new AreaCode("350122102000");
    private static final CreditCode WORKS = new CreditCode("91350100M000100Y43");

    private final SensorHouse room = new SensorHouse();
    private final DevicePlaces places = new DevicePlaces(room.devices, room.house.directory(), room.alarmStore, room.ruleStore, room.house.work(), room.house.clock());

    @AfterEach
    void leave() {
        room.close();
    }

    private static Actor within(Scope scope) {
        return new Actor("zhou", "周", Actor.Kind.PERSON, Set.of("operator"), scope);
    }

    @Test
    void aDeviceLiesWhereItStandsElseWhereItsEnterpriseIsAndIsNeitherListedNorCountedElsewhere() {
        room.house.directory().put(new Area(HERE, "甲镇"), SensorHouse.ADMIN);
        room.house.directory().put(new Area(THERE, "乙镇"), SensorHouse.ADMIN);
        room.house.directory().put(new Unit("yjj", "应急局", HERE, null), SensorHouse.ADMIN);
        room.house.directory().put(new Enterprise(WORKS, "乙镇机械厂", THERE, null, null, "yjj", null, null), SensorHouse.ADMIN);
        room.devices.declare(new Device("AL-9100", "厂里的", WORKS, null, null, null, null, true, room.house.clock().instant(), 1), SensorHouse.ADMIN);
        Series series = room.devices.declare("AL-9100", new Point("temperature", "温度", "Cel", 0.01, null, null), SensorHouse.ADMIN);
        Place place = new Place(THERE, "yjj", WORKS);
        for (String subject : List.of("device/AL-9100", "series/AL-9100.temperature", "reading/AL-9100.temperature@1700000000000")) {
            assertThat(places.place(Subject.parse(subject))).as(subject).contains(place);
        }
        assertThat(places.place(new Subject("device", "AL-0000"))).isEmpty();
        assertThat(places.place(new Subject("alarm", "BJ-2026-000009"))).isEmpty();
        Actor here = within(new Scope(false, Set.of(HERE), Set.of(), Set.of()));
        Actor lead = within(new Scope(false, Set.of(), Set.of("yjj"), Set.of()));
        assertThat(room.devices.list(null, null, null, 10, places.seenBy(here)).total()).isZero();
        assertThat(room.devices.list(null, null, null, 10, places.seenBy(lead)).items()).extracting(Device::id).containsExactly("AL-9100");
        assertThat(places.series(lead.scope())).containsExactly(series.number());
        assertThat(places.series(Scope.EVERYWHERE)).isNull();
        assertThatThrownBy(() -> places.require(here, "AL-9100")).isInstanceOf(Problem.NotFound.class);
        places.require(lead, "AL-9100");
    }

    @Test
    void alarmsOutsideAreNeitherListedNorCounted() {
        AlarmStore.Query all = new AlarmStore.Query(Set.of(), null, null, null, 50, null);
        room.above(30, 1, 0, 0);
        room.send(35.0);
        assertThat(room.alarms.list(all).page().total()).isEqualTo(1);
        assertThat(room.alarms.list(new AlarmStore.Query(Set.of(), null, null, null, 50, Set.of(room.temperature.number()))).page().total()).isEqualTo(1);
        assertThat(room.alarms.list(new AlarmStore.Query(Set.of(), null, null, null, 50, Set.of(room.temperature.number() + 1))).page().total()).isZero();
        assertThat(room.alarms.list(new AlarmStore.Query(Set.of(), null, null, null, 50, Set.of())).page().items()).isEmpty();
    }
}
