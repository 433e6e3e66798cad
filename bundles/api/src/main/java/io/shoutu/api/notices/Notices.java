package io.shoutu.api.notices;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Subject;
import io.shoutu.api.store.Tx;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Notices (通知): queue, merge, throttle, escalate, receipts.
 *
 * <p>The journal tells {@value #SENT}, {@value #ACKNOWLEDGED}, {@value #ESCALATED} and {@value #FAILED} about {@code notice/<id>}: references
 * only, no text and no phone number.
 */
@ProviderType
public interface Notices {
    String KIND = "notice";
    /** It lies in the queues and the in-app lists of its addressees, with {@code about}, {@code level}, {@code to}, {@code deliveries} and a {@code title} that says no more than these. */
    String SENT = "notices.sent";
    /** With {@code about}; by whoever did. */
    String ACKNOWLEDGED = "notices.acknowledged";
    /** Nobody acknowledged in time, with {@code about}, {@code step} (1 is the first escalation) and {@code to}. */
    String ESCALATED = "notices.escalated";
    /** A delivery will not get there by itself, with {@code about}, {@code channel} and {@code reason} (a stable code). */
    String FAILED = "notices.failed";

    /** Gives a notice in the caller's transaction and answers its id; a rollback takes it back. The same twice is two notices. */
    String send(Tx tx, Notice notice, Actor by);

    /**
     * Takes note in the caller's transaction that the matter is in hand, e.g. the alarm was acknowledged at its own page: what nobody had
     * acknowledged about it is, and escalates no further. Nothing open about it is no error.
     */
    void settle(Tx tx, Subject about, Actor by);

    /**
     * Acknowledges a notice.
     *
     * @throws io.shoutu.api.Problem.NotFound where it is unknown or was not sent to this actor
     */
    View acknowledge(String id, Actor by);

    /** Marks it read without acknowledging it; the same problems as {@link #acknowledge}. */
    View read(String id, Actor by);

    /** A notice with its receipts; the same problems as {@link #acknowledge}, but whoever holds a role that may see all sees all. */
    View get(String id, Actor by);

    /** What was sent to this account, newest first. */
    Page<Item> mine(Actor by, boolean unacknowledgedOnly, String cursor, int limit);

    /** How many of them are not yet read. */
    long unread(Actor by);

    /**
     * One line of an account's list.
     *
     * @param step 0 where it was addressed first, else after which escalation it came here
     */
    record Item(String id, Subject about, Level level, String levelLabel, String title, String text, Instant sentAt, int step, Instant readAt,
            Instant acknowledgedAt, String acknowledgedBy) {}

    /**
     * A notice and how far it got.
     *
     * @param step escalations so far
     * @param acknowledgedBy account, or null
     */
    record View(String id, Subject about, Level level, String levelLabel, String title, String text, List<Addressee> to, Instant sentAt, Instant validUntil,
            int step, Instant acknowledgedAt, String acknowledgedBy, List<Receipted> receipts) {
        public View {
            to = List.copyOf(to);
            receipts = List.copyOf(receipts);
        }
    }

    /**
     * One delivery (送达回执). A contact's number is never shown.
     *
     * @param to {@code account:…}, {@code contact:…} or {@code webhook:…}
     * @param reason stable code where it did not get there, else null
     */
    record Receipted(String to, String channel, int step, Progress progress, String progressLabel, int attempts, String reason, Instant queuedAt,
            Instant sentAt, Instant deliveredAt, Instant readAt) {}

    /**
     * Keeps an account's address for a channel, e.g. {@code sms} and a phone number, sealed; null takes it away.
     *
     * @throws io.shoutu.api.Problem.Invalid where it is no address for that channel
     */
    void contact(String account, String channel, String address, Actor by);

    /** Keeps the number of somebody without an account, e.g. of a duty roster entry, sealed, and answers how to address it. */
    Addressee contact(Tx tx, String channel, String address, Actor by);

    /** Channels an account can be reached by besides its in-app list; never the addresses themselves. */
    List<String> channels(String account);
}
