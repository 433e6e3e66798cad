package io.shoutu.sensor;

import io.shoutu.api.edge.LiveNews;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.directory.SqlDirectory;
import io.shoutu.commons.store.JdbcUnitOfWork;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.decode.Decoded;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Point;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Threshold;
import io.shoutu.sensor.store.SqlAlarmStore;
import io.shoutu.sensor.store.SqlCorrectionStore;
import io.shoutu.sensor.store.SqlDeviceStore;
import io.shoutu.sensor.store.SqlReadingStore;
import io.shoutu.sensor.store.SqlRuleStore;
import io.shoutu.sensor.store.SqlSuppressionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The whole room over a database that goes away (断库试验台), stepped by hand: one call is one second. */
final class OutageHouse implements AutoCloseable {
    final House house;
    final Flaky flaky;
    final UnitOfWork work;
    final SqlReadingStore readings;
    /** What senders were answered for, in order. */
    final List<Arrival> answered = new ArrayList<>();
    /** What they wait for. */
    final List<Arrival> unanswered = new ArrayList<>();
    final List<LiveNews.News> news = new ArrayList<>();
    Devices devices;
    History history;
    final Kinds kinds = new Kinds();
    AlarmDesk desk;
    Rules rules;
    Alarms alarms;
    private Intake intake;
    private Committing committing;
    private Outage outage;
    private Batch underWay;
    private final int window;

    private final Arrival.Sender sender = new Arrival.Sender() {
        @Override
        public boolean committed(Arrival arrival) {
            answered.add(arrival);
            unanswered.remove(arrival);
            return false;
        }

        @Override
        public void flush() {
            throw new AssertionError("nobody asked");
        }
    };

    OutageHouse(House on) {
        this(on, 100_000);
    }

    /** @param window readings that may wait */
    OutageHouse(House on, int window) {
        this.window = window;
        house = on.and("sensor", SqlAlarmStore.class);
        flaky = new Flaky(house.source());
        work = new JdbcUnitOfWork(flaky);
        readings = new SqlReadingStore(house.sql(), house.schema("sensor"));
        start();
    }

    /** As after kill -9: memory is gone, the database is what was committed. */
    void start() {
        devices = new Devices(house.clock(), work, house.journal(), new SqlDirectory(house.clock(), work, house.sql(), house.journal(), house.searchIndex(), house.schema("commons")),
                new SqlDeviceStore(house.sql(), house.schema("sensor")));
        history = new History(work, readings, devices);
        SqlRuleStore ruleStore = new SqlRuleStore(house.sql(), house.schema("sensor"));
        SqlAlarmStore alarmStore = new SqlAlarmStore(house.sql(), house.schema("sensor"));
        desk = new AlarmDesk(house.clock(), work, house.journal(), house.numbers(), devices, ruleStore, alarmStore, history, kinds, new SqlSuppressionStore(house.sql(), house.schema("sensor")),
                new SqlCorrectionStore(house.sql(), house.schema("sensor")), house.calendar());
        desk.hear(news::add);
        rules = new Rules(house.clock(), work, house.journal(), house.numbers(), ruleStore, devices, desk, kinds);
        alarms = new Alarms(work, house.journal(), alarmStore, desk);
        intake = new Intake(window, arrival -> false);
        intake.wired(batch -> { });
        committing = new Committing(work, readings, desk, history, house.clock());
        outage = new Outage(intake, history, desk);
        underWay = null;
        unanswered.clear();
    }

    /** A device with one point. */
    Series series(String device) {
        devices.declare(new Device(device, device + "号泵", null, null, null, null, null, true, house.clock().instant(), 1), SensorHouse.ADMIN);
        return devices.declare(device, new Point("t", "温度", "Cel", 0.01, -50.0, 500.0), SensorHouse.ADMIN);
    }

    Rule rule(Series series, Condition condition) {
        return rules.create(series.id(), "规则" + series.device(), condition, Priority.HIGH, SensorHouse.ADMIN);
    }

    Rule above(Series series, double limit, double hysteresis, int on, int off) {
        return rule(series, new Threshold(Threshold.Direction.ABOVE, limit, hysteresis, on, off));
    }

    long now() {
        return house.clock().millis();
    }

    /** A device sends; answers whether it was taken in. */
    boolean send(Series series, long at, double value) {
        Reading reading = new Reading(series, at, value, 0, null);
        Arrival arrival = new Arrival(series.device(), "test", new Decoded(List.of(reading), List.of(), false), now(), sender, 0);
        if (intake.add(arrival, 0)) {
            unanswered.add(arrival);
            return true;
        }
        return false;
    }

    boolean send(Series series, double value) {
        return send(series, now(), value);
    }

    /** A second goes by. What happens in it: what arrived is committed where that is possible, and time is looked at. */
    void second() {
        commit();
        outage.look(null, underWay != null, false);
        desk.checkSilence();
        house.clock().advance(Duration.ofSeconds(1));
    }

    /** Commits whatever waits; answers false where it cannot be committed now. */
    boolean commit() {
        while (underWay != null || intake.waiting() > 0) {
            underWay = underWay == null ? intake.next(() -> false) : underWay;
            try {
                committing.commit(underWay);
            } catch (StoreFailure e) {
                return false;
            }
            underWay.stored();
            Batch done = underWay;
            underWay = null;
            intake.committed();
            outage.committed();
            done.arrivals.forEach(sender::committed);
        }
        return true;
    }

    List<Alarm> listed() {
        return list().page().items();
    }

    Alarms.Listed list() {
        return alarms.list(new AlarmStore.Query(Set.of(), null, null, null, 500));
    }

    List<Reading> stored(Series series) {
        return history.range(series, 0, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** What the journal tells of alarms, with every word of it, whether sealed or not: where an answer is lost the seal may come later. */
    List<String> told() {
        return house.work().run(tx -> house.sql().on(tx).resultQuery("select fact_name, subject_number, happened, account, cause_number, data from journal_entry"
                + " where fact_name like 'sensor.alarm-%' order by id").fetch(row -> row.get(0, String.class).substring("sensor.alarm-".length()) + " " + row.get(1)
                + " " + row.get(2, Long.class) + " " + row.get(3) + " " + row.get(4) + " " + row.get(5, String.class)));
    }

    @Override
    public void close() {
        house.close();
    }
}
