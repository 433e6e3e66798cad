package io.shoutu.edge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** A bundle that comes and goes two hundred times leaves no class loader, no context and no thread behind. */
class LeakTest {
    private static final int ROUNDS = 200;

    /** What a plugin brings: a builder and a body type of its own that goes through Camel's converters. */
    public static final class Plugin extends RouteBuilder {
        /** Of the plugin's own loader. */
        public record Parcel(String text) {
            @Override
            public String toString() {
                return text;
            }
        }

        @Override
        public void configure() {
            from("journal:ear?facts=a.b&from=beginning").routeId("plugin.ear")
                    .setBody(exchange -> new Parcel("heard"))
                    .convertBodyTo(String.class)
                    .setBody(exchange -> new Parcel("again"))
                    .bean(this, "take");
        }

        public void take(Parcel parcel) {
            if (!"again".equals(parcel.text())) {
                throw new IllegalArgumentException(parcel.text());
            }
        }
    }

    /** Defines the plugin's classes anew, as a bundle's class loader does after an update. */
    private static final class PluginLoader extends ClassLoader {
        PluginLoader() {
            super(LeakTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Plugin.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream in = LeakTest.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void pluginThatComesAndGoesTwoHundredTimesLeavesNothingBehind() throws Exception {
        FakeListeners journal = new FakeListeners();
        Wiring wiring = new Wiring(scheme -> scheme.equals("journal") ? Optional.of(new Components.Lease(new JournalComponent(journal), () -> { })) : Optional.empty(), Clock.systemUTC());
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        comeAndGo(wiring, journal, loaders);
        int threads = Thread.activeCount();
        for (int i = 0; i < ROUNDS; i++) {
            comeAndGo(wiring, journal, loaders);
        }
        Eventually.is("all plugin class loaders collected but the last", () -> {
            System.gc();
            return alive(loaders) <= 1;
        });
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 1);
        assertThat(wiring.routes()).isEmpty();
        wiring.close();
    }

    private static void comeAndGo(Wiring wiring, FakeListeners journal, List<WeakReference<ClassLoader>> loaders) throws Exception {
        PluginLoader loader = new PluginLoader();
        RoutesBuilder builder = (RoutesBuilder) loader.loadClass(Plugin.class.getName()).getDeclaredConstructor().newInstance();
        assertThat(builder.getClass().getClassLoader()).isSameAs(loader);
        Object owner = new Object();
        wiring.add(owner, "plugin", loader, builder);
        assertThat(wiring.troubles()).isEmpty();
        journal.tell("a.b");
        journal.pump("plugin.ear");
        wiring.remove(owner, builder);
        loaders.add(new WeakReference<>(loader));
    }

    private static long alive(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(l -> l.get() != null).count();
    }
}
