package io.shoutu.notices.store;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.notices.Level;
import io.shoutu.api.notices.Notices.Item;
import io.shoutu.api.notices.Progress;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.notices.domain.Delivery;
import io.shoutu.notices.domain.Kept;
import io.shoutu.notices.domain.Ladder;
import io.shoutu.notices.domain.NoticeStore;
import io.shoutu.notices.domain.Outgoing;
import io.shoutu.notices.domain.Planner.Attempt;
import io.shoutu.notices.domain.Planner.Merged;
import io.shoutu.notices.domain.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notices in SQL (通知库). */
@Component(service = NoticeStore.class)
public final class SqlNoticeStore implements NoticeStore {
    private static final Table<?> NOTICE = table("notices_notice");
    private static final Field<String> ID = field("notice_id", String.class);
    private static final Field<String> KIND = field("subject_kind", String.class);
    private static final Field<String> NUMBER = field("subject_number", String.class);
    private static final Field<String> LEVEL = field("level_name", String.class);
    private static final Field<String> TITLE = field("title", String.class);
    private static final Field<String> TEXT = field("body_text", String.class);
    private static final Field<String> ADDRESSEES = field("addressees", String.class);
    private static final Field<String> ESCALATION = field("escalation", String.class);
    private static final Field<String> MERGE_KEY = field("merge_key", String.class);
    private static final Field<Long> VALID_UNTIL = field("valid_until", Long.class);
    private static final Field<Integer> STEP = field("step_no", Integer.class);
    private static final Field<String> STAGE = field("stage", String.class);
    private static final Field<String> ACCOUNT = field("account", String.class);
    private static final Field<String> ACTOR_NAME = field("actor_name", String.class);
    private static final Field<Long> GIVEN_AT = field("given_at", Long.class);
    private static final Field<Long> ACKNOWLEDGED_AT = field("acknowledged_at", Long.class);
    private static final Field<String> ACKNOWLEDGED_BY = field("acknowledged_by", String.class);
    private static final Field<String> CAUSE_KIND = field("cause_kind", String.class);
    private static final Field<String> CAUSE_NUMBER = field("cause_number", String.class);
    private static final Field<Long> CAUSE_ENTRY = field("cause_entry", Long.class);
    private static final List<SelectField<?>> NOTICE_COLUMNS = List.of(ID, KIND, NUMBER, LEVEL, TITLE, TEXT, ADDRESSEES, ESCALATION, MERGE_KEY, VALID_UNTIL, STEP, ACCOUNT,
            ACTOR_NAME, GIVEN_AT, ACKNOWLEDGED_AT, ACKNOWLEDGED_BY, CAUSE_KIND, CAUSE_NUMBER, CAUSE_ENTRY);
    private static final String NEW = "NEW";
    private static final String OPEN = "OPEN";

    private static final Table<?> DELIVERY = table("notices_delivery");
    private static final Field<String> DELIVERY_ID = field("delivery_id", String.class);
    private static final Field<String> RECIPIENT = field("recipient", String.class);
    private static final Field<String> CHANNEL = field("channel", String.class);
    private static final Field<String> PROGRESS = field("progress", String.class);
    private static final Field<Integer> LEVEL_NO = field("level_no", Integer.class);
    private static final Field<String> MESSAGE_ID = field("message_id", String.class);
    private static final Field<String> REASON = field("reason", String.class);
    private static final Field<Long> QUEUED_AT = field("queued_at", Long.class);
    private static final Field<Long> SENT_AT = field("sent_at", Long.class);
    private static final Field<Long> DELIVERED_AT = field("delivered_at", Long.class);
    private static final Field<Long> READ_AT = field("read_at", Long.class);

