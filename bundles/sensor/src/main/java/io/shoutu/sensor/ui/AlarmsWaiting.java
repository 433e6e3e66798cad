package io.shoutu.sensor.ui;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.access.Roles;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.todo.Task;
import io.shoutu.api.todo.Urgency;
import io.shoutu.api.todo.Waiting;
import io.shoutu.sensor.Alarms;
import io.shoutu.sensor.DevicePlaces;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.AlarmStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Alarms that wait for the duty desk (未确认报警): those nobody has acknowledged, by priority. They can be acknowledged from the queue. */
@Component(service = Waiting.class)
public final class AlarmsWaiting implements Waiting {
    private final Alarms alarms;
    private final DevicePlaces places;

    @Activate
    public AlarmsWaiting(@Reference Alarms alarms, @Reference DevicePlaces places) {
        this.alarms = alarms;
        this.places = places;
    }

    @Override
    public String title() {
        return "报警";
    }

    @Override
    public Queue waitingFor(Actor actor, int limit) {
        if (!actor.holds(Roles.OPERATOR)) {
            return Queue.EMPTY;
        }
        AlarmStore.Query query = new AlarmStore.Query(AlarmState.WAITING, null, null, null, limit, places.series(actor.scope()), null, null, AlarmStore.Narrow.ANY, AlarmStore.Order.URGENT);
        var page = alarms.list(query).page();
        return new Queue(page.items().stream().map(alarm -> task(alarm, actor)).toList(), page.total());
    }

    private Task task(Alarm alarm, Actor actor) {
        boolean recorded = alarms.recorded(alarm);
        Offer offer = alarm.moves(actor, recorded ? null : Alarms.NOT_RECORDED).stream().filter(Offer::allowed).findFirst().orElse(null);
        boolean gone = alarm.state() == AlarmState.RTNUN;
        String reason = recorded ? (gone ? "条件已恢复，但还没有人确认看到过这次报警" : "报警条件仍在，还没有人确认") : Alarms.NOT_RECORDED;
        String consequence = gone ? "不确认，这条报警一直留在台上，同一规则再次越限只会记为复发，不再另起报警" : "不确认，就没有人接手：现场情况无人掌握，报警一直留在台上";
        return new Task(alarm.subject(), alarm.title(), urgency(alarm.priority()), null, alarm.raisedAt(), reason, consequence, "/alarms/" + alarm.number(), "确认报警", offer);
    }

    private static Urgency urgency(Priority priority) {
        return switch (priority) {
            case CRITICAL -> Urgency.LIVE_ALARM_CRITICAL;
            case HIGH -> Urgency.LIVE_ALARM_HIGH;
            case MEDIUM -> Urgency.LIVE_ALARM_MEDIUM;
            case LOW -> Urgency.LIVE_ALARM_LOW;
        };
    }
}
