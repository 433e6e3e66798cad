package io.shoutu.sensor;

import io.shoutu.sensor.domain.Hush;
import io.shoutu.sensor.domain.Suppression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What keeps alarms silent now (静默表): the suppressions in force, as memory knows them. Asked only where an alarm begins, ends or is released, never for
 * an ordinary reading. Written after commits only, by whoever has the desk.
 */
final class Quiet {
    /** Nothing is silent: for a rehearsal. */
    static final Quiet NONE = new Quiet();

    private final Map<String, Suppression> byNumber = new ConcurrentHashMap<>();

    /** As the store says. */
    void reload(Collection<Suppression> inForce) {
        byNumber.clear();
        inForce.forEach(this::put);
    }

    void put(Suppression suppression) {
        if (suppression.inForce()) {
            byNumber.put(suppression.number(), suppression);
        } else {
            byNumber.remove(suppression.number());
        }
    }

    /** The shelf a rule lies on, or null. */
    Suppression shelf(String rule) {
        return byNumber.values().stream().filter(s -> s.kind() == Suppression.Kind.SHELVED && rule.equals(s.rule())).findFirst().orElse(null);
    }

    /** What keeps the alarm of this watch silent, as the sheet knows things; null where nothing does. */
    Hush on(Sheet sheet, Watch watch) {
        return on(sheet, watch, null);
    }

    /**
     * @param changed a suppression that begins or ends in this transaction, and counts as it says; or null
     */
    Hush on(Sheet sheet, Watch watch, Suppression changed) {
        if (byNumber.isEmpty() && changed == null) {
            return null;
        }
        Suppression most = null;
        for (Suppression s : inForce(changed)) {
            if (keeps(sheet, watch, s) && (most == null || weight(s) > weight(most))) {
                most = s;
            }
        }
        return most == null ? null : most.hush();
    }

    private Collection<Suppression> inForce(Suppression changed) {
        if (changed == null) {
            return byNumber.values();
        }
        List<Suppression> all = new ArrayList<>(byNumber.values());
        all.removeIf(s -> s.number().equals(changed.number()));
        if (changed.inForce()) {
            all.add(changed);
        }
        return all;
    }

    private static int weight(Suppression s) {
        return switch (s.kind()) {
            case OUT_OF_SERVICE -> 3;
            case SHELVED -> 2;
            case BY_DESIGN -> 1;
        };
    }

    private boolean keeps(Sheet sheet, Watch watch, Suppression s) {
        return switch (s.kind()) {
            case OUT_OF_SERVICE -> s.device().equals(watch.rule.series().device()) && (s.series() == null || s.series().equals(watch.rule.series().id()));
            case SHELVED -> s.rule().equals(watch.rule.id());
            case BY_DESIGN -> s.rule().equals(watch.rule.id()) && stands(sheet, sheet.watch(s.causeRule()));
        };
    }

    private static boolean stands(Sheet sheet, Watch cause) {
        if (cause == null) {
            return false;
        }
        Next known = sheet.known(cause);
        return known == null ? cause.alarmed() : known.alarmed();
    }

    /** The watches whose alarms this suppression may keep silent. */
    static boolean concerns(Suppression s, Watch watch) {
        return s.kind() == Suppression.Kind.OUT_OF_SERVICE
                ? s.device().equals(watch.rule.series().device()) && (s.series() == null || s.series().equals(watch.rule.series().id()))
                : s.rule().equals(watch.rule.id());
    }

    /** The rules that are silent while the condition of this one stands. */
    List<String> suppressedBy(String rule) {
        if (byNumber.isEmpty()) {
            return List.of();
        }
        return byNumber.values().stream().filter(s -> s.kind() == Suppression.Kind.BY_DESIGN && rule.equals(s.causeRule())).map(Suppression::rule).distinct().sorted().toList();
    }
}
