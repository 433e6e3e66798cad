package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Access;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.Comment;
import io.shoutu.sensor.domain.Disposal;
import io.shoutu.sensor.domain.DisposalStore;
import io.shoutu.sensor.domain.Rule;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people do about alarms (处置): comments, who deals with it, what it turned out to be. Beside the alarm's states, never a move of them. */
@Component(service = Disposals.class)
public final class Disposals {
    public static final String COMMENTED = "sensor.alarm-commented";
    public static final String ASSIGNED = "sensor.alarm-assigned";
    public static final String DISPOSED = "sensor.alarm-disposed";
    public static final String REOPENED = "sensor.alarm-reopened";
    public static final String MEMO_CHANGED = "sensor.rule-memo-changed";

    private static final Logger log = LoggerFactory.getLogger(Disposals.class);

    private final Clock clock;
    private final UnitOfWork work;
    private final Journal journal;
    private final DisposalStore store;
    private final Alarms alarms;
    private final Rules rules;
    private final Access access;

    @Activate
    public Disposals(@Reference Clock clock, @Reference UnitOfWork work, @Reference Journal journal, @Reference DisposalStore store, @Reference Alarms alarms, @Reference Rules rules,
            @Reference Access access) {
        this.clock = clock;
        this.work = work;
        this.journal = journal;
        this.store = store;
        this.alarms = alarms;
        this.rules = rules;
        this.access = access;
    }

    /**
     * All that is known about an alarm beside its states (处置档案).
     *
     * @param memo of its rule, or null
     * @param guidance of the version of the rule that raised it, or null
     * @param entries what the journal says, oldest first
     */
    public record Record(Alarm alarm, Disposal disposal, List<Comment> comments, Comment memo, String guidance, List<Entry> entries) {}

    public Record record(String number) {
        Alarm alarm = alarms.get(number);
        String guidance = rules.versions(alarm.rule()).stream().filter(r -> r.version() == alarm.ruleVersion()).findFirst().map(r -> r.manner().guidance()).orElse(null);
        return work.run(tx -> new Record(alarm, of(tx, number), store.comments(tx, alarm.subject()), store.memo(tx, alarm.rule()).orElse(null), guidance,
                journal.timeline(alarm.subject())));
    }

    public void comment(String number, String text, Actor by) {
        Alarm alarm = recorded(number);
        work.execute(tx -> {
            Comment comment = new Comment(alarm.subject(), text, by.account(), now());
            store.comment(tx, comment);
            tell(tx, alarm, COMMENTED, Map.of(), by);
        });
    }

    /** @param assignee an account that is enabled */
    public Disposal assign(String number, String assignee, Long expected, Actor by) {
        Alarm alarm = recorded(number);
        String wanted = assignee == null ? "" : assignee.strip();
        if (!wanted.isEmpty() && access.accounts().stream().noneMatch(a -> a.name().equals(wanted) && a.enabled() && a.kind() == Actor.Kind.PERSON)) {
            throw new Problem.Invalid("unknown-account", "assignee", "没有这个在用账号：" + wanted);
        }
        return step(alarm, expected, before -> before.assign(wanted, by, now()), ASSIGNED, by);
    }

    public Disposal dispose(String number, Disposal.Cause cause, String conclusion, Long expected, Actor by) {
        Alarm alarm = recorded(number);
        return step(alarm, expected, before -> before.dispose(alarm, cause, conclusion, by, now()), DISPOSED, by);
    }

    public Disposal reopen(String number, String reason, Long expected, Actor by) {
        return step(recorded(number), expected, before -> before.reopen(reason, by), REOPENED, by);
    }

    /** The memo that stands beside every alarm of a rule; blank takes it away. */
    public Comment memo(String rule, String text, Actor by) {
        Rule known = rules.get(rule);
        return work.run(tx -> {
            Subject about = new Subject("rule", rule);
            Comment memo = text == null || text.isBlank() ? null : new Comment(about, text, by.account(), now());
            store.memo(tx, rule, memo);
            journal.write(tx, new Fact(about, MEMO_CHANGED, now(), by, Map.of("title", known.name(), "there", memo != null)));
            return memo;
        });
    }

    /** The memo of a rule, or null. */
    public Comment memo(String rule) {
        return work.run(tx -> store.memo(tx, rule)).orElse(null);
    }

    private Disposal step(Alarm alarm, Long expected, UnaryOperator<Disposal> step, String fact, Actor by) {
        return work.run(tx -> {
            Disposal before = of(tx, alarm.number());
            Problem.Stale.check(alarm.subject(), expected, before.version());
            Disposal after = step.apply(before);
            if (!store.keep(tx, after)) {
                throw new Problem.Stale(alarm.subject(), before.version(), after.version());
            }
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("disposal", after.state().name());
            data.put("assignee", after.assignee());
            data.put("cause", after.cause() == null ? null : after.cause().word());
            tell(tx, alarm, fact, data, by);
            return after;
        });
    }

    private Disposal of(Tx tx, String number) {
        return store.find(tx, number).orElseGet(() -> Disposal.open(number));
    }

    private Alarm recorded(String number) {
        Alarm alarm = alarms.get(number);
        if (Pencil.isProvisional(number)) {
            throw new Problem.IllegalMove("not-recorded", Alarms.NOT_RECORDED);
        }
        return alarm;
    }

    private void tell(Tx tx, Alarm alarm, String fact, Map<String, Object> more, Actor by) {
        Map<String, Object> data = AlarmBook.data(alarm);
        data.putAll(more);
        journal.write(tx, new Fact(alarm.subject(), fact, now(), by, data));
        tx.afterCommit(() -> log.info("alarm {} {} by {}", alarm.number(), fact, by.account()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
