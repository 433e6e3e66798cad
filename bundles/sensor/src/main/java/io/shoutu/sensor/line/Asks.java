package io.shoutu.sensor.line;

import io.shoutu.api.Term;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An inlet through which devices can be asked for something (问询): kept-back data, their state, their clock. */
public interface Asks {
    /** The format of the devices it can ask. */
    String format();

    /** What can be asked for: name → what people read. */
    Map<String, String> kinds();

    /** Whether it is asked for a span of time. */
    boolean ranged(String kind);

    /**
     * Sends the question to a device that is connected, and again where no answer comes.
     *
     * @param from of the span, or null where the kind has none
     * @throws io.shoutu.api.Problem.IllegalMove code {@code device-away} where the device is not connected
     */
    Asked ask(String device, String kind, Instant from, Instant to);

    /** What was asked of that device since the platform started, newest first, a hundred of all devices at most. */
    List<Asked> asked(String device);

    /** Where a question stands (问询状态). */
    enum State implements Term {
        SENT("已发出"), ACCEPTED("设备已受理"), DONE("已完成"), REFUSED("设备拒绝"), UNANSWERED("未应答");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /**
     * A question (问询).
     *
     * @param told what the device said, in Chinese, or null
     * @param frames frames of data it has sent to answer
     */
    record Asked(String id, String device, String kind, Instant from, Instant to, Instant asked, State state, String told, int frames) {}
}
