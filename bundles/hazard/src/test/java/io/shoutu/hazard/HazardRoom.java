package io.shoutu.hazard;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.hazard.HazardView;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.testing.House;
import io.shoutu.hazard.domain.CriterionStore;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.RiskStore;
import io.shoutu.hazard.domain.WeekdayCalendar;
import io.shoutu.hazard.store.SqlCriterionStore;
import io.shoutu.hazard.store.SqlHazardStore;
import io.shoutu.hazard.store.SqlMethodStore;
import io.shoutu.hazard.store.SqlRiskStore;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The room, furnished for a test: real store, real journal, a clock that is moved by hand. It hears what its routes would hear. */
final class HazardRoom implements AutoCloseable {
    final House house;
    final PhotoBox photos = new PhotoBox();
    final HazardRules rules;
    final HazardStore store;
    final RiskStore riskStore;
    final CriterionStore criteria;
    final HazardBook book;
    final HazardService hazards;
    final RiskBook riskBook;
    final RiskMethods methods;
    final RiskService risks;
    final RiskHearing riskHearing;
    final AlarmHearing alarms;
    final DeadlineHearing deadlines;

    HazardRoom() {
        this(House.with("hazard", SqlHazardStore.class));
    }

    /** The room in a house that has its tables. */
    HazardRoom(House house) {
        this.house = house;
        rules = new HazardRules("CRITICAL,HIGH", 2, "7,3,1", 3);
        store = new SqlHazardStore(house.sql(), house.schema("hazard"));
        book = new HazardBook(store, house.journal(), house.numbers(), house.dues(), photos, house.directory(), house.clock());
        riskStore = new SqlRiskStore(house.sql(), house.schema("hazard"));
        criteria = new SqlCriterionStore(house.sql(), house.schema("hazard"));
        hazards = new HazardService(house.work(), store, book, rules, riskStore, criteria, house.directory(), house.clock());
        riskBook = new RiskBook(riskStore, store, house.journal(), house.dues(), house.directory(), house.clock());
        methods = new RiskMethods(house.work(), new SqlMethodStore(house.sql(), house.schema("hazard")), riskStore, house.journal(), house.clock());
        risks = new RiskService(house.work(), riskStore, riskBook, store, book, methods, rules, house.numbers(), house.dues(), house.clock());
        riskHearing = new RiskHearing(house.work(), riskStore, riskBook, store, rules, house.numbers(), house.clock());
        alarms = new AlarmHearing(house.work(), store, book, rules, house.journal());
        deadlines = new DeadlineHearing(house.work(), store, book, rules, new WeekdayCalendar(Set.of()), house.clock());
        house.listen("hazard.from-alarm", alarms::calls, "sensor.alarm-raised", "sensor.alarm-escalated", "sensor.alarm-realarmed");
        house.listen("hazard.day", deadlines::morning, "day.began");
        house.listen("hazard.deadline", deadlines::ranOut, "time.due");
        house.listen("hazard.risk-hazard", riskHearing::hazard, "hazard.graded", "hazard.regraded", "hazard.overdue", "hazard.accepted", "hazard.dismissed", "hazard.merged",
                "hazard.unmerged", "hazard.rejected", "hazard.extension-granted");
        house.listen("hazard.risk-alarm", riskHearing::alarmCalls, "sensor.alarm-raised", "sensor.alarm-escalated", "sensor.alarm-realarmed");
        house.listen("hazard.risk-alarm-over", riskHearing::alarmCleared, "sensor.alarm-cleared");
        house.listen("hazard.risk-day", riskHearing::morning, "day.began");
        house.listen("hazard.risk-due", riskHearing::due, "time.due");
        house.settle();
    }

    /** Raises an alarm as the room next door would, caused by a reading. */
    void alarm(String number, String priority, String series, String rule) {
        tellAlarm("sensor.alarm-raised", number, priority, "UNACK", series, rule);
    }

    /** A later step of that alarm, as the room next door tells it. */
    void tellAlarm(String fact, String number, String priority, String state, String series, String rule) {
        house.clock().advance(Duration.ofSeconds(1));
        Map<String, Object> data = new LinkedHashMap<>(Map.of("title", "轴承温度过高", "series", series, "device", series.split("\\.")[0],
                "point", series.split("\\.")[1], "rule", rule, "ruleVersion", 1, "priority", priority, "state", state));
        data.put("enterprise", null);
        Fact.Cause cause = null;
        if (fact.equals("sensor.alarm-raised")) {
            data.putAll(Map.of("value", 36.2, "unit", "Cel", "limit", 35.0, "at", house.clock().instant().toString()));
            cause = new Fact.Cause(new Subject("reading", series + "@" + house.clock().millis()), null);
        }
        Fact told = new Fact(new Subject("alarm", number), fact, house.clock().instant(), Actor.system("sensor"), data, cause);
        house.work().execute(tx -> house.journal().write(tx, told));
        house.settle();
    }

    /** Lets the days pass one by one, each with its morning. */
    void days(int count) {
        for (int i = 0; i < count; i++) {
            house.clock().advance(Duration.ofDays(1));
            house.settle();
        }
    }

    LocalDate today() {
        return Legal.day(house.clock().instant());
    }

    /** What the hazard was reminded of so far, oldest first, as {@code stage@date}. */
    List<String> reminders(HazardView hazard) {
        return house.told("hazard.reminded").stream().filter(e -> e.subject().number().equals(hazard.number()))
                .map(e -> e.text("stage") + "@" + e.text("date").substring(5)).toList();
    }

    /** The facts told about the hazard, oldest first. */
    List<String> history(String number) {
        return house.journal().timeline(new Subject("hazard", number)).stream().map(Entry::name).toList();
    }

    @Override
    public void close() {
        house.close();
    }
}
