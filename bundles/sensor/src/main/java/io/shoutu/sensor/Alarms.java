package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Chain;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.sensor.SensorFacts;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmStore;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The alarms (报警) as people meet them: read, and acknowledged. */
@Component(service = Alarms.class)
public final class Alarms {
    private final UnitOfWork work;
    private final Journal journal;
    private final AlarmStore store;
    private final AlarmDesk desk;

    @Activate
    public Alarms(@Reference UnitOfWork work, @Reference Journal journal, @Reference AlarmStore store, @Reference AlarmDesk desk) {
        this.work = work;
        this.journal = journal;
        this.store = store;
        this.desk = desk;
    }

    /** @throws Problem.NotFound code {@code alarm-not-found} */
    public Alarm get(String number) {
        Alarm row = work.run(tx -> store.find(tx, number)).orElseThrow(() -> Problem.NotFound.of(new Subject(SensorFacts.ALARM, number)));
        return desk.upToDate(row);
    }

    /** Alarms, newest first, counted up to the last reading. */
    public Page<Alarm> list(AlarmStore.Query query) {
        Page<Alarm> rows = desk.undisturbed(() -> work.run(tx -> store.list(tx, query)));
        return new Page<>(rows.items().stream().map(desk::upToDate).toList(), rows.next(), rows.total());
    }

    /**
     * Acknowledges: somebody has seen it. Where the condition has gone already this ends the alarm.
     *
     * @param expected version the caller saw, or null for no condition
     * @param note what to remember, or null
     * @throws Problem.IllegalMove code {@code illegal-move} the second time
     * @throws Problem.Forbidden for anyone but operators and administrators
     */
    public Alarm acknowledge(String number, Long expected, String note, Actor by) {
        return work.run(tx -> desk.acknowledge(tx, number, expected, note, by));
    }

    /** Numbers of the hazards opened from this alarm, as the chain tells. */
    public List<String> hazards(Alarm alarm) {
        Subject cause = alarm.subject();
        return journal.chain(cause).links().stream().filter(link -> link.cause().equals(cause)).map(Chain.Link::effect)
                .filter(effect -> effect.kind().equals("hazard")).map(Subject::number).distinct().toList();
    }
}
