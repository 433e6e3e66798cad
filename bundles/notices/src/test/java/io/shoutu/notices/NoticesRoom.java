package io.shoutu.notices;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Access;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.notices.Level;
import io.shoutu.api.notices.Notice;
import io.shoutu.api.notices.Notifier;
import io.shoutu.api.store.Tx;
import io.shoutu.api.vault.Vault;
import io.shoutu.commons.testing.House;
import io.shoutu.notices.domain.Ladder;
import io.shoutu.notices.domain.NoticeStore;
import io.shoutu.notices.domain.Patience;
import io.shoutu.notices.domain.Planner;
import io.shoutu.notices.domain.QuietHours;
import io.shoutu.notices.store.SqlNoticeStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jooq.impl.DSL;

/** Notices over the real bricks of floor 1, driven by hand: no thread, no waiting. */
public final class NoticesRoom implements AutoCloseable {
    static final Subject ALARM = new Subject("alarm", "BJ-2026-000001");
    static final Actor BY = House.actor("zhang.wei", "operator");
    static final Actor BOSS = House.actor("admin", "admin");

    private static final Instant MORNING = Instant.parse("2026-02-13T01:00:00Z");

    final House house;
    private long heardBefore;
    final NoticeStore store;
    final FakeVault vault = new FakeVault();
    final List<Access.Account> accounts = new ArrayList<>();
    final Contacts contacts;
    final Told told;
    final Recipients recipients;
    Dispatch dispatch;
    Placing placing;
    public NoticeDesk desk;
    FactHearing facts;

    /** A room of notices over this house, whose accounts are told by {@link #account}. */
    public NoticesRoom(House house) {
        this.house = house.and("notices", SqlNoticeStore.class);
        store = new SqlNoticeStore(house.sql(), house.schema("notices"));
        contacts = new Contacts(store, vault);
        told = new Told(house.clock(), house.journal());
        recipients = new Recipients(house.clock(), access(), house.directory());
        account("zhang.wei", "operator");
        account("li.na", "operator");
        account("admin", "admin");
        account("wang.gang", "rectifier");
        open("", true);
        house.listen("notices.escalation", due -> placing.ranOut(due), "time.due");
        house.listen("notices.from-alarm", alarm -> facts.alarmRaised(alarm), "sensor.alarm-raised");
        house.listen("notices.settle-alarm", alarm -> facts.alarmAcknowledged(alarm), "sensor.alarm-acknowledged");
        house.listen("notices.from-supervision", paper -> facts.supervisionTold(paper), "supervision.issued", "supervision.listed", "supervision.reminded", "supervision.overdue", "supervision.rejected");
        house.listen("notices.from-alarm-review", review -> facts.alarmsReviewed(review), "sensor.alarms-reviewed");
        house.listen("notices.from-hazard", hazard -> facts.hazardChased(hazard), "hazard.overdue", "hazard.reminded");
    }

    /** The platform starts (again) over the same tables. */
    void open(String quietHours, boolean repeatUrgent, Notifier... channels) {
        dispatch = new Dispatch(house.clock(), house.work(), store, contacts, told, new Planner(Duration.ofSeconds(60), Duration.ofSeconds(10), QuietHours.parse(quietHours)),
                new Patience(4), repeatUrgent) {
            @Override
            void wake(String channel) {
                // By hand: settle().
            }
        };
        Arrays.stream(channels).forEach(dispatch::addNotifier);
        placing = new Placing(house.clock(), house.work(), store, recipients, contacts, house.dues(), told, dispatch, "webhook=ORDINARY,sms=IMPORTANT,voice=URGENT") {
            @Override
            void wake() {
                // By hand: settle().
            }
        };
        desk = new NoticeDesk(house.clock(), house.work(), store, contacts, placing, dispatch, house.dues(), told);
        facts = new FactHearing(house.clock(), house.work(), desk, "CRITICAL,HIGH", "role:operator", "PT15M role:admin", "role:operator", "PT24H role:operator",
                Duration.ofHours(24));
    }

