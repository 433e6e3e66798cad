package io.shoutu.sensor.line;

/** How frames of a protocol stand in a stream of bytes (成帧规则). Pure. */
interface Framing {
    /** What stands at the place looked at (判读). */
    enum Kind {
        /** A whole frame that is right. */
        FRAME,
        /** A whole frame by its marks and length, but its checksum is wrong. */
        DAMAGED,
        /** It may become a frame; more bytes are needed. */
        MORE,
        /** No frame begins here. */
        GARBAGE
    }

    /** @param length of the frame; of no meaning for {@link Kind#MORE} and {@link Kind#GARBAGE} */
    record Look(Kind kind, int length) {
        static final Look MORE = new Look(Kind.MORE, 0);
        static final Look GARBAGE = new Look(Kind.GARBAGE, 0);
    }

    /** The byte every frame begins with. */
    byte start();

    /** Looks at the bytes from {@code from}, where {@link #start} stands, up to {@code to}. */
    Look look(byte[] bytes, int from, int to);

    /** The longest frame there can be, in bytes. */
    int longest();
}
