package io.shoutu.api.notices;

import java.time.Duration;
import java.time.Instant;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to reach people (通知渠道): in-app list, webhook, text message, voice call, a county's own.
 *
 * <p>Register one as a service and its channel is used for everyone who has an address there. Called by one thread at a time, outside any
 * transaction; take as long as the line needs, but not for ever. {@code NotifierContract} in the api's test artifact is the proof of fitting.
 */
@ConsumerType
public interface Notifier {
    /** Name of the channel, lower-case letters, digits and hyphens, always the same, e.g. {@code sms}. */
    String channel();

    /** How fast messages may be handed over; asked before each round. */
    default Rate rate() {
        return new Rate(20, 200);
    }

    /** Whether each message needs an address kept in the house's sealed contacts; the in-app list needs none. */
    default boolean needsAddress() {
        return true;
    }

    /** Whether this can be an address here; asked when one is kept. */
    default boolean fits(String address) {
        return address != null && !address.isBlank() && address.length() <= 300;
    }

    /**
     * Sends one message.
     *
     * <p>Throw only where it certainly did not go out: it is tried again, later and later, then parked. Where you cannot tell, answer
     * {@link Receipt.Outcome#UNKNOWN}. The same {@link Message#id} twice is the same message: let the carrier know it by that.
     */
    Receipt send(Message message) throws Exception;

    /**
     * Messages per minute.
     *
     * @param perAddressee to one address
     * @param perChannel over all; both at least 1
     */
    record Rate(int perAddressee, int perChannel) {
        public Rate {
            if (perAddressee < 1 || perChannel < 1) {
                throw new IllegalArgumentException("a rate is at least one message per minute");
            }
        }
    }

    /**
     * What is to be sent.
     *
     * @param id 32 hex digits, the same for each try
     * @param to {@code account:…}, {@code contact:…} or {@code webhook:…}
     * @param address the address in this channel, or null where the channel needs none; never write it to a log
     * @param title one line, e.g. 3号泵房温度过高 or 共 12 条通知
     * @param count notices in it
     * @param about {@code kind/number} of the first of them
     * @param again whether it may have gone out before: {@code text} says so already
     */
    record Message(String id, String to, String address, Level level, String title, String text, int count, String about, Instant at, Instant validUntil,
            boolean again) {}

    /**
     * What became of it.
     *
     * @param reference the carrier's own number for it, or null
     * @param reason stable code or the carrier's words where it was refused, put off or is unknown; never the address
     * @param after with {@link Outcome#LATER}: how long to wait at least, or null
     */
    record Receipt(Outcome outcome, String reference, String reason, Duration after) {
        /** What a channel may answer (发送结果). */
        public enum Outcome {
            /** The carrier has taken it. */
            SENT,
            /** It is where the person sees it. */
            DELIVERED,
            /** It will never be taken as it is, e.g. no such number. */
            REFUSED,
            /** Not taken now, e.g. too many: certainly not sent. */
            LATER,
            /** It may or may not have been taken. */
            UNKNOWN
        }

        public static Receipt sent(String reference) {
            return new Receipt(Outcome.SENT, reference, null, null);
        }

        public static Receipt delivered() {
            return new Receipt(Outcome.DELIVERED, null, null, null);
        }

        public static Receipt refused(String reason) {
            return new Receipt(Outcome.REFUSED, null, reason, null);
        }

        public static Receipt later(String reason, Duration after) {
            return new Receipt(Outcome.LATER, null, reason, after);
        }

        public static Receipt unknown(String reason) {
            return new Receipt(Outcome.UNKNOWN, null, reason, null);
        }
    }
}
