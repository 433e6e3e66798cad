package io.shoutu.edge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.journal.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.camel.Component;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WiringTest {
    private final FakeListeners journal = new FakeListeners();
    private final Map<String, Supplier<Component>> offered = new ConcurrentHashMap<>();
    private final AtomicInteger leased = new AtomicInteger();
    private final Wiring wiring = new Wiring(scheme -> Optional.ofNullable(offered.get(scheme)).map(s -> {
        leased.incrementAndGet();
        return new Components.Lease(s.get(), leased::decrementAndGet);
    }), Clock.systemUTC());
    private final List<Entry> heard = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void close() {
        wiring.close();
        assertThat(leased).as("components not given back").hasValue(0);
    }

    private void journalIsThere() {
        offered.put("journal", () -> new JournalComponent(journal));
    }

    private RouteBuilder ear(String route, String name, String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("journal:" + name + "?" + options).routeId(route).process(exchange -> {
                    heard.add(exchange.getMessage().getBody(Entry.class));
                    threads.add(Thread.currentThread());
                });
            }
        };
    }

    private void add(String bundle, RouteBuilder builder) {
        wiring.add(bundle, bundle, getClass().getClassLoader(), builder);
    }

    @Test
    void routeHearsTheJournalUnderItsBundlesNameAndOnTheHandlersOwnThread() throws Exception {
        journalIsThere();
        add("hazard", ear("hazard.from-alarm", "from-alarm", "facts=sensor.alarm-raised,hazard.*&from=beginning&attempts=3"));

        assertThat(journal.open.get("hazard.from-alarm").facts()).containsExactly("sensor.alarm-raised", "hazard.*");
        assertThat(journal.open.get("hazard.from-alarm").fromBeginning()).isTrue();
        assertThat(journal.open.get("hazard.from-alarm").attempts()).isEqualTo(3);
        Entry told = journal.tell("sensor.alarm-raised");
        journal.pump("hazard.from-alarm");

        assertThat(heard).containsExactly(told);
        assertThat(threads).containsExactly(Thread.currentThread());
        assertThat(wiring.routes()).singleElement().satisfies(route -> {
            assertThat(route.id()).isEqualTo("hazard.from-alarm");
            assertThat(route.bundle()).isEqualTo("hazard");
            assertThat(route.state()).isEqualTo("Started");
            assertThat(route.exchanges()).isEqualTo(1);
            assertThat(route.inflight()).isZero();
        });
    }

    @Test
    void exceptionOfARouteReachesTheJournalOnceAndUnchanged() {
        journalIsThere();
        AtomicInteger tries = new AtomicInteger();
        add("hazard", new RouteBuilder() {
            @Override
            public void configure() {
                from("journal:x?facts=a.b").routeId("hazard.x").to("direct:inner");
                from("direct:inner").routeId("hazard.inner").process(exchange -> {
                    tries.incrementAndGet();
                    throw new Problem.Invalid("no-good", "x", "不行");
                });
            }
        });
        journal.tell("a.b");

        assertThatThrownBy(() -> journal.pump("hazard.x")).isInstanceOf(Problem.Invalid.class).hasMessage("不行");
        assertThat(tries).as("Camel must not try again by itself").hasValue(1);
        assertThat(wiring.routes().get(1).failed()).isEqualTo(1);
        assertThat(wiring.routes().get(1).lastFailure()).contains("不行");
    }

    @Test
    void stoppedRouteHearsNothingAndStartedAgainHearsEachEntryOnce() throws Exception {
        journalIsThere();
        add("hazard", ear("hazard.from-alarm", "from-alarm", "facts=sensor.alarm-raised"));
        assertThat(wiring.stop("hazard.from-alarm")).isTrue();
        assertThat(wiring.stop("hazard.from-alarm")).isFalse();
        journal.tell("sensor.alarm-raised");
        journal.tell("sensor.alarm-raised");
        journal.pump("hazard.from-alarm");
        assertThat(heard).isEmpty();
        assertThat(wiring.routes().get(0).state()).isEqualTo("Stopped");

        assertThat(wiring.start("hazard.from-alarm")).isTrue();
        assertThat(wiring.start("hazard.from-alarm")).isFalse();
        journal.pump("hazard.from-alarm");
        journal.pump("hazard.from-alarm");
        assertThat(heard).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void unknownRouteIsNotFound() {
        assertThatThrownBy(() -> wiring.stop("nobody.knows")).isInstanceOf(Problem.NotFound.class).hasMessageContaining("nobody.knows");
    }

    @Test
    void builderWaitsForItsComponentComesWhenItComesAndWaitsAgainWhenItGoes() throws Exception {
        add("hazard", ear("hazard.from-alarm", "from-alarm", "facts=sensor.alarm-raised&from=beginning"));
        assertThat(wiring.routes()).isEmpty();
        assertThat(wiring.troubles()).singleElement().extracting(RouteTrouble::waitsFor).isEqualTo("journal");

        for (int round = 1; round <= 3; round++) {
            journalIsThere();
            wiring.retry();
            assertThat(wiring.troubles()).isEmpty();
            journal.tell("sensor.alarm-raised");
            journal.pump("hazard.from-alarm");
            assertThat(heard).hasSize(round);

            offered.remove("journal");
            wiring.lost("journal");
            assertThat(wiring.routes()).isEmpty();
            assertThat(journal.open).isEmpty();
            assertThat(leased).hasValue(0);
            assertThat(wiring.troubles()).singleElement().extracting(RouteTrouble::waitsFor).isEqualTo("journal");
        }
    }

    @Test
    void failingBuilderIsShownLeavesNothingBehindAndTheOthersGoOn() throws Exception {
        journalIsThere();
        add("hazard", new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").routeId("hazard.a").log("a");
                from("journal:broken?facts=").routeId("hazard.broken").log("b");
            }
        });
        add("hazard", ear("hazard.good", "good", "facts=a.b"));
        add("sensor", ear("sensor.good", "good", "facts=a.b"));

        assertThat(wiring.routes()).extracting(RouteState::id).containsExactly("hazard.good", "sensor.good");
        assertThat(wiring.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.bundle()).isEqualTo("hazard");
            assertThat(trouble.waitsFor()).isNull();
            assertThat(trouble.reason()).contains("at least one fact");
        });
    }

    @Test
    void builderThatFailsWhileConfiguringIsNotTriedAgainHalfDone() {
        AtomicInteger calls = new AtomicInteger();
        add("hazard", new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:half").routeId("hazard.half").log("half");
                calls.incrementAndGet();
                throw new IllegalStateException("no idea");
            }
        });
        wiring.retry();
        assertThat(wiring.routes()).isEmpty();
        assertThat(wiring.troubles()).singleElement().extracting(RouteTrouble::reason).asString().contains("no idea");
        assertThat(calls).hasValue(1);
    }

    @Test
    void routeIdIsUniqueInTheHouseAndFreeAgainWhenItsOwnerGoes() {
        journalIsThere();
        RouteBuilder first = ear("hazard.from-alarm", "one", "facts=a.b");
        add("hazard", first);
        add("plugin", ear("hazard.from-alarm", "two", "facts=a.b"));
        assertThat(wiring.routes()).singleElement().extracting(RouteState::bundle).isEqualTo("hazard");
        assertThat(wiring.troubles()).singleElement().extracting(RouteTrouble::reason).asString().contains("taken by hazard");
        assertThat(journal.open).containsOnlyKeys("hazard.one");

        wiring.remove("hazard", first);
        wiring.retry();
        assertThat(wiring.routes()).singleElement().extracting(RouteState::bundle).isEqualTo("plugin");
    }

    @Test
    void oneOfTwoBuildersOfABundleGoesAndTheOtherStays() {
        journalIsThere();
        RouteBuilder one = ear("hazard.one", "one", "facts=a.b");
        RouteBuilder two = ear("hazard.two", "two", "facts=a.b");
        add("hazard", one);
        add("hazard", two);
        wiring.remove("hazard", one);
        assertThat(wiring.routes()).extracting(RouteState::id).containsExactly("hazard.two");
        assertThat(journal.open).containsOnlyKeys("hazard.two");
        wiring.remove("hazard", two);
        assertThat(journal.open).isEmpty();
    }

    @Test
    void passwordInAnAddressIsMaskedInTheListOfRoutes() {
        offered.put("mqtt", () -> new MqttComponent(new MqttInlets(), Clock.systemUTC()));
        add("sensor", new RouteBuilder() {
            @Override
            public void configure() {
                from("mqtt:county?url=tcp://127.0.0.1:1&topics=t/%23&username=u&password=RAW(s3cret&x)").routeId("sensor.county").log("x");
            }
        });
        assertThat(wiring.troubles()).isEmpty();
        assertThat(wiring.routes()).singleElement().extracting(RouteState::from).asString().contains("mqtt://county").doesNotContain("s3cret");
    }

    @Test
    void routeFileIsLoadedReplacedAndTakenAway(@TempDir Path folder) throws Exception {
        journalIsThere();
        RouteFiles files = new RouteFiles(folder, wiring);
        files.look();
        Path file = folder.resolve("county.camel.yaml");
        String yaml = """
                - route:
                    id: county.ear
                    from:
                      uri: journal:ear?facts=a.b&from=beginning
                      steps:
                        - filter:
                            simple: "${body.name()} == 'a.b'"
                            steps:
                              - log: "heard ${body.subject()}"
                """;
        Files.writeString(file, yaml);
        files.look();
        assertThat(wiring.troubles()).isEmpty();
        assertThat(journal.open).containsOnlyKeys("file.county.ear");
        journal.tell("a.b");
        journal.pump("file.county.ear");
        assertThat(wiring.routes()).singleElement().satisfies(r -> assertThat(r.exchanges()).isEqualTo(1));

        Files.writeString(file, yaml.replace("county.ear", "county.other"));
        files.look();
        assertThat(wiring.routes()).extracting(RouteState::id).containsExactly("county.other");
        Files.writeString(file, "- route: nonsense");
        files.look();
        assertThat(wiring.routes()).isEmpty();
        assertThat(wiring.troubles()).singleElement().extracting(RouteTrouble::builder).isEqualTo("county.camel.yaml");
        Files.delete(file);
        files.look();
        assertThat(wiring.troubles()).isEmpty();
        assertThat(journal.open).isEmpty();
    }
}
