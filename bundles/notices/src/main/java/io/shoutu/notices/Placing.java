package io.shoutu.notices;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.notices.Addressee;
import io.shoutu.api.notices.Level;
import io.shoutu.api.notices.Notice;
import io.shoutu.api.notices.Notices;
import io.shoutu.api.notices.Progress;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Dues;
import io.shoutu.notices.domain.Delivery;
import io.shoutu.notices.domain.Kept;
import io.shoutu.notices.domain.Ladder;
import io.shoutu.notices.domain.NoticeStore;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lays notices into lists and queues (分发), and takes them up the ladder while nobody acknowledges (升级). */
@Component(service = {Placing.class, Escalating.class}, configurationPid = "io.shoutu.notices")
public class Placing implements Escalating, AutoCloseable {
    static final String ESCALATE = "escalate";
    private static final Logger log = LoggerFactory.getLogger(Placing.class);
    private static final int AT_ONCE = 200;

    private final Clock clock;
    private final UnitOfWork work;
    private final NoticeStore store;
    private final Recipients recipients;
    private final Contacts contacts;
    private final Dues dues;
    private final Told told;
    private final Dispatch dispatch;
    private final Map<String, Level> leastLevels;
    private final Worker worker;

    @Activate
    public Placing(@Reference Clock clock, @Reference UnitOfWork work, @Reference NoticeStore store, @Reference Recipients recipients, @Reference Contacts contacts,
            @Reference Dues dues, @Reference Told told, @Reference Dispatch dispatch, Config config) {
        this(clock, work, store, recipients, contacts, dues, told, dispatch, config.channelLevels());
        if (!work.run(tx -> store.fresh(tx, 1)).isEmpty()) {
            wake();
        }
    }

    Placing(Clock clock, UnitOfWork work, NoticeStore store, Recipients recipients, Contacts contacts, Dues dues, Told told, Dispatch dispatch, String channelLevels) {
        this.clock = clock;
        this.work = work;
        this.store = store;
        this.recipients = recipients;
        this.contacts = contacts;
        this.dues = dues;
        this.told = told;
        this.dispatch = dispatch;
        this.leastLevels = levels(channelLevels);
        this.worker = new Worker("notices-desk", clock, this::placeFresh);
    }

    private static Map<String, Level> levels(String text) {
        Map<String, Level> levels = new HashMap<>();
        for (String pair : text.split(",")) {
            if (!pair.isBlank()) {
                String[] parts = pair.split("=", 2);
                levels.put(parts[0].strip(), Level.valueOf(parts.length < 2 ? "" : parts[1].strip().toUpperCase(Locale.ROOT)));
            }
        }
        return levels;
    }

    @Deactivate
    @Override
    public void close() {
        worker.close();
    }

    void wake() {
        worker.wake();
    }

    /** Lays what is fresh into lists and queues; answers null: what comes next calls. */
    Instant placeFresh() {
        for (List<String> fresh = fresh(); !fresh.isEmpty(); fresh = fresh()) {
            for (String id : fresh) {
                work.execute(tx -> {
                    if (store.take(tx, id)) {
                        Kept notice = store.find(tx, id).orElseThrow();
                        Placed placed = place(tx, notice, notice.to());
                        told.tell(tx, notice, Notices.SENT, new Actor(notice.account(), notice.actorName(), Actor.Kind.SYSTEM, Set.of()),
                                Map.of("to", Ladder.names(notice.to()), "deliveries", placed.deliveries(),
                                        "title", "通知（" + notice.level().label() + "）：" + Ladder.names(notice.to())), cause(notice));
                    }
                });
            }
        }
        return null;
    }

    private List<String> fresh() {
        return work.run(tx -> store.fresh(tx, AT_ONCE));
    }

    private static Fact.Cause cause(Kept notice) {
        return notice.cause() != null ? notice.cause() : new Fact.Cause(notice.about(), null);
    }

    private record Placed(int deliveries, Set<String> channels) {}

    /** One step: everyone it leads to, by every channel that takes such a notice; and the due for the step after. */
    private Placed place(Tx tx, Kept notice, List<Addressee> to) {
        Instant now = clock.instant();
        Set<String> channels = new TreeSet<>();
        int deliveries = 0;
        for (String recipient : recipients.of(to)) {
            if (recipient.startsWith("account:")) {
                store.queue(tx, notice, recipient, Delivery.IN_APP, Progress.DELIVERED, null, now);
                deliveries++;
            }
            for (String channel : contacts.channels(tx, recipient)) {
                // A contact without an account has nothing but that channel, so its level does not matter.
                if (!recipient.startsWith("account:") || notice.level().atLeast(leastLevels.getOrDefault(channel, Level.IMPORTANT))) {
                    store.queue(tx, notice, recipient, channel, Progress.QUEUED, null, now);
                    channels.add(channel);
                    deliveries++;
                }
            }
        }
        if (deliveries == 0) {
            told.failed(tx, notice, "none", "nobody");
            log.warn("notice {} about {} reaches nobody: {}", notice.id(), notice.about(), Ladder.names(to));
        }
        if (notice.step() < notice.escalation().size()) {
            Notice.Step next = notice.escalation().get(notice.step());
            // Where there is nobody to acknowledge there is nothing to wait for.
            dues.set(tx, new Dues.Due(notice.subject(), ESCALATE, deliveries == 0 ? now : now.plus(next.after())));
        }
        tx.afterCommit(() -> channels.forEach(dispatch::wake));
        return new Placed(deliveries, channels);
    }

    /** Hears {@code time.due}: one step up, unless somebody has acknowledged or it is not worth it any more. */
    @Override
    public void ranOut(Entry due) {
        Subject subject = due.subject();
        if (!Notices.KIND.equals(subject.kind()) || !ESCALATE.equals(due.text("name"))) {
            return;
        }
        work.execute(tx -> {
            Kept notice = store.find(tx, subject.number()).orElse(null);
            if (notice == null || !notice.mayEscalate(clock.instant()) || !store.escalate(tx, notice.id(), notice.step())) {
                return;
            }
            List<Addressee> to = notice.escalation().get(notice.step()).to();
            Kept up = store.find(tx, notice.id()).orElseThrow();
            told.tell(tx, up, Notices.ESCALATED, Told.PLATFORM, Map.of("step", up.step(), "to", Ladder.names(to)), new Fact.Cause(up.about(), null));
            place(tx, up, to);
            tx.afterCommit(() -> log.info("notice {} about {} escalated, step {}", up.id(), up.about(), up.step()));
        });
    }
}
