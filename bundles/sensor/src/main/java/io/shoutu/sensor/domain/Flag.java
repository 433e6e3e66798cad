package io.shoutu.sensor.domain;

import io.shoutu.api.Term;
import java.util.ArrayList;
import java.util.List;

/** A flag (标记) on a reading: what to know before trusting it. */
public enum Flag implements Term {
    /** More than 60 s from the clock of arrival. */
    SKEWED(1, "时钟偏差"),
    /** Older than the newest of its series when it arrived. */
    LATE(2, "迟到"),
    /** Outside the sensor's measuring range. */
    OUT_OF_RANGE(4, "超出量程"),
    /** The sender gave no time; this is the time of arrival. */
    SERVER_TIME(8, "平台时间"),
    UNCERTAIN(16, "存疑"),
    BAD(32, "质量差"),
    /** Changed afterwards, with a reason; the value before stays readable. */
    CORRECTED(64, "已更正");

    /** Its place in {@link Reading#flags}; stored, so never renumbered. */
    public final int bit;
    private final String label;

    Flag(int bit, String label) {
        this.bit = bit;
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    public boolean in(int flags) {
        return (flags & bit) != 0;
    }

    /** The bits of these flags together. */
    public static int bits(Flag... flags) {
        int bits = 0;
        for (Flag flag : flags) {
            bits |= flag.bit;
        }
        return bits;
    }

    /** The words of the bits set, e.g. {@code [skewed, late]}; bits without a flag are left out. */
    public static List<String> wordsOf(int bits) {
        if (bits == 0) {
            return List.of();
        }
        List<String> words = new ArrayList<>(3);
        for (Flag flag : values()) {
            if (flag.in(bits)) {
                words.add(flag.word());
            }
        }
        return words;
    }
}