    private static final Table<?> MESSAGE = table("notices_message");
    private static final Field<Integer> ATTEMPTS = field("attempts", Integer.class);
    private static final Field<Integer> MAY_REPEAT = field("may_repeat", Integer.class);
    private static final Field<Long> NOT_BEFORE = field("not_before", Long.class);
    private static final Field<String> REFERENCE = field("carrier_ref", String.class);
    private static final Field<Long> MADE_AT = field("made_at", Long.class);
    private static final Field<Long> CHANGED_AT = field("changed_at", Long.class);
    private static final List<SelectField<?>> MESSAGE_COLUMNS = List.of(MESSAGE_ID, CHANNEL, RECIPIENT, LEVEL_NO, PROGRESS, ATTEMPTS, MAY_REPEAT, NOT_BEFORE, VALID_UNTIL,
            REFERENCE, REASON, CHANGED_AT);

    private static final Table<?> ATTEMPT = table("notices_attempt");
    private static final Field<Integer> ATTEMPT_NO = field("attempt_no", Integer.class);
    private static final Field<Long> TRIED_AT = field("tried_at", Long.class);

    private static final Table<?> CONTACT = table("notices_contact");
    private static final Field<String> SEALED = field("sealed", String.class);
    private static final int LONGEST_REASON = 300;
    private static final Level[] LEVELS = Level.values();

    private final Sql sql;

