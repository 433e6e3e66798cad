package io.shoutu.edge.camel;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Listeners;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A journal in memory whose listeners are driven by hand: each keeps its cursor while it is not hearing. */
final class FakeListeners implements Listeners {
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> cursors = new ConcurrentHashMap<>();
    final Map<String, Listener> open = new ConcurrentHashMap<>();
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();

    @Override
    public Hearing listen(Listener listener, Handler handler) {
        if (open.putIfAbsent(listener.name(), listener) != null) {
            throw new IllegalStateException(listener.name() + " hears already");
        }
        cursors.putIfAbsent(listener.name(), listener.fromBeginning() ? 0 : entries.size());
        handlers.put(listener.name(), handler);
        return () -> {
            open.remove(listener.name());
            handlers.remove(listener.name());
        };
    }

    Entry tell(String name) {
        long id = entries.size() + 1L;
        Entry entry = new Entry(id, id, new Subject("alarm", "A-" + id), name, Instant.EPOCH, Instant.EPOCH, "system:sensor", "平台", Map.of(), null, null, null);
        entries.add(entry);
        return entry;
    }

    /** Lets one listener hear what it has not heard, on the calling thread; stops at the first that fails. */
    void pump(String listener) throws Exception {
        Handler handler = handlers.get(listener);
        while (handler != null && cursors.get(listener) < entries.size()) {
            handler.hear(entries.get(cursors.get(listener)));
            cursors.merge(listener, 1, Integer::sum);
        }
    }

    @Override
    public List<Status> status() {
        return List.of();
    }

    @Override
    public List<Parked> parked() {
        return List.of();
    }

    @Override
    public void replay(String listener, long entry, Actor by) {
        throw new UnsupportedOperationException("nothing is parked here");
    }
}
