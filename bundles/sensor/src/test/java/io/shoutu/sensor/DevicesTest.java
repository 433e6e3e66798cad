package io.shoutu.sensor;

import static io.shoutu.sensor.SensorHouse.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.journal.Entry;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Point;
import io.shoutu.sensor.domain.Series;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DevicesTest {
    private final SensorHouse room;

    DevicesTest() {
        room = new SensorHouse(on());
    }

    /** The database the house stands on. */
    House on() {
        return House.onDerby();
    }

    @AfterEach
    void close() {
        room.close();
    }

    private Device device(String id) {
        return new Device(id, "2号泵房", null, null, "2号泵房", 110.5, 30.25, true, room.house.clock().instant(), 1);
    }

    private boolean opens(String id, String secret) {
        return room.devices.secretMatches(id, secret.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void secretIsShownOnceOpensTheDeviceAndEndsWhenItIsRenewedOrTheDeviceDisabled() {
        String secret = room.devices.declare(device("AL-9002"), ADMIN).secret();
        assertThat(secret).matches("[A-Za-z0-9_-]{43}");
        assertThat(opens("AL-9002", secret)).isTrue();
        assertThat(opens("AL-9001", secret)).isFalse();
        assertThat(opens("nobody", secret)).isFalse();
        assertThat(room.devices.holder(secret)).hasValueSatisfying(actor -> {
            assertThat(actor.account()).isEqualTo("device:AL-9002");
            assertThat(actor.kind()).isEqualTo(Actor.Kind.DEVICE);
            assertThat(actor.roles()).containsExactly("device");
        });
        String renewed = room.devices.renewSecret("AL-9002", ADMIN).secret();
        assertThat(opens("AL-9002", secret)).isFalse();
        assertThat(room.devices.holder(secret)).isEmpty();
        assertThat(opens("AL-9002", renewed)).isTrue();
        room.start();
        assertThat(opens("AL-9002", renewed)).isTrue();
        room.devices.enable("AL-9002", false, ADMIN);
        assertThat(opens("AL-9002", renewed)).isFalse();
        assertThat(room.devices.holder(renewed)).isEmpty();
        assertThatThrownBy(() -> room.devices.enable("AL-9002", false, ADMIN)).isInstanceOf(Problem.IllegalMove.class);
        room.devices.enable("AL-9002", true, ADMIN);
        assertThat(opens("AL-9002", renewed)).isTrue();
        assertThat(room.house.told("sensor.device-*")).extracting(Entry::name).endsWith("sensor.device-declared", "sensor.device-secret-renewed",
                "sensor.device-disabled", "sensor.device-enabled").noneMatch(name -> name.contains(secret));
    }

    @Test
    void declaredPointIsKnownAtOnceAndAfterAStart() {
        List<Series> heard = new ArrayList<>();
        room.devices.onDeclared(heard::add);
        Series declared = room.devices.declare("AL-9001", new Point("pressure", null, "kPa", null, 0.0, 600.0), ADMIN);
        assertThat(heard).containsExactly(declared);
        assertThat(room.devices.series("AL-9001", "pressure")).isSameAs(declared);
        assertThat(room.devices.byNumber(declared.number())).isSameAs(declared);
        assertThat(room.devices.series("AL-9001.pressure")).isSameAs(declared);
        assertThat(declared.label()).isEqualTo("pressure");
        room.start();
        assertThat(room.devices.series("AL-9001", "pressure")).isEqualTo(declared);
        assertThat(room.devices.points("AL-9001")).extracting(Series::point).containsExactly("pressure", "temperature");
        assertThat(room.devices.series("AL-9001", "nothing")).isNull();
        assertThat(room.devices.series("nobody", "pressure")).isNull();
        assertThatThrownBy(() -> room.devices.declare("AL-9001", new Point("pressure", null, "kPa", null, null, null), ADMIN)).isInstanceOf(Problem.IllegalMove.class)
                .hasFieldOrPropertyWithValue("code", "point-exists");
        assertThatThrownBy(() -> room.devices.declare("nobody", new Point("pressure", null, "kPa", null, null, null), ADMIN)).isInstanceOf(Problem.NotFound.class)
                .hasFieldOrPropertyWithValue("code", "device-not-found");
    }

    @Test
    void takenIdUnknownEnterpriseAndImpossiblePlaceAreRefused() {
        assertThatThrownBy(() -> room.devices.declare(device("AL-9001"), ADMIN)).isInstanceOf(Problem.IllegalMove.class);
        CreditCode code = new CreditCode("91110000000000000" + CreditCode.checkCharacter("91110000000000000"));
        Device nowhere = new Device("AL-9003", "x", code, null, null, null, null, true, room.house.clock().instant(), 1);
        assertThatThrownBy(() -> room.devices.declare(nowhere, ADMIN)).isInstanceOf(Problem.Invalid.class).hasFieldOrPropertyWithValue("field", "enterprise");
        assertThatThrownBy(() -> new Device("AL-9003", "x", null, null, null, 181.0, 0.0, true, room.house.clock().instant(), 1)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> device("a b")).isInstanceOf(Problem.Invalid.class).hasFieldOrPropertyWithValue("field", "id");
        assertThat(room.devices.list(null, null, null, 50).total()).isEqualTo(1);
    }

    @Test
    void listIsFilteredByTextAndPagedByIdWithItsTotal() {
        for (int i = 10; i < 15; i++) {
            room.devices.declare(device("AL-90" + i), ADMIN);
        }
        var first = room.devices.list("泵房", null, null, 3);
        assertThat(first.total()).isEqualTo(5);
        assertThat(room.devices.list("泵房", null, first.next(), 3).items()).extracting(Device::id).containsExactly("AL-9013", "AL-9014");
        assertThat(room.devices.list("al-9001", null, null, 3).items()).extracting(Device::id).containsExactly("AL-9001");
    }

    @Test
    void whenADeviceWasLastHeardIsKnownFromMemory() {
        assertThat(room.devices.lastSeen("AL-9001")).isNull();
        room.devices.seen("AL-9001", room.now(), true);
        room.devices.seen("nobody", room.now(), true);
        assertThat(room.devices.lastSeen("AL-9001")).isEqualTo(room.house.clock().instant());
        assertThat(room.devices.skewed("AL-9001")).isTrue();
    }
}
