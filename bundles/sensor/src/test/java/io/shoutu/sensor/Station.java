package io.shoutu.sensor;

import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.store.JdbcUnitOfWork;
import io.shoutu.commons.testing.House;
import io.shoutu.sensor.decode.Decoder;
import io.shoutu.sensor.decode.Formats;
import io.shoutu.sensor.domain.Judge;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.ReadingStore;
import io.shoutu.sensor.store.SqlReadingStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Data in, whole (接收试验台): the real store, history, ingest and parked readings, with devices from memory.
 * The packer runs only when a test says so. Every commit can be held and made to fail.
 */
public final class Station implements AutoCloseable {
    public final House house;
    public final Known known = new Known();
    public final Formats formats = new Formats();
    public final ReadingStore store;
    /** What the rules were shown, in order. */
    public final List<Reading> judged = new ArrayList<>();
    /** Without a permit a commit waits; there are plenty unless a test takes them. */
    public final Semaphore commits = new Semaphore(Integer.MAX_VALUE);
    public volatile boolean broken;
    public History history;
    public Ingest ingest;
    /** What packs when a test says so, with small shelves: sheaves are laid together and bound every few passes. */
    Packer packer;
    /** The database as the packer meets it. */
    final Flaky flaky;
    public ParkedReadings parked;

    public Station() {
        this(House.onDerby());
    }

    public Station(House on) {
        house = on.and("sensor", SqlReadingStore.class);
        store = new SqlReadingStore(house.sql(), house.schema("sensor"));
        flaky = new Flaky(house.source());
        start();
    }

    private void start() {
        history = new History(house.work(), store, known.catalogue);
        Judge judge = (Tx tx, List<Reading> stored, Judge.Arrived arrived, Instant now) -> {
            if (broken) {
                throw new StoreFailure("the test has broken the store", null);
            }
            List<Reading> copy = List.copyOf(stored);
            tx.afterCommit(() -> {
                synchronized (judged) {
                    judged.addAll(copy);
                }
            });
        };
        ingest = new Ingest(house.work(), store, known.catalogue, judge, history, house.clock(), 1_000_000, Integer.MAX_VALUE, 20_000);
        packer = new Packer(new JdbcUnitOfWork(flaky), store, history, 200, 3);
        Ingest mine = ingest;
        mine.wired(batch -> {
            commits.acquireUninterruptibly();
            commits.release();
            mine.commit(batch);
        });
        parked = new ParkedReadings(house.work(), store, known.catalogue, formats, ingest, house.clock());
    }

    /** As after kill -9: nothing is finished, memory is gone, the database is what was committed. */
    public void killAndStart() {
        parked.close();
        ingest.close();
        start();
    }

    public long now() {
        return house.clock().millis();
    }

    /** Sends a message and waits for its commit. */
    public Arrival send(String device, String json) {
        byte[] payload = json.getBytes(StandardCharsets.UTF_8);
        Waiting waiting = new Waiting(1);
        Arrival arrival = new Arrival(device, "test", new Decoder(known.catalogue, formats).decode(device, "test", payload, 0, payload.length, now()), now(), waiting, 0);
        ingest.arriveAndWait(List.of(arrival), waiting, 20_000);
        return arrival;
    }

    public Arrival send(String device, String point, long at, double value) {
        return send(device, "{\"ts\":" + at + ",\"values\":{\"" + point + "\":" + value + "}}");
    }

    @Override
    public void close() {
        parked.close();
        ingest.close();
        house.close();
    }
}
