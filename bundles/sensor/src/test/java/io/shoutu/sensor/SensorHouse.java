package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.directory.SqlDirectory;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Point;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Readings;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Silence;
import io.shoutu.sensor.domain.Threshold;
import io.shoutu.sensor.store.SqlAlarmStore;
import io.shoutu.sensor.store.SqlCorrectionStore;
import io.shoutu.sensor.store.SqlDeviceStore;
import io.shoutu.sensor.store.SqlRuleStore;
import io.shoutu.sensor.store.SqlSuppressionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The room for a test: real stores, a moved clock, readings that are judged and kept in one transaction. */
final class SensorHouse implements AutoCloseable {
    static final Actor ADMIN = House.actor("admin", "admin");
    static final Actor OPERATOR = House.actor("wang.min", "operator");

    final House house;
    final Kept kept = new Kept();
    final SqlDeviceStore deviceStore;
    final SqlRuleStore ruleStore;
    final SqlAlarmStore alarmStore;
    final SqlSuppressionStore suppressionStore;
    final SqlCorrectionStore correctionStore;
    Devices devices;
    final Kinds kinds = new Kinds();
    AlarmDesk desk;
    Rules rules;
    Alarms alarms;
    /** Of the device AL-9001, which is there from the beginning. */
    Series temperature;

    SensorHouse() {
        this(House.onDerby());
    }

    SensorHouse(House on) {
        house = on.and("sensor", SqlAlarmStore.class);
        deviceStore = new SqlDeviceStore(house.sql(), house.schema("sensor"));
        ruleStore = new SqlRuleStore(house.sql(), house.schema("sensor"));
        alarmStore = new SqlAlarmStore(house.sql(), house.schema("sensor"));
        correctionStore = new SqlCorrectionStore(house.sql(), house.schema("sensor"));
        suppressionStore = new SqlSuppressionStore(house.sql(), house.schema("sensor"));
        start();
        Device device = new Device("AL-9001", "1号机组温度", null, null, "一车间", null, null, true, house.clock().instant(), 1);
        devices.declare(device, ADMIN);
        temperature = devices.declare("AL-9001", new Point("temperature", "轴承温度", "Cel", 0.01, -50.0, 200.0), ADMIN);
    }

    /** As after a stop or a crash: everything in memory is gone and comes back from rows and readings. */
    void start() {
        devices = new Devices(house.clock(), house.work(), house.journal(), new SqlDirectory(house.clock(), house.work(), house.sql(), house.journal(), house.searchIndex(), house.schema("commons")), deviceStore);
        desk = new AlarmDesk(house.clock(), house.work(), house.journal(), house.numbers(), devices, ruleStore, alarmStore, kept, kinds, suppressionStore, correctionStore, house.calendar());
        rules = new Rules(house.clock(), house.work(), house.journal(), house.numbers(), ruleStore, devices, desk, kinds);
        alarms = new Alarms(house.work(), house.journal(), alarmStore, desk);
    }

    Rule above(double limit, double hysteresis, int onDelay, int offDelay) {
        return rules.create(temperature.id(), "轴承温度过高", new Threshold(Threshold.Direction.ABOVE, limit, hysteresis, onDelay, offDelay), Priority.HIGH, ADMIN);
    }

    Rule silence(int seconds) {
        return rules.create(temperature.id(), "温度数据中断", new Silence(seconds), Priority.MEDIUM, ADMIN);
    }

    long now() {
        return house.clock().millis();
    }

    Reading reading(long at, double value, int flags) {
        return new Reading(temperature, at, value, flags, null);
    }

    /** One batch of readings, a second apart, the clock moving with them. */
    void send(double... values) {
        List<Reading> batch = new ArrayList<>();
        for (double value : values) {
            house.clock().advance(Duration.ofSeconds(1));
            batch.add(reading(now(), value, 0));
        }
        store(batch);
    }

    void store(List<Reading> batch) {
        house.work().execute(tx -> {
            kept.keep(tx, batch);
            desk.judge(tx, batch, place -> house.clock().millis(), house.clock().instant());
        });
    }

    /** Lets time go by, looking every second as the route does. */
    void wait(int seconds) {
        for (int i = 0; i < seconds; i++) {
            house.clock().advance(Duration.ofSeconds(1));
            desk.checkSilence();
        }
    }

    List<Alarm> all() {
        return alarms.list(new AlarmStore.Query(java.util.Set.of(), null, null, null, 500)).page().items();
    }

    List<Alarm> active() {
        return all().stream().filter(alarm -> alarm.state().active()).toList();
    }

    Alarm only() {
        List<Alarm> all = all();
        if (all.size() != 1) {
            throw new AssertionError("one alarm expected, there are " + all);
        }
        return all.get(0);
    }

    AlarmState state() {
        return only().state();
    }

    List<String> told() {
        return house.told("sensor.alarm-raised", "sensor.alarm-recurred", "sensor.alarm-acknowledged", "sensor.alarm-cleared").stream().map(Entry::name)
                .map(name -> name.substring("sensor.alarm-".length())).toList();
    }

    @Override
    public void close() {
        house.close();
    }

    /** Readings in memory that come with the commit, as those of the room do. */
    static final class Kept implements Readings {
        private final Map<String, NavigableMap<Long, Reading>> bySeries = new ConcurrentHashMap<>();

        void keep(Tx tx, List<Reading> batch) {
            tx.afterCommit(() -> batch.forEach(r -> bySeries.computeIfAbsent(r.series().id(), id -> new ConcurrentSkipListMap<>()).put(r.at(), r)));
        }

        @Override
        public Reading latest(Series series) {
            NavigableMap<Long, Reading> kept = bySeries.get(series.id());
            return kept == null ? null : kept.lastEntry().getValue();
        }

        @Override
        public List<Reading> range(Series series, long from, long to, int limit) {
            NavigableMap<Long, Reading> kept = bySeries.get(series.id());
            return kept == null ? List.of() : kept.subMap(from, true, to, false).values().stream().limit(limit).toList();
        }
    }
}
