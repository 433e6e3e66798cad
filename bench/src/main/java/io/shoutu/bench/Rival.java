package io.shoutu.bench;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The honest rival (对照): a bare door, a spool, an acknowledgement, in some hundred lines, as an expert would write them for one purpose.
 * The same MQTT library, the same database, one row of up to 4,000 messages a commit, PUBACK after the commit. It checks no credential,
 * reads no payload, knows no device, judges nothing and answers no question: what our door costs more is what all that costs.
 *
 * <p>Arguments: jdbc address, user, password. Prints {@code port=<port>}; ends with its parent.
 */
public final class Rival {
    private static final int MOST = 4_000;
    private static final int WAITING = 200_000;

    /** One message and who waits for its answer. */
    private record Arrived(Caller from, int packet, byte[] payload) {}

    /** One connection. */
    private record Caller(MqttEndpoint endpoint, Context context) {
        void answer(int[] packets) {
            context.runOnContext(now -> {
                if (endpoint.isConnected()) {
                    for (int packet : packets) {
                        endpoint.publishAcknowledge(packet);
                    }
                }
            });
        }
    }

    private final BlockingQueue<Arrived> queue = new ArrayBlockingQueue<>(WAITING);
    private final Connection connection;

    private Rival(Connection connection) {
        this.connection = connection;
    }

    public static void main(String[] args) throws Exception {
        Connection connection = args.length > 1 ? DriverManager.getConnection(args[0], args[1], args[2]) : DriverManager.getConnection(args[0]);
        connection.setAutoCommit(true);
        boolean postgres = args[0].startsWith("jdbc:postgresql");
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table rival_spool (id bigint not null primary key, body " + (postgres ? "bytea" : "blob") + " not null)");
        }
        connection.setAutoCommit(false);
        Rival rival = new Rival(connection);
        Vertx vertx = Vertx.vertx();
        MqttServer server = MqttServer.create(vertx, new MqttServerOptions().setMaxMessageSize(65_536).setHost("127.0.0.1").setPort(0)).endpointHandler(endpoint -> rival.arrived(endpoint, vertx));
        int port = server.listen().toCompletionStage().toCompletableFuture().get().actualPort();
        Thread committer = new Thread(rival::commit, "commit");
        committer.setDaemon(true);
        committer.start();
        System.out.println("port=" + port);
        // Until the bench hangs up.
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        System.exit(0);
    }

    private void arrived(MqttEndpoint endpoint, Vertx vertx) {
        Caller caller = new Caller(endpoint, vertx.getOrCreateContext());
        endpoint.publishHandler(message -> {
            try {
                queue.put(new Arrived(caller, message.messageId(), message.payload().getBytes()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        endpoint.accept(false);
    }

    private void commit() {
        List<Arrived> batch = new ArrayList<>(MOST);
        try (PreparedStatement insert = connection.prepareStatement("insert into rival_spool (id, body) values (?, ?)")) {
            for (long id = 1; ; id++) {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, MOST - 1);
                insert.setLong(1, id);
                insert.setBytes(2, body(batch));
                insert.executeUpdate();
                connection.commit();
                answer(batch);
            }
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(3);
        }
    }

    private static byte[] body(List<Arrived> batch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(batch.size() * 100);
        DataOutputStream out = new DataOutputStream(bytes);
        for (Arrived one : batch) {
            out.writeShort(one.payload().length);
            out.write(one.payload());
        }
        return bytes.toByteArray();
    }

    private static void answer(List<Arrived> batch) {
        Map<Caller, List<Integer>> byCaller = new HashMap<>();
        for (Arrived one : batch) {
            byCaller.computeIfAbsent(one.from(), none -> new ArrayList<>()).add(one.packet());
        }
        byCaller.forEach((caller, packets) -> caller.answer(packets.stream().mapToInt(Integer::intValue).toArray()));
    }
}
