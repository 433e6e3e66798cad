package io.shoutu.commons.journal;

import io.shoutu.api.Subject;
import io.shoutu.api.edge.Uplink;
import io.shoutu.api.journal.Checkpoints.Checkpoint;
import io.shoutu.api.journal.Checkpoints.Outlet;
import io.shoutu.api.store.UnitOfWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbox (发件处) of checkpoints: each goes to every directory from the settings and to every uplink that takes it, oldest first, until
 * it has arrived there. An outlet seen for the first time begins with the newest checkpoint.
 */
final class Outbox {
    static final String KIND = "journal-checkpoint";
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final UnitOfWork work;
    private final CheckpointStore store;
    private final CheckpointFiles own;
    private final Consumer<Checkpoint> ahead;
    private final Map<String, Place> places = new ConcurrentSkipListMap<>();
    private final Map<String, Progress> progress = new ConcurrentHashMap<>();

    /** Where to. */
    private interface Place {
        /** What arrived there last, or null where nothing is known of it. */
        Long last() throws Exception;

        /** The newest that lies there, where that can be looked at. */
        default Optional<Checkpoint> newest() throws Exception {
            return Optional.empty();
        }

        void send(Checkpoint checkpoint) throws Exception;
    }

    private record Progress(long sent, String trouble, long notBefore, long pause) {}

    /** @param ahead told where an outlet holds a newer checkpoint than we do, as after an older copy of everything was put in place */
    Outbox(UnitOfWork work, CheckpointStore store, CheckpointFiles own, List<Path> copies, Consumer<Checkpoint> ahead) {
        this.ahead = ahead;
        this.work = work;
        this.store = store;
        this.own = own;
        copies.forEach(folder -> places.put(folder.toString(), copy(folder)));
    }

    private static Place copy(Path folder) {
        CheckpointFiles files = new CheckpointFiles(folder);
        return new Place() {
            @Override
            public Long last() throws IOException {
                there();
                return files.newest().map(Checkpoint::sequence).orElse(null);
            }

            @Override
            public Optional<Checkpoint> newest() throws IOException {
                there();
                return files.newest();
            }

            @Override
            public void send(Checkpoint checkpoint) throws IOException {
                there();
                files.write(checkpoint);
            }

            private void there() throws IOException {
                // Not made here: a share that is not mounted would otherwise be "copied" to on our own disk.
                if (!Files.isDirectory(folder)) {
                    throw new IOException("目录不存在（未挂载？）：" + folder);
                }
            }
        };
    }

    void add(Uplink uplink) {
        if (uplink.takes().contains(KIND)) {
            String name = "uplink:" + uplink.name();
            places.put(name, new Place() {
                @Override
                public Long last() {
                    return work.run(tx -> store.sent(tx, name));
                }

                @Override
                public void send(Checkpoint c) throws Exception {
                    uplink.push(new Uplink.Parcel(KIND + "-" + c.keyId() + "-" + c.sequence(), KIND, new Subject("checkpoint", Long.toString(c.sequence())),
                            "text/plain;charset=utf-8", c.text().getBytes(StandardCharsets.UTF_8), c.taken()));
                    work.execute(tx -> store.sent(tx, name, c.sequence()));
                }
            });
        }
    }

    void remove(Uplink uplink) {
        places.remove("uplink:" + uplink.name());
        progress.remove("uplink:" + uplink.name());
    }

    /** Sends what each outlet lacks; one that fails is tried again after a wait that doubles up to a minute, the others go on. */
    synchronized void sendAll(long newest) {
        places.forEach((name, place) -> {
            Progress now = progress.getOrDefault(name, new Progress(-1, null, System.nanoTime(), 0));
            if (now.notBefore() - System.nanoTime() <= 0) {
                progress.put(name, send(name, place, now, newest));
            }
        });
    }

    private Progress send(String name, Place place, Progress before, long newest) {
        long sent = before.sent();
        try {
            if (sent < 0) {
                Long last = place.last();
                sent = last == null ? Math.max(0, newest - 1) : last;
                if (sent > newest) {
                    place.newest().ifPresent(ahead);
                }
            }
            for (long next = sent + 1; next <= newest; next++) {
                Optional<Checkpoint> checkpoint = find(next);
                if (checkpoint.isPresent()) {
                    place.send(checkpoint.get());
                }
                sent = next;
            }
            if (before.trouble() != null) {
                log.info("checkpoints reach {} again, up to number {}", name, sent);
            }
            return new Progress(sent, null, System.nanoTime(), 0);
        } catch (Exception e) {
            // An uplink is another's code and may throw anything; what it did not take is offered again.
            long pause = before.pause() == 0 ? 1 : Math.min(60, before.pause() * 2);
            String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            if (!text.equals(before.trouble())) {
                log.error("checkpoints do not get to {}, trying again; the last there is {}", name, Math.max(0, sent), e);
            }
            return new Progress(sent, text, System.nanoTime() + TimeUnit.SECONDS.toNanos(pause), pause);
        }
    }

    /** Our own file first; another node's checkpoint is in the database only. */
    private Optional<Checkpoint> find(long sequence) throws IOException {
        Optional<Checkpoint> file = own.find(sequence);
        if (file.isPresent()) {
            return file;
        }
        String text = work.run(tx -> store.text(tx, sequence));
        return text == null ? Optional.empty() : Optional.of(CheckpointText.read(text));
    }

    List<Outlet> outlets() {
        List<Outlet> out = new ArrayList<>();
        places.keySet().forEach(name -> {
            Progress now = progress.get(name);
            out.add(new Outlet(name, now == null ? 0 : Math.max(0, now.sent()), now == null ? null : now.trouble()));
        });
        return out;
    }
}
