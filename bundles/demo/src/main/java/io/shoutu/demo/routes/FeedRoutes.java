package io.shoutu.demo.routes;

import io.shoutu.demo.MapFile;
import io.shoutu.demo.domain.County;
import io.shoutu.demo.domain.Recording;
import io.shoutu.demo.domain.Replay;
import io.shoutu.demo.domain.Story;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feed (演示数据流): one route, {@code demo.feed}, that sends each device's next row through the platform's own MQTT door with that
 * device's credential. Stopping the route stops the devices.
 */
public final class FeedRoutes extends RouteBuilder {
    /** What to register an instance as. */
    public static final Class<RoutesBuilder> SERVICE = RoutesBuilder.class;
    private static final Logger log = LoggerFactory.getLogger(FeedRoutes.class);
    private static final long TICK_MS = 100;
    private static final long QUIET_MS = 60_000;

    /** A device at work. */
    private static final class Sender {
        private final String device;
        private final String endpoint;
        private final Replay replay;
        private final long everyMillis;
        /** When its next row is due, in milliseconds of replayed time. */
        private double due;

        private Sender(String device, String endpoint, Replay replay, long everyMillis, double due) {
            this.device = device;
            this.endpoint = endpoint;
            this.replay = replay;
            this.everyMillis = everyMillis;
            this.due = due;
        }
    }

    private final Clock clock;
    private final DoubleSupplier speed;
    private final Story story;
    private long told;
    private final List<Sender> senders = new ArrayList<>();
    private double replayed;
    private long before;
    private long complained;

    /**
     * @param url the MQTT door, {@code tcp://host:port}
     * @param secrets by device
     * @param speed asked at each step; 0 pauses
     * @param story what its device sends while somebody walks through it
     */
    public FeedRoutes(Clock clock, String url, Map<String, String> secrets, DoubleSupplier speed, Story story) throws IOException {
        this.clock = clock;
        this.speed = speed;
        this.story = story;
        Recording machine = recording("machine_temperature_system_failure.csv");
        Recording ambient = recording("ambient_temperature_system_failure.csv");
        int number = 0;
        for (County.Device device : new County(MapFile.geography()).devices()) {
            String endpoint = "mqtt:demo-" + device.id() + "?url=" + url + "&clientId=" + device.id() + "&topic=shoutu/v1/" + device.id()
                    + "/readings&username=" + device.id() + "&password=RAW(" + secrets.get(device.id()) + ")";
            // Spread over their interval, so that sixty devices do not speak in one breath.
            senders.add(new Sender(device.id(), endpoint, new Replay(device.machine() ? machine : ambient, device.first()), device.everyMillis(), number++ * 83 % device.everyMillis()));
        }
    }

    private static Recording recording(String name) throws IOException {
        try (InputStream in = FeedRoutes.class.getResourceAsStream("/recorded/" + name)) {
            return Recording.read(in);
        }
    }

    @Override
    public void configure() {
        onException(Exception.class).handled(true).process(this::complain);
        from("timer:demo-feed?fixedRate=false&delay=0&period=" + TICK_MS).routeId("demo.feed")
                .process(exchange -> exchange.getMessage().setBody(due()))
                .split(body())
                    .process(this::letter)
                    .toD("${exchangeProperty.to}")
                    .process(exchange -> exchange.getProperty("sender", Sender.class).replay.sent())
                .end();
    }

    private List<Sender> due() {
        long now = clock.millis();
        // After a stop of the route the pause does not count.
        replayed += Math.min(1_000, before == 0 ? 0 : Math.max(0, now - before)) * Math.max(0, speed.getAsDouble());
        before = now;
        List<Sender> out = new ArrayList<>();
        for (Sender sender : senders) {
            if (tells(sender)) {
                // The story runs at the pace of people, whatever the speed of the recordings.
                if (now - told >= Story.EVERY_MS) {
                    told = now;
                    out.add(sender);
                }
            } else if (sender.due <= replayed) {
                sender.due = Math.max(sender.due + sender.everyMillis, replayed - sender.everyMillis);
                out.add(sender);
            }
        }
        return out;
    }

    private void letter(Exchange exchange) {
        Sender sender = exchange.getMessage().getBody(Sender.class);
        exchange.setProperty("sender", sender);
        exchange.setProperty("to", sender.endpoint);
        Replay.Letter letter = sender.replay.letter(clock.millis());
        String invented = tells(sender) ? story.letter(letter.ts(), clock.millis()) : null;
        exchange.getMessage().setBody(invented == null ? letter.json() : invented);
    }

    private boolean tells(Sender sender) {
        return sender.device.equals(Story.DEVICE) && story.phase() != Story.Phase.RECORDED;
    }

    /** The row is sent again at the device's next turn. */
    private void complain(Exchange exchange) {
        long now = clock.millis();
        if (now - complained >= QUIET_MS) {
            complained = now;
            log.warn("the demo feed cannot send: {}", String.valueOf(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
        }
    }
}
