package io.shoutu.edge.http;

import io.shoutu.api.edge.Readiness;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Whether {@code /api} answers over the wire (接口应答). What is published inside the container and what the web server already serves
 * are two things: after a restart the server learns of {@code /api} last, and stops for a moment to take it in.
 */
@Component(service = Readiness.class, immediate = true)
public final class Answering implements Readiness {
    private static final int QUICK_MILLIS = 50;
    private static final int CALM_MILLIS = 5_000;
    private final URI asked;
    private final ScheduledExecutorService work = Executors.newSingleThreadScheduledExecutor(r -> {
        Thread thread = new Thread(r, "edge-answering");
        thread.setDaemon(true);
        return thread;
    });
    private volatile State state = new State(false, "接口尚未应答");

    @Activate
    public Answering(BundleContext context) {
        this(URI.create("http://" + or(context.getProperty("shoutu.bind"), "127.0.0.1") + ":" + or(context.getProperty("shoutu.http.port"), "8181") + "/api/me"));
    }

    Answering(URI asked) {
        this.asked = asked;
        work.execute(this::ask);
    }

    @Deactivate
    void close() {
        work.shutdownNow();
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public State state() {
        return state;
    }

    /** Nobody is signed in here: the right answer of a gate that stands is 401. */
    private void ask() {
        try {
            HttpURLConnection connection = (HttpURLConnection) asked.toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(2_000);
            int status = connection.getResponseCode();
            connection.disconnect();
            state = status == 401 ? new State(true, "接口应答正常") : new State(false, "接口尚未应答（" + status + "）");
        } catch (IOException e) {
            state = new State(false, "接口没有应答：" + e.getMessage());
        }
        if (!work.isShutdown()) {
            work.schedule(this::ask, state.ready() ? CALM_MILLIS : QUICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static String or(String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value;
    }
}
