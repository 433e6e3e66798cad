package io.shoutu.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.shoutu.api.documents.Column;
import io.shoutu.api.documents.Documents;
import io.shoutu.api.documents.Format;
import io.shoutu.api.documents.Workbooks;
import io.shoutu.api.edge.Metrics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeatureState;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.Repository;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleReference;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * The shipped archive from inside (容器内): every feature installs, every bundle runs, every component of ours has what it asks
 * for, and where one has not, the reason is named down to its root.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FeaturesIT {
    private static final String OURS = "io.shoutu.";

    /** What stands still by design: component, and the one sentence it may say. */
    private static final Map<String, String> AT_REST = Map.of(
            // Speaks to a county's own broker only where the operator has named one in etc/io.shoutu.sensor.broker.cfg.
            "io.shoutu.sensor.routes.BrokerRoute", "io.shoutu.sensor: component BrokerRoute has no configuration io.shoutu.sensor.broker and its policy requires one",
            // Speaks to a county's carrier only where the operator has described one in etc/io.shoutu.notices.gateway-<name>.cfg.
            "io.shoutu.notices.channel.Gateway", "io.shoutu.notices: component Gateway has no configuration io.shoutu.notices.gateway and its policy requires one",
            // Speaks to a higher platform only where the operator has named one in etc/io.shoutu.edge.uplink-<name>.cfg.
            "io.shoutu.edge.uplink.HttpUplink", "io.shoutu.edge: component HttpUplink has no configuration io.shoutu.edge.uplink and its policy requires one",
            // The invented county is asleep: this container starts with shoutu.demo=false.
            "io.shoutu.demo.Demo", "io.shoutu.demo: component Demo is disabled",
            "io.shoutu.demo.rest.DemoResource", "io.shoutu.demo: component DemoResource is disabled");

    @Inject
    private BundleContext context;
    @Inject
    private FeaturesService features;
    @Inject
    private ServiceComponentRuntime runtime;
    @Inject
    @Filter(timeout = 90_000)
    private BootFinished booted;

    @Configuration
    public Option[] distribution() throws IOException {
        return Container.distribution(false);
    }

    @Before
    public void thePlatformStands() {
        until("every component of ours is satisfied after the start", this::unsatisfied, List::isEmpty);
    }

    @Test
    public void everyFeatureInstallsAndItsBundlesRun() throws Exception {
        Repository ours = Arrays.stream(features.listRepositories()).filter(r -> r.getName().startsWith("shoutu-")).findFirst().orElseThrow();
        List<String> wrong = new ArrayList<>();
        for (Feature feature : ours.getFeatures()) {
            if (!features.isInstalled(feature)) {
                try {
                    features.installFeature(feature.getName(), feature.getVersion());
                } catch (Exception e) {
                    wrong.add(feature.getId() + " does not install: " + e.getMessage());
                    continue;
                }
            }
            FeatureState state = features.getState(feature.getId());
            if (state != FeatureState.Started) {
                wrong.add(feature.getId() + " is " + state);
            }
            for (BundleInfo info : feature.getBundles()) {
                Bundle bundle = context.getBundle(info.getLocation());
                if (bundle == null) {
                    // A bundle that is only a dependency may be left out when another offers the same.
                    if (!info.isDependency()) {
                        wrong.add(feature.getId() + " did not bring " + info.getLocation());
                    }
                } else if (!WhyUnresolved.runs(bundle)) {
                    new WhyUnresolved(context).of(bundle).forEach(why -> wrong.add(feature.getId() + ": " + why));
                }
            }
        }
        assertNone("features that do not install or run", wrong);
        assertTrue("the repository lists the product, its rooms and its libraries", ours.getFeatures().length > 15);
    }

    @Test
    public void noBundleInTheContainerIsLeftBehind() {
        List<String> wrong = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (!WhyUnresolved.runs(bundle)) {
                wrong.addAll(new WhyUnresolved(context).of(bundle));
            }
        }
        assertNone("bundles that do not run", wrong);
    }

    @Test
    public void aBundleThatCannotResolveIsNamedWithWhatItMisses() throws Exception {
        Bundle broken = context.installBundle("exam:broken", bundle("exam.broken", Map.of(Constants.IMPORT_PACKAGE, "county.nowhere;version=\"[2,3)\"")));
        try {
            List<String> why = new WhyUnresolved(context).of(broken);
            assertEquals(why.toString(), 1, why.size());
            assertSays(why.get(0), "exam.broken", "INSTALLED", "osgi.wiring.package", "county.nowhere", "no bundle offers it");
        } finally {
            broken.uninstall();
        }
    }

    @Test
    public void noComponentOfOursIsUnsatisfied() {
        List<WhyUnsatisfied.Reason> reasons = unsatisfied();
        assertNone("components that are not satisfied", reasons);
        long ours = runtime.getComponentDescriptionDTOs().stream().filter(c -> c.bundle.symbolicName.startsWith(OURS)).count();
        assertTrue("components of ours: " + ours, ours > 10);
    }

    @Test
    public void aDisabledComponentIsNamedAsTheRootByWhoWaitsForIt() throws Exception {
        ComponentDescriptionDTO journal = component("io.shoutu.commons.journal.SqlJournal");
        runtime.disableComponent(journal).getValue();
        try {
            List<WhyUnsatisfied.Reason> reasons = until("somebody misses the journal", this::unsatisfied, r -> r.size() > 1);
            WhyUnsatisfied.Reason ears = reasonOf(reasons, "io.shoutu.commons.journal.Ears");
            assertSays(ears.text(), "io.shoutu.commons: component Ears waits for reference ", "a service io.shoutu.api.journal.Journal",
                    "component SqlJournal is disabled");
        } finally {
            runtime.enableComponent(journal).getValue();
        }
        until("all are satisfied once the journal is back", this::unsatisfied, List::isEmpty);
    }

    @Test
    public void aMissingDatabaseIsNamedWithItsFilterByEveryStoreThatWaits() throws Exception {
        Bundle pools = bundle("org.ops4j.pax.jdbc.config");
        pools.stop();
        try {
            List<WhyUnsatisfied.Reason> reasons = until("the stores miss the database", this::unsatisfied, r -> r.size() > 5);
            WhyUnsatisfied.Reason work = reasonOf(reasons, "io.shoutu.commons.store.JdbcUnitOfWork");
            assertSays(work.text(), "component JdbcUnitOfWork waits for reference ", "a service javax.sql.DataSource with (dataSourceName=shoutu)",
                    "org.ops4j.pax.jdbc.config: bundle would give it, but is RESOLVED (not started)");
            WhyUnsatisfied.Reason numbers = reasonOf(reasons, "io.shoutu.commons.time.SqlNumbers");
            assertSays(numbers.text(), "component SqlNumbers waits for reference schema: a service io.shoutu.api.store.Schema with (word=commons)", "nobody gives it",
                    "component Sql waits for reference ", "javax.sql.DataSource with (dataSourceName=shoutu)");
        } finally {
            pools.start();
        }
        until("all are satisfied once the database is back", this::unsatisfied, List::isEmpty);
    }

    /** Two threads once waited for each other here until Declarative Services refused both for good (decision 0023). */
    @Test
    public void whoAsksWhileTheInterfacesAreBeingPublishedHearsSoAndLaterThatTheyAre() throws Exception {
        assertEquals("how long one thread waits for what another makes", "60000", context.getProperty("ds.lock.timeout.milliseconds"));
        ComponentDescriptionDTO publisher = component("io.shoutu.edge.http.RestPublisher");
        ComponentDescriptionDTO watch = component("io.shoutu.edge.http.Watch");
        runtime.disableComponent(watch).getValue();
        runtime.disableComponent(publisher).getValue();
        CountDownLatch fetched = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        ServiceRegistration<?> slow = context.registerService(Runnable.class, new ServiceFactory<Runnable>() {
            @Override
            public Runnable getService(Bundle bundle, ServiceRegistration<Runnable> registration) {
                fetched.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return null; // no resource, only one that takes its time
            }

            @Override
            public void ungetService(Bundle bundle, ServiceRegistration<Runnable> registration, Runnable service) {
                // Nothing was given.
            }
        }, new Hashtable<>(Map.of("rest.resource", "/slow")));
        try {
            Thread starting = new Thread(() -> runtime.enableComponent(publisher), "exam-start");
            starting.start();
            assertTrue("the publisher fetches what is there", fetched.await(60, TimeUnit.SECONDS));
            runtime.enableComponent(watch);
            until("the watch says that the interfaces are being published", FeaturesIT::readiness, told -> told.contains("{\"name\":\"rest\",\"ready\":false,\"text\":\"正在启动\"}"));
        } finally {
            released.countDown();
            slow.unregister();
        }
        until("the house is ready", FeaturesIT::readiness, told -> told.startsWith("{\"ready\":true"));
    }

    /** What {@code /health/ready} answers; empty where nobody answers yet. */
    private static String readiness() {
        try {
            HttpURLConnection asked = (HttpURLConnection) URI.create("http://127.0.0.1:" + System.getProperty("shoutu.http.port") + "/health/ready").toURL().openConnection();
            asked.setReadTimeout(30_000);
            try (InputStream body = asked.getResponseCode() < 400 ? asked.getInputStream() : asked.getErrorStream()) {
                return body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            return "";
        }
    }

    /** The libraries behind documents lie inside their bundle: here they must find their parts among Karaf's own. */
    @Test
    public void wordPdfAndExcelAreMadeAndReadInsideTheContainer() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Documents documents = context.getService(context.getServiceReference(Documents.class));
        Workbooks workbooks = context.getService(context.getServiceReference(Workbooks.class));
        java.time.Instant asOf = java.time.Instant.parse("2026-11-22T00:00:00Z");
        Map<String, Object> model = Map.of("title", "关于安全检查的通知", "addressee", "各单位：", "paragraphs", List.of(Map.of("text", "请立即自查。")), "signer", "安委会", "day", java.time.LocalDate.of(2026, 11, 22));
        for (Format format : Format.values()) {
            byte[] made = documents.render("documents.notice", model, format, asOf).content();
            assertEquals(format == Format.PDF ? "%PDF" : "PK\u0003\u0004", new String(made, 0, 4, java.nio.charset.StandardCharsets.ISO_8859_1));
            assertTrue("the same again", Arrays.equals(made, documents.render("documents.notice", model, format, asOf).content()));
        }
        Workbooks.Sheet sheet = new Workbooks.Sheet("点位", List.of(Column.of("code", "点位代码", Column.Kind.CODE).need(), Column.of("day", "检查日期", Column.Kind.DATE)));
        Map<String, Object> row = Map.of("code", "990100001000", "day", java.time.LocalDate.of(2026, 2, 13));
        ByteArrayOutputStream xlsx = new ByteArrayOutputStream();
        workbooks.write(sheet, List.of(row).iterator(), xlsx, asOf);
        try (InputStream xls = FeaturesIT.class.getResourceAsStream("/checks.xls")) {
            for (byte[] file : List.of(xlsx.toByteArray(), xls.readAllBytes())) {
                assertEquals(List.of(new Workbooks.Row(2, row)), workbooks.read(sheet, file).rows());
                assertEquals(List.of(new Workbooks.Row(2, row)), workbooks.read(sheet, workbooks.answer(sheet, file, Map.of(2, "已导入"), List.of())).rows());
            }
        }
        assertTrue("the thread's class loader is left as it was", before == Thread.currentThread().getContextClassLoader());
    }

    @Test
    public void aReplacedRoomDisturbsNobodyElseAndComesBackWhole() throws Exception {
        Bundle hazard = bundle("io.shoutu.hazard");
        until("the routes of hazard run", this::routesOfHazard, routes -> routes.contains("hazard.from-alarm"));
        Set<String> routes = routesOfHazard();
        Map<Long, String> others = servicesOfOthers();

        hazard.stop();
        until("no route of hazard is left", this::routesOfHazard, Set::isEmpty);
        until("no thread of hazard is left", () -> threadsOf(hazard), List::isEmpty);
        hazard.update();
        hazard.start();

        until("the routes of hazard are back", this::routesOfHazard, routes::equals);
        until("all are satisfied with the new hazard", this::unsatisfied, List::isEmpty);
        assertEquals("services of the other bundles, by id", others, servicesOfOthers());
    }

    /** Services of our other bundles that do not belong to hazard: id and type. What commons registers for hazard goes with it. */
    private Map<Long, String> servicesOfOthers() throws InvalidSyntaxException {
        Map<Long, String> services = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            ServiceReference<?>[] registered = bundle.getRegisteredServices();
            if (registered == null || !bundle.getSymbolicName().startsWith(OURS) || bundle.getSymbolicName().equals("io.shoutu.hazard")) {
                continue;
            }
            for (ServiceReference<?> reference : registered) {
                if (!"hazard".equals(reference.getProperty("word"))) {
                    services.put((Long) reference.getProperty(Constants.SERVICE_ID),
                            bundle.getSymbolicName() + " " + Arrays.toString((String[]) reference.getProperty(Constants.OBJECTCLASS)));
                }
            }
        }
        return services;
    }

    /** Ids of the running routes of hazard, as the metrics of the Camel host tell. */
    private Set<String> routesOfHazard() {
        Set<String> routes = new TreeSet<>();
        for (ServiceReference<Metrics> reference : references(Metrics.class)) {
            Metrics metrics = context.getService(reference);
            if (metrics != null) {
                metrics.metrics().stream().filter(m -> m.name().equals("shoutu_route_up") && m.value() == 1).map(m -> m.labels().get("route"))
                        .filter(route -> route.startsWith("hazard.")).forEach(routes::add);
                context.ungetService(reference);
            }
        }
        return routes;
    }

    private <T> Collection<ServiceReference<T>> references(Class<T> type) {
        try {
            return context.getServiceReferences(type, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names of the living threads that still hold a class loader of the bundle. */
    private static List<String> threadsOf(Bundle bundle) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() instanceof BundleReference reference && reference.getBundle().equals(bundle)
                        // notices hears hazard's facts on a thread of its own, which is named after the route.
                        || thread.getName().contains("hazard") && !thread.getName().matches(".*(notices|supervision|responsibility)\\..*"))
                .map(Thread::getName).sorted().toList();
    }

    private List<WhyUnsatisfied.Reason> unsatisfied() {
        return new WhyUnsatisfied(context, runtime).of(OURS).stream().filter(reason -> !reason.text().equals(AT_REST.get(reason.component()))).toList();
    }

    private static WhyUnsatisfied.Reason reasonOf(List<WhyUnsatisfied.Reason> reasons, String component) {
        return reasons.stream().filter(r -> r.component().equals(component)).findFirst().orElseThrow(() -> new AssertionError(component + " is not among " + reasons));
    }

    private ComponentDescriptionDTO component(String name) {
        return runtime.getComponentDescriptionDTOs().stream().filter(c -> c.name.equals(name)).findFirst().orElseThrow(() -> new AssertionError("no component " + name));
    }

    private Bundle bundle(String symbolicName) {
        return Arrays.stream(context.getBundles()).filter(b -> symbolicName.equals(b.getSymbolicName())).findFirst()
                .orElseThrow(() -> new AssertionError("no bundle " + symbolicName));
    }

    private static InputStream bundle(String symbolicName, Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, symbolicName);
        headers.forEach(main::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void assertNone(String what, List<?> wrong) {
        if (!wrong.isEmpty()) {
            throw new AssertionError(what + ":\n" + String.join("\n", wrong.stream().map(Object::toString).toList()));
        }
    }

    private static void assertSays(String text, String... words) {
        for (String word : words) {
            assertTrue("\"" + word + "\" is missing in:\n" + text, text.contains(word));
        }
    }

    private static <T> T until(String name, Supplier<T> look, Predicate<T> met) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (true) {
            T seen = look.get();
            if (met.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within 60 s: " + name + ". Last seen:\n"
                        + (seen instanceof Collection<?> several ? String.join("\n", several.stream().map(Object::toString).toList()) : seen));
            }
            LockSupport.parkNanos(50_000_000L);
        }
    }
}
