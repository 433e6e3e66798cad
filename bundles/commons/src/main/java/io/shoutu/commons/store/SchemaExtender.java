package io.shoutu.commons.store;

import io.shoutu.api.store.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schema extender (结构扩展): runs the scripts {@code db/<word>/V*.sql} of every bundle that starts and registers a
 * {@link Schema} service for each word; the service goes with the bundle, the tables stay.
 *
 * <p>Where a script fails the service is absent: the stores of that word stay unsatisfied and name what they wait for, and the log
 * says which script failed at which statement.
 */
@Component(service = {}, immediate = true)
public final class SchemaExtender implements BundleTrackerCustomizer<List<ServiceRegistration<Schema>>> {
    private static final Logger log = LoggerFactory.getLogger(SchemaExtender.class);

    private final BundleContext context;
    private final DataSource source;
    private final BundleTracker<List<ServiceRegistration<Schema>>> tracker;

    @Activate
    public SchemaExtender(BundleContext context, @Reference(target = "(dataSourceName=shoutu)") DataSource source, @Reference Database database) {
        this.context = context;
        this.source = source;
        this.tracker = new BundleTracker<>(context, Bundle.STARTING | Bundle.ACTIVE, this);
        tracker.open();
    }

    @Deactivate
    public void close() {
        tracker.close();
    }

    /** A schema as it stands after its last script. */
    private record Current(String word, String version) implements Schema {}

    @Override
    public List<ServiceRegistration<Schema>> addingBundle(Bundle bundle, BundleEvent event) {
        Map<String, List<Migrations.Script>> byWord = scripts(bundle);
        if (byWord.isEmpty()) {
            return null;
        }
        List<ServiceRegistration<Schema>> registered = new ArrayList<>();
        byWord.forEach((word, scripts) -> {
            try {
                Schema schema = new Current(word, Migrations.run(source, word, scripts));
                registered.add(context.registerService(Schema.class, schema, new Hashtable<>(Map.of("word", word))));
            } catch (Exception e) {
                // Not thrown on: the framework would only wrap it. What waits for this schema stays away and says so.
                log.error("schema {} of bundle {} is not current, so nothing that needs it will start; scripts {}", word,
                        bundle.getSymbolicName(), scripts.stream().map(Migrations.Script::name).toList(), e);
            }
        });
        return registered;
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, List<ServiceRegistration<Schema>> registered) {
        // STARTING became ACTIVE: its scripts have run already.
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, List<ServiceRegistration<Schema>> registered) {
        for (ServiceRegistration<Schema> registration : registered) {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                log.debug("already unregistered with its framework", e);
            }
        }
    }

    private static Map<String, List<Migrations.Script>> scripts(Bundle bundle) {
        Map<String, List<Migrations.Script>> byWord = new TreeMap<>();
        Enumeration<URL> found = bundle.findEntries("db", "V*.sql", true);
        if (found == null) {
            return byWord;
        }
        for (URL url : Collections.list(found)) {
            String[] parts = url.getPath().replaceFirst("^/", "").split("/");
            if (parts.length != 3) {
                continue;
            }
            try (InputStream in = url.openStream()) {
                byWord.computeIfAbsent(parts[1], w -> new ArrayList<>())
                        .add(new Migrations.Script(parts[2], new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new IllegalStateException("cannot read " + url + " of " + bundle, e);
            }
        }
        byWord.values().forEach(scripts -> scripts.sort(Comparator.comparing(Migrations.Script::name)));
        return byWord;
    }
}
