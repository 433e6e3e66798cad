package io.shoutu.edge.http;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Access;
import io.shoutu.api.access.BearerTokens;
import io.shoutu.api.access.Sight;
import io.shoutu.api.journal.Chain;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.Page;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.edge.Repeats;
import io.shoutu.edge.Config;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** The edge over real HTTP for a test: Jetty, CXF and the servlets of this bundle on a free loopback port, with accounts and a journal in memory. */
final class Wire implements AutoCloseable {
    static final Actor ADMIN = new Actor("admin", "管理员", Actor.Kind.PERSON, Set.of("admin"));
    static final Actor WANG = new Actor("wang", "王值班", Actor.Kind.PERSON, Set.of("operator"));
    /** Sees the hazards whose number ends in a digit of its scope's units. */
    static final Actor TOWN = new Actor("town", "镇里", Actor.Kind.PERSON, Set.of("operator"), new Scope(false, Set.of(), Set.of("2"), Set.of()));
    static final Actor DEVICE = new Actor("device:AL-0001", "AL-0001", Actor.Kind.DEVICE, Set.of("device"));

    static final Actor FRESH = new Actor("fresh", "新来的", Actor.Kind.PERSON, Set.of("fresh"));

    final Accounts access = new Accounts();
    final Sight sight = (actor, subject) -> actor.scope().everywhere() || actor.scope().units().stream().anyMatch(subject.number()::endsWith);
    final Permissions permissions = new Permissions();
    final MemoryJournal journal = new MemoryJournal();
    volatile int liveClients = 3;
    final RestServer rest;
    final Live live;
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Wire() throws Exception {
        Bus bus = BusFactory.newInstance().createBus();
        Doorkeeper doorkeeper = new Doorkeeper(access, permissions, new Trail(new Now(), journal, Clock.systemUTC()), config());
        doorkeeper.addTokens(token -> token.equals("device-secret") ? Optional.of(DEVICE) : Optional.empty());
        doorkeeper.addTokens(new BearerTokens() {
            @Override
            public Optional<Actor> holder(String token) {
                return pass(token).map(Pass::actor);
            }

            @Override
            public Optional<Pass> pass(String token) {
                return token.equals("narrow") ? Optional.of(new Pass(WANG, Set.of("wish.make"))) : Optional.empty();
            }
        });
        permissions.addOperations(new EdgeOperations());
        doorkeeper.addRepeats(new Kept());
        CXFNonSpringServlet cxf = new CXFNonSpringServlet();
        cxf.setBus(bus);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder api = new ServletHolder(cxf);
        api.setInitParameter("hide-service-list-page", "true");
        api.setAsyncSupported(true);
        api.setInitOrder(1);
        context.addServlet(api, "/api/*");
        live = new Live(journal, doorkeeper, sight, config(() -> liveClients));
        ServletHolder feed = new ServletHolder(live);
        feed.setAsyncSupported(true);
        context.addServlet(feed, "/api/live");
        jetty.setHandler(context);
        jetty.start();
        rest = new RestServer(bus, doorkeeper, config());
    }

    static Config config() {
        return config(() -> 3);
    }

    private static Config config(IntSupplier liveClients) {
        return new Config() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return Config.class;
            }

            @Override
            public String[] expects() {
                return new String[] {"rest"};
            }

            @Override
            public String[] publishes() {
                return new String[] {"/session"};
            }

            @Override
            public String[] connects() {
                return new String[0];
            }

            @Override
            public long bodyLimit() {
                return 2_000;
            }

            @Override
            public long attachmentLimit() {
                return 4_000;
            }

            @Override
            public String[] origins() {
                return new String[] {"https://zhihui.example"};
            }

            @Override
            public int liveClients() {
                return liveClients.getAsInt();
            }

            @Override
            public int liveQueue() {
                return 200;
            }

