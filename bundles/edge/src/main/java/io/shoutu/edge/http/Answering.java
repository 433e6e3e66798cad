package io.shoutu.edge.http;

import io.shoutu.api.edge.Readiness;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
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
    private static final int QUICK_MILLIS = 100;
    private static final int CALM_MILLIS = 5_000;
    private final URI asked;
    /** Where HTTPS is spoken, else null. */
    private final Path keystore;
    private SSLSocketFactory trusted;
    private final ScheduledExecutorService work = Executors.newSingleThreadScheduledExecutor(r -> {
        Thread thread = new Thread(r, "edge-answering");
        thread.setDaemon(true);
        return thread;
    });
    private volatile State state = new State(false, "接口尚未应答");

    @Activate
    public Answering(BundleContext context) {
        this(URI.create((https(context) ? "https://" : "http://") + address(or(context.getProperty("shoutu.bind"), "127.0.0.1")) + ":" + or(context.getProperty("shoutu.http.port"), "8181") + "/api/me"),
                https(context) ? Path.of(context.getProperty("shoutu.tls.keystore")) : null);
    }

    Answering(URI asked) {
        this(asked, null);
    }

    private Answering(URI asked, Path keystore) {
        this.asked = asked;
        this.keystore = keystore;
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
            if (connection instanceof HttpsURLConnection secure) {
                if (trusted == null) {
                    String password = System.getenv("SHOUTU_TLS_PASSWORD");
                    trusted = OwnCertificate.trusted(keystore, password == null ? new char[0] : password.toCharArray());
                }
                secure.setSSLSocketFactory(trusted);
                // It is our own certificate at our own address, which it need not name.
                secure.setHostnameVerifier((host, session) -> true);
            }
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

    private static boolean https(BundleContext context) {
        return "true".equals(context.getProperty("shoutu.https"));
    }

    private static String address(String bind) {
        return bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
    }

    private static String or(String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value;
    }
}
