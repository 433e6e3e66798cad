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

    /** What leads people through the demo. */
    public Guide guide() {
        return guide;
    }

    private void people() {
        try {
            seeding.people();
            devices();
        } catch (IOException | RuntimeException e) {
            log.error("the demo county could not be filled in", e);
        }
    }

    private void devices() {
        try {
            Map<String, String> secrets = seeding.devices();
            County county = new County(MapFile.geography());
            log.info("demo county {} is filled in: {} areas, {} enterprises, {} devices, {} rules", County.NAME, county.areas().size(),
                    county.enterprises().size(), county.devices().size(), county.rules().size());
            start(secrets);
            tries = 0;
            // Behind the feed, for nobody has to wait for the past.
            work.schedule(this::years, YEARS_AFTER_MS, TimeUnit.MILLISECONDS);
        } catch (Seeding.NotYet wait) {
            if (++tries % PATIENCE == 0) {
                log.warn("the demo still waits for the platform: {}", wait.getMessage());
            }
            if (!work.isShutdown()) {
                work.schedule(this::devices, AGAIN_MS, TimeUnit.MILLISECONDS);
            }
        } catch (IOException | RuntimeException e) {
            log.error("the demo county could not be filled in", e);
        }
    }

    private void years() {
        try {
            Seeding.Taken taken = seeding.years(Legal.day(clock.instant()));
            if (taken.hazards() + taken.inspections() + taken.reports() > 0) {
                log.info("two years of the county's ledgers are filled in: {} hazards, {} inspections, {} public reports", taken.hazards(), taken.inspections(), taken.reports());
            }
            tries = 0;
            work.execute(this::meetings);
        } catch (Seeding.NotYet wait) {
            if (++tries % PATIENCE == 0) {
                log.warn("the demo's ledger still waits for the platform: {}", wait.getMessage());
            }
            if (!work.isShutdown()) {
                work.schedule(this::years, YEARS_AFTER_MS, TimeUnit.MILLISECONDS);
            }
        } catch (IOException | RuntimeException e) {
            log.error("the demo's ledger could not be filled in", e);
        }
    }

    private void meetings() {
        try {
            int taken = seeding.meetings(Legal.day(clock.instant()));
            if (taken > 0) {
                log.info("two years of the county's meetings are filled in: {}", taken);
            }
            tries = 0;
            work.execute(this::duties);
            work.execute(this::supervision);
        } catch (Seeding.NotYet wait) {
            if (++tries % PATIENCE == 0) {
                log.warn("the demo's meetings still wait for the platform: {}", wait.getMessage());
            }
            if (!work.isShutdown()) {
                work.schedule(this::meetings, YEARS_AFTER_MS, TimeUnit.MILLISECONDS);
            }
        } catch (IOException | RuntimeException e) {
            log.error("the demo's meetings could not be filled in", e);
        }
    }

    private void duties() {
        try {
            int taken = seeding.duties(Legal.day(clock.instant()));
            if (taken > 0) {
                log.info("the county's duty lists are filled in: {}; what was performed comes from its records", taken);
            }
            work.schedule(this::yearEnd, YEARS_AFTER_MS, TimeUnit.MILLISECONDS);
        } catch (Seeding.NotYet wait) {
            if (++tries % PATIENCE == 0) {
                log.warn("the demo's duty lists still wait for the platform: {}", wait.getMessage());
            }
            if (!work.isShutdown()) {
                work.schedule(this::duties, YEARS_AFTER_MS, TimeUnit.MILLISECONDS);
            }
        } catch (IOException | RuntimeException e) {
            log.error("the demo's duty lists could not be filled in", e);
        }
    }

    private void yearEnd() {
        try {
            if (seeding.yearEnd(Legal.day(clock.instant()))) {
                log.info("the county's last year is frozen");
            } else if (!work.isShutdown()) {
                // Lists may still come in, and acts be heard.
                work.schedule(this::yearEnd, YEARS_AFTER_MS, TimeUnit.MILLISECONDS);
            }
        } catch (Seeding.NotYet wait) {
            log.debug("last year cannot be frozen yet: {}", wait.getMessage());
            if (!work.isShutdown()) {
                work.schedule(this::yearEnd, YEARS_AFTER_MS, TimeUnit.MILLISECONDS);
            }
        } catch (IOException | RuntimeException e) {
            log.error("the demo's last year could not be frozen", e);
        }
    }

    private void supervision() {
        try {
            int taken = seeding.supervision(Legal.day(clock.instant()));
            if (taken > 0) {
                log.info("two years of the county's supervision are filled in: {} papers", taken);
            }
        } catch (Seeding.NotYet wait) {
            if (++tries % PATIENCE == 0) {
                log.warn("the demo's supervision still waits for the platform: {}", wait.getMessage());
            }
            if (!work.isShutdown()) {
                work.schedule(this::supervision, YEARS_AFTER_MS, TimeUnit.MILLISECONDS);
            }
        } catch (IOException | RuntimeException e) {
            log.error("the demo's supervision could not be filled in", e);
        }
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
