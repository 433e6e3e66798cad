package io.shoutu.notices;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.journal.Parking;
import io.shoutu.api.notices.Level;
import io.shoutu.api.notices.Notifier;
import io.shoutu.api.notices.Notifier.Message;
import io.shoutu.api.notices.Notifier.Receipt;
import io.shoutu.api.notices.Progress;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.notices.domain.Kept;
import io.shoutu.notices.domain.NoticeStore;
import io.shoutu.notices.domain.Outgoing;
import io.shoutu.notices.domain.Patience;
import io.shoutu.notices.domain.Plan;
import io.shoutu.notices.domain.Planner;
import io.shoutu.notices.domain.Planner.Attempt;
import io.shoutu.notices.domain.QuietHours;
import io.shoutu.notices.domain.Waiting;
import io.shoutu.notices.domain.Wording;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands messages to their channels (外发), each channel by a thread of its own that is there while it has something to do.
 *
 * <p>A message is marked as being sent before it is handed over. So where the process dies in between, the next one finds it marked and knows
 * that nobody knows: it is treated like every unknown outcome and not simply sent again.
 */
@Component(service = {Dispatch.class, Parking.class, Metrics.class}, configurationPid = "io.shoutu.notices")
public class Dispatch implements Parking, Metrics, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);
    private static final int LOOKED_AT = 1_000;
    private static final Duration REPEAT_AFTER = Duration.ofMinutes(1);
    private static final Duration NO_CHANNEL = Duration.ofMinutes(1);
    private static final Duration NOBODY_SENDS_SO_LONG = Duration.ofMinutes(2);
    private static final List<Progress> PARKED = List.of(Progress.PARKED, Progress.UNKNOWN);

    private final Clock clock;
    private final UnitOfWork work;
    private final NoticeStore store;
    private final Contacts contacts;
    private final Told told;
    private final Planner planner;
    private final Patience patience;
    private final boolean repeatUrgent;
    private final Tally tally = new Tally();
    private final List<Notifier> notifiers = new CopyOnWriteArrayList<>();
    private final Map<String, Worker> workers = new ConcurrentHashMap<>();
    private volatile boolean closed;

    @Activate
    public Dispatch(@Reference Clock clock, @Reference UnitOfWork work, @Reference NoticeStore store, @Reference Contacts contacts, @Reference Told told, Config config) {
        this(clock, work, store, contacts, told, new Planner(Duration.ofSeconds(config.mergeSeconds()), Duration.ofSeconds(config.urgentMergeSeconds()),
                QuietHours.parse(config.quietHours())), new Patience(config.attempts()), config.repeatUrgent());
        work.run(store::busyChannels).forEach(this::wake);
    }

    Dispatch(Clock clock, UnitOfWork work, NoticeStore store, Contacts contacts, Told told, Planner planner, Patience patience, boolean repeatUrgent) {
        this.clock = clock;
        this.work = work;
        this.store = store;
        this.contacts = contacts;
        this.told = told;
        this.planner = planner;
        this.patience = patience;
        this.repeatUrgent = repeatUrgent;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addNotifier(Notifier notifier) {
        if (notifier(notifier.channel()).isPresent()) {
            log.warn("channel {} is there twice; {} waits until the other goes", notifier.channel(), notifier.getClass().getName());
        }
        notifiers.add(notifier);
        Worker waiting = workers.get(notifier.channel());
        if (waiting != null) {
            waiting.wake();
        }
    }

    void removeNotifier(Notifier notifier) {
        notifiers.remove(notifier);
    }

    Optional<Notifier> notifier(String channel) {
        return notifiers.stream().filter(n -> n.channel().equals(channel)).findFirst();
    }

    @Deactivate
    @Override
    public void close() {
        closed = true;
        workers.values().forEach(Worker::close);
    }

    void wake(String channel) {
        if (!closed) {
            workers.computeIfAbsent(channel, c -> new Worker("notices-" + c, clock, () -> round(c))).wake();
        }
    }

    /** One look at a channel's queue; answers when to look again, or null where nothing waits. */
    Instant round(String channel) {
        Optional<Notifier> found = notifier(channel);
        if (found.isEmpty()) {
            // What has a time limit runs out of it; the rest waits for whoever brings the channel.
            expire(channel, clock.instant());
            return clock.instant().plus(NO_CHANNEL);
        }
        Notifier notifier = found.get();
        Instant next = sooner(leftovers(channel), sooner(retries(notifier), fresh(notifier)));
        tally.waiting(channel, work.run(tx -> store.waitingCount(tx, channel)));
        return next;
    }

    private static Instant sooner(Instant one, Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }

    /** Messages nobody finished sending: this thread is sending none now, and no other node takes that long over one. */
    private Instant leftovers(String channel) {
        Instant next = null;
        for (Outgoing message : work.run(tx -> store.unfinished(tx, channel))) {
            Instant given = message.changedAt().plus(NOBODY_SENDS_SO_LONG);
            if (given.isAfter(clock.instant())) {
                next = sooner(next, given);
            } else {
                after(message, Receipt.unknown("process-ended"));
            }
        }
        return next;
    }

    private List<Attempt> attempts(String channel) {
        return work.run(tx -> store.attempts(tx, channel, clock.instant().minus(Planner.MINUTE)));
    }

    /** What was tried before goes first: it has waited longest, and the rate counts it like everything else. */
    private Instant retries(Notifier notifier) {
        String channel = notifier.channel();
        Instant next = null;
        for (Outgoing message : work.run(tx -> store.retries(tx, channel, clock.instant(), LOOKED_AT))) {
            Instant now = clock.instant();
            List<Attempt> attempts = attempts(channel);
            Optional<Instant> quiet = planner.quiet().heldUntil(now, message.level());
            if (!message.validUntil().isAfter(now)) {
                finish(message, Progress.EXPIRED, null, "expired", "expired");
            } else if (quiet.isPresent()) {
                next = sooner(next, quiet.get());
            } else if (Planner.free(now, notifier.rate(), attempts) == 0 || Planner.free(now, notifier.rate(), attempts, message.recipient()) == 0) {
                next = sooner(next, Planner.freeAgain(now, attempts));
            } else if (!closed && work.run(tx -> store.again(tx, message.id(), now))) {
                hand(notifier, message.id());
            }
        }
        return sooner(next, work.run(tx -> store.nextRetry(tx, channel, clock.instant())));
    }

    private Instant fresh(Notifier notifier) {
        String channel = notifier.channel();
        Instant now = clock.instant();
        List<Waiting> queue = work.run(tx -> store.waiting(tx, channel, LOOKED_AT));
        Duration longest = planner.window().compareTo(planner.urgentWindow()) > 0 ? planner.window() : planner.urgentWindow();
        Plan plan = planner.plan(now, notifier.rate(), queue, attempts(channel), work.run(tx -> store.merged(tx, channel, now.minus(longest))));
        expire(channel, plan.expired());
        if (!plan.send().isEmpty()) {
            work.execute(tx -> store.forgetAttempts(tx, channel, now.minus(Duration.ofHours(1))));
        }
        for (Plan.Group group : plan.send()) {
            if (closed) {
                return null;
            }
            Level level = group.deliveries().get(0).level();
            Instant validUntil = group.deliveries().stream().map(Waiting::validUntil).max(Instant::compareTo).orElseThrow();
            Outgoing message = new Outgoing(UUID.randomUUID().toString().replace("-", ""), channel, group.recipient(), level, Progress.SENDING, 1, false, now, validUntil, null,
                    null, clock.instant());
            if (composed(message, group)) {
                if (group.deliveries().size() > 1) {
                    tally.count(channel, "merged", group.deliveries().size());
                }
                hand(notifier, message.id());
            }
        }
        return queue.size() == LOOKED_AT && !plan.send().isEmpty() ? clock.instant() : plan.wake();
    }

    /** Another node may have taken a delivery meanwhile: then nothing of this group is taken, and the next round sees what is left. */
    private boolean composed(Outgoing message, Plan.Group group) {
        try {
            work.execute(tx -> {
                if (!store.compose(tx, message, group.mergeKey(), group.deliveries())) {
                    throw new Taken();
                }
            });
            return true;
        } catch (Taken elsewhere) {
            return false;
        }
    }

    /** Undoes what was begun of a group that another node is sending. */
    private static final class Taken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Taken() {
            super(null, null, false, false);
        }
    }

    private void expire(String channel, Instant now) {
        expire(channel, work.run(tx -> store.waiting(tx, channel, LOOKED_AT)).stream().filter(w -> !w.validUntil().isAfter(now)).toList());
    }

    private void expire(String channel, List<Waiting> late) {
        if (!late.isEmpty()) {
            work.execute(tx -> {
                for (Waiting w : late) {
                    store.noticeOf(tx, w.delivery()).ifPresent(n -> told.failed(tx, n, channel, "expired"));
                }
                store.expire(tx, late);
            });
            tally.count(channel, "expired", late.size());
        }
    }

    /** Hands over a message marked as being sent, and keeps what became of it. */
    private void hand(Notifier notifier, String id) {
        Outgoing message = work.run(tx -> store.message(tx, id)).orElseThrow();
        tally.count(message.channel(), "tries", 1);
        Receipt receipt;
        try {
            receipt = sent(notifier, message);
        } catch (Exception e) {
            log.info("message {} could not be handed to {}: {}", id, message.channel(), e.getClass().getSimpleName());
            receipt = Receipt.later(e.getClass().getSimpleName(), null);
        }
        after(message, receipt);
    }

    private Receipt sent(Notifier notifier, Outgoing message) throws Exception {
        record Content(List<Kept> notices, Map<String, String> sealed) {}
        Content content = work.run(tx -> new Content(store.noticesOf(tx, message.id()), store.contacts(tx, message.recipient())));
        String address = null;
        if (notifier.needsAddress()) {
            try {
                address = contacts.address(content.sealed(), message.recipient(), message.channel(), "发送通知 " + content.notices().get(0).id()).orElse(null);
            } catch (Problem erased) {
                log.info("message {}: {}", message.id(), erased.code());
            }
            if (address == null) {
                return Receipt.refused("no-address");
            }
        }
        Wording words = Wording.of(content.notices(), message.mayRepeat());
        Receipt receipt = notifier.send(new Message(message.id(), message.recipient(), address, message.level(), words.title(), words.text(), words.count(),
                content.notices().get(0).about().toString(), clock.instant(), message.validUntil(), message.mayRepeat()));
        return receipt == null ? Receipt.unknown("no-answer") : receipt;
    }

    private void after(Outgoing message, Receipt receipt) {
        String channel = message.channel();
        switch (receipt.outcome()) {
            case SENT, DELIVERED -> {
                Progress progress = receipt.outcome() == Receipt.Outcome.SENT ? Progress.SENT : Progress.DELIVERED;
                work.execute(tx -> store.settle(tx, message, progress, receipt.reference(), null, clock.instant()));
                tally.count(channel, "messages", 1);
                log.info("message {} {} by {} to {}", message.id(), progress, channel, message.recipient());
            }
            case REFUSED -> {
                finish(message, Progress.FAILED, receipt.reference(), receipt.reason(), "refused");
                tally.count(channel, "refused", 1);
            }
            case LATER -> later(message, receipt);
            case UNKNOWN -> {
                tally.count(channel, "unknown", 1);
                if (message.level() == Level.URGENT && repeatUrgent && !message.mayRepeat()) {
                    // A minute for the carrier's own report, which would make the repetition needless.
                    work.execute(tx -> store.postpone(tx, message, true, receipt.reason(), clock.instant().plus(REPEAT_AFTER), clock.instant(), false));
                } else {
                    finish(message, Progress.UNKNOWN, receipt.reference(), receipt.reason(), "unknown-outcome");
                }
            }
        }
    }

    private void later(Outgoing message, Receipt receipt) {
        if (patience.over(message.attempts())) {
            finish(message, Progress.PARKED, null, receipt.reason(), "tried-out");
            tally.count(message.channel(), "parked", 1);
        } else {
            Duration wait = patience.wait(message.attempts(), receipt.after());
            work.execute(tx -> store.postpone(tx, message, message.mayRepeat(), receipt.reason(), clock.instant().plus(wait), clock.instant(), false));
            tally.count(message.channel(), "retries", 1);
        }
    }

    /** It will not get there by itself; the journal says so about each notice in it. */
    private void finish(Outgoing message, Progress progress, String reference, String reason, String code) {
        work.execute(tx -> {
            store.settle(tx, message, progress, reference, reason, clock.instant());
            store.noticesOf(tx, message.id()).forEach(n -> told.failed(tx, n, message.channel(), code));
        });
        log.warn("message {} by {} to {}: {} {}", message.id(), message.channel(), message.recipient(), progress, code);
    }

    /**
     * A carrier's own report (状态回执), in any order and any number of times: what stands further already stays.
     *
     * @param delivered whether it arrived or never will
     * @throws Problem.NotFound where neither the id nor the carrier's number is known here (yet)
     */
    void reported(String channel, String id, String reference, boolean delivered, String reason) {
        Outgoing message = work.run(tx -> Optional.ofNullable(id).flatMap(i -> store.message(tx, i)).filter(m -> m.channel().equals(channel))
                .or(() -> reference == null ? Optional.empty() : store.messageByReference(tx, channel, reference)))
                .orElseThrow(() -> new Problem.NotFound("message-not-found", "没有这条消息"));
        tally.count(channel, "reports", 1);
        Progress progress = delivered ? Progress.DELIVERED : Progress.FAILED;
        if (message.progress().reached(progress)) {
            return;
        }
        if (delivered) {
            work.execute(tx -> store.settle(tx, message, progress, reference, null, clock.instant()));
        } else {
            finish(message, progress, reference, reason, "undelivered");
        }
    }

    // Parking: shoutu:parked, shoutu:replay

    @Override
    public String name() {
        return "notices";
    }

    @Override
    public List<Item> items(int limit) {
        return work.run(tx -> store.standing(tx, PARKED, limit)).stream().map(m -> new Item(m.id(), m.channel() + " → " + m.recipient(), m.progress().word(),
                m.progress().label() + (m.reason() == null ? "" : "：" + m.reason()), m.changedAt())).toList();
    }

    @Override
    public long count() {
        return work.run(tx -> store.standingCount(tx, PARKED));
    }

    @Override
    public void replay(String id, Actor by) {
        Outgoing message = work.run(tx -> {
            Outgoing parked = store.message(tx, id).filter(m -> PARKED.contains(m.progress())).orElseThrow(() -> new Problem.NotFound("message-not-found", "没有暂存这条消息：" + id));
            store.postpone(tx, parked, parked.mayRepeat() || parked.progress() == Progress.UNKNOWN, parked.reason(), clock.instant(), clock.instant(), true);
            return parked;
        });
        log.info("message {} tried again by {}", id, by.account());
        wake(message.channel());
    }

    @Override
    public List<Metric> metrics() {
        return new ArrayList<>(tally.metrics());
    }
}
