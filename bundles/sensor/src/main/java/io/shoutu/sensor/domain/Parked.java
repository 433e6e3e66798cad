package io.shoutu.sensor.domain;

/**
 * Something that arrived and could not be used (暂存件); it waits with its reason and can be tried again.
 *
 * @param id given by the store; 0 before
 * @param device who sent it, or who the topic said it was
 * @param point the point it is about, or null where it is about a whole reading or message
 * @param inlet the way it came in, e.g. {@code mqtt}
 * @param text why, in Chinese
 * @param at time of the reading, epoch milliseconds, or null where it is not known
 * @param payload what is tried again: as it came, or the one value of it that was wrong; at most 64 kB
 * @param received when it arrived, epoch milliseconds
 */
public record Parked(long id, String device, String point, String inlet, Reason reason, String text, Long at, byte[] payload, long received) {
    /** How much of a payload is kept. */
    public static final int MOST_BYTES = 64 * 1024;
}
