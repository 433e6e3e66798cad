package io.shoutu.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Access;
import io.shoutu.api.access.Roles;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.UnitOfWork;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.options.SystemPropertyOption;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/**
 * A plugin that comes and goes two hundred times (两百次装卸): each time it is really used, and nothing of it stays — no class loader,
 * no thread, no service of anybody else is made anew.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PluginLeakIT {
    private static final int ROUNDS = 200;
    private static final int WARM = 15;
    private static final Actor SECURITY = new Actor("system:test", "平台", Actor.Kind.SYSTEM, Set.of(Roles.SECURITY, Roles.ADMIN));

    @Inject
    private BundleContext context;
    @Inject
    @Filter(timeout = 90_000)
    private Access access;
    @Inject
    @Filter(timeout = 90_000)
    private UnitOfWork work;
    @Inject
    @Filter(timeout = 90_000)
    private Journal journal;
    @Inject
    @Filter(timeout = 90_000)
    private Clock clock;

    private final HttpClient http = HttpClient.newHttpClient();
    private String base;
    private String token;

    @Configuration
    public Option[] distribution() throws IOException {
        List<Option> options = new ArrayList<>(Arrays.asList(Container.distribution(false)));
        options.add(new SystemPropertyOption("shoutu.sample").value(Path.of(System.getProperty("shoutu.home")).toRealPath().resolve("bundles/plugin-sample/target/acme-gas-1.0.0.jar").toUri().toString()));
        return options.toArray(Option[]::new);
    }

    private HttpResponse<String> call(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "application/json")
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void until(String what, BooleanSupplier met) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!met.getAsBoolean()) {
            assertTrue("not within 60 s: " + what, System.nanoTime() < deadline);
            LockSupport.parkNanos(3_000_000);
        }
    }

    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getName().equals("Metaspace")).mapToLong((MemoryPoolMXBean pool) -> pool.getUsage().getUsed()).sum();
    }

    private Map<Long, String> servicesOfOthers() throws Exception {
        Map<Long, String> services = new TreeMap<>();
        ServiceReference<?>[] all = context.getAllServiceReferences(null, null);
        for (ServiceReference<?> reference : all) {
            Bundle bundle = reference.getBundle();
            // What commons registers for the plugin's own scripts comes and goes with it.
            if (bundle != null && bundle.getSymbolicName().startsWith("io.shoutu.") && !"acme".equals(reference.getProperty("word"))) {
                services.put((Long) reference.getProperty("service.id"), bundle.getSymbolicName() + " " + Arrays.toString((String[]) reference.getProperty("objectClass")));
            }
        }
        return services;
    }

    @Test
    public void twoHundredTimesInAndOutLeavesNothingBehind() throws Exception {
        base = "http://127.0.0.1:" + context.getProperty("shoutu.http.port");
        until("ready", () -> {
            try {
                return call("GET", "/health/ready", null).statusCode() == 200;
            } catch (AssertionError notYet) {
                return false;
            }
        });
        token = access.createMachine("leak-test", "装卸试验", Set.of(Roles.OPERATOR), SECURITY);
        work.execute(tx -> journal.write(tx, new Fact(new Subject("hazard", "YH-2026-900000"), "hazard.registered", clock.instant(), SECURITY, Map.of("title", "装卸试验"))));

        for (int i = 0; i < WARM; i++) {
            comeAndGo(i, new ArrayList<>());
        }
        Map<Long, String> others = servicesOfOthers();
        System.gc();
        long metaspace = metaspace();
        int threads = Thread.getAllStackTraces().size();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            comeAndGo(i, loaders);
        }
        long millis = (System.nanoTime() - began) / 1_000_000;
        until("the class loaders of the plugin are collected", () -> {
            // What still holds one lets go after a while: a look each second, each costs both cores.
            LockSupport.parkNanos(1_000_000_000L);
            System.gc();
            return loaders.stream().filter(l -> l.get() != null).count() <= ROUNDS / 50;
        });
        long alive = loaders.stream().filter(l -> l.get() != null).count();
        int threadsAfter = Thread.getAllStackTraces().size();
        long metaspaceAfter = metaspace();
        System.out.println("LEAK " + ROUNDS + " rounds in " + millis + " ms, loaders alive " + alive + ", threads " + threads + " -> " + threadsAfter + ", metaspace " + metaspace / 1024 + " -> " + metaspaceAfter / 1024 + " kB");
        assertEquals("services of the other bundles, by number", others, servicesOfOthers());
        assertTrue("threads " + threads + " -> " + threadsAfter, threadsAfter <= threads + 4);
        assertEquals("threads of the plugin", List.of(), Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.contains("acme")).toList());
        assertTrue("metaspace " + metaspace + " -> " + metaspaceAfter, metaspaceAfter < metaspace * 1.1);
    }

    private void comeAndGo(int round, List<WeakReference<ClassLoader>> loaders) throws Exception {
        Bundle plugin = context.installBundle("acme:" + round, URI.create(System.getProperty("shoutu.sample")).toURL().openStream());
        plugin.start();
        loaders.add(new WeakReference<>(plugin.adapt(BundleWiring.class).getClassLoader()));
        until("the plugin answers and has heard the hazard", () -> {
            HttpResponse<String> answer = call("GET", "/api/acme/hazards", null);
            return answer.statusCode() == 200 && answer.body().contains("YH-2026-900000");
        });
        assertEquals(200, call("POST", "/api/acme/checks", "{\"hazard\":\"YH-2026-900000\",\"point\":\"ch4\",\"value\":0.4}").statusCode());
        assertEquals(422, call("POST", "/api/acme/checks", "{\"hazard\":\"YH-2026-900000\",\"point\":\"gold\",\"value\":0.4}").statusCode());
        assertTrue(call("GET", "/api/ui/contributions", null).body().contains("气体复核"));
        assertEquals(200, call("GET", "/ui/acme/acme.js", null).statusCode());
        if (round % 10 == 0) {
            assertTrue(call("GET", "/api/doors", null).body().contains("acme-gas-1"));
            assertTrue(call("GET", "/api/openapi.json", null).body().contains("/acme/checks"));
        }
        plugin.uninstall();
        assertEquals(404, call("GET", "/api/acme/hazards", null).statusCode());
    }
}
