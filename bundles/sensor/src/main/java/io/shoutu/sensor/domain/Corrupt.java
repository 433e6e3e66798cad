package io.shoutu.sensor.domain;

/** Stored bytes are not what was written (存储内容损坏): never skipped in silence, since readings that were acknowledged lie there. */
public final class Corrupt extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Corrupt(String message) {
        super(message);
    }
}
