package io.shoutu.notices.domain;

import io.shoutu.api.Page;
import io.shoutu.api.Subject;
import io.shoutu.api.notices.Notices.Item;
import io.shoutu.api.notices.Progress;
import io.shoutu.api.store.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where notices are kept (通知库). */
public interface NoticeStore {
    void add(Tx tx, Kept notice);

    Optional<Kept> find(Tx tx, String id);

    /** Ids of notices not yet with their addressees, oldest first. */
    List<String> fresh(Tx tx, int limit);

    /** Takes a fresh one on; false where it was taken already. */
    boolean take(Tx tx, String id);

    /** One step up the ladder; false where it is not at {@code from} any more or was acknowledged. */
    boolean escalate(Tx tx, String id, int from);

    /** False where it had been acknowledged already. */
    boolean acknowledge(Tx tx, String id, String account, Instant now);

    List<Kept> unacknowledged(Tx tx, Subject about);

    /** What was given about a record, newest first. */
    List<Kept> about(Tx tx, Subject about, int limit);

    /** Queues a delivery; one there already stays as it is. */
    void queue(Tx tx, Kept notice, String recipient, String channel, Progress progress, String reason, Instant now);

    List<Delivery> deliveries(Tx tx, String notice);

    /** Marks an account's own line; never backwards. */
    void mark(Tx tx, String notice, String account, Progress progress, Instant now);

    Page<Item> list(Tx tx, String account, boolean unacknowledgedOnly, String cursor, int limit);

    long unread(Tx tx, String account);

    // The queue of a channel.

    /** Channels with something to send, now or later. */
    List<String> busyChannels(Tx tx);

    List<Waiting> waiting(Tx tx, String channel, int limit);

    long waitingCount(Tx tx, String channel);

    List<Planner.Attempt> attempts(Tx tx, String channel, Instant since);

    List<Planner.Merged> merged(Tx tx, String channel, Instant since);

    /** Makes a message of waiting deliveries, being sent from now on; false where one of them no longer waits. */
    boolean compose(Tx tx, Outgoing message, String mergeKey, Collection<Waiting> deliveries);

    /** Takes a message up again; false where it is not to be tried any more. */
    boolean again(Tx tx, String message, Instant now);

    /** Messages to be tried again by then, the most pressing first. */
    List<Outgoing> retries(Tx tx, String channel, Instant by, int limit);

    /** When the next message after that moment is to be tried again, or null. */
    Instant nextRetry(Tx tx, String channel, Instant after);

    /** Messages whose sending nobody finished. */
    List<Outgoing> unfinished(Tx tx, String channel);

    Optional<Outgoing> message(Tx tx, String id);

    Optional<Outgoing> messageByReference(Tx tx, String channel, String reference);

    /** Notices of a message, the most pressing first. */
    List<Kept> noticesOf(Tx tx, String message);

    /** Sets where a message and its deliveries stand; those that are further already stay there. */
    void settle(Tx tx, Outgoing message, Progress progress, String reference, String reason, Instant now);

    /** Puts a message back to be tried at that time. */
    void postpone(Tx tx, Outgoing message, boolean mayRepeat, String reason, Instant notBefore, Instant now, boolean afresh);

    /** The notice of a delivery. */
    Optional<Kept> noticeOf(Tx tx, String delivery);

    void expire(Tx tx, Collection<Waiting> deliveries);

    /** Messages that stand like this, newest first. */
    List<Outgoing> standing(Tx tx, Collection<Progress> progress, int limit);

    long standingCount(Tx tx, Collection<Progress> progress);

    void forgetAttempts(Tx tx, String channel, Instant before);

    // Contacts.

    void contact(Tx tx, String recipient, String channel, String sealed);

    void noContact(Tx tx, String recipient, String channel);

    /** Channel → sealed address. */
    Map<String, String> contacts(Tx tx, String recipient);
}
