package io.shoutu.api.sensor;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An inlet (接入口): a way by which payloads of devices come in, e.g. a TCP port that speaks a vendor's protocol.
 *
 * <p>The house opens it once it can store, and closes it before the room or the plugin goes. Between the two the inlet hands in each
 * payload and answers its sender only when the stage it got is done: acknowledged means stored. It vouches for the device it names.
 */
@ConsumerType
public interface SensorInlet {
    /** Name of the inlet, lower case letters, digits and hyphens, e.g. {@code acme-tcp}; stands beside each parked payload. */
    String name();

    /**
     * Opens; returns soon and works on threads of its own, whose names contain its name. A failure is shown and tried again.
     *
     * @param intake where payloads go, until {@link #close}
     */
    void open(Intake intake) throws Exception;

    /** Closes; when it returns no thread, port or timer of the inlet remains. Closing what is not open does nothing. */
    void close() throws Exception;

    /** Where an inlet hands in (受理处). Safe for several threads. */
    @ProviderType
    interface Intake {
        /**
         * Whether the device is declared, enabled and this is its secret, or the line word (通信口令) it has for protocols whose passwords are
         * short. Takes the same time for an unknown device.
         */
        boolean admits(String device, char[] secret);

        /**
         * The format the device is declared with, null where it is unknown or disabled: an inlet of one protocol takes nothing in the
         * name of a device that speaks another.
         */
        default String format(String device) {
            return null;
        }

        /**
         * Hands in one payload of a device, in the order it came; it is decoded by the decoder of the device's format.
         *
         * <p>The stage completes after the commit, on a thread of the house that must not be held up. It fails where nothing was kept:
         * with {@link io.shoutu.api.Problem.Forbidden} for a device that is unknown or disabled, with any other exception where the
         * sender should try again. While the house cannot follow the stages stay open: the inlet bounds how many it has open.
         */
        CompletionStage<Taken> take(String device, byte[] payload, Instant received);
    }

    /**
     * What became of a payload (受理结果); both counts are durable.
     *
     * @param stored readings stored now or known already
     * @param parked readings, or parts of the payload, that wait as parked with their reason
     */
    record Taken(int stored, int parked) {}
}
