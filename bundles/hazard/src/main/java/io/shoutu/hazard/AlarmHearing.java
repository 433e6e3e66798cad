package io.shoutu.hazard;

import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.sensor.SensorFacts;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.hazard.domain.Finding;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.Origin;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Opens hazards from alarms (报警转隐患): at most one for each alarm, when it calls people with one of the configured priorities, be it at once, after it went up
 * its ladder or when its silence ended; and none where the same trouble is being dealt with already.
 */
@Component(service = AlarmHearing.class)
public final class AlarmHearing {
    /** As people read a moment in a text: China's clock, to the second. */
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(Legal.ZONE);

    private final UnitOfWork work;
    private final HazardStore store;
    private final HazardBook book;
    private final HazardRules rules;
    private final Journal journal;

    @Activate
    public AlarmHearing(@Reference UnitOfWork work, @Reference HazardStore store, @Reference HazardBook book,
            @Reference HazardRules rules, @Reference Journal journal) {
        this.work = work;
        this.store = store;
        this.book = book;
        this.rules = rules;
        this.journal = journal;
    }

    /**
     * Hears {@code sensor.alarm-raised}, {@code sensor.alarm-escalated} and {@code sensor.alarm-realarmed}. The same entry twice changes nothing, nor does
     * a further step of an alarm that has its hazard already, whatever became of that one. A silent alarm waits until it calls.
     */
    public void calls(Entry alarm) {
        if (!rules.opens(alarm)) {
            return;
        }
        work.execute(tx -> {
            if (journal.timeline(alarm.subject()).stream().anyMatch(step -> store.causedBy(tx, step.id()).isPresent())) {
                return;
            }
            Optional<Hazard> open = open(tx, alarm);
            if (open.isPresent()) {
                link(tx, open.get(), alarm);
            } else {
                Origin origin = new Origin(alarm.asCause(), alarm.text("device"), alarm.text("series"), alarm.text("rule"));
                book.register(tx, finding(alarm), origin, List.of(), HazardBook.PLATFORM);
            }
        });
    }

    /** The open hazard of the same series and rule; where that was merged, the one that now stands for it. */
    private Optional<Hazard> open(Tx tx, Entry alarm) {
        if (alarm.text("series") == null || alarm.text("rule") == null) {
            return Optional.empty();
        }
        Optional<Hazard> found = store.openedFor(tx, alarm.text("series"), alarm.text("rule"));
        while (found.isPresent() && found.get().merger() != null) {
            found = store.find(tx, found.get().merger().into());
        }
        return found.filter(hazard -> hazard.state().open());
    }

    private void link(Tx tx, Hazard hazard, Entry alarm) {
        boolean linked = journal.timeline(hazard.subject()).stream().anyMatch(e -> alarm.subject().equals(e.causedBy()));
        if (!linked) {
            book.tell(tx, hazard, HazardFacts.ALARM_LINKED, HazardBook.PLATFORM, Map.of("alarm", alarm.subject().number()), alarm.asCause());
        }
    }

    private static Finding finding(Entry alarm) {
        String title = alarm.text("title") == null ? "报警 " + alarm.subject().number() : alarm.text("title");
        String description = "由报警 " + alarm.subject().number() + " 自动登记：" + title + "。测点 " + alarm.text("series") + "，" + moment(alarm) + " " + LOCAL.format(alarm.happened()) + "。";
        return new Finding(title.length() <= 200 ? title : title.substring(0, 200), description, alarm.text("enterprise"), null, null, "alarm");
    }

    private static String moment(Entry alarm) {
        return alarm.name().equals(SensorFacts.ALARM_ESCALATED) ? "升级时间" : "报警时间";
    }
}
