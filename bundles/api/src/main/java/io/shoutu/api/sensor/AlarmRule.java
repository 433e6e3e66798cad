package io.shoutu.api.sensor;

import java.time.Instant;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of alarm rule (报警规则种类) that the room does not have itself.
 *
 * <p>The kind only says whether a reading is abnormal. Delays, the alarm's states, its priority and who acknowledges stay with the
 * room, and each alarm keeps the version of the rule that raised it. While the kind is away its rules judge nothing, which the rule
 * list and {@code /health} say; what was raised stays raised.
 */
@ConsumerType
public interface AlarmRule {
    /** Name of the kind, lower case letters, digits and hyphens, e.g. {@code acme-jump}; {@code threshold} and {@code no-data} are our own. */
    String kind();

    /** What people read when they choose it, in Chinese. */
    String label();

    /** The settings a rule of this kind has: name → what people read, in Chinese, in the order of the form. */
    Map<String, String> settings();

    /**
     * A judge for one series under one version of one rule.
     *
     * @param settings as typed by people, by name
     * @throws io.shoutu.api.Problem.Invalid where a setting is missing or cannot be; names it as the field
     */
    Judge judge(Map<String, String> settings);

    /** Judges the readings of one series (判定). Used by one thread at a time; starts afresh when the platform starts. */
    interface Judge {
        /**
         * Judges the next reading; times only ever grow, late readings are not shown to it. Must not block.
         *
         * @param value always finite
         */
        Verdict judge(Instant time, double value);
    }

    /**
     * What a judge says (结论).
     *
     * @param abnormal whether the reading lies beyond what the rule allows
     * @param text one line for people, in Chinese, e.g. {@code 10秒内上升8.2}; null where there is nothing to add
     */
    record Verdict(boolean abnormal, String text) {
        public static final Verdict NORMAL = new Verdict(false, null);
    }
}
