package io.shoutu.sensor;

import static io.shoutu.sensor.SensorHouse.ADMIN;
import static io.shoutu.sensor.SensorHouse.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.journal.Chain;
import io.shoutu.api.sensor.Priority;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.decode.Decoder;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Point;
import io.shoutu.sensor.domain.Reason;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Silence;
import io.shoutu.sensor.domain.Threshold;
import io.shoutu.sensor.store.SqlReadingStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A day of one sensor, from its declaration to the end of its alarms. The best place to begin reading this room. */
class SensorScenarioTest {
    private final SensorHouse room;
    private final SqlReadingStore readings;
    private History history;
    private AlarmDesk desk;
    private Rules rules;
    private Alarms alarms;
    private Ingest ingest;

    SensorScenarioTest() {
        room = new SensorHouse(on());
        readings = new SqlReadingStore(room.house.sql(), room.house.schema("sensor"));
        start();
    }

    private void start() {
        room.start();
        history = new History(room.house.work(), readings, room.devices);
        desk = new AlarmDesk(room.house.clock(), room.house.work(), room.house.journal(), room.house.numbers(), room.devices, room.ruleStore,
                room.alarmStore, history, room.kinds, room.suppressionStore, room.correctionStore, room.house.calendar());
        rules = new Rules(room.house.clock(), room.house.work(), room.house.journal(), room.house.numbers(), room.ruleStore, room.devices, desk, room.kinds);
        alarms = new Alarms(room.house.work(), room.house.journal(), room.alarmStore, desk);
        ingest = new Ingest(room.house.work(), readings, room.devices, desk, history, room.house.clock(), 5, 500_000, 200_000);
    }

    /** The database the house stands on. */
    House on() {
        return House.onDerby();
    }

    @AfterEach
    void close() {
        ingest.close();
        room.close();
    }

    @Test
    void aPumpRunsHotIsSeenToCoolsDownRunsHotAgainAndFallsSilent() {
        // A device is declared; its secret is shown this once.
        Device pump = new Device("PUMP-03", "3号泵轴承", null, null, "3号泵房", null, null, true, room.house.clock().instant(), 1);
        String secret = room.devices.declare(pump, ADMIN).secret();
        assertThat(room.devices.secretMatches("PUMP-03", secret.getBytes(StandardCharsets.UTF_8))).isTrue();

        // It sends before anybody has declared its point: kept, with the reason.
        assertThat(send(60.0).parked()).extracting(Parked::reason).containsExactly(Reason.UNKNOWN_POINT);

        // The point is declared, and a rule: 80 ℃ for ten seconds is too hot.
        Series temperature = room.devices.declare("PUMP-03", new Point("temperature", "轴承温度", "Cel", 0.1, -40.0, 150.0), ADMIN);
        Rule hot = rules.create(temperature.id(), "轴承过热", new Threshold(Threshold.Direction.ABOVE, 80, 2, 10, 0), Priority.HIGH, ADMIN);
        rules.create(temperature.id(), "轴承温度中断", new Silence(120), Priority.MEDIUM, ADMIN);

        // It runs warm, and for nine seconds too hot: no alarm yet.
        for (int i = 0; i < 5; i++) {
            assertThat(send(75.0).stored()).isEqualTo(1);
        }
        for (int i = 0; i < 10; i++) {
            send(81.5);
        }
        assertThat(listed()).isEmpty();

        // The tenth second raises it, once; everything hotter is the same alarm.
        send(82.25);
        Alarm alarm = listed().get(0);
        assertThat(alarm.title()).isEqualTo("轴承过热：3号泵轴承 82.25 ℃（限值 80 ℃）");
        assertThat(alarm.rule()).isEqualTo(hot.id());
        for (int i = 0; i < 30; i++) {
            send(85.0);
        }
        assertThat(alarms.get(alarm.number())).satisfies(a -> {
            assertThat(a.state()).isEqualTo(AlarmState.UNACK);
            assertThat(a.repeats()).isEqualTo(30);
            assertThat(a.lastValue()).isEqualTo(85);
        });

        // Wang Min, on duty, has seen it.
        alarms.acknowledge(alarm.number(), alarm.version(), "已通知泵房", OPERATOR);

        // The power fails in the middle. Nothing is forgotten: neither the alarm nor one of its readings.
        ingest.close();
        start();
        assertThat(alarms.get(alarm.number())).satisfies(a -> assertThat(a.state()).isEqualTo(AlarmState.ACKED)).satisfies(a -> assertThat(a.repeats()).isEqualTo(30));

        // 78 ℃ is still inside the hysteresis, 77.9 ℃ ends it.
        send(78.0);
        assertThat(alarms.get(alarm.number()).state()).isEqualTo(AlarmState.ACKED);
        send(77.9);
        assertThat(alarms.get(alarm.number()).state()).isEqualTo(AlarmState.NORM);

        // Hot again is another alarm. It goes before anybody looks, comes back, and goes.
        send(90.0);
        tick(10);
        Alarm second = listed().get(0);
        assertThat(second.number()).isEqualTo("BJ-2026-000002");
        send(70.0);
        assertThat(alarms.get(second.number()).state()).isEqualTo(AlarmState.RTNUN);
        send(91.0);
        tick(10);
        assertThat(alarms.get(second.number())).satisfies(a -> assertThat(a.state()).isEqualTo(AlarmState.UNACK)).satisfies(a -> assertThat(a.recurrences()).isEqualTo(1));
        send(70.0);
        alarms.acknowledge(second.number(), null, null, OPERATOR);
        assertThat(alarms.get(second.number()).state()).isEqualTo(AlarmState.NORM);

        // Then nothing comes any more: after two minutes that is an alarm too, until the first reading.
        tick(121);
        Alarm silent = listed().get(0);
        assertThat(silent.title()).isEqualTo("轴承温度中断：3号泵轴承 轴承温度 超过 120 秒没有数据（最后一次 70 ℃）");
        send(69.0);
        assertThat(alarms.get(silent.number()).state()).isEqualTo(AlarmState.RTNUN);

        // All of it stands in the journal, and leads back to the reading.
        room.house.settle();
        Chain chain = room.house.journal().chain(alarm.subject());
        assertThat(chain.links()).extracting(link -> link.cause().kind()).containsExactly("reading");
        assertThat(room.told()).containsExactly("raised", "acknowledged", "cleared", "raised", "cleared", "recurred", "cleared", "acknowledged", "raised", "cleared");
    }

    private Arrival send(double value) {
        room.house.clock().advance(Duration.ofSeconds(1));
        byte[] message = ("{\"ts\":" + room.now() + ",\"values\":{\"temperature\":" + value + "}}").getBytes(StandardCharsets.UTF_8);
        Arrival arrival = new Arrival("PUMP-03", "test", new Decoder(room.devices).decode("PUMP-03", "test", message, 0, message.length, room.now()), room.now(),
                new Arrival.Sender() {
                    @Override
                    public boolean committed(Arrival of) {
                        return false;
                    }

                    @Override
                    public void flush() {
                        // Nobody waits.
                    }
                }, 0);
        ingest.commit(new Batch(List.of(arrival)));
        return arrival;
    }

    private void tick(int seconds) {
        for (int i = 0; i < seconds; i++) {
            room.house.clock().advance(Duration.ofSeconds(1));
            desk.checkSilence();
        }
    }

    private List<Alarm> listed() {
        return alarms.list(new io.shoutu.sensor.domain.AlarmStore.Query(java.util.Set.of(), null, null, null, 50)).page().items();
    }
}
