package com.acme.shoutu.gas;

import io.shoutu.api.sensor.SensorDecoder;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The decoder (解码器) of {@code acme-gas-1}: whatever way a frame comes in, MQTT, HTTP or our own TCP port. */
@Component
public final class GasDecoder implements SensorDecoder {
    @Override
    public String format() {
        return "acme-gas-1";
    }

    @Override
    public String label() {
        return "Acme 气体探测器（二进制）";
    }

    @Override
    public List<KnownPoint> points() {
        return List.of(new KnownPoint("ch4", "甲烷", "%{LEL}"), new KnownPoint("co", "一氧化碳", "[ppm]"), new KnownPoint("h2s", "硫化氢", "[ppm]"), new KnownPoint("o2", "氧气", "%{vol}"));
    }

    @Override
    public void decode(byte[] payload, Instant received, Sink sink) throws Unreadable {
        try {
            GasFrame.read(payload, (channel, time, value) -> {
                String point = GasFrame.POINTS.get(channel);
                if (point == null) {
                    sink.refused("通道 " + channel, "未知通道；已知：1 甲烷、2 一氧化碳、3 硫化氢、4 氧气");
                } else {
                    sink.reading(point, time, value);
                }
            });
        } catch (GasFrame.Broken broken) {
            throw new Unreadable(broken.getMessage());
        }
    }
}
