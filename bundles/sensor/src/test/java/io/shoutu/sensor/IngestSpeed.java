package io.shoutu.sensor;

import io.shoutu.api.store.Schema;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.sql.Sql;
import io.shoutu.commons.store.JdbcUnitOfWork;
import io.shoutu.sensor.decode.Decoder;
import io.shoutu.sensor.domain.ReadingStore;
import io.shoutu.sensor.door.DoorSpeed;
import io.shoutu.sensor.store.SqlReadingStore;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;

/**
 * How fast data comes in (接收测速), by hand: {@code IngestSpeed [seconds] [devices] [pipeline|mqtt] [readings a pass]}. Derby on disk, everything in one process,
 * the sender on the same processors.
 */
public final class IngestSpeed {
    private IngestSpeed() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        int devices = args.length > 1 ? Integer.parseInt(args[1]) : 5_000;
        String what = args.length > 2 ? args[2] : "pipeline";
        int pass = args.length > 3 ? Integer.parseInt(args[3]) : 1_500_000;
        Path directory = Files.createTempDirectory(Path.of("target"), "speed");
        DataSource source = derby(directory.resolve("db"));
        tables(source);
        UnitOfWork work = new JdbcUnitOfWork(source);
        ReadingStore store = new SqlReadingStore(new Sql(source), new Schema() {
            @Override
            public String word() {
                return "sensor";
            }

            @Override
            public String version() {
                return "002";
            }
        });
        Known known = new Known();
        for (int i = 0; i < devices; i++) {
            known.device("D-" + i);
            known.series("D-" + i, "temperature");
        }
        Clock clock = Clock.systemUTC();
        History history = new History(work, store, known.catalogue);
        Ingest ingest = new Ingest(work, store, known.catalogue, (tx, stored, arrived, now) -> { }, history, clock, 5, pass, 200_000);
        ingest.wired(ingest::commit);
        if (what.equals("mqtt")) {
            DoorSpeed.run(ingest, known.catalogue, seconds, devices);
        } else {
            pipeline(ingest, known, seconds, devices);
        }
        print(ingest, history);
        ingest.close();
        System.exit(0);
    }

    private static void pipeline(Ingest ingest, Known known, int seconds, int devices) {
        Decoder decoder = new Decoder(known.catalogue);
        AtomicLong acknowledged = new AtomicLong();
        Arrival.Sender sender = new Arrival.Sender() {
            @Override
            public boolean committed(Arrival arrival) {
                acknowledged.incrementAndGet();
                return false;
            }

            @Override
            public void flush() {
                throw new IllegalStateException("nobody asked");
            }
        };
        String[] names = new String[devices];
        for (int i = 0; i < devices; i++) {
            names[i] = "D-" + i;
        }
        long begun = System.nanoTime();
        long round = System.currentTimeMillis() - 3_600_000;
        long before = 0;
        long sent = 0;
        for (int second = 1; second <= seconds; second++) {
            long until = begun + second * 1_000_000_000L;
            while (System.nanoTime() < until) {
                for (int i = 0; i < devices; i++) {
                    byte[] payload = ("{\"ts\":" + round + ",\"values\":{\"temperature\":" + (sent % 1000) / 10.0 + "}}").getBytes(StandardCharsets.ISO_8859_1);
                    long now = System.currentTimeMillis();
                    while (!ingest.arrive(new Arrival(names[i], "speed", decoder.decode(names[i], "speed", payload, 0, payload.length, now), now, sender, 0), 1000)) {
                        LockSupport.parkNanos(1000);
                    }
                    sent++;
                }
                round++;
            }
            long now = acknowledged.get();
            System.out.printf("%2d s: %,d readings/s%n", second, now - before);
            before = now;
        }
    }

    static void print(Ingest ingest, History history) {
        ingest.metrics().forEach(metric -> {
            if (metric.value() != 0) {
                System.out.printf("%s%s %s%n", metric.name(), metric.labels().isEmpty() ? "" : metric.labels(), metric.value());
            }
        });
        double stored = ingest.metrics().stream().filter(metric -> metric.name().equals("shoutu_sensor_readings_stored_total")).findFirst().orElseThrow().value();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (long id : threads.getAllThreadIds()) {
            if (threads.getThreadCpuTime(id) > 100_000_000L) {
                System.out.printf("%-28s %.2f µs of processor a reading%n", threads.getThreadInfo(id).getThreadName(), threads.getThreadCpuTime(id) / 1000.0 / stored);
            }
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            System.out.printf("%-28s %.2f µs of processor a reading%n", "all, with JIT and GC", system.getProcessCpuTime() / 1000.0 / stored);
        }
        Packer packer = ingest.packer();
        System.out.printf("packing: %d passes, mean %.3f s, longest %.3f s, spool rows %d%n", packer.passes(),
                packer.passes() == 0 ? 0 : packer.seconds() / packer.passes(), packer.longestSeconds(), history.spoolRows());
    }

    private static void tables(DataSource source) throws Exception {
        String script = script("V002__readings") + script("V082__parked_tray") + script("V083__sheaves");
        script = script.concat("create table sensor_number (what varchar(20) primary key, last_no bigint not null);"
                + "insert into sensor_number values ('parked', 0);").replaceAll("--.*", "").replace("${blob}", "blob");
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            for (String one : script.split(";")) {
                if (!one.isBlank()) {
                    statement.execute(one);
                }
            }
        }
    }

    private static String script(String name) throws Exception {
        return Files.readString(Path.of("src/main/resources/db/sensor/" + name + ".sql"));
    }

    private static DataSource derby(Path database) {
        EmbeddedDataSource derby = new EmbeddedDataSource();
        derby.setDatabaseName(database.toString());
        derby.setCreateDatabase("create");
        return derby;
    }
}
