package io.shoutu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** All figures in one run on one machine: arms interleaved, medians, ratios. See bench/README.md for what each arm is. */
public final class Bench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PASSWORD = "Bench-2026-secret";
    private static final String STORED = "shoutu_sensor_readings_stored_total";
    /** Between two looks at what starts: looking costs it something, so not too often, and both arms alike. */
    private static final long LOOK = 50_000_000;
    private final Path home;
    private final Path archive;
    private final Path scratch;
    private final List<Process> started = new ArrayList<>();
    private volatile boolean leaving;
    private int rounds = 3;
    private long messages = 1_000_000;
    private boolean onPostgres;
    private PostgresServer postgres;
    /** What the store's process starts with where its disk goes wrong. */
    private Map<String, String> badDisk = Map.of();
    private double minutes = 30;
    /** Messages a second where an arm has a rate; 0 for the one of its bar. */
    private int rate;
    /** Messages that each of the four connections may have on their way. */
    private int window = 500;
    /** Where what is declared in minutes is kept for the next run; null for nowhere. */
    private Path declared;

    private Bench(Path home, Path archive) throws IOException {
        this.home = home;
        this.archive = archive.toAbsolutePath();
        this.scratch = Files.createTempDirectory("shoutu-bench-");
    }

    public static void main(String[] args) throws Exception {
        Bench bench = new Bench(Path.of(args[0]), Path.of(args[1]));
        String what = "all";
        for (int i = 2; i < args.length; i++) {
            switch (args[i]) {
                case "--rounds" -> bench.rounds = Integer.parseInt(args[++i]);
                case "--messages" -> bench.messages = Long.parseLong(args[++i]);
                case "--postgres" -> bench.onPostgres = true;
                case "--minutes" -> bench.minutes = Double.parseDouble(args[++i]);
                case "--rate" -> bench.rate = Integer.parseInt(args[++i]);
                case "--declared" -> bench.declared = Path.of(args[++i]);
                default -> what = args[i];
            }
        }
        // Also where somebody ends the bench half-way: nothing it started stays behind.
        Runtime.getRuntime().addShutdownHook(new Thread(bench::leave));
        try {
            System.out.println("machine: " + Runtime.getRuntime().availableProcessors() + " cores, Java " + Runtime.version() + ", " + cpu() + ", load " + Files.readString(Path.of("/proc/loadavg")).trim());
            if (what.equals("all") || what.equals("start")) {
                bench.start();
            }
            if (what.equals("all") || what.equals("ingest") || what.equals("alarm")) {
                bench.platform(what);
            }
            switch (what) {
                case "rival" -> bench.rival();
                case "series" -> bench.series();
                case "sessions" -> bench.sessions();
                case "poison" -> bench.poison();
                case "flood" -> bench.flood();
                case "endurance" -> bench.endurance();
                case "rows" -> bench.rows();
                case "flush" -> bench.flush();
                default -> { }
            }
        } finally {
            System.out.println("load at the end: " + Files.readString(Path.of("/proc/loadavg")).trim());
        }
    }

    private void leave() {
        leaving = true;
        try {
            if (postgres != null) {
                postgres.close();
            }
            for (Process process : started) {
                kill(process);
            }
            delete(scratch);
        } catch (Exception e) {
            System.err.println("bench could not tidy up " + scratch + ": " + e);
        }
    }

    // ------------------------------------------------------------------------------------------------ fresh unpack → ready

    private void start() throws Exception {
        Path bareArchive;
        try (var jars = Files.list(home.resolve("bench/target/lib"))) {
            bareArchive = jars.filter(p -> p.getFileName().toString().startsWith("apache-karaf-")).findFirst().orElseThrow();
        }
        List<Double> ours = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        long idle = 0;
        for (int i = 0; i < Math.max(3, rounds); i++) {
            Path karaf = unpack(bareArchive, "bare" + i);
            // As it is shipped; its SSH port is the first thing it offers.
            long begun = System.nanoTime();
            Process process = new ProcessBuilder("bash", karaf.resolve("bin/karaf").toString(), "server").redirectErrorStream(true).redirectOutput(scratch.resolve("bare.log").toFile()).start();
            started.add(process);
            while (!listens(8101)) {
                LockSupport.parkNanos(LOOK);
            }
            bare.add((System.nanoTime() - begun) / 1e9);
            kill(process);
            while (listens(8101)) {
                LockSupport.parkNanos(2_000_000);
            }
            Running running = launch(unpack(archive, "ours" + i), "start" + i);
            ours.add(running.readyAfter);
            if (i == 0) {
                LockSupport.parkNanos(10_000_000_000L);
                idle = rss(running.process);
            }
            running.stop();
        }
        System.out.printf("fresh unpack -> ready   bare Karaf %.2f s   Shoutu %.2f s   ratio %.2f (bar: at most 2.5)%n", median(bare), median(ours), median(ours) / median(bare));
        System.out.printf("memory idle (RSS, 10 s after ready)   %d MB%n", idle / 1024);
    }

    // ------------------------------------------------------------------------------------------------ ingest and alarms

    private void platform(String what) throws Exception {
        int broker = port();
        Path conf = scratch.resolve("mosquitto.conf");
        Files.writeString(conf, "user root\nlistener " + broker + " 127.0.0.1\nallow_anonymous true\nmax_inflight_messages 0\nmax_queued_messages 0\nset_tcp_nodelay true\n");
        Process mosquitto = new ProcessBuilder("mosquitto", "-c", conf.toString()).redirectErrorStream(true).redirectOutput(scratch.resolve("mosquitto.log").toFile()).start();
        started.add(mosquitto);
        mosquitto.onExit().thenAccept(gone -> {
            if (!leaving) {
                System.err.println("mosquitto ended with " + gone.exitValue());
            }
        });
        Path distribution = unpack(archive, "platform");
        Files.writeString(distribution.resolve("etc/io.shoutu.sensor.broker-bench.cfg"), "name = bench\nurl = tcp://127.0.0.1:" + broker + "\n");
        Running running = launch(distribution, "platform-data");
        try {
            running.signIn();
            List<String> door = new ArrayList<>();
            List<String> inlet = new ArrayList<>();
            for (int d = 1; d <= 4; d++) {
                door.add("BD-" + d + ":" + running.device("BD-" + d, 100, 1e9, "LOW"));
                running.device("BI-" + d, 100, 1e9, "LOW");
                inlet.add("BI-" + d);
            }
            try (Live page = new Live(running, "sensor.*")) {
                if (!what.equals("alarm")) {
                    ingest(broker, running, door, inlet);
                }
                if (!what.equals("ingest")) {
                    alarms(running, page);
                }
            }
        } finally {
            running.stop();
            leaving = true;
            kill(mosquitto);
        }
    }

    private void ingest(int broker, Running running, List<String> door, List<String> inlet) throws Exception {
        Map<String, List<Double>> rates = new TreeMap<>();
        long ts = System.currentTimeMillis() - 5 * 86_400_000L;
        // Round 0 warms everything up and is not counted.
        for (int round = 0; round <= rounds; round++) {
            long count = round == 0 ? messages / 2 : messages;
            Process counter = java("Counter", "tcp://127.0.0.1:" + broker, "count/#", "" + count);
            BufferedReader lines = counter.inputReader();
            expect(lines, "subscribed");
            Map<String, Long> sent = blast(broker, "count/", door.stream().map(d -> d.split(":")[0]).toList(), count, 0, 100, ts);
            double counted = count * 1000.0 / (Long.parseLong(expect(lines, "end=").substring(4)) - sent.get("begin"));
            Map<String, Long> own = blast(running.mqtt, "shoutu/v1/", door, count, 0, 100, ts);
            double ownRate = count * 1000.0 / (own.get("end") - own.get("begin"));
            double before = running.metric(STORED);
            Map<String, Long> paho = blast(broker, "shoutu/v1/", inlet, count, 0, 100, ts);
            running.awaitStored(before + count);
            double pahoRate = count * 1000.0 / (System.currentTimeMillis() - paho.get("begin"));
            System.out.printf("round %d%s   count only %,.0f/s   own door %,.0f/s   Paho inlet %,.0f/s%n", round, round == 0 ? " (warm-up)" : "", counted, ownRate, pahoRate);
            if (round > 0) {
                rates.computeIfAbsent("count", k -> new ArrayList<>()).add(counted);
                rates.computeIfAbsent("door", k -> new ArrayList<>()).add(ownRate);
                rates.computeIfAbsent("inlet", k -> new ArrayList<>()).add(pahoRate);
            }
            ts += count / 400 + 1000;
        }
        double counted = median(rates.get("count"));
        System.out.printf("Paho behind Mosquitto, only counting        %,8.0f msg/s   1.00%n", counted);
        System.out.printf("own door, durable, everything on    %,8.0f msg/s   %.2f (bar: at least 2.0 on Derby, 2.2 on PostgreSQL)%n", median(rates.get("door")), median(rates.get("door")) / counted);
        System.out.printf("Paho inlet, durable, everything on  %,8.0f msg/s   %.2f (bar: at least 0.80)%n", median(rates.get("inlet")), median(rates.get("inlet")) / counted);
        long sent = messages * rounds + messages / 2;
        System.out.printf("stored, as the series tell: %,d of %,d sent through the door, %,d of %,d through the inlet%n",
                running.total(door), sent, running.total(inlet), sent);
        System.out.printf("memory loaded (RSS)   %d MB%n", rss(running.process) / 1024);
    }

    /**
     * A steady stream, 20,000 msg/s for the bar; in it series cross their limits, each once: a storm of 100 alarms a second, twice for twenty seconds, then 25 a
     * second for forty, which is what counts. The platform has been running for a minute by then, as with the ingest.
     */
    private void alarms(Running running, Live page) throws Exception {
        int stream = rate == 0 ? 20_000 : rate;
        int[] perSecond = {100, 100, 25};
        int[] seconds = {20, 20, 40};
        List<String> quiet = new ArrayList<>();
        List<List<String>> loud = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int d = 1; d <= 4; d++) {
            quiet.add("BQ-" + d + ":" + running.device("BQ-" + d, 100, 1e9, "LOW"));
            for (int set = 0; set < loud.size(); set++) {
                String id = "BK-" + set + d;
                loud.get(set).add(id + ":" + running.device(id, perSecond[set] * seconds[set] / 4, 100, "LOW"));
            }
        }
        Process background = blaster(running.mqtt, "shoutu/v1/", quiet, (stream - 100) * 120L / 4 * 4, stream - 100, 100, 0, 23.517);
        LockSupport.parkNanos(10_000_000_000L);
        for (int set = 0; set < loud.size(); set++) {
            int count = perSecond[set] * seconds[set];
            page.latencies.clear();
            blaster(running.mqtt, "shoutu/v1/", loud.get(set), count, perSecond[set], count / 4, 0, 123.5).waitFor();
            long end = System.currentTimeMillis() + 5_000;
            while (page.latencies.size() < count && System.currentTimeMillis() < end) {
                LockSupport.parkNanos(20_000_000);
            }
            double[] all = page.latencies.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf("publish -> alarm at a subscribed page, %,d msg/s, %s, %d alarms a second: %,d of %,d alarms   p50 %.1f ms   p99 %.1f ms   max %.1f ms%s%n", stream,
                    onPostgres ? "PostgreSQL" : "Derby", perSecond[set], all.length, count, at(all, 0.5), at(all, 0.99), at(all, 1),
                    set == 0 ? " (warm-up)" : set == 1 ? " (storm, told)" : " (bar: 10 and 50)");
        }
        edits(running, page, quiet);
        background.waitFor();
        Map<String, Long> durable = figures(expect(background.inputReader(), "begin="));
        System.out.printf("the stream itself, warm-up included -> durable p50 %.1f, p99 %.1f ms%n", durable.get("p50us") / 1e3, durable.get("p99us") / 1e3);
    }

    /** So long after a rule's edit was sent the first alarm it makes has come to the page; each series of the stream has a reading every 20 ms or so. */
    private void edits(Running running, Live page, List<String> devices) throws Exception {
        double[] all = new double[40];
        for (int i = 0; i < all.length; i++) {
            String series = devices.get(i % 4).split(":")[0] + "." + Blaster.point(i / 4);
            String rule = JSON.readTree(running.get("/api/rules?series=" + series)).path("items").get(0).path("id").asText();
            long begun = System.nanoTime();
            running.put("/api/rules/" + rule, rule(series, 20, "LOW"));
            while (!page.arrivals.containsKey(series) && System.nanoTime() - begun < 5_000_000_000L) {
                LockSupport.parkNanos(200_000);
            }
            all[i] = page.arrivals.containsKey(series) ? (page.arrivals.get(series) - begun) / 1e6 : Double.POSITIVE_INFINITY;
        }
        Arrays.sort(all);
        System.out.printf("an edit of a rule sent -> the first alarm it makes at a page, %d edits   p50 %.0f ms   max %.0f ms (bar: in force within 200 ms)%n", all.length, at(all, 0.5), at(all, 1));
    }

    private static String rule(String series, double limit, String priority) {
        return "{\"series\":\"" + series + "\",\"name\":\"过高\",\"kind\":\"threshold\",\"direction\":\"above\",\"limit\":" + limit
                + ",\"hysteresis\":0,\"onDelaySeconds\":0,\"offDelaySeconds\":0,\"priority\":\"" + priority + "\"}";
    }

    // ------------------------------------------------------------------------------------------------ the other bars

    /** A platform for one bar: fresh unpack, four devices of a hundred points each, and what else it takes. */
    private Running fresh(String name) throws Exception {
        Running running = launch(unpack(archive, name), name + "-data");
        running.signIn();
        return running;
    }

    private List<String> four(Running running, String head) throws Exception {
        List<String> devices = new ArrayList<>();
        for (int d = 1; d <= 4; d++) {
            devices.add(head + d + ":" + running.device(head + d, 100, 1e9, "LOW"));
        }
        return devices;
    }

    /** Seconds of processor a process and its threads have used. */
    private static double cpuSeconds(Process process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    /** Processor a message, against a bare door → spool → acknowledge on the same libraries and database. */
    private void rival() throws Exception {
        Running running = fresh("rival");
        List<String> devices = four(running, "BR-");
        String[] where = onPostgres ? new String[] {database().url(), "shoutu", database().password} : new String[] {"jdbc:derby:" + scratch.resolve("rival-db") + ";create=true"};
        Process bare = java("Rival", where);
        int port = Integer.parseInt(expect(bare.inputReader(), "port=").substring(5));
        long ts = System.currentTimeMillis() - 5 * 86_400_000L;
        List<Double> ratios = new ArrayList<>();
        List<Double> speeds = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double oursBefore = cpuSeconds(running.process);
            Map<String, Long> ours = blast(running.mqtt, "shoutu/v1/", devices, messages, 0, 100, ts);
            // What is packed behind the acknowledgement is part of the price.
            awaitPacked(running);
            double oursCpu = (cpuSeconds(running.process) - oursBefore) * 1e6 / messages;
            double bareBefore = cpuSeconds(bare);
            Map<String, Long> theirs = blast(port, "shoutu/v1/", devices, messages, 0, 100, ts);
            double bareCpu = (cpuSeconds(bare) - bareBefore) * 1e6 / messages;
            double speed = (double) (theirs.get("end") - theirs.get("begin")) / (ours.get("end") - ours.get("begin"));
            System.out.printf("round %d%s   processor a million messages: ours %.2f s, bare %.2f s   ratio %.2f   speed ours : bare %.2f%n", round, round == 0 ? " (warm-up)" : "", oursCpu, bareCpu,
                    oursCpu / bareCpu, speed);
            if (round > 0) {
                ratios.add(oursCpu / bareCpu);
                speeds.add(speed);
            }
            ts += messages / 400 + 1000;
        }
        System.out.printf("processor a message, own door with everything on : bare door, %s   %.2f (bar: at most 1.5)   speed %.2f%n", onPostgres ? "PostgreSQL" : "Derby", median(ratios), median(speeds));
        kill(bare);
        running.stop();
    }

    private void awaitPacked(Running running) throws Exception {
        long until = System.nanoTime() + 120_000_000_000L;
        while (running.metric("shoutu_sensor_unpacked_readings") > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(100_000_000);
        }
    }

    /**
     * A hundred thousand series cost hardly more a message than a thousand: two platforms, one that knows a thousand series and one that knows a hundred thousand,
     * in turns, each with a hundred devices on as many connections.
     */
    private void series() throws Exception {
        Running small = fresh("few");
        List<String> few = declared(small, 10);
        Path distribution = unpack(archive, "many");
        Path credentials = declared == null ? null : declared.resolve("credentials");
        boolean known = credentials != null && Files.exists(credentials);
        if (known) {
            copy(declared.resolve("data"), scratch.resolve("many-data"));
        }
        Running large = launch(distribution, "many-data");
        large.signIn();
        List<String> many;
        if (known) {
            many = Files.readAllLines(credentials);
        } else {
            System.out.println("declaring 100,000 series with a rule each; this takes some minutes");
            many = declared(large, 1_000);
            System.out.printf("declared by %tT%n", System.currentTimeMillis());
            if (credentials != null) {
                large.stop();
                copy(scratch.resolve("many-data"), declared.resolve("data"));
                // The container's own memory names folders of this run.
                delete(declared.resolve("data/karaf"));
                Files.write(credentials, many);
                large = launch(distribution, "many-data");
                large.signIn();
            }
        }
        double[] all = new double[2];
        int turns = (int) Math.max(1, messages / 2_000_000);
        long ts = System.currentTimeMillis() - 5 * 86_400_000L;
        for (int round = 0; round <= rounds; round++) {
            double one = 0;
            double other = 0;
            // Short turns: a machine that gets slower for a minute does so for both.
            for (int turn = 0; turn < turns; turn++) {
                one += costs(small, few, 10, messages / turns, ts) / turns;
                other += costs(large, many, 1_000, messages / turns, ts) / turns;
                ts += messages / turns / 1_000 + 1_000;
            }
            System.out.printf("round %d%s   1,000 series %.2f s   100,000 series %.2f s of processor a million messages   ratio %.2f   chunks written %,.0f, %,.0f   memory %d, %d MB%n", round,
                    round == 0 ? " (warm-up)" : "", one, other, other / one, small.metric("shoutu_sensor_chunks_written_total"), large.metric("shoutu_sensor_chunks_written_total"),
                    rss(small.process) / 1024, rss(large.process) / 1024);
            if (round > 0) {
                all[0] += one;
                all[1] += other;
            }
        }
        // The sum and not the median: rounds in which more is packed count as well.
        System.out.printf("100,000 series : 1,000 series, processor a message, all rounds   %.2f (bar: at most 1.15)%n", all[1] / all[0]);
        double heap = (double) (heap(large) - heap(small)) / (many.size() * 1_000 - few.size() * 10);
        System.out.printf("heap for each series more, with a rule, all its readings packed   %,.0f bytes (bar: at most 1,000)%n", heap);
        small.stop();
        large.stop();
    }

    /** Bytes of what lives on the heap once no reading waits to be packed. Asking collects what does not live. */
    private static long heap(Running running) throws Exception {
        long end = System.currentTimeMillis() + 120_000;
        while (running.metric("shoutu_sensor_unpacked_readings") > 0) {
            if (System.currentTimeMillis() > end) {
                throw new IllegalStateException("readings wait to be packed for two minutes after the last came");
            }
            LockSupport.parkNanos(500_000_000);
        }
        Process asking = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/jcmd").toString(), Long.toString(running.process.pid()), "GC.class_histogram").redirectErrorStream(true).start();
        String answer = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String total = answer.lines().filter(line -> line.startsWith("Total ")).findFirst().orElseThrow(() -> new IllegalStateException(answer));
        return Long.parseLong(total.trim().split(" +")[2]);
    }

    private List<String> declared(Running running, int points) throws Exception {
        // Four at a time: this is not what is measured.
        ExecutorService declaring = Executors.newFixedThreadPool(4);
        List<Future<String>> declared = new ArrayList<>();
        for (int d = 0; d < 100; d++) {
            String id = "BM-" + d;
            declared.add(declaring.submit(() -> id + ":" + running.device(id, points, 1e9, "LOW")));
        }
        List<String> devices = new ArrayList<>();
        for (Future<String> one : declared) {
            devices.add(one.get());
        }
        declaring.shutdown();
        return devices;
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectories(to.getParent());
        if (new ProcessBuilder("cp", "-a", from.toString(), to.toString()).inheritIO().start().waitFor() != 0) {
            throw new IOException("cannot copy " + from + " to " + to);
        }
    }

    private double costs(Running running, List<String> devices, int points, long messages, long ts) throws Exception {
        double before = cpuSeconds(running.process);
        Process sender = java("Blaster", "127.0.0.1", "" + running.mqtt, "shoutu/v1/", String.join(",", devices), "" + messages, "50", "0", "" + points, "" + ts, "23.517");
        expect(sender.inputReader(), "begin=");
        sender.waitFor();
        awaitPacked(running);
        return (cpuSeconds(running.process) - before) * 1e6 / messages;
    }

    /** Ten thousand live MQTT sessions. */
    private void sessions() throws Exception {
        Running running = fresh("sessions");
        String secret = running.device("BS-1", 1, 1e9, "LOW");
        LockSupport.parkNanos(10_000_000_000L);
        long before = rss(running.process);
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            sockets.add(Blaster.session(running.mqtt, "BS-1", secret, "session-" + i));
        }
        LockSupport.parkNanos(20_000_000_000L);
        System.out.printf("%,d live MQTT sessions add %d MB (RSS %d → %d MB) (bar: at most 400); connected as the door counts: %.0f%n", sockets.size(), (rss(running.process) - before) / 1024,
                before / 1024, rss(running.process) / 1024, running.metric("shoutu_mqtt_connections"));
        for (Socket socket : sockets) {
            socket.close();
        }
        running.stop();
    }

    /** One message in a hundred is malformed. */
    private void poison() throws Exception {
        Running running = fresh("poison");
        List<String> devices = four(running, "BP-");
        long ts = System.currentTimeMillis() - 5 * 86_400_000L;
        List<Double> shares = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            Map<String, Long> clean = blast(running.mqtt, "shoutu/v1/", devices, messages, 0, 100, ts);
            ts += messages / 400 + 1000;
            awaitPacked(running);
            Process process = java("Blaster", "127.0.0.1", "" + running.mqtt, "shoutu/v1/", String.join(",", devices), "" + messages, "500", "0", "100", "" + ts, "23.517", "100");
            Map<String, Long> mixed = figures(expect(process.inputReader(), "begin="));
            process.waitFor();
            ts += messages / 400 + 1000;
            awaitPacked(running);
            double share = (double) (messages - messages / 100) / (mixed.get("end") - mixed.get("begin")) / ((double) messages / (clean.get("end") - clean.get("begin")));
            System.out.printf("round %d%s   clean %,.0f/s, answered p99.9 %.0f ms   valid share %.2f, answered p99.9 %.0f ms%n", round, round == 0 ? " (warm-up)" : "",
                    messages * 1000.0 / (clean.get("end") - clean.get("begin")), clean.get("p999us") / 1e3, share, mixed.get("p999us") / 1e3);
            if (round > 0) {
                shares.add(share);
            }
        }
        System.out.printf("1 %% of %,d malformed: valid throughput %.2f of the clean stream (bar: at least 0.95); of %,d sent, all acknowledged, %,.0f stored, %,.0f counted as parked, %,d shown as parked%n",
                messages, median(shares), messages * 2 * (rounds + 1), running.metric(STORED), running.metric("shoutu_sensor_parked_total"),
                JSON.readTree(running.get("/api/readings/parked?limit=1")).path("total").asLong());
        running.stop();
    }

    /** Forty senders as fast as they may for a while: memory stays where it is, what was acknowledged is stored. */
    private void flood() throws Exception {
        Running running = fresh("flood");
        List<String> devices = new ArrayList<>();
        for (int d = 0; d < 40; d++) {
            devices.add("BO-" + d + ":" + running.device("BO-" + d, 100, 1e9, "LOW"));
        }
        long end = System.nanoTime() + (long) (minutes * 60e9);
        long ts = System.currentTimeMillis() - 6 * 86_400_000L;
        long acked = 0;
        long most = 0;
        double before = running.metric(STORED);
        while (System.nanoTime() < end) {
            Process process = java("Blaster", "127.0.0.1", "" + running.mqtt, "shoutu/v1/", String.join(",", devices), "" + messages, "4500", "0", "100", "" + ts);
            ts += messages / 40 / 100 + 1000;
            while (process.isAlive()) {
                most = Math.max(most, rss(running.process));
                LockSupport.parkNanos(250_000_000);
            }
            acked += figures(expect(process.inputReader(), "begin=")).get("acked");
        }
        running.awaitStored(before + acked);
        System.out.printf("flood of 40 connections × window 4,500 for %.1f minutes: %,d acknowledged, %,.0f stored; memory at most %d MB (RSS); refused because full %.0f, at the door %.0f%n", minutes, acked,
                running.metric(STORED) - before, most / 1024, running.metric("shoutu_sensor_refused_full_total"), running.metric("shoutu_mqtt_refused_total"));
        running.stop();
    }

    /** Half an hour at a rate: nothing missing, nothing doubled, answered in time, memory flat. */
    private void endurance() throws Exception {
        Running running = fresh("endurance");
        List<String> devices = four(running, "BE-");
        int stream = rate == 0 ? 50_000 : rate;
        long count = (long) (stream * minutes * 60) / 4 * 4;
        // A minute to get warm, not counted.
        blaster(running.mqtt, "shoutu/v1/", devices, stream * 60L / 4 * 4, stream, 100, 0, 23.517).waitFor();
        double before = running.metric(STORED);
        Process process = blaster(running.mqtt, "shoutu/v1/", devices, count, stream, 100, 0, 23.517);
        List<Long> memory = new ArrayList<>();
        for (int i = 0; process.isAlive(); i++) {
            if (i % 60 == 0) {
                memory.add(rss(running.process) / 1024);
            }
            LockSupport.parkNanos(1_000_000_000L);
        }
        Map<String, Long> figures = figures(expect(process.inputReader(), "begin="));
        running.awaitStored(before + figures.get("acked") - running.metric("shoutu_sensor_readings_duplicate_total") - running.metric("shoutu_sensor_parked_total"));
        System.out.printf("%.1f minutes at %,d msg/s: %,d sent and acknowledged, %,.0f stored, %.0f known already, %.0f parked; publish → durable p50 %.1f, p99 %.1f, p99.9 %.1f ms"
                + " (bar: p99 at most 25); achieved %,.0f msg/s; memory by the minute %s MB%n", minutes, stream, figures.get("acked"), running.metric(STORED) - before,
                running.metric("shoutu_sensor_readings_duplicate_total"), running.metric("shoutu_sensor_parked_total"), figures.get("p50us") / 1e3, figures.get("p99us") / 1e3, figures.get("p999us") / 1e3,
                count * 1000.0 / (figures.get("end") - figures.get("begin")), memory);
        running.stop();
    }

    /** So many readings, {@code --messages 100000000} for the bar: the last million against the first, latest, a day's trend, bytes on disk. */
    private void rows() throws Exception {
        Running running = fresh("rows");
        List<String> devices = four(running, "BW-");
        long step = Math.min(1_000_000, messages / 10);
        // 400 series with a reading a second each: 10^8 take not quite three days.
        long ts = System.currentTimeMillis() - 6 * 86_400_000L;
        List<Double> rates = new ArrayList<>();
        for (long done = 0; done < messages; done += step) {
            Process process = java("Blaster", "127.0.0.1", "" + running.mqtt, "shoutu/v1/", String.join(",", devices), "" + step, "500", "0", "100", "" + ts, "23.517", "0", "1000");
            Map<String, Long> one = figures(expect(process.inputReader(), "begin="));
            process.waitFor();
            ts += (step / 400 + 1) * 1_000;
            rates.add(step * 1000.0 / (one.get("end") - one.get("begin")));
        }
        awaitPacked(running);
        double early = median(rates.subList(Math.min(1, rates.size() - 1), Math.min(5, rates.size())));
        double late = median(rates.subList(Math.max(0, rates.size() - 5), rates.size()));
        String series = devices.get(0).split(":")[0] + "." + Blaster.point(0);
        double[] latest;
        double[] nothing;
        try (Asking asking = new Asking(running)) {
            latest = times(20_000, () -> asking.get("/api/series/" + series + "/latest"));
            nothing = times(20_000, () -> asking.get("/health/live"));
        }
        long from = ts - 86_400_000L;
        long to = ts;
        double[] trend = times(200, () -> running.get("/api/series/" + series + "/trend?buckets=1000&from=" + from + "&to=" + to));
        System.out.printf("%,d readings: insert late : early %.2f (bar: at least 0.85); latest p50 %.2f, p99 %.2f ms, a day in 1,000 buckets p50 %.2f, p99 %.2f ms, all over HTTP, where an empty answer takes p50 %.2f, p99 %.2f ms (bars: 1 and 50)%n", messages,
                late / early, at(latest, 0.5), at(latest, 0.99), at(trend, 0.5), at(trend, 0.99), at(nothing, 0.5), at(nothing, 0.99));
        long bytes = size(scratch.resolve(onPostgres ? "postgres/data" : "rows-data"));
        System.out.printf("on disk %,d MB in all, %.2f bytes a reading with roll-ups, spool and logs of the database (chunks alone: ChunkSizeTest)%n", bytes / 1_000_000, (double) bytes / messages);
        running.stop();
    }

    /** Every flush takes five milliseconds longer ({@code bad-disk.c}): how much is left of the speed, how many messages share a flush, how long the answer takes. */
    private void flush() throws Exception {
        Path library = scratch.resolve("bad-disk.so");
        if (new ProcessBuilder("cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), home.resolve("bench/bad-disk.c").toString(), "-ldl").inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("needs a C compiler: apt-get install gcc libc6-dev");
        }
        Path disk = Files.writeString(scratch.resolve("bad-disk"), "ok");
        badDisk = Map.of("LD_PRELOAD", library.toString(), "BAD_DISK", disk.toString());
        Running running = fresh("flush");
        List<String> devices = four(running, "BF-");
        long ts = System.currentTimeMillis() - 5 * 86_400_000L;
        // With the windows of the other bars at most 2,000 messages are on their way, and two flushes bring no more than those to the disk: then the sender waits, not we.
        Map<Integer, List<Double>> shares = new TreeMap<>(Map.of(500, new ArrayList<>(), 1_000, new ArrayList<>()));
        for (int round = 0; round <= rounds; round++) {
            for (int each : shares.keySet()) {
                window = each;
                double[] speeds = new double[2];
                for (int slow = 0; slow < 2; slow++) {
                    Files.writeString(disk, slow == 1 ? "slow 5000" : "ok");
                    Map<String, Long> one = blast(running.mqtt, "shoutu/v1/", devices, messages, 0, 100, ts);
                    speeds[slow] = messages * 1000.0 / (one.get("end") - one.get("begin"));
                    ts += messages / 400 + 1000;
                    awaitPacked(running);
                }
                System.out.printf("round %d%s   window %,d   as the disk is %,.0f/s   5 ms a flush %,.0f/s   ratio %.2f%n", round, round == 0 ? " (warm-up)" : "", each, speeds[0], speeds[1],
                        speeds[1] / speeds[0]);
                if (round > 0) {
                    shares.get(each).add(speeds[1] / speeds[0]);
                }
            }
        }
        window = 500;
        double commits = running.metric("shoutu_sensor_commits_total");
        Map<String, Long> steady = figures(expect(blaster(running.mqtt, "shoutu/v1/", devices, 400_000, 20_000, 100, 0, 23.517).inputReader(), "begin="));
        System.out.printf("5 ms a flush, %s: %.2f of the speed with 4 × 1,000 on their way, %.2f with 4 × 500 (bar: at least 0.70); at 20,000 msg/s %.0f messages a flush (bar: at least 50), publish → durable p50 %.1f, p99 %.1f ms (bar: p99 at most 60)%n",
                onPostgres ? "PostgreSQL" : "Derby", median(shares.get(1_000)), median(shares.get(500)), 400_000 / (running.metric("shoutu_sensor_commits_total") - commits), steady.get("p50us") / 1e3, steady.get("p99us") / 1e3);
        running.stop();
    }

    private interface Question {
        Object ask() throws Exception;
    }

    private static double[] times(int count, Question question) throws Exception {
        double[] all = new double[count];
        // As many to get warm: compiling what is asked for the first thousands of times takes one of the two processors.
        for (int i = -count; i < count; i++) {
            long begun = System.nanoTime();
            question.ask();
            if (i >= 0) {
                all[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        Arrays.sort(all);
        return all;
    }

    private static long size(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static Map<String, Long> figures(String line) {
        Map<String, Long> figures = new HashMap<>();
        for (String pair : line.split(" ")) {
            figures.put(pair.split("=")[0], Long.parseLong(pair.split("=")[1]));
        }
        return figures;
    }

    /** Starts the database where the run has none yet. */
    private PostgresServer database() throws Exception {
        if (postgres == null) {
            postgres = new PostgresServer(scratch.resolve("postgres"), port(), badDisk);
            started.add(postgres.process());
        }
        return postgres;
    }

    // ------------------------------------------------------------------------------------------------ pieces

    /** A page that is subscribed: reads /api/live and notes, for every raised alarm, now − the time of its reading (set by the sender as it sends). */
    private static final class Live implements AutoCloseable {
        final Map<String, Double> latencies = new ConcurrentHashMap<>();
        /** When the alarm of a series came last, {@link System#nanoTime}. */
        final Map<String, Long> arrivals = new ConcurrentHashMap<>();
        private final HttpURLConnection connection;
        private volatile boolean closed;

        Live(Running running, String facts) throws IOException {
            connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + running.http + "/api/live?facts=" + facts).toURL().openConnection();
            connection.setRequestProperty("Cookie", running.cookie);
            connection.setRequestProperty("Accept", "text/event-stream");
            BufferedReader lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            Thread reader = new Thread(() -> {
                try {
                    String line;
                    while ((line = lines.readLine()) != null) {
                        if (line.startsWith("data:")) {
                            long now = System.currentTimeMillis();
                            JsonNode entry = JSON.readTree(line.substring(5));
                            if (entry.path("name").asText().equals("sensor.alarm-raised")) {
                                arrivals.put(entry.path("data").path("series").asText(), System.nanoTime());
                                latencies.put(entry.path("data").path("series").asText(), (double) (now - Instant.parse(entry.path("data").path("at").asText()).toEpochMilli()));
                            }
                        }
                    }
                } catch (IOException e) {
                    if (!closed) {
                        System.err.println("live stream ended: " + e.getMessage());
                    }
                }
            });
            reader.setDaemon(true);
            reader.start();
        }

        @Override
        public void close() {
            closed = true;
            connection.disconnect();
        }
    }

    /** Asks over one connection that stays open, with nothing in between: threads of a client library would be measured as well. */
    private static final class Asking implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;
        private final String head;

        Asking(Running running) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), running.http);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            head = " HTTP/1.1\r\nHost: 127.0.0.1:" + running.http + "\r\nCookie: " + running.cookie + "\r\n\r\n";
        }

        String get(String path) throws IOException {
            socket.getOutputStream().write(("GET " + path + head).getBytes(StandardCharsets.US_ASCII));
            String status = line();
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException(path + ": " + status);
            }
            int length = 0;
            boolean chunked = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String low = header.toLowerCase(Locale.ROOT);
                length = low.startsWith("content-length:") ? Integer.parseInt(low.substring(15).strip()) : length;
                chunked |= low.startsWith("transfer-encoding:") && low.endsWith("chunked");
            }
            if (!chunked) {
                return new String(in.readNBytes(length), StandardCharsets.UTF_8);
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.write(in.readNBytes(size));
                line();
            }
            line();
            return body.toString(StandardCharsets.UTF_8);
        }

        private String line() throws IOException {
            StringBuilder text = new StringBuilder();
            for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
                if (c != '\r') {
                    text.append((char) c);
                }
            }
            return text.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** A platform started from a fresh unpack. */
    private static final class Running {
        Process process;
        int http;
        int mqtt;
        double readyAfter;
        String cookie = "";
        String csrf = "";

        /** A session, for Basic costs a password hash a request. */
        void signIn() throws Exception {
            HttpResponse<String> response = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + "/api/session")).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"account\":\"admin\",\"password\":\"" + PASSWORD + "\"}")).build(), HttpResponse.BodyHandlers.ofString());
            cookie = response.headers().firstValue("Set-Cookie").orElseThrow(() -> new IllegalStateException("sign-in: " + response.statusCode() + " " + response.body())).split(";")[0];
            csrf = JSON.readTree(response.body()).path("csrf").asText();
        }

        String device(String id, int points, double limit, String priority) throws Exception {
            String secret = post("/api/devices", "{\"id\":\"" + id + "\",\"name\":\"" + id + "\"}").path("secret").asText();
            for (int p = 0; p < points; p++) {
                post("/api/devices/" + id + "/points", "{\"name\":\"" + Blaster.point(p) + "\",\"label\":\"温度\",\"unit\":\"Cel\",\"resolution\":0.001}");
                post("/api/rules", rule(id + "." + Blaster.point(p), limit, priority));
            }
            return secret;
        }

        JsonNode post(String path, String body) throws Exception {
            HttpResponse<String> response = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path)).header("Cookie", cookie).header("X-CSRF-Token", csrf).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        }

        /** Over what stands there. */
        void put(String path, String body) throws Exception {
            String etag = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path)).header("Cookie", cookie).build(), HttpResponse.BodyHandlers.ofString())
                    .headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> response = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path)).header("Cookie", cookie).header("X-CSRF-Token", csrf)
                    .header("Content-Type", "application/json").header("If-Match", etag).PUT(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
            }
        }

        String get(String path) throws Exception {
            return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path)).header("Cookie", cookie).build(), HttpResponse.BodyHandlers.ofString()).body();
        }

        /** Readings stored of all hundred points of these devices, as the page would be told. */
        long total(List<String> devices) throws Exception {
            long total = 0;
            for (String device : devices) {
                for (int p = 0; p < 100; p++) {
                    String series = device.split(":")[0] + "." + Blaster.point(p);
                    total += JSON.readTree(get("/api/series/" + series + "/range?from=0&to=" + System.currentTimeMillis() * 2 + "&limit=1")).path("total").asLong();
                }
            }
            return total;
        }

        void awaitStored(double all) throws Exception {
            double seen = -1;
            long since = System.nanoTime();
            for (double now = metric(STORED); now < all; now = metric(STORED)) {
                if (now > seen) {
                    seen = now;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > 30_000_000_000L) {
                    throw new IllegalStateException("stored stands at " + now + " of " + all + " for 30 s");
                }
                LockSupport.parkNanos(20_000_000);
            }
        }

        double metric(String name) throws Exception {
            double sum = 0;
            for (String line : get("/metrics").split("\n")) {
                if (line.startsWith(name + " ") || line.startsWith(name + "{")) {
                    sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
                }
            }
            return sum;
        }

        void stop() throws Exception {
            kill(process);
        }
    }

    private Running launch(Path distribution, String data) throws Exception {
        Running running = new Running();
        running.http = port();
        running.mqtt = port();
        Path folder = Files.createDirectories(scratch.resolve(data));
        if (onPostgres) {
            Files.writeString(distribution.resolve("etc/org.ops4j.datasource-shoutu.cfg"), database().datasource());
        }
        // Ten thousand sessions and forty senders come from one device and one address here.
        Path sensor = distribution.resolve("etc/io.shoutu.sensor.cfg");
        Files.writeString(sensor, Files.readString(sensor).replaceAll("(?m)^mqtt\\.(per\\.device|per\\.address|knocks)\\s*=.*$", "") + "\nmqtt.per.device = 0\nmqtt.per.address = 0\nmqtt.knocks = 0\n");
        ProcessBuilder builder = new ProcessBuilder("bash", distribution.resolve("bin/shoutu-java").toString()).redirectErrorStream(true).redirectOutput(scratch.resolve(data + ".log").toFile());
        if (!onPostgres) {
            builder.environment().putAll(badDisk);
        }
        builder.environment().putAll(Map.of("SHOUTU_DATA", folder.toString(), "SHOUTU_HTTP_PORT", "" + running.http, "SHOUTU_MQTT_PORT", "" + running.mqtt, "SHOUTU_BIND", "127.0.0.1", "SHOUTU_DEMO", "false", "SHOUTU_ADMIN_PASSWORD", PASSWORD));
        long begun = System.nanoTime();
        running.process = builder.start();
        started.add(running.process);
        while (!ready(running.http)) {
            if (!running.process.isAlive()) {
                throw new IllegalStateException("ended while starting:\n" + Files.readString(scratch.resolve(data + ".log")));
            }
            LockSupport.parkNanos(LOOK);
        }
        running.readyAfter = (System.nanoTime() - begun) / 1e9;
        return running;
    }

    private static boolean ready(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2000);
            socket.getOutputStream().write("GET /health/ready HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).endsWith("200");
        } catch (IOException e) {
            return false;
        }
    }

    private Process java(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("java", "-Xmx256m", "-cp", System.getProperty("java.class.path"), "io.shoutu.bench." + main));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        started.add(process);
        return process;
    }

    private Process blaster(int port, String prefix, List<String> devices, long count, double rate, int points, long ts, double value) throws IOException {
        return java("Blaster", "127.0.0.1", "" + port, prefix, String.join(",", devices), "" + count, "" + window, "" + rate, "" + points, "" + ts, "" + value);
    }

    private Map<String, Long> blast(int port, String prefix, List<String> devices, long count, double rate, int points, long ts) throws Exception {
        Process process = blaster(port, prefix, devices, count, rate, points, ts, 23.517);
        String line = expect(process.inputReader(), "begin=");
        process.waitFor();
        return figures(line);
    }

    private static String expect(BufferedReader lines, String start) throws IOException {
        String line = lines.readLine();
        if (line == null || !line.startsWith(start)) {
            throw new IllegalStateException("expected " + start + "… but got " + line);
        }
        return line;
    }

    private Path unpack(Path tar, String name) throws Exception {
        Path folder = Files.createDirectories(scratch.resolve(name));
        if (new ProcessBuilder("tar", "-xzf", tar.toString(), "-C", folder.toString(), "--strip-components=1").inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("cannot unpack " + tar);
        }
        return folder;
    }

    private static void kill(Process process) throws Exception {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int port() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static long rss(Process process) throws IOException {
        return Long.parseLong(Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream().filter(l -> l.startsWith("VmRSS")).findFirst().orElseThrow().replaceAll("\\D", ""));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().collect(Collectors.toList());
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    private static String cpu() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(l -> l.startsWith("model name")).findFirst().map(l -> l.split(":")[1].trim()).orElse("unknown processor");
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
