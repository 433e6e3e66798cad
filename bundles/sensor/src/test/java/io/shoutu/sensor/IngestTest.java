package io.shoutu.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shoutu.api.Problem;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.decode.Decoded;
import io.shoutu.sensor.decode.Decoder;
import io.shoutu.sensor.domain.Flag;
import io.shoutu.sensor.domain.Judge;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.ReadingStore;
import io.shoutu.sensor.domain.Reason;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Trend;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The story of a reading, from its arrival to its chunk. Start here. */
class IngestTest {
    private final Station station;
    private final Series temperature;

    IngestTest() {
        station = new Station(on());
        station.known.device("AL-0001");
        temperature = station.known.series("AL-0001", "temperature", -50.0, 200.0);
    }

    /** The database the house stands on. */
    House on() {
        return House.onDerby();
    }

    @AfterEach
    void close() {
        station.close();
    }

    private Arrival send(long at, double value) {
        return station.send("AL-0001", "temperature", at, value);
    }

    private List<Reading> all() {
        return station.history.range(temperature, 0, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** A sender who fails where it is told. */
    private static Arrival.Sender failing(boolean wantsToBeTold, Error error) {
        return new Arrival.Sender() {
            @Override
            public boolean committed(Arrival arrival) {
                return wantsToBeTold;
            }

            @Override
            public void flush() {
                throw error;
            }
        };
    }

    static void waitFor(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("waited in vain for " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    @Test
    void readingIsStoredOnceHoweverOftenItComes() {
        long at = station.now();
        assertThat(send(at, 23.5).stored()).isEqualTo(1);
        assertThat(send(at, 23.5).duplicates()).isEqualTo(1);
        station.packer.pack();
        assertThat(send(at, 23.5).duplicates()).isEqualTo(1);
        station.killAndStart();
        assertThat(send(at, 23.5).duplicates()).isEqualTo(1);
        assertThat(all()).containsExactly(new Reading(temperature, at, 23.5, 0, null));
        assertThat(station.judged).hasSize(1);
        assertThat(station.history.latest(temperature)).isEqualTo(all().get(0));
    }

    @Test
    void anotherValueUnderTheSameTimeIsParkedAndTheFirstStands() {
        long at = station.now();
        Arrival arrival = station.send("AL-0001", "[{\"ts\":" + at + ",\"values\":{\"temperature\":1}},{\"ts\":" + at + ",\"values\":{\"temperature\":2}},{\"ts\":" + at
                + ",\"values\":{\"temperature\":1},\"quality\":\"bad\"},{\"ts\":" + at + ",\"values\":{\"temperature\":1}}]");
        assertThat(arrival.stored()).isEqualTo(1);
        assertThat(arrival.duplicates()).isEqualTo(1);
        assertThat(arrival.parked()).extracting(Parked::reason).containsExactly(Reason.CONFLICT, Reason.CONFLICT);
        station.packer.pack();
        assertThat(send(at, 3).parked()).extracting(Parked::reason).containsExactly(Reason.CONFLICT);
        assertThat(all()).extracting(Reading::value).containsExactly(1.0);
        assertThat(station.parked.list(Reason.CONFLICT, "AL-0001", null, 10).total()).isEqualTo(3);
        assertThatThrownBy(() -> station.parked.replay(station.parked.items(1).get(0).id(), House.actor("li", "admin"))).isInstanceOf(Problem.IllegalMove.class);
        assertThat(station.parked.count()).isEqualTo(3);
    }

    @Test
    void twoReadingsInOneMillisecondOfOurClockAreTwoReadings() {
        station.send("AL-0001", "{\"values\":{\"temperature\":1}}");
        station.send("AL-0001", "[{\"values\":{\"temperature\":2}},{\"values\":{\"temperature\":3}}]");
        assertThat(all()).extracting(Reading::value).containsExactly(1.0, 2.0, 3.0);
        assertThat(all()).allMatch(reading -> Flag.SERVER_TIME.in(reading.flags()) && !Flag.LATE.in(reading.flags()));
    }

    @Test
    void lateReadingGoesIntoTheChunkThatCoversIt() {
        long base = station.now() - 3_600_000;
        for (int round = 0; round < 3; round++) {
            StringBuilder many = new StringBuilder("[");
            for (int i = 0; i < 800; i++) {
                many.append(i == 0 ? "" : ",").append("{\"ts\":").append(base + (round * 800 + i) * 1000L).append(",\"values\":{\"temperature\":").append(i % 50).append("}}");
            }
            station.send("AL-0001", many.append("]").toString());
            station.packer.pack();
        }
        long late = base + 700_500;
        send(late, 99);
        send(base - 5_000, 98);
        assertThat(station.history.latest(temperature).at()).isEqualTo(base + 2_399_000);
        assertThat(all()).hasSize(2402);
        station.packer.pack();
        assertThat(all()).hasSize(2402).isSortedAccordingTo((a, b) -> Long.compare(a.at(), b.at()));
        assertThat(station.history.range(temperature, late, late + 1, 1)).containsExactly(new Reading(temperature, late, 99, Flag.LATE.bit | Flag.SKEWED.bit, null));
        assertThat(send(late, 99).duplicates()).isEqualTo(1);
        assertThat(send(late, 100).parked()).hasSize(1);
        assertThat(send(base - 5_000, 98).duplicates()).isEqualTo(1);
        station.killAndStart();
        assertThat(all()).hasSize(2402);
        assertThat(station.history.latest(temperature).at()).isEqualTo(base + 2_399_000);
        assertThat(station.history.spoolRows()).as("the row of the commit that parked a conflict").isEqualTo(1);
        station.packer.pack();
        assertThat(station.history.spoolRows()).isZero();
    }

    /** Half full it is closed: what follows begins another, what is late still goes into it. */
    @Test
    void newestChunkIsWrittenAgainOnlyUntilItIsHalfFull() {
        long base = station.now() - 1_000_000;
        bringTwoHundred(base);
        assertThat(chunks()).containsExactly(200);
        bringTwoHundred(base + 200_000);
        assertThat(chunks()).containsExactly(400);
        station.killAndStart();
        send(base + 350_500, 99);
        station.packer.pack();
        station.packer.bind(temperature);
        assertThat(chunks()).containsExactly(401);
        bringTwoHundred(base + 400_000);
        assertThat(chunks()).containsExactly(401, 200);
        send(base + 399_500, 98);
        bringTwoHundred(base + 600_000);
        assertThat(chunks()).as("what is late comes into the closed one, the rest into the open one").containsExactly(402, 400);
        assertThat(all()).hasSize(802).isSortedAccordingTo((a, b) -> Long.compare(a.at(), b.at()));
        assertThat(send(base + 399_500, 98).duplicates()).isEqualTo(1);
    }

    /** A reading a second, packed at once. */
    private void bringTwoHundred(long from) {
        StringBuilder many = new StringBuilder("[");
        for (int i = 0; i < 200; i++) {
            many.append(i == 0 ? "" : ",").append("{\"ts\":").append(from + i * 1000L).append(",\"values\":{\"temperature\":").append(i).append("}}");
        }
        station.send("AL-0001", many.append("]").toString());
        station.packer.pack();
    }

    /** How many readings lie in each chunk of the temperature, by time. */
    private List<Integer> chunks() {
        List<Integer> sizes = new ArrayList<>();
        station.house.work().execute(tx -> station.store.walk(tx, temperature.number(), 0, Long.MAX_VALUE, (summary, body) -> sizes.add(summary.readings())));
        return sizes;
    }

    @Test
    void nothingIsAcknowledgedWhileTheStoreIsBroken() throws Exception {
        station.broken = true;
        CompletableFuture<Arrival> sent = CompletableFuture.supplyAsync(() -> send(station.now(), 1));
        waitFor("the ingest to say that the store fails", () -> !station.ingest.state().ready());
        assertThat(station.ingest.state().text()).contains("读数无法入库");
        assertThat(sent).isNotDone();
        assertThat(station.history.latest(temperature)).isNull();
        station.broken = false;
        assertThat(sent.get().stored()).isEqualTo(1);
        assertThat(station.ingest.state().ready()).isTrue();
        assertThat(all()).hasSize(1);
    }

    @Test
    void noErrorEndsTheThreadThatCommits() throws Exception {
        AtomicInteger fails = new AtomicInteger(2);
        station.ingest.wired(batch -> {
            if (fails.getAndDecrement() > 0) {
                throw new NoClassDefFoundError("a class of the test");
            }
            station.ingest.commit(batch);
        });
        send(station.now(), 1);
        assertThat(fails).as("tried until it succeeds").hasValue(-1);
        Arrival.Sender sick = failing(true, new InternalError("the sender of the test"));
        Decoded one = new Decoded(List.of(new Reading(temperature, station.now() + 1, 1, 0, null)), List.of(), false);
        assertThat(station.ingest.arrive(new Arrival("AL-0001", "test", one, station.now(), sick, 0), 0)).isTrue();
        waitFor("its commit", () -> all().size() == 2);
        send(station.now() + 2, 3);
        assertThat(all()).hasSize(3);
        assertThat(station.ingest.state().ready()).isTrue();
    }

    @Test
    void whoStumblesOverTheEndOfAnOutageStopsNoCommit() {
        AtomicInteger told = new AtomicInteger();
        AtomicInteger foreseen = new AtomicInteger();
        Judge stumbling = new Judge() {
            @Override
            public void judge(Tx tx, List<Reading> stored, Arrived arrived, Instant now) {
                // Nothing is a danger here.
            }

            @Override
            public void foresee(List<Reading> readings, Arrived arrived, Set<String> waiting, String away) {
                foreseen.incrementAndGet();
            }

            @Override
            public void caughtUp(boolean deaf) {
                told.incrementAndGet();
                throw new NoClassDefFoundError("a class of the test");
            }
        };
        History history = new History(station.house.work(), station.store, station.known.catalogue);
        Ingest ingest = new Ingest(station.house.work(), station.store, station.known.catalogue, stumbling, history, station.house.clock(), 1_000_000, Integer.MAX_VALUE, 20_000);
        AtomicBoolean away = new AtomicBoolean(true);
        ingest.wired(batch -> {
            if (away.get()) {
                throw new StoreFailure("the store of the test is away", null);
            }
            ingest.commit(batch);
        });
        Decoded one = new Decoded(List.of(new Reading(temperature, station.now(), 1, 0, null)), List.of(), false);
        Waiting first = new Waiting(1);
        assertThat(ingest.arrive(new Arrival("AL-0001", "test", one, station.now(), first, 0), 0)).isTrue();
        waitFor("an outage that is seen", () -> foreseen.get() > 0);
        away.set(false);
        waitFor("its end", () -> told.get() == 1);
        Waiting second = new Waiting(1);
        ingest.arriveAndWait(List.of(new Arrival("AL-0001", "test", one, station.now(), second, 0)), second, 20_000);
        assertThat(first.done(0)).isTrue();
        ingest.close();
    }

    @Test
    void queueThatIsFullHoldsInletsBack() {
        station.commits.drainPermits();
        Arrival.Sender nobody = failing(false, new AssertionError("nobody asked"));
        Decoded one = new Decoded(List.of(new Reading(temperature, station.now(), 1, 0, null)), List.of(), false);
        AtomicBoolean full = new AtomicBoolean();
        int taken = 0;
        while (!full.get() && taken < 100_000) {
            if (station.ingest.arrive(new Arrival("AL-0001", "test", one, station.now(), nobody, 0), 0)) {
                taken++;
            } else {
                full.set(true);
            }
        }
        assertThat(taken).isBetween(10_000, 16_000);
        station.commits.release(1_000);
        waitFor("room", () -> station.ingest.arrive(new Arrival("AL-0001", "test", one, station.now(), nobody, 0), 0));
    }

    @Test
    void partOfAMessageThatIsGoodIsStoredAndTheRestParked() {
        long at = station.now();
        Arrival arrival = station.send("AL-0001", "{\"ts\":" + at + ",\"values\":{\"temperature\":500,\"door\":1,\"pressure\":NaN}}");
        assertThat(arrival.stored()).isEqualTo(1);
        assertThat(arrival.parked()).extracting(Parked::reason).containsExactly(Reason.UNKNOWN_POINT, Reason.NOT_A_NUMBER);
        assertThat(Flag.wordsOf(all().get(0).flags())).containsExactly("out-of-range");
        assertThat(station.parked.count()).isEqualTo(2);
    }

    @Test
    void whatWasParkedForAPointIsStoredOnceThePointIsDeclared() {
        long at = station.now();
        for (int i = 0; i < 1_200; i++) {
            station.send("AL-0001", "door", at + i, i);
        }
        assertThat(station.parked.count()).isEqualTo(1_200);
        station.house.clock().advance(Duration.ofDays(30));
        Series door = station.known.series("AL-0001", "door");
        waitFor("parked readings to be stored", () -> station.history.range(door, 0, Long.MAX_VALUE, 5_000).size() == 1_200);
        assertThat(station.parked.count()).isZero();
        assertThat(station.history.range(door, 0, Long.MAX_VALUE, 5_000)).hasSize(1_200).extracting(Reading::value).startsWith(0.0, 1.0).endsWith(1199.0);
    }

    @Test
    void damagedSpoolRowStopsTheIngestAndIsNotSkipped() {
        send(station.now(), 1);
        station.house.work().execute(tx -> {
            try (var update = tx.connection().prepareStatement("update sensor_spool set body = ?")) {
                update.setBytes(1, new byte[] {1, 2, 3, 4, 5, 6});
                update.executeUpdate();
            }
        });
        station.killAndStart();
        assertThat(station.ingest.state().ready()).isFalse();
        assertThat(station.ingest.state().text()).contains("缓存行");
        assertThatThrownBy(() -> send(station.now(), 2)).isInstanceOf(StoreFailure.class);
    }

    @Test
    void damagedSheafStopsTheIngestAndIsNotSkipped() {
        send(station.now(), 1);
        station.packer.pack();
        assertThat(station.history.sheafReadings()).isEqualTo(1);
        station.house.work().execute(tx -> {
            try (var update = tx.connection().prepareStatement("update sensor_sheaf set body = ?")) {
                update.setBytes(1, new byte[] {1, 2, 3, 4, 5, 6});
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
        });
        station.killAndStart();
        assertThat(station.ingest.state().ready()).isFalse();
        assertThat(station.ingest.state().text()).contains("合捆 0/1");
        assertThatThrownBy(() -> send(station.now(), 2)).isInstanceOf(StoreFailure.class);
    }

    /** What lies in sheaves is bound where it is wanted in chunks, and nobody sees a difference. */
    @Test
    void fewReadingsOfManySeriesLieInOneSheafUntilTheyAreBound() {
        long at = station.now();
        List<Series> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(station.known.series("AL-0001", "p" + i));
            station.send("AL-0001", "p" + i, at + i, i);
        }
        station.packer.pack();
        assertThat(station.packer.chunks()).isZero();
        assertThat(station.history.sheafReadings()).isEqualTo(40);
        assertThat(station.send("AL-0001", "p7", at + 7, 7).duplicates()).isEqualTo(1);
        assertThat(station.send("AL-0001", "p7", at + 7, 8).parked()).hasSize(1);
        station.packer.bindAll();
        assertThat(station.history.sheafReadings()).isZero();
        assertThat(station.packer.chunks()).isEqualTo(40);
        assertThat(station.send("AL-0001", "p7", at + 7, 7).duplicates()).isEqualTo(1);
        station.killAndStart();
        for (int i = 0; i < 40; i++) {
            Series series = all.get(i);
            assertThat(station.history.range(series, 0, Long.MAX_VALUE, 10)).containsExactly(new Reading(series, at + i, i, 0, null));
            assertThat(station.history.latest(series).at()).isEqualTo(at + i);
        }
    }

    /** Sometimes the packer's transaction fails, or is made and nobody hears of it; the next pass goes on from there. */
    private void pack(Random random) {
        station.flaky.unanswered = random.nextInt(3) == 0 ? 1 : 0;
        station.flaky.broken = station.flaky.unanswered == 0 && random.nextInt(4) == 0 ? 1 : 0;
        // The first commit is about parked items, the second packs what came, the third binds.
        station.flaky.spared = random.nextInt(3);
        try {
            station.packer.pack();
        } catch (StoreFailure e) {
            // What is asked, or comes again, is sometimes asked before the packer is back.
            if (random.nextBoolean()) {
                station.packer.pack();
            }
        }
        station.flaky.unanswered = 0;
        station.flaky.broken = 0;
    }

    /** Range, page, latest and trend against a plain map, with late ones, repeats, packing and restarts in between. */
    @Test
    void whateverHappensInBetweenAnswersAreThoseOfAPlainMap() {
        for (long seed = 1; seed <= Integer.getInteger("shoutu.stories", 10); seed++) {
            Random random = new Random(seed);
            Series series = station.known.series("AL-0001", "s" + seed);
            Map<Long, Double> truth = new TreeMap<>();
            long base = station.now() - 1_000_000;
            for (int step = 0; step < 60; step++) {
                StringBuilder message = new StringBuilder("[");
                int n = 1 + random.nextInt(120);
                int known = truth.size();
                for (int i = 0; i < n; i++) {
                    // Mostly forward, with repeats and jumps back.
                    long at = base + (random.nextInt(4) == 0 ? random.nextInt(1 + step * 100) : step * 100L + random.nextInt(200)) * 10;
                    double value = random.nextInt(5) == 0 ? random.nextGaussian() : random.nextInt(1000) / 10.0;
                    value = truth.getOrDefault(at, value);
                    truth.put(at, value);
                    message.append(i == 0 ? "" : ",").append("{\"ts\":").append(at).append(",\"values\":{\"s").append(seed).append("\":").append(value).append("}}");
                }
                Arrival arrival = station.send("AL-0001", message.append("]").toString());
                assertThat(arrival.parked()).isEmpty();
                assertThat(arrival.stored()).as("new ones, seed " + seed + ", step " + step).isEqualTo(truth.size() - known);
                assertThat(arrival.duplicates()).isEqualTo(n - arrival.stored());
                if (random.nextInt(2) == 0) {
                    pack(random);
                }
                if (random.nextInt(20) == 0) {
                    station.packer.bind(series);
                }
                if (random.nextInt(15) == 0) {
                    station.killAndStart();
                }
                if (step % 7 == 0 || step == 59) {
                    compare(series, new TreeMap<>(truth), base, random);
                }
            }
        }
    }

    private void compare(Series series, TreeMap<Long, Double> truth, long base, Random random) {
        assertThat(station.history.latest(series).at()).isEqualTo(truth.lastKey());
        assertThat(station.history.latest(series).value()).isEqualTo(truth.lastEntry().getValue());
        for (int i = 0; i < 6; i++) {
            long from = base + random.nextInt(70_000) - 2_000;
            long to = from + random.nextInt(i == 0 ? 100_000 : 20_000);
            var expected = truth.subMap(from, to);
            assertThat(station.history.range(series, from, to, 100_000)).extracting(Reading::at).containsExactlyElementsOf(expected.keySet());
            assertThat(station.history.range(series, from, to, 100_000)).extracting(Reading::value).containsExactlyElementsOf(expected.values());
            List<Long> paged = new ArrayList<>();
            int limit = 1 + random.nextInt(300);
            for (Long begin = from; begin != null; ) {
                History.Part part = station.history.page(series, from, to, begin, limit);
                assertThat(part.total()).isEqualTo(expected.size());
                assertThat(part.readings().size()).isLessThanOrEqualTo(limit);
                part.readings().forEach(reading -> paged.add(reading.at()));
                begin = part.next();
            }
            assertThat(paged).containsExactlyElementsOf(expected.keySet());
            int buckets = 1 + random.nextInt(50);
            if (to > from) {
                Trend trend = station.history.trend(series, from, to, buckets);
                assertThat(trend.buckets().size()).isLessThanOrEqualTo(buckets);
                for (Trend.Bucket bucket : trend.buckets()) {
                    var inside = expected.subMap(bucket.from(), Math.min(to, bucket.from() + trend.width()));
                    assertThat(bucket.count()).isEqualTo(inside.size());
                    if (!inside.isEmpty()) {
                        assertThat(bucket.min()).isEqualTo(inside.values().stream().mapToDouble(Double::doubleValue).min().getAsDouble());
                        assertThat(bucket.max()).isEqualTo(inside.values().stream().mapToDouble(Double::doubleValue).max().getAsDouble());
                        assertThat(bucket.avg()).isCloseTo(inside.values().stream().mapToDouble(Double::doubleValue).average().getAsDouble(), within(1e-9));
                    }
                }
            }
        }
    }

    /** Readers beside a committing and a packing thread: every reading that was acknowledged before is there, once. */
    @Test
    void readerNeverMissesAReadingWhileItIsPacked() throws Exception {
        long base = station.now();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> packing = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                station.packer.pack();
            }
        });
        int[] sent = {0};
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 1_500; i++) {
                send(base + i, i);
                synchronized (sent) {
                    sent[0] = i + 1;
                }
            }
            over.set(true);
        });
        int looks = 0;
        while (!sending.isDone()) {
            int atLeast;
            synchronized (sent) {
                atLeast = sent[0];
            }
            List<Reading> seen = all();
            assertThat(seen.size()).isGreaterThanOrEqualTo(atLeast);
            for (int i = 0; i < seen.size(); i++) {
                assertThat(seen.get(i).at()).isEqualTo(base + i);
            }
            History.Part part = station.history.page(temperature, base, base + 10_000, base, 10);
            assertThat(part.total()).isGreaterThanOrEqualTo(atLeast);
            long counted = station.history.trend(temperature, base, base + 10_000, 3).buckets().stream().mapToLong(Trend.Bucket::count).sum();
            assertThat(counted).isGreaterThanOrEqualTo(atLeast).isLessThanOrEqualTo(1_500);
            looks++;
        }
        sending.get();
        packing.get();
        assertThat(looks).isPositive();
        assertThat(all()).hasSize(1_500);
    }

    /** Otherwise a packer that cannot follow would let memory grow until the house dies. */
    @Test
    void intakeWaitsWhereThePackerCannotFollowAndGoesOnAfterwards() {
        try (Station idle = new Station()) {
            idle.known.device("AL-0001");
            Series temperature = idle.known.series("AL-0001", "temperature");
            AtomicBoolean full = new AtomicBoolean(true);
            ReadingStore store = (ReadingStore) Proxy.newProxyInstance(ReadingStore.class.getClassLoader(), new Class<?>[] {ReadingStore.class}, (proxy, method, given) -> {
                if (method.getName().equals("renew") && full.get()) {
                    throw new StoreFailure("the disk is full", null);
                }
                return method.invoke(idle.store, given);
            });
            History history = new History(idle.house.work(), store, idle.known.catalogue);
            Ingest ingest = new Ingest(idle.house.work(), store, idle.known.catalogue, (tx, stored, arrived, now) -> { }, history, idle.house.clock(), 1_000_000, 6, 100);
            ingest.wired(ingest::commit);
            Decoder decoder = new Decoder(idle.known.catalogue);
            for (int i = 0; i < 12; i++) {
                Waiting each = new Waiting(1);
                ingest.arriveAndWait(List.of(arrival(decoder, idle.now() + i, each)), each, 20_000);
            }
            Waiting next = new Waiting(1);
            assertThat(ingest.arrive(arrival(decoder, idle.now() + 12, next), 0)).isTrue();
            long until = System.nanoTime() + 20_000_000_000L;
            while (ingest.state().ready()) {
                assertThat(System.nanoTime()).as("waited in vain for the ingest to say that it waits").isLessThan(until);
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(ingest.state().text()).contains("the disk is full");
            assertThat(next.done(0)).isFalse();
            full.set(false);
            assertThat(next.done(20_000)).isTrue();
            assertThat(history.range(temperature, 0, Long.MAX_VALUE, 100)).hasSize(13);
            ingest.close();
        }
    }

    private static Arrival arrival(Decoder decoder, long at, Waiting waiting) {
        byte[] payload = ("{\"ts\":" + at + ",\"values\":{\"temperature\":1}}").getBytes(StandardCharsets.UTF_8);
        return new Arrival("AL-0001", "test", decoder.decode("AL-0001", "test", payload, 0, payload.length, at), at, waiting, 0);
    }
}
