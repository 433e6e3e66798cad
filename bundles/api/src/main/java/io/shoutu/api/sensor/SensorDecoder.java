package io.shoutu.api.sensor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A decoder (解码器) for the payloads of one vendor or standard.
 *
 * <p>A device is declared with the format it speaks; whatever inlet its bytes come through, they are decoded by the decoder of that
 * name. While no decoder of that name is there the payloads are stored as they came and wait as parked, to be tried again when it is.
 *
 * <p>A decoder is a pure function: the same bytes give the same calls; it keeps nothing from one payload to the next, changes nothing
 * in them, and may be called by several threads at once. {@code SensorDecoderContract} in the test artifact proves it fits.
 */
@ConsumerType
public interface SensorDecoder {
    /** Name of the format, lower case letters, digits and hyphens, e.g. {@code acme-gas-1}; {@code shoutu} is our own. Two of one name: the older one decodes. */
    String format();

    /** What people read when they choose it for a device, in Chinese. */
    String label();

    /**
     * Decodes one payload.
     *
     * @param payload the bytes as they came, at most 64 kB; not to be changed or kept
     * @param received when they reached the house, for formats whose readings carry no time of their own
     * @param sink takes what was found, in order; not to be used after this method returned
     * @throws Unreadable where nothing of the payload can be used; what the sink got before is forgotten then. Any other exception counts as
     *     the decoder's fault: the payload is parked and the decoder named.
     */
    void decode(byte[] payload, Instant received, Sink sink) throws Unreadable;

    /**
     * The points the format knows by itself, so that nobody has to type them (规约自带测点); empty where it knows none. A point of that
     * name on a device of this format must be declared in that unit, because that is the unit this decoder speaks.
     */
    default List<KnownPoint> points() {
        return List.of();
    }

    /**
     * A point as the format defines it (规约测点).
     *
     * @param name as {@link Sink#reading} names it
     * @param label what people call it, in Chinese
     * @param unit UCUM code
     */
    record KnownPoint(String name, String label, String unit) {}

    /** What the device itself says of a value (数据质量). Bad values are kept and seen, but raise no alarm. */
    enum Quality { GOOD, UNCERTAIN, BAD }

    /**
     * What is said beside a value (读数附注).
     *
     * @param past the value is of a period or was kept back, so that its age says nothing about the clock of the device
     * @param attributes kept with the reading, in order; short texts
     */
    record Remark(Quality quality, boolean past, Map<String, String> attributes) {
        public static final Remark NONE = new Remark(Quality.GOOD, false, Map.of());
    }

    /** Takes what a payload says (接收处). */
    @ProviderType
    interface Sink {
        /**
         * One reading.
         *
         * @param point name of the point as the device is declared, e.g. {@code ch4}; an undeclared one is parked
         * @param time when it was measured
         * @param value in the unit of the point; not finite means the device itself says that the value is bad
         */
        void reading(String point, Instant time, double value);

        /**
         * One reading with what the device says beside it. Where nobody listens for that, a value that is not bad is a plain reading.
         */
        default void reading(String point, Instant time, double value, Remark remark) {
            reading(point, time, remark.quality() == Quality.BAD ? Double.NaN : value);
        }

        /** Whether the device has that point: a decoder may leave out what is only for those who want it. True where it is not known. */
        default boolean declared(String point) {
            return true;
        }

        /** The payload is a sign of life (心跳); that it holds no reading is no fault. */
        default void heartbeat() {
            // Nothing is kept of it.
        }

        /**
         * Something in the payload that cannot be used while the rest can; it is parked with this reason.
         *
         * @param what the part, as text a person can read
         * @param why in Chinese
         */
        void refused(String what, String why);
    }

    /** The payload as a whole cannot be read (无法解码); says why in Chinese. */
    final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        public Unreadable(String why) {
            // No stack: it is an answer and no fault, and a flood of them must stay cheap.
            super(why, null, false, false);
        }
    }
}
