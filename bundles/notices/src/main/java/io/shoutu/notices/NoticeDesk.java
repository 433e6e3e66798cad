package io.shoutu.notices;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Roles;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.notices.Addressee;
import io.shoutu.api.notices.Notice;
import io.shoutu.api.notices.Notices;
import io.shoutu.api.notices.Progress;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Dues;
import io.shoutu.notices.domain.Delivery;
import io.shoutu.notices.domain.Kept;
import io.shoutu.notices.domain.NoticeStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desk where notices are given, read and acknowledged (通知台). */
@Component(service = {Notices.class, NoticeDesk.class})
public final class NoticeDesk implements Notices {
    private static final Logger log = LoggerFactory.getLogger(NoticeDesk.class);

    private final Clock clock;
    private final UnitOfWork work;
    private final NoticeStore store;
    private final Contacts contacts;
    private final Placing placing;
    private final Dispatch dispatch;
    private final Dues dues;
    private final Told told;

    @Activate
    public NoticeDesk(@Reference Clock clock, @Reference UnitOfWork work, @Reference NoticeStore store, @Reference Contacts contacts, @Reference Placing placing,
            @Reference Dispatch dispatch, @Reference Dues dues, @Reference Told told) {
        this.clock = clock;
        this.work = work;
        this.store = store;
        this.contacts = contacts;
        this.placing = placing;
        this.dispatch = dispatch;
        this.dues = dues;
        this.told = told;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public String send(Tx tx, Notice notice, Actor by) {
        String id = UUID.randomUUID().toString().replace("-", "");
        store.add(tx, new Kept(id, notice.about(), notice.level(), notice.title(), notice.text(), notice.to(), notice.escalation(), notice.mergeKey(), notice.validUntil(), 0,
                by.account(), by.name(), now(), null, null, notice.causedBy()));
        tx.afterCommit(placing::wake);
        return id;
    }

    @Override
    public void settle(Tx tx, Subject about, Actor by) {
        store.unacknowledged(tx, about).forEach(notice -> acknowledge(tx, notice, by));
    }

    @Override
    public View acknowledge(String id, Actor by) {
        return work.run(tx -> {
            Kept notice = sentTo(tx, id, by);
            acknowledge(tx, notice, by);
            return view(tx, store.find(tx, id).orElseThrow());
        });
    }

    /** Whoever is first acknowledges for all; later ones only mark their own line. */
    private void acknowledge(Tx tx, Kept notice, Actor by) {
        store.mark(tx, notice.id(), by.account(), Progress.ACKNOWLEDGED, now());
        if (store.acknowledge(tx, notice.id(), by.account(), now())) {
            dues.cancel(tx, notice.subject(), Placing.ESCALATE);
            told.tell(tx, notice, ACKNOWLEDGED, by, Map.of(), new Fact.Cause(notice.about(), null));
            tx.afterCommit(() -> log.info("notice {} about {} acknowledged by {}", notice.id(), notice.about(), by.account()));
        }
    }

    @Override
    public View read(String id, Actor by) {
        return work.run(tx -> {
            Kept notice = sentTo(tx, id, by);
            store.mark(tx, id, by.account(), Progress.READ, now());
            return view(tx, notice);
        });
    }

    @Override
    public View get(String id, Actor by) {
        // Whose roles hold in a part of the county only sees what was sent to him.
        boolean all = by.scope().everywhere() && (by.holds(Roles.ADMIN) || by.holds(Roles.OPERATOR));
        return work.run(tx -> view(tx, all ? store.find(tx, id).orElseThrow(() -> unknown(id)) : sentTo(tx, id, by)));
    }

    /** The notices about a record with their receipts, the newest 200 first; who may see the record has been asked before. */
    public List<View> about(Subject about) {
        return work.run(tx -> store.about(tx, about, 200).stream().map(notice -> view(tx, notice)).toList());
    }

    /** What was not sent to an actor is unknown to him, unless he gave it himself. */
    private Kept sentTo(Tx tx, String id, Actor by) {
        Kept notice = store.find(tx, id).orElseThrow(() -> unknown(id));
        boolean his = notice.account().equals(by.account())
                || store.deliveries(tx, id).stream().anyMatch(d -> d.recipient().equals("account:" + by.account()));
        if (!his) {
            throw unknown(id);
        }
        return notice;
    }

    private static Problem.NotFound unknown(String id) {
        return new Problem.NotFound("notice-not-found", "没有找到这条通知：" + id);
    }

    private View view(Tx tx, Kept n) {
        List<Receipted> receipts = store.deliveries(tx, n.id()).stream().map(NoticeDesk::receipted).toList();
        return new View(n.id(), n.about(), n.level(), n.level().label(), n.title(), n.text(), n.to(), n.givenAt(), n.validUntil(), n.step(), n.acknowledgedAt(),
                n.acknowledgedBy(), receipts);
    }

    private static Receipted receipted(Delivery d) {
        return new Receipted(d.recipient(), d.channel(), d.step(), d.progress(), d.progress().label(), d.attempts(), d.reason(), d.queuedAt(), d.sentAt(), d.deliveredAt(),
                d.readAt());
    }

    @Override
    public Page<Item> mine(Actor by, boolean unacknowledgedOnly, String cursor, int limit) {
        return work.run(tx -> store.list(tx, by.account(), unacknowledgedOnly, cursor, limit));
    }

    @Override
    public long unread(Actor by) {
        return work.run(tx -> store.unread(tx, by.account()));
    }

    @Override
    public void contact(String account, String channel, String address, Actor by) {
        if (!account.equals(by.account()) && !by.holds(Roles.ADMIN)) {
            throw new Problem.Forbidden("not-your-contact", "只能维护自己的联系方式");
        }
        String recipient = Addressee.account(account).toString();
        if (address != null) {
            check(channel, address);
        }
        work.execute(tx -> {
            if (address == null) {
                contacts.remove(tx, recipient, channel);
            } else {
                contacts.keep(tx, recipient, channel, address.strip());
            }
        });
        log.info("contact of {} by {} {} by {}", account, channel, address == null ? "removed" : "kept", by.account());
    }

    @Override
    public Addressee contact(Tx tx, String channel, String address, Actor by) {
        check(channel, address);
        Addressee addressee = new Addressee(Addressee.Kind.CONTACT, UUID.randomUUID().toString().replace("-", ""));
        contacts.keep(tx, addressee.toString(), channel, address.strip());
        return addressee;
    }

    private void check(String channel, String address) {
        if (channel == null || !channel.matches("[a-z][a-z0-9-]{1,30}") || Delivery.IN_APP.equals(channel)) {
            throw new Problem.Invalid("channel", "channel", "没有这个渠道：" + channel);
        }
        // A channel that is not there today may be tomorrow; its number is then checked by the carrier.
        boolean fits = address != null && !address.isBlank() && address.length() <= 300 && dispatch.notifier(channel).map(n -> n.fits(address.strip())).orElse(true);
        if (!fits) {
            throw new Problem.Invalid("address", "address", "这不是该渠道可用的号码或名称");
        }
    }

    @Override
    public List<String> channels(String account) {
        return work.run(tx -> contacts.channels(tx, Addressee.account(account).toString())).stream().sorted().toList();
    }
}
