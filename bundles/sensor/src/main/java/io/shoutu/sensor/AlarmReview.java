package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.sensor.SensorFacts;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The weekly review (每周报警治理清单): on Mondays each owner is told how many of his alarms have been loud or quiet for too long; those of nobody are told too. */
@Component(service = AlarmReview.class)
public final class AlarmReview {
    private final Clock clock;
    private final UnitOfWork work;
    private final Journal journal;
    private final AlarmStatistics statistics;

    @Activate
    public AlarmReview(@Reference Clock clock, @Reference UnitOfWork work, @Reference Journal journal, @Reference AlarmStatistics statistics) {
        this.clock = clock;
        this.work = work;
        this.journal = journal;
        this.statistics = statistics;
    }

    /** Hears {@code day.began}. A Monday missed while the machine was off tells nothing: the page shows the list on every day. Nothing to tell is no fact. */
    public void dayBegan(Entry day) {
        LocalDate date = LocalDate.parse(day.text("date"));
        if (date.getDayOfWeek() != DayOfWeek.MONDAY || !date.equals(Legal.day(clock.instant()))) {
            return;
        }
        Map<String, List<AlarmStatistics.Trouble>> owned = new LinkedHashMap<>();
        for (AlarmStatistics.Trouble trouble : statistics.troubles(Scope.EVERYWHERE)) {
            owned.computeIfAbsent(trouble.owner() == null ? "" : trouble.owner(), owner -> new ArrayList<>()).add(trouble);
        }
        work.execute(tx -> owned.forEach((owner, troubles) -> {
            Map<String, Integer> counts = new LinkedHashMap<>();
            troubles.forEach(trouble -> counts.merge(trouble.label(), 1, Integer::sum));
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("owner", owner.isEmpty() ? null : owner);
            data.put("number", troubles.size());
            data.put("problems", String.join("、", counts.entrySet().stream().map(each -> each.getKey() + " " + each.getValue() + " 项").toList()));
            data.put("first", troubles.get(0).title());
            journal.write(tx, new Fact(new Subject(SensorFacts.ALARM_REVIEW, date.toString()), SensorFacts.ALARMS_REVIEWED, clock.instant(), Actor.system("sensor"), data, day.asCause()));
        }));
    }
}
