package io.shoutu.notices.domain;

import io.shoutu.api.notices.Level;
import io.shoutu.api.notices.Notifier.Rate;
import io.shoutu.notices.domain.Plan.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what goes out now (发送调度): merged by key, never faster than the rate, quiet at night, the most pressing first.
 *
 * <p>The first notice of a key goes at once; what follows within the window waits for its end and becomes one message. Where there is more to say
 * than the rate allows, the last message that may go is a digest of all the rest. So nothing is dropped and nothing is faster than allowed.
 *
 * @param window how long notices of one key gather after the last message of that key
 * @param urgentWindow the same for 特急
 */
public record Planner(Duration window, Duration urgentWindow, QuietHours quiet) {
    public static final Duration MINUTE = Duration.ofMinutes(1);
    /** Notices in one message at most: what is longer nobody reads. */
    public static final int MOST_IN_ONE = 100;

    /** A try to send, whatever came of it (发送尝试). */
    public record Attempt(String recipient, Instant at) {}

    /** When the last message of a key was made for a recipient (最近合并). */
    public record Merged(String recipient, String key, Instant at) {}

    /** @param attempts those within the last minute; older ones do no harm */
    public Plan plan(Instant now, Rate rate, List<Waiting> queue, List<Attempt> attempts, List<Merged> merged) {
        List<Waiting> expired = new ArrayList<>();
        Wake wake = new Wake();
        Map<String, Map<String, List<Waiting>>> ready = new LinkedHashMap<>();
        for (Waiting w : queue.stream().sorted(Comparator.comparing(Waiting::level).thenComparing(Waiting::queuedAt).thenComparing(Waiting::delivery)).toList()) {
            Optional<Instant> quietUntil = quiet.heldUntil(now, w.level());
            if (!w.validUntil().isAfter(now)) {
                expired.add(w);
            } else if (quietUntil.isPresent()) {
                wake.at(quietUntil.get());
            } else {
                ready.computeIfAbsent(w.recipient(), r -> new LinkedHashMap<>())
                        .computeIfAbsent(w.mergeKey() == null ? "\0" + w.delivery() : w.mergeKey(), k -> new ArrayList<>()).add(w);
            }
        }
        Map<String, List<Group>> groups = new LinkedHashMap<>();
        ready.forEach((recipient, byKey) -> byKey.forEach((key, list) -> {
            Optional<Instant> gathering = merged.stream().filter(m -> m.recipient().equals(recipient) && m.key().equals(key))
                    .map(m -> m.at().plus(list.get(0).level() == Level.URGENT ? urgentWindow : window)).filter(end -> end.isAfter(now)).max(Comparator.naturalOrder());
            if (gathering.isPresent()) {
                wake.at(gathering.get());
            } else {
                for (int from = 0; from < list.size(); from += MOST_IN_ONE) {
                    groups.computeIfAbsent(recipient, r -> new ArrayList<>())
                            .add(new Group(recipient, list.get(0).mergeKey(), list.subList(from, Math.min(list.size(), from + MOST_IN_ONE))));
                }
            }
        }));
        List<Group> send = new ArrayList<>();
        slots(now, rate, groups, attempts).forEach((recipient, slots) -> send.addAll(fitted(groups.get(recipient), slots)));
        if (groups.values().stream().flatMap(List::stream).mapToInt(g -> g.deliveries().size()).sum() > send.stream().mapToInt(g -> g.deliveries().size()).sum()) {
            // A digest has its limit, too: what is left goes with the next free slot.
            wake.at(freeAgain(now, attempts));
        }
        send.sort(Comparator.comparing(g -> g.deliveries().get(0).level()));
        return new Plan(send, expired, wake.next);
    }

    /** How many messages each recipient gets now: one each in turn, so that nobody's flood keeps the channel from the others. */
    private static Map<String, Integer> slots(Instant now, Rate rate, Map<String, List<Group>> groups, List<Attempt> attempts) {
        Map<String, Integer> slots = new LinkedHashMap<>();
        int free = free(now, rate, attempts);
        boolean any = true;
        while (free > 0 && any) {
            any = false;
            for (Map.Entry<String, List<Group>> e : groups.entrySet()) {
                int had = slots.getOrDefault(e.getKey(), 0);
                if (free > 0 && had < Math.min(e.getValue().size(), free(now, rate, attempts, e.getKey()))) {
                    slots.put(e.getKey(), had + 1);
                    free--;
                    any = true;
                }
            }
        }
        return slots;
    }

    /** As many groups as there are slots; where there are more the last slot is a digest. */
    private static List<Group> fitted(List<Group> groups, int slots) {
        if (groups.size() <= slots) {
            return groups;
        }
        List<Group> fitted = new ArrayList<>(groups.subList(0, slots - 1));
        List<Waiting> rest = groups.subList(slots - 1, groups.size()).stream().flatMap(g -> g.deliveries().stream()).limit(MOST_IN_ONE).toList();
        fitted.add(new Group(rest.get(0).recipient(), null, rest));
        return fitted;
    }

    /** Messages the channel may still send this minute. */
    public static int free(Instant now, Rate rate, List<Attempt> attempts) {
        return (int) Math.max(0, rate.perChannel() - attempts.stream().filter(a -> recent(a, now)).count());
    }

    /** Messages this recipient may still get this minute. */
    public static int free(Instant now, Rate rate, List<Attempt> attempts, String recipient) {
        return (int) Math.max(0, rate.perAddressee() - attempts.stream().filter(a -> a.recipient().equals(recipient) && recent(a, now)).count());
    }

    /** When the oldest try of this minute has left it. */
    public static Instant freeAgain(Instant now, List<Attempt> attempts) {
        return attempts.stream().filter(a -> recent(a, now)).map(Attempt::at).min(Comparator.naturalOrder()).map(at -> at.plus(MINUTE)).orElse(now.plusSeconds(1));
    }

    private static boolean recent(Attempt attempt, Instant now) {
        return attempt.at().isAfter(now.minus(MINUTE));
    }

    /** The soonest of several moments. */
    private static final class Wake {
        private Instant next;

        void at(Instant moment) {
            next = next == null || moment.isBefore(next) ? moment : next;
        }
    }
}
