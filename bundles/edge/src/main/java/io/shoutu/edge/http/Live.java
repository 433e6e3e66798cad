package io.shoutu.edge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoutu.api.Page;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Sight;
import io.shoutu.api.edge.LiveNews;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Journal;
import io.shoutu.edge.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import javax.servlet.AsyncContext;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live feed (实时推送) at {@code /api/live}: every sealed journal entry as a server-sent event, to whoever is signed in and may see its subject.
 *
 * <p>The sealer only drops its batch here; one writer thread encodes each entry once for all pages and writes without blocking.
 * What rooms say beside the journal ({@link LiveNews}) goes the same way, without a number.
 * What a page missed ({@code Last-Event-ID}) is read from the journal first; the running number keeps it free of gap and double.
 */
@Component(service = {Servlet.class, Metrics.class}, configurationPid = "io.shoutu.edge")
@HttpWhiteboardServletName("shoutu-live")
// A name of its own: Pax Web names servlets by their service interface and lets only one of a name in.
@HttpWhiteboardServletPattern("/api/live")
@HttpWhiteboardServletAsyncSupported
public final class Live extends HttpServlet implements Metrics {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    private static final Pattern FACT = Pattern.compile("[a-z][a-z0-9-]*\\.([a-z][a-z0-9-]*|\\*)|\\*");
    private static final int REPLAY_PAGE = 500;

    private final transient Journal journal;
    private final transient Doorkeeper doorkeeper;
    private final transient Sight sight;
    private final transient Config config;
    private final transient JsonMapper mapper = Json.mapper();
    private final transient BlockingQueue<Runnable> told = new LinkedBlockingQueue<>();
    private final transient Map<LiveNews, LiveNews.Hearing> news = new ConcurrentHashMap<>();
    private final transient Set<LiveClient> clients = new CopyOnWriteArraySet<>();
    private final transient ExecutorService replays;
    private final transient Thread writer;
    private final transient Journal.Following following;
    private final transient LongAdder sent = new LongAdder();
    private final transient LongAdder encoded = new LongAdder();
    private final transient LongAdder slow = new LongAdder();
    private volatile boolean open = true;

    @Activate
    public Live(@Reference Journal journal, @Reference Doorkeeper doorkeeper, @Reference Sight sight, Config config) {
        this.journal = journal;
        this.doorkeeper = doorkeeper;
        this.sight = sight;
        this.config = config;
        this.replays = Executors.newFixedThreadPool(2, task -> daemon(task, "shoutu-live-replay"));
        this.writer = daemon(this::write, "shoutu-live");
        this.writer.start();
        this.following = journal.follow(batch -> told.add(() -> tell(batch)));
    }

