package io.shoutu.sensor.store;

/**
 * The ownership of the readings (独占权): a service that is there while this node, and no other, works with the tables of this room.
 *
 * @param term counts the owners; 0 on an embedded database, which nobody else can open
 */
public record Sole(long term) {
    /** On an embedded database, and in tests of one node. */
    public static final Sole EMBEDDED = new Sole(0);
}