            @Override
            public int heartbeatSeconds() {
                return 1;
            }
        };
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
    }

    int port() {
        return connector.getLocalPort();
    }

    HttpRequest.Builder as(String account, String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString((account + ":right").getBytes()));
    }

    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<java.util.stream.Stream<String>> stream(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
    }

    static HttpRequest.BodyPublisher text(String body) {
        return HttpRequest.BodyPublishers.ofString(body);
    }

    @Override
    public void close() throws Exception {
        live.close();
        rest.close();
        jetty.stop();
    }

    /** Answers in memory. */
    static final class Kept implements Repeats {
        private final Map<String, String> prints = new ConcurrentHashMap<>();
        private final Map<String, Answer> answers = new ConcurrentHashMap<>();

        @Override
        public synchronized Begun begin(String account, String key, String fingerprint) {
            String before = prints.putIfAbsent(account + key, fingerprint);
            Answer answer = answers.get(account + key);
            return before == null ? new Begun(State.FRESH, null) : !before.equals(fingerprint) ? new Begun(State.OTHER, null)
                    : answer == null ? new Begun(State.OPEN, null) : new Begun(State.ANSWERED, answer);
        }

        @Override
        public void answered(String account, String key, Answer answer) {
            answers.put(account + key, answer);
        }

        @Override
        public void forget(String account, String key) {
            prints.remove(account + key);
        }
    }

    /** Work that is done at once, without a database. */
    static final class Now implements UnitOfWork {
        @Override
        public <T> T run(Work<T> work) {
            try {
                return work.with(null);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new StoreFailure("work failed", e);
            }
        }
    }

    /** Accounts whose password is always {@code right}; sessions by hand. */
    static final class Accounts implements Access {
        final Map<String, Found> sessions = new ConcurrentHashMap<>();

        @Override
        public Session signIn(String account, char[] password, String from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void signOut(String token) {
            sessions.remove(token);
        }

        @Override
        public Optional<Found> session(String token) {
            return Optional.ofNullable(sessions.get(token));
        }

        @Override
        public boolean open(String token) {
            return sessions.containsKey(token);
        }

        @Override
        public Optional<Actor> basic(String account, char[] password, String from) {
            if (!new String(password).equals("right")) {
                return Optional.empty();
            }
            return account.equals("admin") ? Optional.of(ADMIN) : account.equals("wang") ? Optional.of(WANG) : account.equals("town") ? Optional.of(TOWN) : account.equals("fresh") ? Optional.of(FRESH) : Optional.empty();
        }

        @Override
        public void changePassword(Actor self, char[] old, char[] fresh, String from, String keep) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Account create(String name, String displayName, Set<String> roles, char[] password, Actor by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String createMachine(String name, String displayName, Set<String> roles, Actor by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Account enable(String name, boolean enabled, Actor by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Account> accounts() {
            return List.of();
        }
    }

    /** A journal in memory: what is told is sealed at once. */
    static final class MemoryJournal implements Journal {
        final List<Fact> written = new CopyOnWriteArrayList<>();
        volatile boolean takes = true;
        private final List<Entry> entries = new ArrayList<>();
        private final List<Consumer<List<Entry>>> followers = new CopyOnWriteArrayList<>();

        synchronized Entry tell(String fact, String text) {
            long seal = entries.size() + 1;
            Entry entry = new Entry(1000 + seal, seal, new Subject("hazard", "YH-2026-" + seal), fact, Instant.EPOCH, Instant.EPOCH, "wang", "王值班", Map.of("text", text), null, null, "00");
            entries.add(entry);
            followers.forEach(f -> f.accept(List.of(entry)));
            return entry;
        }

        @Override
        public long write(Tx tx, Fact fact) {
            if (!takes) {
                throw new StoreFailure("the journal is away", null);
            }
            written.add(fact);
            return written.size();
        }

        @Override
        public synchronized Page<Entry> read(Query query) {
            long after = query.cursor() == null ? 0 : Long.parseLong(query.cursor());
            List<Entry> found = entries.stream().filter(e -> e.seal() > after)
                    .filter(e -> query.facts().isEmpty() || query.facts().stream().anyMatch(f -> f.equals(e.name()) || f.endsWith("*") && e.name().startsWith(f.substring(0, f.length() - 1)))).toList();
            List<Entry> page = found.stream().limit(query.limit()).toList();
            return new Page<>(page, found.size() > page.size() ? Long.toString(page.get(page.size() - 1).seal()) : null, found.size());
        }

        @Override
        public List<Entry> timeline(Subject subject) {
            return List.of();
        }

        @Override
        public Chain chain(Subject subject) {
            return new Chain(List.of(), List.of());
        }

        @Override
        public Following follow(Consumer<List<Entry>> consumer) {
            followers.add(consumer);
            return () -> followers.remove(consumer);
        }
    }
}
