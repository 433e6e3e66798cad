package io.shoutu.sensor.domain;

/**
 * How a rule's alarm behaves (报警方式), whatever its condition.
 *
 * @param latching once returned it stays until somebody resets it (锁存)
 * @param schedule when the rule is in force, or null for always
 * @param ladder its steps, or null where its priority never changes
 * @param guidance what to do when it rings, up to 500 characters, or null
 */
public record Manner(boolean latching, Schedule schedule, Ladder ladder, String guidance) {
    /** Neither latching nor scheduled, one priority, no guidance. */
    public static final Manner PLAIN = new Manner(false, null, null, null);

    public Manner {
        guidance = Words.optional("guidance", "处置指引", guidance, 500);
    }
}
