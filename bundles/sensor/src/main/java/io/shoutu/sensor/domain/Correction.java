package io.shoutu.sensor.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.api.access.Roles;
import java.time.Instant;

/**
 * A correction of stored readings (数据更正): of which, how, why and by whom. The readings as they were stay readable.
 *
 * @param number e.g. {@code GZH-2026-000001}
 * @param from included
 * @param to excluded
 * @param value what they are set to, for {@link Act#SET}
 * @param factor by which they are multiplied, for {@link Act#SHIFT}; 1 unless told
 * @param offset what is added afterwards, for {@link Act#SHIFT}; 0 unless told
 * @param readings how many it changed
 */
public record Correction(String number, Series series, Instant from, Instant to, Act act, Double value, Double factor, Double offset, String reason, String by, Instant when,
        int readings) {
    public static final int MOST = 100_000;

    /** What is done to the readings (更正方式). */
    public enum Act implements Term {
        /** They are bad: no rule and no reader trusts them. */
        EXCLUDE("剔除"),
        /** They are as they first were. */
        RESTORE("还原"),
        /** They have this value. */
        SET("改为定值"),
        /** They are that much off. */
        SHIFT("按系数修正");

        private final String label;

        Act(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    public Correction {
        if (act == null) {
            throw new Problem.Invalid("required", "action", "请填写更正方式：exclude（剔除）、restore（还原）、set（改为定值）或 shift（按系数修正）");
        }
        if (from == null || to == null || !from.isBefore(to)) {
            throw new Problem.Invalid("bad-parameter", from == null ? "from" : "to", "请填写更正的起止时间，from 应早于 to");
        }
        reason = Words.needed("reason", "更正理由", reason, 500);
        if (act == Act.SET && (value == null || !Double.isFinite(value))) {
            throw new Problem.Invalid("required", "value", "请填写改成的数值");
        }
        if (act == Act.SHIFT) {
            factor = factor == null ? Double.valueOf(1) : factor;
            offset = offset == null ? Double.valueOf(0) : offset;
            if (!Double.isFinite(factor) || !Double.isFinite(offset) || factor == 0) {
                throw new Problem.Invalid("not-a-number", factor == 0 ? "factor" : "offset", "修正系数应是不为0的数，修正量应是一个数");
            }
        }
        value = act == Act.SET ? value : null;
        factor = act == Act.SHIFT ? factor : null;
        offset = act == Act.SHIFT ? offset : null;
    }

    /** Whether this person may correct readings. */
    public static void duty(Actor by) {
        if (!by.holds(Roles.ADMIN)) {
            throw new Problem.Forbidden("role-required", "更正监测数据需要系统管理员（admin）角色");
        }
    }

    public Subject subject() {
        return new Subject("correction", number);
    }

    /**
     * A reading after it; the same where nothing changes.
     *
     * @param original as it was before any correction, or null where it was never corrected
     */
    public Reading of(Reading reading, Reading original) {
        return switch (act) {
            case EXCLUDE -> with(reading, reading.value(), reading.flags() | Flag.BAD.bit | Flag.CORRECTED.bit);
            case SET -> with(reading, value, good(value, reading.flags()));
            case SHIFT -> {
                double shifted = reading.value() * factor + offset;
                yield Double.isFinite(shifted) ? with(reading, shifted, good(shifted, reading.flags())) : reading;
            }
            case RESTORE -> original == null ? reading : original;
        };
    }

    private int good(double now, int flags) {
        int kept = flags & ~(Flag.BAD.bit | Flag.OUT_OF_RANGE.bit) | Flag.CORRECTED.bit;
        return series.outOfRange(now) ? kept | Flag.OUT_OF_RANGE.bit : kept;
    }

    private static Reading with(Reading reading, double now, int flags) {
        return new Reading(reading.series(), reading.at(), now, flags, reading.attributes());
    }
}