    @Activate
    public SqlNoticeStore(@Reference Sql sql, @Reference(target = "(word=notices)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public void add(Tx tx, Kept n) {
        sql.on(tx).insertInto(NOTICE).set(ID, n.id()).set(KIND, n.about().kind()).set(NUMBER, n.about().number()).set(LEVEL, n.level().name()).set(TITLE, n.title())
                .set(TEXT, n.text()).set(ADDRESSEES, Ladder.names(n.to())).set(ESCALATION, Ladder.text(n.escalation())).set(MERGE_KEY, n.mergeKey())
                .set(VALID_UNTIL, n.validUntil().toEpochMilli()).set(STEP, n.step()).set(STAGE, NEW).set(ACCOUNT, n.account()).set(ACTOR_NAME, n.actorName())
                .set(GIVEN_AT, n.givenAt().toEpochMilli()).set(CAUSE_KIND, n.cause() == null ? null : n.cause().subject().kind())
                .set(CAUSE_NUMBER, n.cause() == null ? null : n.cause().subject().number()).set(CAUSE_ENTRY, n.cause() == null ? null : n.cause().entry()).execute();
    }

    @Override
    public Optional<Kept> find(Tx tx, String id) {
        return sql.on(tx).select(NOTICE_COLUMNS).from(NOTICE).where(ID.eq(id)).fetchOptional(SqlNoticeStore::notice);
    }

    @Override
    public List<String> fresh(Tx tx, int limit) {
        return sql.on(tx).select(ID).from(NOTICE).where(STAGE.eq(NEW)).orderBy(GIVEN_AT, ID).limit(limit).fetch(ID);
    }

    @Override
    public boolean take(Tx tx, String id) {
        return sql.on(tx).update(NOTICE).set(STAGE, OPEN).where(ID.eq(id)).and(STAGE.eq(NEW)).execute() == 1;
    }

    @Override
    public boolean escalate(Tx tx, String id, int from) {
        return sql.on(tx).update(NOTICE).set(STEP, from + 1).where(ID.eq(id)).and(STEP.eq(from)).and(ACKNOWLEDGED_AT.isNull()).execute() == 1;
    }

    @Override
    public boolean acknowledge(Tx tx, String id, String account, Instant now) {
        return sql.on(tx).update(NOTICE).set(ACKNOWLEDGED_AT, now.toEpochMilli()).set(ACKNOWLEDGED_BY, account).where(ID.eq(id)).and(ACKNOWLEDGED_AT.isNull()).execute() == 1;
    }

    @Override
    public List<Kept> unacknowledged(Tx tx, Subject about) {
        return sql.on(tx).select(NOTICE_COLUMNS).from(NOTICE).where(KIND.eq(about.kind())).and(NUMBER.eq(about.number())).and(ACKNOWLEDGED_AT.isNull())
                .orderBy(GIVEN_AT, ID).fetch(SqlNoticeStore::notice);
    }

    @Override
    public List<Kept> about(Tx tx, Subject about, int limit) {
        return sql.on(tx).select(NOTICE_COLUMNS).from(NOTICE).where(KIND.eq(about.kind())).and(NUMBER.eq(about.number())).orderBy(GIVEN_AT.desc(), ID).limit(limit).fetch(SqlNoticeStore::notice);
    }

    private static Kept notice(Record r) {
        Fact.Cause cause = r.get(CAUSE_KIND) == null ? null : new Fact.Cause(new Subject(r.get(CAUSE_KIND), r.get(CAUSE_NUMBER)), r.get(CAUSE_ENTRY));
        return new Kept(r.get(ID), new Subject(r.get(KIND), r.get(NUMBER)), Level.valueOf(r.get(LEVEL)), r.get(TITLE), r.get(TEXT), Ladder.addressees(r.get(ADDRESSEES)),
                Ladder.parse(r.get(ESCALATION)), r.get(MERGE_KEY), instant(r.get(VALID_UNTIL)), r.get(STEP), r.get(ACCOUNT), r.get(ACTOR_NAME), instant(r.get(GIVEN_AT)),
                instant(r.get(ACKNOWLEDGED_AT)), r.get(ACKNOWLEDGED_BY), cause);
    }

    private static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public void queue(Tx tx, Kept n, String recipient, String channel, Progress progress, String reason, Instant now) {
        boolean there = sql.on(tx).fetchExists(DELIVERY, ID.eq(n.id()).and(STEP.eq(n.step())).and(RECIPIENT.eq(recipient)).and(CHANNEL.eq(channel)));
        if (!there) {
            sql.on(tx).insertInto(DELIVERY).set(DELIVERY_ID, UUID.randomUUID().toString()).set(ID, n.id()).set(STEP, n.step()).set(RECIPIENT, recipient)
                    .set(CHANNEL, channel).set(PROGRESS, progress.name()).set(LEVEL_NO, n.level().ordinal()).set(MERGE_KEY, n.mergeKey())
                    .set(VALID_UNTIL, n.validUntil().toEpochMilli()).set(REASON, reason).set(QUEUED_AT, now.toEpochMilli())
                    .set(DELIVERED_AT, progress == Progress.DELIVERED ? now.toEpochMilli() : null).execute();
        }
    }

    @Override
    public List<Delivery> deliveries(Tx tx, String notice) {
        Map<String, Integer> tries = sql.on(tx).select(MESSAGE_ID, ATTEMPTS).from(MESSAGE)
                .where(MESSAGE_ID.in(select(MESSAGE_ID).from(DELIVERY).where(ID.eq(notice)).and(MESSAGE_ID.isNotNull()))).fetchMap(MESSAGE_ID, ATTEMPTS);
        return sql.on(tx).select(DELIVERY_ID, ID, STEP, RECIPIENT, CHANNEL, PROGRESS, MESSAGE_ID, REASON, QUEUED_AT, SENT_AT, DELIVERED_AT, READ_AT).from(DELIVERY)
                .where(ID.eq(notice)).orderBy(STEP, RECIPIENT, CHANNEL)
                .fetch(r -> new Delivery(r.get(DELIVERY_ID), r.get(ID), r.get(STEP), r.get(RECIPIENT), r.get(CHANNEL), Progress.valueOf(r.get(PROGRESS)), r.get(MESSAGE_ID),
                        r.get(MESSAGE_ID) == null ? 0 : tries.getOrDefault(r.get(MESSAGE_ID), 0), r.get(REASON), instant(r.get(QUEUED_AT)), instant(r.get(SENT_AT)),
                        instant(r.get(DELIVERED_AT)), instant(r.get(READ_AT))));
    }

    @Override
    public void mark(Tx tx, String notice, String account, Progress progress, Instant now) {
        Condition own = ID.eq(notice).and(RECIPIENT.eq("account:" + account)).and(CHANNEL.eq(Delivery.IN_APP));
        sql.on(tx).update(DELIVERY).set(READ_AT, now.toEpochMilli()).where(own).and(READ_AT.isNull()).execute();
        sql.on(tx).update(DELIVERY).set(PROGRESS, progress.name()).where(own).and(PROGRESS.in(before(progress))).execute();
    }

    @Override
    public Page<Item> list(Tx tx, String account, boolean unacknowledgedOnly, String cursor, int limit) {
        Table<?> both = table("notices_delivery d join notices_notice n on d.notice_id = n.notice_id");
        Condition mine = field("d.recipient", String.class).eq("account:" + account).and(field("d.channel", String.class).eq(Delivery.IN_APP))
                .and(unacknowledgedOnly ? field("n.acknowledged_at", Long.class).isNull() : noCondition());
        Field<Long> queued = field("d.queued_at", Long.class);
        Field<String> delivery = field("d.delivery_id", String.class);
        Condition below = noCondition();
        if (cursor != null && !cursor.isBlank()) {
            if (!cursor.matches("\\d{1,15}_[0-9a-f-]{36}")) {
                throw new Problem.Invalid("bad-parameter", "cursor", "翻页标记无法识别，请从第一页重新开始：" + cursor);
            }
            long at = Long.parseLong(cursor.substring(0, cursor.indexOf('_')));
            below = queued.lt(at).or(queued.eq(at).and(delivery.lt(cursor.substring(cursor.indexOf('_') + 1))));
        }
        List<? extends Record> rows = sql.on(tx).select(field("n.notice_id"), field("n.subject_kind"), field("n.subject_number"), field("n.level_name"), field("n.title"),
                field("n.body_text"), queued, delivery, field("d.step_no"), field("d.read_at"), field("n.acknowledged_at"), field("n.acknowledged_by")).from(both)
                .where(mine, below).orderBy(queued.desc(), delivery.desc()).limit(limit + 1).fetch();
        List<Item> items = rows.stream().limit(limit).map(r -> {
            Level level = Level.valueOf(r.get(3, String.class));
            return new Item(r.get(0, String.class), new Subject(r.get(1, String.class), r.get(2, String.class)), level, level.label(), r.get(4, String.class),
                    r.get(5, String.class), instant(r.get(6, Long.class)), r.get(8, Integer.class), instant(r.get(9, Long.class)), instant(r.get(10, Long.class)),
                    r.get(11, String.class));
        }).toList();
        String next = rows.size() <= limit ? null : rows.get(limit - 1).get(6, Long.class) + "_" + rows.get(limit - 1).get(7, String.class);
        return new Page<>(items, next, sql.on(tx).select(count()).from(both).where(mine).fetchSingle(0, long.class));
    }

    @Override
    public long unread(Tx tx, String account) {
        return sql.on(tx).select(count()).from(DELIVERY).where(RECIPIENT.eq("account:" + account)).and(CHANNEL.eq(Delivery.IN_APP)).and(READ_AT.isNull()).fetchSingle(0, long.class);
    }

    // The queue of a channel.

    @Override
    public List<String> busyChannels(Tx tx) {
        List<String> channels = new ArrayList<>(sql.on(tx).selectDistinct(CHANNEL).from(DELIVERY).where(PROGRESS.eq(Progress.QUEUED.name())).and(MESSAGE_ID.isNull()).fetch(CHANNEL));
        channels.addAll(sql.on(tx).selectDistinct(CHANNEL).from(MESSAGE).where(PROGRESS.in(Progress.QUEUED.name(), Progress.SENDING.name())).fetch(CHANNEL));
        return channels.stream().distinct().toList();
    }

    @Override
    public List<Waiting> waiting(Tx tx, String channel, int limit) {
        return sql.on(tx).select(DELIVERY_ID, RECIPIENT, LEVEL_NO, MERGE_KEY, QUEUED_AT, VALID_UNTIL).from(DELIVERY).where(queued(channel))
                .orderBy(LEVEL_NO, QUEUED_AT, DELIVERY_ID).limit(limit)
                .fetch(r -> new Waiting(r.value1(), r.value2(), LEVELS[r.value3()], r.value4(), instant(r.value5()), instant(r.value6())));
    }

    @Override
    public long waitingCount(Tx tx, String channel) {
        return sql.on(tx).fetchCount(DELIVERY, queued(channel));
    }

    private static Condition queued(String channel) {
        return CHANNEL.eq(channel).and(PROGRESS.eq(Progress.QUEUED.name())).and(MESSAGE_ID.isNull());
    }

    @Override
    public List<Attempt> attempts(Tx tx, String channel, Instant since) {
        return sql.on(tx).select(RECIPIENT, TRIED_AT).from(ATTEMPT).where(CHANNEL.eq(channel)).and(TRIED_AT.gt(since.toEpochMilli())).orderBy(TRIED_AT)
                .fetch(r -> new Attempt(r.value1(), instant(r.value2())));
    }

    @Override
    public List<Merged> merged(Tx tx, String channel, Instant since) {
        return sql.on(tx).select(RECIPIENT, MERGE_KEY, max(MADE_AT)).from(MESSAGE).where(CHANNEL.eq(channel)).and(MERGE_KEY.isNotNull()).and(MADE_AT.gt(since.toEpochMilli()))
                .groupBy(RECIPIENT, MERGE_KEY).fetch(r -> new Merged(r.value1(), r.value2(), instant(r.value3())));
    }

    @Override
    public boolean compose(Tx tx, Outgoing m, String mergeKey, Collection<Waiting> deliveries) {
        List<String> ids = deliveries.stream().map(Waiting::delivery).toList();
        int taken = sql.on(tx).update(DELIVERY).set(PROGRESS, Progress.SENDING.name()).set(MESSAGE_ID, m.id()).where(DELIVERY_ID.in(ids))
                .and(PROGRESS.eq(Progress.QUEUED.name())).and(MESSAGE_ID.isNull()).execute();
        if (taken != ids.size()) {
            return false;
        }
        sql.on(tx).insertInto(MESSAGE).set(MESSAGE_ID, m.id()).set(CHANNEL, m.channel()).set(RECIPIENT, m.recipient()).set(LEVEL_NO, m.level().ordinal()).set(MERGE_KEY, mergeKey)
                .set(PROGRESS, Progress.SENDING.name()).set(ATTEMPTS, 1).set(MAY_REPEAT, 0).set(NOT_BEFORE, m.notBefore().toEpochMilli())
                .set(VALID_UNTIL, m.validUntil().toEpochMilli()).set(MADE_AT, m.changedAt().toEpochMilli()).set(CHANGED_AT, m.changedAt().toEpochMilli()).execute();
        attempt(tx, m, 1, m.changedAt());
        return true;
    }

    private void attempt(Tx tx, Outgoing m, int number, Instant now) {
        sql.on(tx).insertInto(ATTEMPT).set(MESSAGE_ID, m.id()).set(ATTEMPT_NO, number).set(CHANNEL, m.channel()).set(RECIPIENT, m.recipient())
                .set(TRIED_AT, now.toEpochMilli()).execute();
    }

    @Override
    public boolean again(Tx tx, String id, Instant now) {
        boolean taken = sql.on(tx).update(MESSAGE).set(PROGRESS, Progress.SENDING.name()).set(ATTEMPTS, ATTEMPTS.plus(1)).set(CHANGED_AT, now.toEpochMilli())
                .where(MESSAGE_ID.eq(id)).and(PROGRESS.eq(Progress.QUEUED.name())).execute() == 1;
        if (taken) {
            int number = sql.on(tx).select(max(ATTEMPT_NO)).from(ATTEMPT).where(MESSAGE_ID.eq(id)).fetchOptional(0, Integer.class).orElse(0) + 1;
            attempt(tx, message(tx, id).orElseThrow(), number, now);
            deliveriesFollow(tx, id, Progress.SENDING, null, now, true);
        }
        return taken;
    }

    @Override
    public List<Outgoing> retries(Tx tx, String channel, Instant by, int limit) {
        return sql.on(tx).select(MESSAGE_COLUMNS).from(MESSAGE).where(CHANNEL.eq(channel)).and(PROGRESS.eq(Progress.QUEUED.name())).and(NOT_BEFORE.le(by.toEpochMilli()))
                .orderBy(LEVEL_NO, NOT_BEFORE, MESSAGE_ID).limit(limit).fetch(SqlNoticeStore::message);
    }

    @Override
    public Instant nextRetry(Tx tx, String channel, Instant after) {
        return instant(sql.on(tx).select(min(NOT_BEFORE)).from(MESSAGE).where(CHANNEL.eq(channel)).and(PROGRESS.eq(Progress.QUEUED.name()))
                .and(NOT_BEFORE.gt(after.toEpochMilli())).fetchOne(0, Long.class));
    }

    @Override
    public List<Outgoing> unfinished(Tx tx, String channel) {
        return sql.on(tx).select(MESSAGE_COLUMNS).from(MESSAGE).where(CHANNEL.eq(channel)).and(PROGRESS.eq(Progress.SENDING.name())).fetch(SqlNoticeStore::message);
    }

    @Override
    public Optional<Outgoing> message(Tx tx, String id) {
        return sql.on(tx).select(MESSAGE_COLUMNS).from(MESSAGE).where(MESSAGE_ID.eq(id)).fetchOptional(SqlNoticeStore::message);
    }

    @Override
    public Optional<Outgoing> messageByReference(Tx tx, String channel, String reference) {
        return sql.on(tx).select(MESSAGE_COLUMNS).from(MESSAGE).where(CHANNEL.eq(channel)).and(REFERENCE.eq(reference)).orderBy(MADE_AT.desc()).limit(1)
                .fetchOptional(SqlNoticeStore::message);
    }

    private static Outgoing message(Record r) {
        return new Outgoing(r.get(MESSAGE_ID), r.get(CHANNEL), r.get(RECIPIENT), LEVELS[r.get(LEVEL_NO)], Progress.valueOf(r.get(PROGRESS)), r.get(ATTEMPTS),
                r.get(MAY_REPEAT) == 1, instant(r.get(NOT_BEFORE)), instant(r.get(VALID_UNTIL)), r.get(REFERENCE), r.get(REASON), instant(r.get(CHANGED_AT)));
    }

    @Override
    public List<Kept> noticesOf(Tx tx, String message) {
        return sql.on(tx).select(NOTICE_COLUMNS).from(NOTICE).where(ID.in(select(ID).from(DELIVERY).where(MESSAGE_ID.eq(message)))).fetch(SqlNoticeStore::notice).stream()
                .sorted(Comparator.comparing(Kept::level).thenComparing(Kept::givenAt).thenComparing(Kept::id)).toList();
    }

    @Override
    public void settle(Tx tx, Outgoing m, Progress progress, String reference, String reason, Instant now) {
        sql.on(tx).update(MESSAGE).set(PROGRESS, progress.name()).set(REASON, cut(reason)).set(CHANGED_AT, now.toEpochMilli())
                .where(MESSAGE_ID.eq(m.id())).and(PROGRESS.in(before(progress))).execute();
        if (reference != null) {
            sql.on(tx).update(MESSAGE).set(REFERENCE, reference.length() > 200 ? reference.substring(0, 200) : reference).where(MESSAGE_ID.eq(m.id())).execute();
        }
        deliveriesFollow(tx, m.id(), progress, reason, now, false);
    }

    private void deliveriesFollow(Tx tx, String message, Progress progress, String reason, Instant now, boolean backwards) {
        Condition these = MESSAGE_ID.eq(message).and(backwards ? noCondition() : PROGRESS.in(before(progress)));
        sql.on(tx).update(DELIVERY).set(PROGRESS, progress.name()).set(REASON, cut(reason)).where(these).execute();
        if (progress == Progress.SENT || progress == Progress.DELIVERED) {
            sql.on(tx).update(DELIVERY).set(SENT_AT, now.toEpochMilli()).where(MESSAGE_ID.eq(message)).and(SENT_AT.isNull()).execute();
        }
        if (progress == Progress.DELIVERED) {
            sql.on(tx).update(DELIVERY).set(DELIVERED_AT, now.toEpochMilli()).where(MESSAGE_ID.eq(message)).and(DELIVERED_AT.isNull()).execute();
        }
    }

    @Override
    public void postpone(Tx tx, Outgoing m, boolean mayRepeat, String reason, Instant notBefore, Instant now, boolean afresh) {
        sql.on(tx).update(MESSAGE).set(PROGRESS, Progress.QUEUED.name()).set(MAY_REPEAT, mayRepeat ? 1 : 0).set(REASON, cut(reason)).set(NOT_BEFORE, notBefore.toEpochMilli())
                .set(ATTEMPTS, afresh ? 0 : m.attempts()).set(CHANGED_AT, now.toEpochMilli()).where(MESSAGE_ID.eq(m.id())).and(PROGRESS.eq(m.progress().name())).execute();
        sql.on(tx).update(DELIVERY).set(PROGRESS, Progress.QUEUED.name()).set(REASON, cut(reason)).where(MESSAGE_ID.eq(m.id()))
                .and(PROGRESS.in(Progress.SENDING.name(), Progress.PARKED.name(), Progress.UNKNOWN.name(), Progress.FAILED.name())).execute();
    }

    @Override
    public Optional<Kept> noticeOf(Tx tx, String delivery) {
        return sql.on(tx).select(NOTICE_COLUMNS).from(NOTICE).where(ID.in(select(ID).from(DELIVERY).where(DELIVERY_ID.eq(delivery)))).fetchOptional(SqlNoticeStore::notice);
    }

    @Override
    public void expire(Tx tx, Collection<Waiting> deliveries) {
        sql.on(tx).update(DELIVERY).set(PROGRESS, Progress.EXPIRED.name()).set(REASON, "expired").where(DELIVERY_ID.in(deliveries.stream().map(Waiting::delivery).toList()))
                .and(PROGRESS.eq(Progress.QUEUED.name())).and(MESSAGE_ID.isNull()).execute();
    }

    @Override
    public List<Outgoing> standing(Tx tx, Collection<Progress> progress, int limit) {
        return sql.on(tx).select(MESSAGE_COLUMNS).from(MESSAGE).where(PROGRESS.in(progress.stream().map(Enum::name).toList())).orderBy(CHANGED_AT.desc(), MESSAGE_ID).limit(limit)
                .fetch(SqlNoticeStore::message);
    }

    @Override
    public long standingCount(Tx tx, Collection<Progress> progress) {
        return sql.on(tx).fetchCount(MESSAGE, PROGRESS.in(progress.stream().map(Enum::name).toList()));
    }

    @Override
    public void forgetAttempts(Tx tx, String channel, Instant before) {
        sql.on(tx).deleteFrom(ATTEMPT).where(CHANNEL.eq(channel)).and(TRIED_AT.lt(before.toEpochMilli())).execute();
    }

    private static List<String> before(Progress progress) {
        return Arrays.stream(Progress.values()).filter(p -> !p.reached(progress)).map(Enum::name).toList();
    }

    private static String cut(String reason) {
        return reason == null || reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    // Contacts.

    @Override
    public void contact(Tx tx, String recipient, String channel, String sealed) {
        noContact(tx, recipient, channel);
        sql.on(tx).insertInto(CONTACT).set(RECIPIENT, recipient).set(CHANNEL, channel).set(SEALED, sealed).execute();
    }

    @Override
    public void noContact(Tx tx, String recipient, String channel) {
        sql.on(tx).deleteFrom(CONTACT).where(RECIPIENT.eq(recipient)).and(CHANNEL.eq(channel)).execute();
    }

    @Override
    public Map<String, String> contacts(Tx tx, String recipient) {
        return sql.on(tx).select(CHANNEL, SEALED).from(CONTACT).where(RECIPIENT.eq(recipient)).fetchMap(CHANNEL, SEALED);
    }
}
