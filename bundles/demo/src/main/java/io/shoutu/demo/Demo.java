package io.shoutu.demo;

import io.shoutu.api.access.Access;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.time.Legal;
import io.shoutu.demo.domain.County;
import io.shoutu.demo.routes.FeedRoutes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demo (演示): fills the county in as soon as the platform answers, then lets the recordings run. */
@Component(immediate = true, enabled = false, service = Demo.class, configurationPid = "io.shoutu.demo")
@Designate(ocd = Config.class)
public final class Demo {
    private static final Logger log = LoggerFactory.getLogger(Demo.class);
    private static final long AGAIN_MS = 500;
    /** Long enough after the start that the first alarm and the first page do not share the machine with two years of rows. */
    private static final long YEARS_AFTER_MS = 20_000;
    /** From here on the log says what we are waiting for. */
    private static final int PATIENCE = 40;

    private final BundleContext bundle;
    private final Clock clock;
    private final Seeding seeding;
    private final Guide guide;
    private final String mqtt;
    private final ScheduledExecutorService work;
    private volatile double speed;
    private volatile boolean pressed;
    private volatile boolean scored;
    private int tries;
    private ServiceRegistration<?> feed;

    @Activate
    public Demo(BundleContext bundle, Config config, @Reference Clock clock, @Reference Directory directory, @Reference Access access) {
        this.bundle = bundle;
        this.clock = clock;
        this.speed = config.speed();
        String host = property("shoutu.bind", "127.0.0.1");
        seeding = new Seeding(directory, access, URI.create("http://" + host + ":" + property("shoutu.http.port", "8181")), Path.of(property("shoutu.data", "data")));
        guide = new Guide(Path.of(property("shoutu.data", "data")), clock);
        mqtt = "tcp://" + host + ":" + property("shoutu.mqtt.port", "1883");
        work = Executors.newSingleThreadScheduledExecutor(r -> new Thread(r, "shoutu-demo"));
        work.execute(this::people);
    }

    private String property(String name, String otherwise) {
        String value = bundle.getProperty(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    @Modified
    void modified(Config config) {
        speed = config.speed();
        log.info("demo feed at speed {}", speed);
    }

    @Deactivate
    void stop() {
        work.shutdownNow();
        synchronized (this) {
            if (feed != null) {
                feed.unregister();
                feed = null;
            }
        }
    }

    /** Whether all of the past has come in: ledgers, meetings, lists, papers, last year is frozen, and the scoring rule stands. */
    public boolean filled() {
        return pressed && scored;
    }

    /** What leads people through the demo. */
    public Guide guide() {
        return guide;
    }

    private void people() {
        try {
            seeding.people();
            guide.peopled();
            step("county", AGAIN_MS, this::devices);
        } catch (IOException | RuntimeException e) {
            log.error("the demo county could not be filled in", e);
        }
    }

    /** One part of the county that is filled in over the platform's own doors; answers whether it is done, and throws where it cannot begin yet. */
    private interface Part {
        boolean filled() throws IOException, Seeding.NotYet;
    }

    /** Fills one part in, again and again until it is done: the platform may not answer yet, or what it builds on may not have been heard. */
    private void step(String what, long againMs, Part part) {
        try {
            if (part.filled()) {
                tries = 0;
                return;
            }
        } catch (Seeding.NotYet wait) {
            if (++tries % PATIENCE == 0) {
                log.warn("the demo's {} still wait for the platform: {}", what, wait.getMessage());
            }
        } catch (IOException | RuntimeException e) {
            log.error("the demo's {} could not be filled in", what, e);
            return;
        }
        later(what, againMs, againMs, part);
    }

    private void later(String what, long afterMs, long againMs, Part part) {
        if (!work.isShutdown()) {
            work.schedule(() -> step(what, againMs, part), afterMs, TimeUnit.MILLISECONDS);
        }
    }

    private boolean devices() throws IOException, Seeding.NotYet {
        Map<String, String> secrets = seeding.devices();
        County county = new County(MapFile.geography());
        log.info("demo county {} is filled in: {} areas, {} enterprises, {} devices, {} rules", County.NAME, county.areas().size(),
                county.enterprises().size(), county.devices().size(), county.rules().size());
        start(secrets);
        // Behind the feed, for nobody has to wait for the past.
        later("ledgers", YEARS_AFTER_MS, YEARS_AFTER_MS, this::years);
        return true;
    }

    private boolean years() throws IOException, Seeding.NotYet {
        Seeding.Taken taken = seeding.years(today());
        log.info("two years of the county's ledgers are filled in: {} hazards, {} inspections, {} public reports", taken.hazards(), taken.inspections(), taken.reports());
        later("meetings", 0, YEARS_AFTER_MS, this::meetings);
        return true;
    }

    private boolean meetings() throws IOException, Seeding.NotYet {
        log.info("two years of the county's meetings are filled in: {}", seeding.meetings(today()));
        later("duty lists", 0, YEARS_AFTER_MS, this::duties);
        later("supervision", 0, YEARS_AFTER_MS, this::supervision);
        return true;
    }

    private boolean duties() throws IOException, Seeding.NotYet {
        log.info("the county's duty lists are filled in: {}; what was performed comes from its records", seeding.duties(today()));
        later("last year's lists", YEARS_AFTER_MS, YEARS_AFTER_MS, this::yearEnd);
        return true;
    }

    private boolean supervision() throws IOException, Seeding.NotYet {
        log.info("two years of the county's supervision are filled in: {} papers", seeding.supervision(today()));
        later("townships", 0, YEARS_AFTER_MS, this::townships);
        return true;
    }

    private boolean townships() throws IOException, Seeding.NotYet {
        seeding.townships(today());
        log.info("the county's township offices, accidents and accountability are filled in");
        pressed = true;
        return true;
    }

    /** Not before the lists have come in and all acts are heard. */
    private boolean yearEnd() throws IOException, Seeding.NotYet {
        boolean frozen = seeding.yearEnd(today());
        if (frozen) {
            log.info("the county's last year is frozen");
            later("scoring rule", 0, YEARS_AFTER_MS, this::scoreRule);
        }
        return frozen;
    }

    private boolean scoreRule() throws IOException, Seeding.NotYet {
        if (seeding.scoreRule(today())) {
            log.info("the county's second scoring rule, with supervision in it, is in force");
        }
        scored = true;
        return true;
    }

    private LocalDate today() {
        return Legal.day(clock.instant());
    }

    private synchronized void start(Map<String, String> secrets) throws IOException {
        if (work.isShutdown()) {
            return;
        }
        FeedRoutes routes = new FeedRoutes(clock, mqtt, secrets, () -> speed, guide.story());
        feed = bundle.registerService(FeedRoutes.SERVICE, routes, null);
        guide.sends();
        log.info("demo feed runs: {} devices replay two recordings to {} at speed {}", secrets.size(), mqtt, speed);
    }
}