    /** What rooms say that is no fact: it goes out at once, with no number, and is not kept. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addNews(LiveNews source) {
        news.put(source, source.hear(item -> told.add(() -> tell(item))));
    }

    void removeNews(LiveNews source) {
        LiveNews.Hearing hearing = news.remove(source);
        if (hearing != null) {
            hearing.close();
        }
    }

    @Deactivate
    void close() {
        open = false;
        following.close();
        writer.interrupt();
        try {
            writer.join(2_000); // it hands work to the replays, so it ends first
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        replays.shutdownNow();
        clients.forEach(LiveClient::end);
        clients.clear();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers.API.forEach(response::setHeader);
        LiveClient client;
        Long after;
        try {
            Doorkeeper.Caller caller = doorkeeper.require(request);
            doorkeeper.admit(caller, "edge.live", request);
            List<String> facts = facts(request.getParameter("facts"));
            after = after(request);
            if (clients.size() >= config.liveClients()) {
                throw Refusal.busy("实时连接已满（" + config.liveClients() + "），请稍后再试");
            }
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("UTF-8");
            // A proxy between must not collect what is meant to be seen now.
            response.setHeader("X-Accel-Buffering", "no");
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            client = new LiveClient(async, caller, facts, config.liveQueue(), after, this::gone);
        } catch (RuntimeException refused) {
            refuse(response, refused);
            return;
        }
        clients.add(client);
        client.start("retry: 2000\n: 守土\n\n".getBytes(StandardCharsets.UTF_8));
        if (after != null) {
            long from = after;
            replays.execute(() -> replay(client, from));
        }
        if (!open) {
            client.end();
        }
    }

    private void refuse(HttpServletResponse response, RuntimeException refused) throws IOException {
        Said said = Said.of(refused);
        response.setStatus(said.status());
        response.setContentType(Said.TYPE);
        if (said.challenge()) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"shoutu\", charset=\"UTF-8\"");
        }
        response.getOutputStream().write(mapper.writeValueAsBytes(said.body()));
    }

    private static List<String> facts(String text) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        List<String> facts = Arrays.stream(text.split(",")).map(String::strip).filter(f -> !f.isEmpty()).distinct().toList();
        if (facts.size() > 50 || !facts.stream().allMatch(f -> FACT.matcher(f).matches())) {
            throw Refusal.parameter("facts", "参数“facts”应为事实名称，用逗号分隔，如 sensor.*,hazard.accepted");
        }
        return facts.contains("*") ? List.of() : facts;
    }

    private static Long after(HttpServletRequest request) {
        String header = request.getHeader("Last-Event-ID");
        String text = header == null || header.isBlank() ? request.getParameter("lastEventId") : header;
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!text.strip().matches("\\d{1,18}")) {
            throw Refusal.parameter("Last-Event-ID", "Last-Event-ID 应为收到的最后一个事件的 id（数字）");
        }
        return Long.valueOf(text.strip());
    }

    private void gone(LiveClient client, boolean tooSlow) {
        clients.remove(client);
        if (tooSlow) {
            slow.increment();
            LOG.info("live page of {} disconnected: more than {} events behind", client.account(), config.liveQueue());
        }
    }

    private void replay(LiveClient client, long after) {
        try {
            String cursor = Long.toString(after);
            while (cursor != null && client.isOpen()) {
                Page<Entry> page = journal.read(new Journal.Query(null, client.facts(), cursor, REPLAY_PAGE, false));
                for (Entry entry : page.items()) {
                    if (!sight.sees(client.actor(), entry.subject())) {
                        continue;
                    }
                    if (!client.replayed(entry.seal(), encode(entry))) {
                        return;
                    }
                    sent.increment();
                }
                cursor = page.next();
            }
            client.caughtUp();
        } catch (InterruptedException closing) {
            client.end();
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The page comes back with the last event it saw and loses nothing.
            LOG.warn("replay for {} after {} failed; the page is disconnected", client.account(), after, e);
            client.end();
        }
    }

    private void write() {
        long heartbeat = System.nanoTime();
        long look = heartbeat;
        while (open) {
            try {
                Runnable telling = told.poll(1, TimeUnit.SECONDS);
                while (telling != null) {
                    telling.run();
                    telling = told.poll();
                }
                long now = System.nanoTime();
                if (now - look >= TimeUnit.SECONDS.toNanos(2)) {
                    look = now;
                    // Beside the writer: it asks the store.
                    replays.execute(this::endSignedOut);
                }
                if (now - heartbeat >= TimeUnit.SECONDS.toNanos(config.heartbeatSeconds())) {
                    heartbeat = now;
                    byte[] beat = ":\n\n".getBytes(StandardCharsets.UTF_8);
                    clients.forEach(c -> c.beat(beat));
                }
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                LOG.error("live writer stumbled; it goes on with the next batch", e);
            }
        }
    }

    private void endSignedOut() {
        for (LiveClient client : clients) {
            try {
                client.endIfSignedOut();
            } catch (RuntimeException e) {
                LOG.warn("cannot tell whether {} is still signed in; asking again", client.account(), e);
            }
        }
    }

    private void tell(List<Entry> batch) {
        if (clients.isEmpty()) {
            return;
        }
        for (Entry entry : batch) {
            byte[] event = null;
            // Asked once for all who see the same part of the county.
            Map<Scope, Boolean> seen = new HashMap<>();
            for (LiveClient client : clients) {
                if (client.wants(entry.name()) && sees(client, entry.subject(), seen)) {
                    event = event == null ? encode(entry) : event;
                    client.offer(entry.seal(), event);
                    sent.increment();
                }
            }
        }
        clients.forEach(LiveClient::pump);
    }

    private void tell(LiveNews.News item) {
        byte[] event = null;
        Map<Scope, Boolean> seen = new HashMap<>();
        for (LiveClient client : clients) {
            if (client.wants(item.name()) && (item.about() == null || sees(client, item.about(), seen))) {
                event = event == null ? encode(item) : event;
                client.say(event);
                sent.increment();
                client.pump();
            }
        }
    }

    private byte[] encode(LiveNews.News item) {
        encoded.increment();
        try {
            return ("event: " + item.name() + "\ndata: " + mapper.writeValueAsString(item) + "\n\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("news " + item.name() + " cannot be written as JSON", e);
        }
    }

    /** What cannot be told apart is not sent: the page reads it again when it asks. */
    private boolean sees(LiveClient client, Subject subject, Map<Scope, Boolean> seen) {
        try {
            if (subject.kind().equals("account")) {
                return sight.sees(client.actor(), subject);
            }
            return seen.computeIfAbsent(client.actor().scope(), scope -> sight.sees(client.actor(), subject));
        } catch (RuntimeException e) {
            LOG.warn("cannot tell whether {} may see {}; it is not sent", client.account(), subject, e);
            return false;
        }
    }

    private byte[] encode(Entry entry) {
        encoded.increment();
        try {
            return ("id: " + entry.seal() + "\nevent: " + entry.name() + "\ndata: " + mapper.writeValueAsString(entry) + "\n\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("entry " + entry.id() + " cannot be written as JSON", e);
        }
    }

    @Override
    public List<Metric> metrics() {
        return List.of(Metric.gauge("shoutu_live_pages", "Pages connected to the live feed", clients.size()),
                Metric.counter("shoutu_live_events_total", "Events handed to live pages", sent.sum()),
                Metric.counter("shoutu_live_slow_total", "Pages disconnected because they were too slow", slow.sum()),
                Metric.counter("shoutu_live_encoded_total", "Events written as JSON, each once for all pages there are", encoded.sum()));
    }
}
