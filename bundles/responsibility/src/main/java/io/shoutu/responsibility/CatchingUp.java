package io.shoutu.responsibility;

import io.shoutu.api.Page;
import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.journal.Listeners;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.responsibility.domain.ReminderStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal again for a source of evidence that came later than the entries it can judge (补读日志): a plugin installed in June proves the acts of January too.
 * A source is known by its kinds and facts; each is read for once. Behind the door, so that nobody who brings a source waits.
 */
@Component(service = CatchingUp.class, immediate = true)
public final class CatchingUp {
    private static final Logger LOG = LoggerFactory.getLogger("io.shoutu.responsibility");
    private static final String LISTENER = "responsibility.acts";

    private final UnitOfWork work;
    private final ReminderStore store;
    private final ActHearing hearing;
    private final Journal journal;
    private final Listeners listeners;
    private final Clock clock;
    /** One at a time, and no thread while there is nothing to read. */
    private final ExecutorService reading;

    @Activate
    public CatchingUp(@Reference UnitOfWork work, @Reference ReminderStore store, @Reference ActHearing hearing, @Reference Journal journal, @Reference Listeners listeners, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.hearing = hearing;
        this.journal = journal;
        this.listeners = listeners;
        this.clock = clock;
        ThreadPoolExecutor one = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> new Thread(task, "responsibility-catching-up"));
        one.allowCoreThreadTimeOut(true);
        reading = one;
    }

    @Deactivate
    void stop() throws InterruptedException {
        reading.shutdownNow();
        if (!reading.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warn("reading the journal again for a source of evidence did not end in time");
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(DutyEvidence source) {
        reading.execute(() -> {
            try {
                int kept = read(source);
                if (kept > 0) {
                    LOG.info("evidence {} came later: the journal was read again, {} entries prove something", source.getClass().getName(), kept);
                }
            } catch (RuntimeException e) {
                // Nothing is marked as read: the next start, or the source coming again, reads once more.
                LOG.error("the journal could not be read again for the evidence of {}", source.getClass().getName(), e);
            }
        });
    }

    void unbind(DutyEvidence source) {
        // What it proved stands: an act was done whether or not its judge is still there.
    }

    /**
     * Reads what the listener has gone past, and what it goes past meanwhile, in the journal's order.
     *
     * @return how many entries proved something; 0 for a source that was read for before
     */
    int read(DutyEvidence source) {
        String key = key(source);
        if (work.run(tx -> store.readTo(tx, key)).isPresent()) {
            return 0;
        }
        int kept = 0;
        long read = 0;
        String cursor = null;
        while (read < heardTo() && !Thread.currentThread().isInterrupted()) {
            Page<Entry> page = journal.read(new Journal.Query(null, List.copyOf(source.facts()), cursor, 500, false));
            for (Entry entry : page.items()) {
                kept += hearing.heard(entry, source) ? 1 : 0;
                read = entry.seal();
            }
            if (page.next() == null) {
                break;
            }
            cursor = page.next();
        }
        if (Thread.currentThread().isInterrupted()) {
            return kept;
        }
        long to = Math.max(read, heardTo());
        work.execute(tx -> store.read(tx, key, source.getClass().getName(), to, clock.instant()));
        return kept;
    }

    private long heardTo() {
        return listeners.status().stream().filter(status -> status.name().equals(LISTENER)).mapToLong(Listeners.Status::cursor).findFirst().orElse(0);
    }

    private static String key(DutyEvidence source) {
        // The number says what is kept of an act: 2 adds the enterprise it was about, and every source is read for once more.
        String text = "2\n" + source.getClass().getName() + "\n" + new TreeSet<>(source.facts()) + "\n" + new TreeSet<>(source.kinds().stream().map(DutyEvidence.Kind::code).toList());
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