    public void account(String name, String... roles) {
        accounts.add(new Access.Account(name, name, Actor.Kind.PERSON, Set.of(roles), true));
    }

    private Access access() {
        return (Access) Proxy.newProxyInstance(Access.class.getClassLoader(), new Class<?>[] {Access.class}, (proxy, method, args) -> {
            if (method.getName().equals("accounts")) {
                return List.copyOf(accounts);
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    void phone(String account, String number) {
        desk.contact(account, "sms", number, BOSS);
    }

    Notice notice(Level level, String title, String mergeKey, String to, String escalation) {
        return new Notice(ALARM, Ladder.addressees(to), level, title, "请立即处置", mergeKey, house.clock().instant().plus(Duration.ofHours(24)), Ladder.parse(escalation), null);
    }

    String send(Notice notice) {
        String id = house.work().run(tx -> desk.send(tx, notice, BY));
        settle();
        return id;
    }

    String send(Level level, String title, String mergeKey, String to) {
        return send(notice(level, title, mergeKey, to, ""));
    }

    /** As if it had just been built, in a tenth of the time: no notice, no contact, the first morning. */
    void anew() {
        house.settle();
        house.work().execute(tx -> {
            for (String table : List.of("notices_notice", "notices_delivery", "notices_message", "notices_attempt", "notices_contact", "due")) {
                house.sql().on(tx).deleteFrom(DSL.table(table)).execute();
            }
        });
        house.clock().set(MORNING);
        vault.keys.clear();
        vault.reasons.clear();
        heardBefore = house.told().stream().mapToLong(Entry::id).max().orElse(0);
    }

    /** What the journal was told since. */
    List<Entry> told(String... facts) {
        return house.told(facts).stream().filter(e -> e.id() > heardBefore).toList();
    }

    /** Everything that can happen now happens. */
    public void settle() {
        house.settle();
        placing.placeFresh();
        for (String channel : house.work().run(store::busyChannels)) {
            dispatch.round(channel);
        }
        house.settle();
    }

    void pass(Duration time) {
        house.clock().advance(time);
        settle();
    }

    void tell(Subject subject, String fact, Map<String, Object> data) {
        house.work().execute(tx -> house.journal().write(tx, new Fact(subject, fact, house.clock().instant(), BY, data)));
        settle();
    }

    List<String> toldAbout(String fact) {
        return told(fact).stream().map(e -> e.subject().number()).toList();
    }

    @Override
    public void close() {
        house.close();
    }

    /** A channel that answers as the test says. */
    static final class Line implements Notifier {
        final List<Message> tried = new ArrayList<>();
        final List<Instant> at = new ArrayList<>();
        private final String channel;
        private final House house;
        Function<Message, Receipt> answer = m -> Receipt.sent("ref-" + m.id());
        Rate rate = new Rate(20, 200);

        Line(String channel, House house) {
            this.channel = channel;
            this.house = house;
        }

        @Override
        public String channel() {
            return channel;
        }

        @Override
        public Rate rate() {
            return rate;
        }

        @Override
        public Receipt send(Message message) throws Exception {
            tried.add(message);
            at.add(house.clock().instant());
            Receipt receipt = answer.apply(message);
            if (receipt == null) {
                throw new java.io.IOException("nobody listens at " + message.address());
            }
            return receipt;
        }
    }

    /** A vault that writes backwards. */
    static final class FakeVault implements Vault {
        final Map<String, String> keys = new HashMap<>();
        final List<String> reasons = new ArrayList<>();

        @Override
        public String seal(Tx tx, Subject subject, String field, String plain) {
            return "v1." + new StringBuilder(plain).reverse();
        }

        @Override
        public String open(Subject subject, String sealed, Actor actor, String reason) {
            if (keys.containsKey(subject.toString())) {
                throw new Problem.NotFound("vault-erased", "已销毁");
            }
            reasons.add(reason);
            return new StringBuilder(sealed.substring(3)).reverse().toString();
        }

        @Override
        public void erase(Tx tx, Subject subject, Actor actor, String reason) {
            keys.put(subject.toString(), "gone");
        }
    }

}
