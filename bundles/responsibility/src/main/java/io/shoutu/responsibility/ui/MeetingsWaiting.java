package io.shoutu.responsibility.ui;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Roles;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Person;
import io.shoutu.api.time.Legal;
import io.shoutu.api.todo.Task;
import io.shoutu.api.todo.Urgency;
import io.shoutu.api.todo.Waiting;
import io.shoutu.responsibility.domain.meeting.MeetingQuery;
import io.shoutu.responsibility.domain.meeting.MeetingState;
import io.shoutu.responsibility.domain.meeting.Resolution;
import io.shoutu.responsibility.meeting.MeetingService;
import io.shoutu.responsibility.meeting.MeetingView;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What of meetings waits for somebody (待办会议): records to sign for whoever chaired, returned ones for who entered them, overdue resolutions for the office. */
@Component(service = Waiting.class)
public final class MeetingsWaiting implements Waiting {
    private static final int MOST = 500;

    private final MeetingService meetings;
    private final Directory directory;
    private final Clock clock;

    @Activate
    public MeetingsWaiting(@Reference MeetingService meetings, @Reference Directory directory, @Reference Clock clock) {
        this.meetings = meetings;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public String title() {
        return "会议与学习";
    }

    @Override
    public Queue waitingFor(Actor actor, int limit) {
        Instant now = clock.instant();
        LocalDate today = Legal.day(now);
        String person = directory.personOfAccount(actor.account()).map(Person::id).orElse(null);
        List<Task> tasks = new ArrayList<>();
        if (actor.holds(Roles.LEADER)) {
            // Where the chair cannot sign in, another leader must.
            list(MeetingState.ENTERED, null, actor).filter(view -> view.chairAccount() ? view.record().minutes().chair().equals(person) : !view.record().enteredBy().equals(actor.account()))
                    .forEach(view -> tasks.add(task(view, Urgency.WAITING, null, view.record().enteredAt(), "会议记录已录入，等您签认", "不签认，这次会议不计入任何人的履职", "?do=signing", "签认")));
        }
        list(MeetingState.RETURNED, null, actor).filter(view -> view.record().enteredBy().equals(actor.account()))
                .forEach(view -> tasks.add(task(view, Urgency.WAITING, null, view.record().enteredAt(), "会议记录被退回：" + view.record().note(), "不修改，这次会议不能签认、不计入履职", "", "修改内容")));
        if (actor.holds(Roles.PLANNER)) {
            list(MeetingState.SIGNED, true, actor).filter(view -> view.overdue() > 0).forEach(view -> {
                LocalDate first = view.record().minutes().resolutions().stream().filter(r -> r.overdue(today)).map(Resolution::due).filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(today);
                tasks.add(task(view, Urgency.TIME_LIMIT_PASSED, Legal.endOf(first), Legal.endOf(first), view.overdue() + " 项议定事项过了期限还没有办结", "逾期计入议定事项按期办结率，影响责任单位评分", "?do=completion", "督促并办结"));
            });
        }
        return new Queue(tasks.stream().sorted(Task.ORDER).limit(limit).toList(), tasks.size());
    }

    private Stream<MeetingView> list(MeetingState state, Boolean open, Actor actor) {
        return meetings.list(new MeetingQuery(actor.scope(), null, null, null, state, null, null, null, null, null, open, null, MOST), actor).items().stream();
    }

    private static Task task(MeetingView view, Urgency urgency, Instant due, Instant since, String reason, String consequence, String move, String action) {
        return new Task(view.record().subject(), view.title(), urgency, due, since, reason, consequence, "/meetings/" + view.number() + move, action, null);
    }
}
