package io.shoutu.sensor.decode;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.shoutu.api.sensor.SensorDecoder;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Flag;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Reason;
import io.shoutu.sensor.domain.Series;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One payload in a format that is not ours (外来格式): what its decoder says is held against the same rules as our own messages.
 *
 * <p>A decoder is somebody else's code: whatever it throws, or tells after it has returned, the payload is parked and nobody else is hurt.
 */
final class Foreign implements SensorDecoder.Sink {
    private static final Logger log = LoggerFactory.getLogger(Foreign.class);

    private final Catalogue catalogue;
    private final String device;
    private final String inlet;
    private final long received;
    private final List<Reading> readings = new ArrayList<>();
    private final List<Parked> parked = new ArrayList<>();
    private final StringBuilder refused = new StringBuilder();
    private final AtomicReference<Thread> decoding = new AtomicReference<>();
    private int told;

    Foreign(Catalogue catalogue, String device, String inlet, long received) {
        this.catalogue = catalogue;
        this.device = device;
        this.inlet = inlet;
        this.received = received;
    }

    /** @param payload a copy of its own */
    Decoded decode(SensorDecoder decoder, String format, byte[] payload) {
        if (decoder == null) {
            return whole(Reason.NO_DECODER, "没有格式 " + format + " 的解码器，装上后自动重试", payload);
        }
        if (payload.length > Parked.MOST_BYTES) {
            return whole(Reason.MALFORMED, "消息超过 64 kB", payload);
        }
        try {
            decoding.set(Thread.currentThread());
            decoder.decode(payload.clone(), Instant.ofEpochMilli(received), this);
        } catch (SensorDecoder.Unreadable unreadable) {
            return whole(Reason.MALFORMED, Decoder.shown(String.valueOf(unreadable.getMessage())), payload);
        } catch (TooMany many) {
            return whole(Reason.TOO_MANY_VALUES, "一条消息最多 " + Decoder.MOST_READINGS + " 个读数", payload);
        } catch (RuntimeException | LinkageError | StackOverflowError fault) {
            log.warn("the decoder of {} failed on a payload of {}; it is parked", format, device, fault);
            return whole(Reason.DECODER_FAULT, "格式 " + format + " 的解码器出错：" + Decoder.shown(fault.toString()), payload);
        } finally {
            decoding.set(null);
        }
        if (!refused.isEmpty()) {
            // The whole payload is kept, once: what could be used of it is known already when it is tried again.
            parked.add(item(null, Reason.MALFORMED, refused.toString(), null, payload));
        }
        return readings.isEmpty() && parked.isEmpty() ? whole(Reason.MALFORMED, "消息中没有读数", payload) : new Decoded(readings, parked, false);
    }

    /** The decoder says more than a message may hold; carries no stack, it is an answer and no fault. */
    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super(null, null, false, false);
        }
    }

    private void count() {
        if (decoding.get() != Thread.currentThread()) {
            throw new IllegalStateException("a decoder may tell only while it decodes, on the thread that called it");
        }
        if (++told > Decoder.MOST_READINGS) {
            throw new TooMany();
        }
    }

    @Override
    public void reading(String point, Instant time, double value) {
        count();
        String name = point == null ? "" : point;
        long at = time.toEpochMilli();
        if (!Double.isFinite(value)) {
            parked.add(item(name, Reason.NOT_A_NUMBER, "测点 " + Decoder.shown(name) + " 的值不是有限的数：" + value, at, single(name, at, "null")));
        } else if (Decoder.outOfTime(at, received)) {
            parked.add(item(name, Reason.TIME_OUT_OF_RANGE, Decoder.outOfTimeText(at, received), at, single(name, at, Double.toString(value))));
        } else {
            Series series = catalogue.series(device, name);
            if (series == null) {
                parked.add(item(name, Reason.UNKNOWN_POINT, "设备 " + device + " 没有声明测点 " + Decoder.shown(name) + "，声明后自动重试", at,
                        single(name, at, Double.toString(value))));
            } else {
                int flags = Decoder.skewed(at, received) | (series.outOfRange(value) ? Flag.OUT_OF_RANGE.bit : 0);
                readings.add(new Reading(series, at, value, flags, null));
            }
        }
    }

    @Override
    public void refused(String what, String why) {
        count();
        if (refused.length() < 300) {
            refused.append(refused.isEmpty() ? "" : "；").append(Decoder.shown(String.valueOf(what))).append("：").append(Decoder.shown(String.valueOf(why)));
        }
    }

    /** One value as a message in our own format, so that trying it again touches nothing else. */
    private static byte[] single(String point, long at, String value) {
        StringBuilder text = new StringBuilder("{\"ts\":").append(at).append(",\"values\":{\"");
        JsonStringEncoder.getInstance().quoteAsString(point, text);
        return text.append("\":").append(value).append("}}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private Decoded whole(Reason reason, String text, byte[] payload) {
        return new Decoded(List.of(), List.of(item(null, reason, text, null, payload)), true);
    }

    private Parked item(String point, Reason reason, String text, Long at, byte[] payload) {
        String name = point == null || point.length() <= 60 ? point : point.substring(0, 60);
        return new Parked(0, device, name, inlet, reason, text, at, Arrays.copyOf(payload, Math.min(payload.length, Parked.MOST_BYTES)), received);
    }
}
