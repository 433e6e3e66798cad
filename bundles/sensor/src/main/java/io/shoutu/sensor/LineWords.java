package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.DeviceStore;
import io.shoutu.sensor.domain.LineWord;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The line words (通信口令) of devices that speak a protocol with a short password. */
@Component(service = LineWords.class)
public final class LineWords {
    public static final String SET = "sensor.line-word-set";

    private final Clock clock;
    private final UnitOfWork work;
    private final Journal journal;
    private final Devices devices;
    private final DeviceStore store;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, LineWord> known = new ConcurrentHashMap<>();

    @Activate
    public LineWords(@Reference Clock clock, @Reference UnitOfWork work, @Reference Journal journal, @Reference Devices devices, @Reference DeviceStore store) {
        this.clock = clock;
        this.work = work;
        this.journal = journal;
        this.devices = devices;
        this.store = store;
        work.run(store::lineWords).forEach(word -> known.put(word.device(), word));
    }

    /**
     * Sets the word of a device; the one before ends with it.
     *
     * @throws io.shoutu.api.Problem.NotFound where there is no such device
     * @throws io.shoutu.api.Problem.Invalid where it cannot be a word
     */
    public void set(String id, String word, Actor by) {
        Device device = devices.get(id);
        LineWord kept = LineWord.of(id, word, random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        work.execute(tx -> {
            store.lineWord(tx, kept, now, by.account());
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("title", device.name());
            data.put("enterprise", device.enterprise() == null ? null : device.enterprise().text());
            journal.write(tx, new Fact(new Subject("device", id), SET, now, by, data));
            tx.afterCommit(() -> known.put(id, kept));
        });
    }

    /** Whether the device is enabled and that is its word; takes the same time for an unknown one. */
    boolean matches(String id, char[] word) {
        Device device = devices.device(id);
        return LineWord.matches(known.get(id == null ? "" : id), word) && device != null && device.enabled();
    }
}
