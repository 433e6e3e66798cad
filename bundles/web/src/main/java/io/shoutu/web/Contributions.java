package io.shoutu.web;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.ui.UiContribution;
import java.net.URL;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever bundles add to the console (界面扩展登记): each {@link UiContribution} service, read once when it comes, until it goes.
 *
 * <p>Of two with one id the older one stands; the other waits and is named in the log. One that cannot even be asked is left out and
 * named, the others stay.
 */
@Component(service = Contributions.class)
public final class Contributions {
    private static final Logger log = LoggerFactory.getLogger(Contributions.class);

    /** One as it was when it came (登记项). {@code stamp} changes with every version and every update of its bundle. */
    record Known(UiContribution source, String id, String version, String stamp, String bundle, String module, List<UiContribution.Page> pages, List<UiContribution.Widget> widgets) {}

    private final List<Known> known = new ArrayList<>();
    private final List<Operations> operations = new CopyOnWriteArrayList<>();
    private final List<Runnable> changed = new CopyOnWriteArrayList<>();

    @Activate
    public Contributions() {
        // Nothing is there before a bundle brings it.
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addContribution(UiContribution contribution, ServiceReference<UiContribution> reference) {
        Bundle bundle = reference.getBundle();
        boolean house = bundle != null && bundle.getSymbolicName().startsWith("io.shoutu.");
        add(contribution, bundle == null ? "?" : name(bundle), bundle == null ? 0 : bundle.getLastModified(), house);
    }

    void removeContribution(UiContribution contribution) {
        remove(contribution);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addOperations(Operations part) {
        operations.add(part);
        changed.forEach(Runnable::run);
    }

    void removeOperations(Operations part) {
        operations.removeIf(p -> p == part);
        changed.forEach(Runnable::run);
    }

    private static String name(Bundle bundle) {
        String name = bundle.getHeaders("").get("Bundle-Name");
        return name == null || name.equals(bundle.getSymbolicName()) ? bundle.getSymbolicName() : name + " (" + bundle.getSymbolicName() + ")";
    }

    void add(UiContribution contribution, String bundle, long modified) {
        add(contribution, bundle, modified, false);
    }

    /** @param house whether it is a room of the house, whose addresses may begin with other words than its id */
    void add(UiContribution contribution, String bundle, long modified, boolean house) {
        try {
            String id = contribution.id();
            if (id == null || !id.matches("[a-z][a-z0-9-]{0,39}")) {
                throw new IllegalArgumentException("the id of a contribution is lower case letters, digits and hyphens: " + id);
            }
            String module = contribution.module();
            if (module == null || !Files.allowed("/" + module)) {
                throw new IllegalArgumentException("the module is no path among its files: " + module);
            }
            String version = String.valueOf(contribution.version());
            String stamp = version.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + Long.toHexString(modified);
            Known fresh = new Known(contribution, id, version, stamp, bundle, module, List.copyOf(contribution.pages()), List.copyOf(contribution.widgets()));
            fresh.pages().forEach(page -> own(id, page, house));
            boolean second;
            synchronized (known) {
                second = known.stream().anyMatch(k -> k.id().equals(id));
                known.add(fresh);
            }
            if (second) {
                log.error("console: {} also wants to be {}; it waits until the other one goes", bundle, id);
            } else {
                log.info("console: {} brought by {}, version {}", id, bundle, version);
            }
        } catch (IllegalArgumentException wrong) {
            log.error("console: what {} contributes cannot be used: {}", bundle, wrong.getMessage());
            return;
        } catch (RuntimeException | LinkageError e) {
            log.error("console: what {} contributes cannot be used", bundle, e);
            return;
        }
        changed.forEach(Runnable::run);
    }

    private static void own(String id, UiContribution.Page page, boolean house) {
        if (!(house && page.path().matches("(/[a-z][a-z0-9-]*)+")) && !page.path().equals("/" + id) && !page.path().startsWith("/" + id + "/") || page.titles().get("zh-CN") == null) {
            throw new IllegalArgumentException("a page lies below /" + id + " and has a title zh-CN: " + page);
        }
    }

    void remove(UiContribution contribution) {
        boolean was;
        synchronized (known) {
            was = known.removeIf(k -> k.source() == contribution);
        }
        if (was) {
            changed.forEach(Runnable::run);
        }
    }

    /** Called after every change, on the thread that made it; ends with {@link #forget}. */
    void onChange(Runnable told) {
        changed.add(told);
    }

    void forget(Runnable told) {
        changed.remove(told);
    }

    /** Those that stand, in the order of their ids. */
    List<Known> standing() {
        List<Known> first = new ArrayList<>();
        synchronized (known) {
            known.stream().filter(k -> first.stream().noneMatch(f -> f.id().equals(k.id()))).forEach(first::add);
        }
        first.sort(Comparator.comparing(Known::id));
        return first;
    }

    Optional<Known> standing(String id) {
        return standing().stream().filter(k -> k.id().equals(id)).findFirst();
    }

    /** A file of a contribution; raises nothing where the contribution does. */
    static Optional<URL> file(Known contribution, String path) {
        return guarded(contribution, () -> Optional.ofNullable(contribution.source().file(path))).orElse(Optional.empty());
    }

    private static <T> Optional<T> guarded(Known contribution, Supplier<T> question) {
        try {
            return Optional.ofNullable(question.get());
        } catch (RuntimeException | LinkageError e) {
            log.error("console: {} of {} failed", contribution.id(), contribution.bundle(), e);
            return Optional.empty();
        }
    }

    /** Names of all operations the actor may perform, in order, so that a page shows no button that would only be refused; one that two bundles declare is performed by nobody, as at the doors. */
    List<String> operationsOf(Actor actor) {
        return operations.stream().flatMap(part -> part.operations().stream()).collect(Collectors.groupingBy(Operation::name, TreeMap::new, Collectors.toList())).entrySet().stream()
                .filter(declared -> declared.getValue().size() == 1 && may(actor, declared.getValue().get(0))).map(Map.Entry::getKey).toList();
    }

    private static boolean may(Actor actor, Operation operation) {
        return operation.roles().stream().anyMatch(role -> role.equals(Operation.PUBLIC) || (role.equals(Operation.ANYONE) ? actor.kind() != Actor.Kind.DEVICE : actor.holds(role)));
    }
}
