package io.shoutu.sensor.door;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.buffer.ByteBuf;
import io.shoutu.sensor.Arrival;
import io.shoutu.sensor.decode.Decoded;
import io.shoutu.sensor.decode.Decoder;
import io.shoutu.sensor.domain.Device;
import io.vertx.core.Context;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import io.vertx.mqtt.messages.codes.MqttSubAckReasonCode;
import java.util.Arrays;
import java.util.Collections;

/** One device's connection (设备连接). Everything runs on its reading thread, but for what {@link Arrival.Sender} says. */
final class Session implements Arrival.Sender {
    private static final String INLET = "mqtt";
    private static final long PATIENCE = 10_000;

    private final MqttDoor door;
    private final MqttEndpoint endpoint;
    private final Context context;
    private final String device;
    private final String key;
    private final byte[] secret;
    private final String topic;
    private final boolean five;
    private final Decoder decoder;
    private Device known;
    private int unanswered;
    private boolean ended;

    /** Of the committing thread alone: what to answer after this batch. */
    private int[] answers = new int[16];
    private int count;

    Session(MqttDoor door, MqttEndpoint endpoint, Context context, String device, byte[] secret, boolean five) {
        this.door = door;
        this.endpoint = endpoint;
        this.context = context;
        this.device = device;
        this.key = device + "\n" + endpoint.clientIdentifier();
        this.secret = secret;
        this.topic = "shoutu/v1/" + device + "/readings";
        this.five = five;
        this.decoder = new Decoder(door.catalogue(), door.formats());
        this.known = door.catalogue().device(device);
        endpoint.publishHandler(this::published);
        endpoint.publishReleaseHandler(this::released);
        endpoint.subscribeHandler(this::subscribed);
        endpoint.unsubscribeHandler(message -> endpoint.unsubscribeAcknowledge(message.messageId()));
        endpoint.closeHandler(gone -> {
            ended = true;
            door.gone(this);
        });
    }

    String key() {
        return key;
    }

    private void published(MqttPublishMessage message) {
        if (ended) {
            return;
        }
        Device now = door.catalogue().device(device);
        if (now != known) {
            // Something about the device changed since it connected: is it still welcome, and is this still its secret?
            if (!door.catalogue().secretMatches(device, secret)) {
                door.refuse(MqttDoor.Refused.AUTH);
                end(MqttDisconnectReasonCode.NOT_AUTHORIZED);
                return;
            }
            known = now;
        }
        int qos = message.qosLevel().value();
        int packet = message.messageId();
        if (!topic.equals(message.topicName())) {
            foreign(qos, packet);
            return;
        }
        ByteBuf payload = message.payload().getByteBuf();
        int length = payload.readableBytes();
        if (length > MqttDoor.MOST_BYTES) {
            door.refuse(MqttDoor.Refused.OVERSIZE);
            end(MqttDisconnectReasonCode.PACKET_TOO_LARGE);
            return;
        }
        if (qos > 0 && ++unanswered > door.window()) {
            door.refuse(MqttDoor.Refused.INFLIGHT);
            end(MqttDisconnectReasonCode.RECEIVE_MAXIMUM_EXCEEDED);
            return;
        }
        door.received();
        long received = door.clock().millis();
        Decoded decoded;
        if (payload.hasArray()) {
            decoded = decoder.decode(device, INLET, payload.array(), payload.arrayOffset() + payload.readerIndex(), length, received);
        } else {
            byte[] copy = new byte[length];
            payload.getBytes(payload.readerIndex(), copy);
            decoded = decoder.decode(device, INLET, copy, 0, length, received);
        }
        if (!door.ingest().arrive(new Arrival(device, INLET, decoded, received, this, packet << 2 | qos), PATIENCE)) {
            door.refuse(MqttDoor.Refused.BUSY);
            end(MqttDisconnectReasonCode.SERVER_BUSY);
        }
    }

    private void foreign(int qos, int packet) {
        door.refuse(MqttDoor.Refused.TOPIC);
        if (five && qos == 1) {
            endpoint.publishAcknowledge(packet, MqttPubAckReasonCode.NOT_AUTHORIZED, MqttProperties.NO_PROPERTIES);
        } else if (!five || qos == 2) {
            // Version 3.1.1 has no word for it, and Vert.x has none in a PUBREC.
            end(MqttDisconnectReasonCode.NOT_AUTHORIZED);
        }
    }

    private void released(int packet) {
        endpoint.publishComplete(packet);
    }

    private void subscribed(MqttSubscribeMessage message) {
        door.refuse(MqttDoor.Refused.SUBSCRIBE);
        int n = message.topicSubscriptions().size();
        if (five) {
            endpoint.subscribeAcknowledge(message.messageId(), Collections.nCopies(n, MqttSubAckReasonCode.NOT_AUTHORIZED), MqttProperties.NO_PROPERTIES);
        } else {
            endpoint.subscribeAcknowledge(message.messageId(), Collections.nCopies(n, MqttQoS.FAILURE));
        }
    }

    @Override
    public boolean committed(Arrival arrival) {
        if ((arrival.mark & 3) == 0) {
            return false;
        }
        if (count == answers.length) {
            answers = Arrays.copyOf(answers, count * 2);
        }
        answers[count++] = arrival.mark;
        return count == 1;
    }

    @Override
    public void flush() {
        int[] told = Arrays.copyOf(answers, count);
        count = 0;
        context.runOnContext(now -> answer(told));
    }

    private void answer(int[] told) {
        if (ended || !endpoint.isConnected()) {
            return;
        }
        for (int mark : told) {
            unanswered--;
            if ((mark & 3) == 1) {
                endpoint.publishAcknowledge(mark >>> 2);
            } else {
                endpoint.publishReceived(mark >>> 2);
            }
        }
    }

    /** Ends the connection; from any thread. */
    void end(boolean takenOver) {
        context.runOnContext(now -> end(takenOver ? MqttDisconnectReasonCode.SESSION_TAKEN_OVER : MqttDisconnectReasonCode.NORMAL));
    }

    private void end(MqttDisconnectReasonCode why) {
        if (ended || !endpoint.isConnected()) {
            return;
        }
        ended = true;
        if (five) {
            endpoint.disconnect(why, MqttProperties.NO_PROPERTIES);
        } else {
            endpoint.close();
        }
    }
}
