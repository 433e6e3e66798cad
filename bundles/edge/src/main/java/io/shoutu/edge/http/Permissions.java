package io.shoutu.edge.http;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.edge.Metrics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table roles × operations (权限表), put together from the parts that the bundles declare and the only place the doors ask.
 *
 * <p>An operation nobody declares, or two declare, is in no table: it is refused to everyone, said once in the log and counted.
 */
@Component(service = {Permissions.class, Metrics.class})
public final class Permissions implements Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(Permissions.class);
    private final List<Operations> parts = new ArrayList<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final LongAdder undeclared = new LongAdder();
    private volatile Map<String, Operation> table = Map.of();
    private volatile Set<String> doubled = Set.of();
    private volatile long version;

    @Activate
    public Permissions() {
        // Nothing stands in the table before a bundle declares it.
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void addOperations(Operations part) {
        parts.add(part);
        collect();
    }

    synchronized void removeOperations(Operations part) {
        parts.removeIf(p -> p == part);
        collect();
    }

    private void collect() {
        Map<String, Operation> all = new TreeMap<>();
        Set<String> twice = new HashSet<>();
        for (Operations part : parts) {
            for (Operation operation : part.operations()) {
                if (all.put(operation.name(), operation) != null) {
                    twice.add(operation.name());
                }
            }
        }
        twice.forEach(all::remove);
        twice.stream().filter(name -> !doubled.contains(name)).forEach(name -> LOG.error("operation {} is declared twice; it is refused to everyone", name));
        doubled = Set.copyOf(twice);
        table = all;
        told.removeAll(all.keySet());
        version++;
    }

    /** The row; empty where none or more than one bundle declares it, which is counted and logged once. */
    Optional<Operation> find(String name) {
        Operation operation = table.get(name);
        if (operation == null) {
            undeclared.increment();
            if (told.add(name)) {
                LOG.error("operation {} is {}; it is refused to everyone", name, doubled.contains(name) ? "declared twice" : "not declared by any bundle");
            }
        }
        return Optional.ofNullable(operation);
    }

    /** Whether it stands in the table, asked without counting. */
    boolean knows(String name) {
        return table.containsKey(name);
    }

    /** The row for a description; empty where nobody may. */
    Optional<Operation> row(String name) {
        return Optional.ofNullable(table.get(name));
    }

    /** All rows by name. */
    List<Operation> rows() {
        return List.copyOf(table.values());
    }

    /** Changes with the table. */
    long version() {
        return version;
    }

    @Override
    public List<Metric> metrics() {
        return List.of(Metric.gauge("shoutu_operations", "Operations in the table of roles", table.size()),
                Metric.gauge("shoutu_operations_doubled", "Operations declared twice and therefore refused", doubled.size()),
                Metric.counter("shoutu_operations_undeclared_total", "Requests refused because their operation is not declared", undeclared.sum()));
    }
}
