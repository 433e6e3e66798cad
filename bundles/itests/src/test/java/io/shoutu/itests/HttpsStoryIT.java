package io.shoutu.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** HTTPS with a certificate: what a browser sees, what is refused, and that nothing listens openly without it. */
class HttpsStoryIT {

    @Test
    void beyondLoopbackOnlyHttpsAnswersWithForwardSecrecyAndStrictCookies() throws Exception {
        try (Platform platform = new Platform(false)) {
            Platform.Outcome refused = platform.run(Map.of("SHOUTU_BIND", "0.0.0.0"), "--no-demo", "--detach");
            assertThat(refused.exit()).as("beyond loopback without a certificate").isNotZero();
            Platform.Outcome made = platform.run("certificate");
            assertThat(made.exit()).as(made.text()).isZero();
            Map<String, String> beyond = Map.of("SHOUTU_BIND", "0.0.0.0");
            Platform.Outcome started = platform.run(beyond, "--no-demo", "--detach");
            assertThat(started.exit()).as(started.text() + platform.logTail()).isZero();
            assertThat(started.text()).contains("https://0.0.0.0:" + platform.http);

            SSLContext trust = trusting(platform.data.resolve("tls/trial.p12"), Files.readString(platform.data.resolve("tls/trial-password")).trim());
            HttpClient client = HttpClient.newBuilder().sslContext(trust).build();
            HttpResponse<String> signedIn = client.send(HttpRequest.newBuilder(URI.create("https://localhost:" + platform.http + "/api/session")).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"account\":\"admin\",\"password\":\"" + Platform.ADMIN_PASSWORD + "\"}")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
            String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).matches("__Host-shoutu-session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict; Secure");
            assertThat(signedIn.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
            String session = cookie.substring(0, cookie.indexOf(';'));
            assertThat(me(client, platform, session)).isEqualTo(200);
            assertThat(me(client, platform, session.replace("__Host-", ""))).as("the plain name, which a page of another host could plant").isEqualTo(401);

            for (String protocol : new String[] {"TLSv1.3", "TLSv1.2"}) {
                try (SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("localhost", platform.http)) {
                    socket.setEnabledProtocols(new String[] {protocol});
                    socket.startHandshake();
                    assertThat(socket.getSession().getCipherSuite()).matches("TLS_(AES|CHACHA20)_.*|TLS_ECDHE_.*(GCM|CHACHA20).*");
                }
            }
            assertThat(alert(platform.http, 0x02)).as("TLS 1.1 is answered with the alert protocol_version").isEqualTo(70);
            assertThat(alert(platform.http, 0x01)).as("TLS 1.0").isEqualTo(70);
            platform.run(beyond, "stop");
        }
    }

    @Test
    void thePlatformItselfEndsRatherThanListenOpenlyWhoeverStartedIt() throws Exception {
        try (Platform platform = new Platform(false)) {
            ProcessBuilder start = new ProcessBuilder("bash", platform.home.resolve("karaf-assembly/target/assembly/bin/shoutu-java").toString()).redirectErrorStream(true);
            start.environment().putAll(platform.environment(Map.of("SHOUTU_BIND", "0.0.0.0", "SHOUTU_DEMO", "false")));
            start.redirectOutput(platform.data.resolve("console").toFile());
            Process process = start.start();
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends by itself").isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(Files.readString(platform.data.resolve("log/shoutu.log"))).contains("未加密的 HTTP 不得在本机以外的地址监听");
        }
    }

    private static int me(HttpClient client, Platform platform, String cookie) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("https://localhost:" + platform.http + "/api/me")).header("Cookie", cookie).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static SSLContext trusting(Path keystore, String password) throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            own.load(in, password.toCharArray());
        }
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("shoutu", own.getCertificate("shoutu"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** Says hello in an old version, by hand because no client of today would, and answers the number of the alert that came back. */
    private static int alert(int port, int minor) throws Exception {
        byte[] random = new byte[32];
        java.io.ByteArrayOutputStream hello = new java.io.ByteArrayOutputStream();
        hello.writeBytes(new byte[] {3, (byte) minor});
        hello.writeBytes(random);
        // No session; TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA and TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA; no compression; the group secp256r1.
        hello.writeBytes(new byte[] {0, 0, 4, (byte) 0xC0, 0x09, (byte) 0xC0, 0x13, 1, 0, 0, 8, 0, 10, 0, 4, 0, 2, 0, 23});
        byte[] body = hello.toByteArray();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            java.io.ByteArrayOutputStream record = new java.io.ByteArrayOutputStream();
            record.writeBytes(new byte[] {22, 3, (byte) minor, 0, (byte) (body.length + 4), 1, 0, 0, (byte) body.length});
            record.writeBytes(body);
            socket.getOutputStream().write(record.toByteArray());
            byte[] answer = socket.getInputStream().readNBytes(7);
            assertThat(answer.length).as("an answer to version 3.%d", minor).isEqualTo(7);
            assertThat(answer[0]).as("an alert, not a hello").isEqualTo((byte) 21);
            return answer[6];
        }
    }
}
