package io.shoutu.sensor;

import io.shoutu.api.Problem;
import io.shoutu.api.edge.Readiness;
import io.shoutu.api.sensor.SensorInlet;
import io.shoutu.sensor.decode.Decoded;
import io.shoutu.sensor.decode.Decoder;
import io.shoutu.sensor.decode.Formats;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Device;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inlets that come as {@link SensorInlet}, ours and those plugins bring (接入口): opened once readings can be stored, closed before they go, tried again where they fail to open.
 *
 * <p>An inlet is somebody else's code: it opens and closes on a thread kept for that, never on one that stores.
 */
@Component(service = {Inlets.class, Readiness.class}, immediate = true)
public final class Inlets implements Readiness {
    private static final Logger log = LoggerFactory.getLogger(Inlets.class);
    private static final long PATIENCE = 10_000;
    private static final long TRY_AGAIN_SECONDS = 5;

    private final Ingest ingest;
    private final Catalogue catalogue;
    private final Formats formats;
    private final BiPredicate<String, char[]> lineWords;
    /** Made with the first inlet. */
    private ScheduledExecutorService doing;
    /** Every inlet there is → why it is not open, or an empty text. */
    private final Map<SensorInlet, String> there = new LinkedHashMap<>();
    private boolean canStore;

    @Activate
    public Inlets(@Reference Ingest ingest, @Reference Catalogue catalogue, @Reference Formats formats, @Reference LineWords lineWords) {
        this(ingest, catalogue, formats, lineWords::matches);
    }

    /** @param lineWords whether that is the line word of that device */
    Inlets(Ingest ingest, Catalogue catalogue, Formats formats, BiPredicate<String, char[]> lineWords) {
        this.lineWords = lineWords;
        this.ingest = ingest;
        this.catalogue = catalogue;
        this.formats = formats;
        ingest.whenOpen(this::storable);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    public void add(SensorInlet inlet) {
        synchronized (this) {
            there.put(inlet, "等待入库就绪");
            if (!canStore) {
                return;
            }
        }
        open(inlet);
    }

    /** Closes it, and returns when that is done: nothing of a plugin may run on after it is gone. */
    public void remove(SensorInlet inlet) {
        ScheduledExecutorService by;
        synchronized (this) {
            if (there.remove(inlet) == null) {
                // Closed already, with the room.
                return;
            }
            by = doing;
        }
        if (by != null) {
            try {
                by.submit(() -> shut(inlet)).get(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                log.error("the inlet {} did not close", inlet.name(), e);
            }
        }
    }

    @Deactivate
    public void close() {
        List<SensorInlet> left;
        ScheduledExecutorService by;
        synchronized (this) {
            left = new ArrayList<>(there.keySet());
            canStore = false;
            by = doing;
        }
        left.forEach(this::remove);
        if (by != null) {
            by.shutdown();
        }
    }

    private void storable() {
        List<SensorInlet> waiting;
        synchronized (this) {
            canStore = true;
            waiting = new ArrayList<>(there.keySet());
        }
        waiting.forEach(this::open);
    }

    private synchronized void open(SensorInlet inlet) {
        if (doing == null) {
            doing = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "sensor-inlets");
                thread.setDaemon(true);
                return thread;
            });
        }
        doing.execute(() -> tryToOpen(inlet));
    }

    private void tryToOpen(SensorInlet inlet) {
        synchronized (this) {
            if (!there.containsKey(inlet)) {
                return;
            }
        }
        try {
            inlet.open(new Counter(inlet.name()));
            stands(inlet, "");
            log.info("inlet {} is open", inlet.name());
        } catch (Exception | LinkageError e) {
            if (stands(inlet, String.valueOf(e.getMessage()))) {
                log.warn("inlet {} cannot open, trying again in {} s", inlet.name(), TRY_AGAIN_SECONDS, e);
                shut(inlet);
                doing.schedule(() -> tryToOpen(inlet), TRY_AGAIN_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    /** Answers false where the inlet has gone meanwhile. */
    private synchronized boolean stands(SensorInlet inlet, String trouble) {
        return there.replace(inlet, trouble) != null;
    }

    private static void shut(SensorInlet inlet) {
        try {
            inlet.close();
        } catch (Exception | LinkageError e) {
            log.error("the inlet {} failed while closing", inlet.name(), e);
        }
    }

    @Override
    public String name() {
        return "sensor-inlets";
    }

    @Override
    public synchronized State state() {
        List<String> shut = there.entrySet().stream().filter(e -> !e.getValue().isEmpty()).map(e -> e.getKey().name() + "：" + e.getValue()).toList();
        return shut.isEmpty() ? new State(true, "接入口就绪：" + (there.isEmpty() ? "无" : String.join("、", there.keySet().stream().map(SensorInlet::name).sorted().toList())))
                : new State(false, "接入口未打开：" + String.join("；", shut));
    }

    /** Where one inlet hands in (受理台). */
    private final class Counter implements SensorInlet.Intake {
        private final String inlet;

        Counter(String inlet) {
            this.inlet = inlet;
        }

        @Override
        public boolean admits(String device, char[] secret) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
            byte[] plain = new byte[bytes.remaining()];
            bytes.get(plain);
            try {
                return catalogue.secretMatches(device, plain) || lineWords.test(device, secret);
            } finally {
                Arrays.fill(plain, (byte) 0);
            }
        }

        @Override
        public String format(String device) {
            Device known = catalogue.device(device);
            return known == null || !known.enabled() ? null : known.format();
        }

        @Override
        public CompletionStage<SensorInlet.Taken> take(String id, byte[] payload, Instant received) {
            Device device = catalogue.device(id);
            if (device == null || !device.enabled()) {
                return CompletableFuture.failedFuture(new Problem.Forbidden("device-refused", device == null ? "设备未登记：" + id : "设备已停用：" + id));
            }
            long at = received.toEpochMilli();
            Decoded decoded = new Decoder(catalogue, formats).decode(id, inlet, payload, 0, payload.length, at);
            Receipt receipt = new Receipt();
            if (!ingest.arrive(new Arrival(id, inlet, decoded, at, receipt, 0), PATIENCE)) {
                return CompletableFuture.failedFuture(new IllegalStateException("读数接收繁忙或未就绪，请稍后重发"));
            }
            return receipt.taken;
        }
    }

    /** The receipt for one payload (回执). */
    private static final class Receipt implements Arrival.Sender {
        private final CompletableFuture<SensorInlet.Taken> taken = new CompletableFuture<>();

        @Override
        public boolean committed(Arrival arrival) {
            taken.complete(new SensorInlet.Taken(arrival.stored() + arrival.duplicates(), arrival.parked().size()));
            return false;
        }

        @Override
        public void flush() {
            // Told one by one.
        }
    }
}
