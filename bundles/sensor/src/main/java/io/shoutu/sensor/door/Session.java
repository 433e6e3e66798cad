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
    /** Names a device may give its one topic (MQTT 5). */
    static final int ALIASES = 8;
    /** In an answer beside packet and QoS: something of the message was parked. */
    private static final int PARKED = 1 << 20;

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

    /** Of the thread that answers alone: what to answer after this batch. */
    private int[] answers = new int[16];
    private int count;

    private final Pace pace;
    /** Which of the names of a topic mean the device's own. */
    private int aliases;

    /** @param secret what the device said, or null where a certificate vouches for it */
    Session(MqttDoor door, MqttEndpoint endpoint, Context context, String device, byte[] secret, boolean five, String from, Pace pace) {
        this.pace = pace;
        this.door = door;
        this.endpoint = endpoint;
        this.context = context;
        this.device = device;
        this.key = key(device, endpoint.clientIdentifier());
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
            door.gone(this, from, pace);
        });
    }

    /** A client id belongs to its device: no other can push its connection out. */
    static String key(String device, String client) {
        return device + "\n" + client;
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
            if (secret == null ? now == null || !now.enabled() : !door.catalogue().secretMatches(device, secret)) {
                door.refuse(MqttDoor.Refused.AUTH);
                end(MqttDisconnectReasonCode.NOT_AUTHORIZED);
                return;
            }
            known = now;
        }
        int qos = message.qosLevel().value();
        int packet = message.messageId();
        if (!pace.send()) {
            door.refuse(MqttDoor.Refused.RATE);
            end(MqttDisconnectReasonCode.MESSAGE_RATE_TOO_HIGH);
            return;
        }
        if (!own(message)) {
            if (!ended) {
                foreign(qos, packet);
            }
            return;
        }
        ByteBuf payload = message.payload().getByteBuf();
        int length = payload.readableBytes();
        if (length > door.mostBytes()) {
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

    /** Whether it was published to the device's own topic, by its name or by one the device has given it. */
    private boolean own(MqttPublishMessage message) {
        boolean named = topic.equals(message.topicName());
        if (!five) {
            return named;
        }
        MqttProperties.MqttProperty<?> property = message.properties().getProperty(MqttProperties.MqttPropertyType.TOPIC_ALIAS.value());
        if (property == null) {
            return named;
        }
        int alias = (Integer) property.value();
        if (alias < 1 || alias > ALIASES) {
            door.refuse(MqttDoor.Refused.PROTOCOL);
            end(MqttDisconnectReasonCode.TOPIC_ALIAS_INVALID);
            return false;
        }
        if (!message.topicName().isEmpty()) {
            aliases = named ? aliases | 1 << alias : aliases & ~(1 << alias);
            return named;
        }
        return (aliases >> alias & 1) != 0;
    }

    private static MqttProperties because(String reason) {
        MqttProperties properties = new MqttProperties();
        properties.add(new MqttProperties.StringProperty(MqttProperties.MqttPropertyType.REASON_STRING.value(), reason));
        return properties;
    }

    private void foreign(int qos, int packet) {
        door.refuse(MqttDoor.Refused.TOPIC);
        if (five && qos == 1) {
            endpoint.publishAcknowledge(packet, MqttPubAckReasonCode.NOT_AUTHORIZED, because("publish to " + topic));
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
        answers[count++] = arrival.parked().isEmpty() ? arrival.mark : arrival.mark | PARKED;
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
            int packet = mark >>> 2 & 0xffff;
            if ((mark & 3) == 2) {
                endpoint.publishReceived(packet);
            } else if (five && (mark & PARKED) != 0) {
                // Kept, but not used as it is: a device that listens hears of it.
                endpoint.publishAcknowledge(packet, MqttPubAckReasonCode.SUCCESS, because("parked"));
            } else {
                endpoint.publishAcknowledge(packet);
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
