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
import java.util.Locale;
import java.util.Map;
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

    /** Together below the 4,000 characters a reading may carry, even where each is written as \\u00xx. */
    private static final int MOST_ATTRIBUTES = 1_500;
    private static final int MOST_ATTRIBUTE = 300;

    private final Catalogue catalogue;
    private final String device;
    private final String inlet;
    private final long received;
    private final List<Reading> readings = new ArrayList<>();
    private final List<Parked> parked = new ArrayList<>();
    private final StringBuilder refused = new StringBuilder();
    private final AtomicReference<Thread> decoding = new AtomicReference<>();
    private int told;
    private boolean alive;

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
        return readings.isEmpty() && parked.isEmpty() && !alive ? whole(Reason.MALFORMED, "消息中没有读数", payload) : new Decoded(readings, parked, false);
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
        reading(point, time, value, SensorDecoder.Remark.NONE);
    }

    @Override
    public boolean declared(String point) {
        return catalogue.series(device, point) != null;
    }

    @Override
    public void heartbeat() {
        count();
        alive = true;
    }

    @Override
    public void reading(String point, Instant time, double value, SensorDecoder.Remark remark) {
        count();
        String attributes = attributes(remark.attributes());
        String name = point == null ? "" : point;
        long at = time.toEpochMilli();
        if (!Double.isFinite(value)) {
            parked.add(item(name, Reason.NOT_A_NUMBER, "测点 " + Decoder.shown(name) + " 的值不是有限的数：" + value, at, single(name, at, "null", remark, attributes)));
        } else if (Decoder.outOfTime(at, received)) {
            parked.add(item(name, Reason.TIME_OUT_OF_RANGE, Decoder.outOfTimeText(at, received), at, single(name, at, Double.toString(value), remark, attributes)));
        } else {
            Series series = catalogue.series(device, name);
            if (series == null) {
                parked.add(item(name, Reason.UNKNOWN_POINT, "设备 " + device + " 没有声明测点 " + Decoder.shown(name) + "，声明后自动重试", at,
                        single(name, at, Double.toString(value), remark, attributes)));
            } else {
                int flags = (remark.past() ? 0 : Decoder.skewed(at, received)) | (series.outOfRange(value) ? Flag.OUT_OF_RANGE.bit : 0) | bits(remark.quality());
                readings.add(new Reading(series, at, value, flags, attributes));
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

    private static int bits(SensorDecoder.Quality quality) {
        return switch (quality) {
            case GOOD -> 0;
            case UNCERTAIN -> Flag.UNCERTAIN.bit;
            case BAD -> Flag.BAD.bit;
        };
    }

    /** As JSON, or null where there are none; what would be too much is cut, not kept back with the value. */
    private static String attributes(Map<String, String> said) {
        if (said.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder("{");
        said.forEach((name, what) -> {
            if (text.length() < MOST_ATTRIBUTES && what != null) {
                text.append(text.length() == 1 ? "\"" : ",\"");
                JsonStringEncoder.getInstance().quoteAsString(Decoder.shown(name), text);
                text.append("\":\"");
                JsonStringEncoder.getInstance().quoteAsString(what.length() > MOST_ATTRIBUTE ? what.substring(0, MOST_ATTRIBUTE) : what, text);
                text.append('"');
            }
        });
        return text.append('}').toString();
    }

    /** One value as a message in our own format, so that trying it again touches nothing else. */
    private static byte[] single(String point, long at, String value, SensorDecoder.Remark remark, String attributes) {
        StringBuilder text = new StringBuilder("{\"ts\":").append(at).append(",\"values\":{\"");
        JsonStringEncoder.getInstance().quoteAsString(point, text);
        text.append("\":").append(value).append('}');
        if (remark.quality() != SensorDecoder.Quality.GOOD) {
            text.append(",\"quality\":\"").append(remark.quality().name().toLowerCase(Locale.ROOT)).append('"');
        }
        if (attributes != null) {
            text.append(",\"attributes\":").append(attributes);
        }
        return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private Decoded whole(Reason reason, String text, byte[] payload) {
        return new Decoded(List.of(), List.of(item(null, reason, text, null, payload)), true);
    }

    private Parked item(String point, Reason reason, String text, Long at, byte[] payload) {
        String name = point == null || point.length() <= 60 ? point : point.substring(0, 60);
        return new Parked(0, device, name, inlet, reason, text, at, Arrays.copyOf(payload, Math.min(payload.length, Parked.MOST_BYTES)), received);
    }
}
